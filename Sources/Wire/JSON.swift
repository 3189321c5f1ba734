/// A JSON value of the I-JSON subset that signed documents are written in.
///
/// Numbers are integers within ±(2^53−1); members keep the order they were written in. Two values are equal
/// when they are written with the same bytes in the same order: Swift's own string comparison would call
/// `é` and `e` + U+0301 the same, and a change from one to the other would go unseen.
package enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One `"key": value` of an object.
  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
      left.key.hasSameBytes(as: right.key) && left.value == right.value
    }
  }

  /// The greatest integer that every JSON reader keeps exact: 2^53 − 1 (RFC 7493, section 2.2).
  package static let greatestInteger = 9_007_199_254_740_991
}

extension JSON: Equatable {
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameBytes(as: b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }
}

extension JSON {
  /// The value of a member, or nil where this is no object or has no such key.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key.hasSameBytes(as: key) }?.value
  }

  /// The members of an object; nil for anything else.
  package var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The items of an array; nil for anything else.
  package var items: [JSON]? {
    if case .array(let items) = self { items } else { nil }
  }

  /// The text of a string; nil for anything else.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of an integer; nil for anything else.
  package var number: Int? {
    if case .integer(let number) = self { number } else { nil }
  }

  /// What kind of value this is, as JSON Schema names it.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension String {
  /// Whether two strings are the same bytes in UTF-8, canonical equivalence put aside.
  package func hasSameBytes(as other: String) -> Bool {
    // The counts are at hand, and tell most strings apart; so does the standard library's comparison, which is fast and
    // calls no two strings of the same bytes different.
    utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
  }
}
