/// A place inside a document (RFC 6901): the keys and indices that lead to it.
package struct JSONPointer: Hashable, Sendable {
  package private(set) var tokens: [String]

  /// The pointer to the whole document.
  package init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// Reads `/a/b~1c`; nil where it does not start with `/` or holds a stray `~`.
  package init?(_ text: String) {
    guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      guard let token = Self.unescaped(part) else { return nil }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  package mutating func append(_ token: String) { tokens.append(token) }
  package mutating func removeLast() { tokens.removeLast() }

  /// This pointer, one step further.
  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// Whether `other` is this place or lies below it.
  package func covers(_ other: JSONPointer) -> Bool {
    other.tokens.count >= tokens.count && zip(tokens, other.tokens).allSatisfy { $0.hasSameBytes(as: $1) }
  }

  /// Two pointers are the same place when their tokens are the same bytes.
  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.count == right.tokens.count && left.covers(right)
  }

  package func hash(into hasher: inout Hasher) {
    for token in tokens { hasher.combine(Array(token.utf8)) }
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var iterator = part.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch iterator.next() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer as RFC 6901 writes it; empty for the whole document.
  package var description: String {
    tokens.map { token in
      var escaped = "/"
      for scalar in token.unicodeScalars {
        switch scalar {
        case "~": escaped += "~0"
        case "/": escaped += "~1"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }.joined()
  }
}

extension JSON {
  /// Where the value at `pointer` (keys and array indices) starts in `bytes`; nil where there is none.
  ///
  /// Positions are only wanted for findings, so they are looked up again instead of being carried by every value.
  package static func position(of pointer: JSONPointer, in bytes: [UInt8]) -> SourcePosition? {
    var parser = JSONParser(bytes: bytes, limits: .document)
    parser.located = (pointer, nil)
    // A document that stops being readable further down still has the places before that.
    _ = try? parser.document()
    return parser.located?.offset.map { SourcePosition(offset: $0, in: bytes) }
  }

  /// The same place with list items by index, where they stood by one of the members that tell items apart.
  package func indexed(_ pointer: JSONPointer) -> JSONPointer? {
    var value = self
    var found = JSONPointer()
    for token in pointer.tokens {
      switch value {
      case .object:
        guard let next = value[token] else { return nil }
        found.append(token)
        value = next
      case .array(let items):
        let keys = ["id", "pointer", "key", "date", "source"]
        let index = items.firstIndex { item in
          keys.contains { item[$0]?.text?.hasSameBytes(as: token) ?? false }
        }
        guard let index = index ?? Int(token), items.indices.contains(index) else { return nil }
        found.append(String(index))
        value = items[index]
      default: return nil
      }
    }
    return found
  }

  /// The value at `pointer` (keys and array indices); nil where there is none.
  package func value(at pointer: JSONPointer) -> JSON? {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object:
        guard let next = value[token] else { return nil }
        value = next
      case .array(let items):
        guard let index = Int(token), String(index).hasSameBytes(as: token), items.indices.contains(index)
        else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }
}
