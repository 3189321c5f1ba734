import Agreements
import TestMaterial
import Wire

/// Damage of the kinds that people, programs and enemies do to a document.
extension JSON {
  /// This document with one to three places damaged.
  func mutated(using random: inout SeededGenerator) -> JSON {
    var document = self
    for _ in 0..<(1 + random.below(3)) {
      let place = random.pick(document.places)
      document = document.changed(place[...]) { $0?.damaged(using: &random) } ?? .null
    }
    return document
  }

  /// This value damaged; nil takes it out.
  private func damaged(using random: inout SeededGenerator) -> JSON? {
    if random.below(8) == 0 { return nil }
    if random.below(8) == 0 { return Self.anything(using: &random) }
    switch self {
    case .null: return .integer(random.below(3))
    case .bool(let value): return random.below(2) == 0 ? .bool(!value) : .integer(value ? 1 : 0)
    case .integer(let number): return Self.near(number, using: &random)
    case .string(let text): return .string(Self.edited(text, using: &random))
    case .array(let items): return .array(Self.shuffled(items, using: &random))
    case .object(let members): return .object(Self.rekeyed(members, using: &random))
    }
  }

  private static func anything(using random: inout SeededGenerator) -> JSON {
    random.pick([
      .null, .bool(true), .integer(0), .integer(-1), .integer(greatestInteger), .string(""), .string("1"),
      .string("period"), .string("stamped"), .string("count"), .array([]), .array([.null]), .object([]),
      .object([.init("x-", .null)]), .object([.init("kind", .string("share"))]),
    ])
  }

  private static func near(_ number: Int, using random: inout SeededGenerator) -> JSON {
    random.pick([
      .integer(number == greatestInteger ? number : number + 1),
      .integer(number == -greatestInteger ? number : number - 1), .integer(-number), .integer(0),
      .integer(9999),
      .integer(10_000), .integer(greatestInteger), .integer(-greatestInteger), .string(String(number)),
    ])
  }

  /// Characters that look or compare like others, count oddly, or end patterns early.
  private static let tricky: [Unicode.Scalar] = [
    "\u{212A}", "\u{212B}", "\u{17F}", "\u{301}", "\u{130}", "\u{131}", "\u{660}", "\u{FF10}", "\u{37E}",
    "\u{2028}", "\u{2029}", "\u{200D}", "\u{FE0F}", "\u{1F600}", "\u{10FFFD}", "\u{A0}", "\u{3000}", "\u{AD}",
    "é",
    "ß", "ﬁ",
  ]
  /// Characters that patterns speak of.
  private static let meaningful = Array(" -_./+=@:TZQWPDHM059afgzAFK~\\\"$^".unicodeScalars)

  /// A text with one character put in, left out, doubled or replaced, often at an end; or cased, or of another length.
  static func edited(_ text: String, using random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    let scalar = random.pick(random.below(3) == 0 ? tricky : meaningful)
    let places = [0, scalars.count - 1, random.below(scalars.count)]
    switch random.below(9) {
    case 0: scalars.insert(scalar, at: random.below(scalars.count + 1))
    case 1: scalars.append(scalar)
    case 2: scalars.insert(scalar, at: 0)
    case 3: if !scalars.isEmpty { scalars.remove(at: random.pick(places)) }
    case 4:
      // What stands there already, once more: patterns count.
      if !scalars.isEmpty { scalars.insert(random.pick(scalars), at: random.below(scalars.count)) }
    case 5, 6: if !scalars.isEmpty { scalars[random.pick(places)] = scalar }
    case 7:
      scalars = Array(
        random.below(2) == 0 ? text.uppercased().unicodeScalars : text.lowercased().unicodeScalars)
    default: scalars = respelled(scalars, using: &random)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The same characters over and over up to a length at some limit, or another format's example.
  private static func respelled(
    _ scalars: [Unicode.Scalar], using random: inout SeededGenerator
  ) -> [Unicode.Scalar] {
    if random.below(2) == 0 {
      return Array(random.pick(TextFormat.allCases.flatMap(\.examples)).unicodeScalars)
    }
    let length = random.pick([1, 40, 41, 60, 61, 64, 65, 200, 201, 400, 401, 4000, 4001])
    return (0..<length).map { scalars.isEmpty ? "a" : scalars[$0 % scalars.count] }
  }

  private static func shuffled(_ items: [JSON], using random: inout SeededGenerator) -> [JSON] {
    guard !items.isEmpty else { return [anything(using: &random)] }
    switch random.below(5) {
    case 0: return []
    case 1: return items + [random.pick(items)]
    case 2: return items.reversed()
    case 3: return items + [anything(using: &random)]
    default:
      let count = random.pick([11, 13, 21, 51, 101])
      return (0..<count).map { items[$0 % items.count] }
    }
  }

  private static func rekeyed(_ members: [Member], using random: inout SeededGenerator) -> [Member] {
    var members = members
    let keys = [
      "x-note", "x-", "X-note", "note", "", "id", "$schema", "kind", "ｘ-note", "x\u{2010}note", "is",
    ]
    let added = Member(random.pick(keys), anything(using: &random))
    let isNew = !members.contains { $0.key.hasSameBytes(as: added.key) }
    switch random.below(3) {
    case 0 where !members.isEmpty:
      let index = random.below(members.count)
      let key = edited(members[index].key, using: &random)
      if !members.contains(where: { $0.key.hasSameBytes(as: key) }) { members[index].key = key }
    case 1: members.reverse()
    default: if isNew { members.insert(added, at: random.below(members.count + 1)) }
    }
    return members
  }
}
