internal import Wire

/// The members of an object of a result: those that are expected, and no others.
struct ResultMembers {
  private let json: JSON
  private let place: String

  init(_ json: JSON, _ names: [String], at place: String) throws(WarehouseError) {
    guard let members = json.members else { throw .malformed(at: place, "it is no JSON object") }
    for member in members where !names.contains(where: { $0.hasSameBytes(as: member.key) }) {
      throw .malformed(at: place, "\"\(member.key.prefix(60))\" is no part of it")
    }
    for name in names where json[name] == nil { throw .malformed(at: place, "\"\(name)\" is missing") }
    self.json = json
    self.place = place
  }

  func value(_ name: String) -> JSON { json[name] ?? .null }

  func text(_ name: String) throws(WarehouseError) -> String {
    guard let text = value(name).text else { throw .malformed(at: "\"\(name)\"", "it is no text") }
    return text
  }

  func isTrue(_ name: String) throws(WarehouseError) -> Bool {
    guard case .bool(let isTrue) = value(name) else {
      throw .malformed(at: "\"\(name)\"", "it is neither true nor false")
    }
    return isTrue
  }

  func number(_ name: String) throws(WarehouseError) -> Int {
    try Self.numbers(of: .array([value(name)]), count: 1, at: "\"\(name)\"")[0]
  }

  func items(_ name: String) throws(WarehouseError) -> [JSON] {
    guard let items = value(name).items else { throw .malformed(at: "\"\(name)\"", "it is no list") }
    return items
  }

  /// So many whole numbers from zero.
  static func numbers(of json: JSON, count: Int, at place: String) throws(WarehouseError) -> [Int] {
    let numbers = try figures(of: json, count: count, at: place).compactMap { $0 }
    guard numbers.count == count else { throw .malformed(at: place, "a number is missing") }
    return numbers
  }

  /// So many whole numbers, some of which may be unknown; all are from zero but those at the places that are `signed`.
  static func figures(
    of json: JSON, count: Int, signed: Range<Int> = 0..<0, at place: String
  ) throws(WarehouseError) -> [Int?] {
    guard let items = json.items, items.count == count else {
      throw .malformed(at: place, "it is no list of \(count) numbers")
    }
    var numbers: [Int?] = []
    for (index, item) in items.enumerated() {
      if item == .null {
        numbers.append(nil)
        continue
      }
      // Sums of what is bounded so stay within what a snapshot may hold.
      let range =
        signed.contains(index) ? -JSON.greatestInteger...JSON.greatestInteger : 0...(1 << 50)
      guard let number = item.number, range.contains(number) else {
        let kind =
          signed.contains(index) ? "no whole number that a snapshot holds" : "no whole number from zero"
        throw .malformed(at: place, "it holds what is \(kind)")
      }
      numbers.append(number)
    }
    return numbers
  }
}
