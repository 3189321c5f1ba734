import Agreements
import TestMaterial
import Wire

/// Random values that a shape allows.
extension Shape {
  func sample(using random: inout SeededGenerator) -> JSON {
    switch self {
    case .boolean: return .bool(random.below(2) == 0)
    case .integer(let range):
      return .integer(
        random.pick([range.lowerBound, range.upperBound, Int.random(in: range, using: &random)]))
    case .text(let format): return .string(format.sample(using: &random))
    case .choice(let words): return .string(random.pick(words))
    case .list(let item, let count, _):
      let few = min(count.upperBound, count.lowerBound + random.below(3))
      return .array((0..<few).map { _ in item.sample(using: &random) })
    case .record(let record): return record.sample(using: &random)
    case .variants(let records): return random.pick(records).sample(using: &random)
    case .nullable(let shape): return random.below(3) == 0 ? .null : shape.sample(using: &random)
    }
  }
}

extension Shape.Record {
  fileprivate func sample(using random: inout SeededGenerator) -> JSON {
    var members: [JSON.Member] = []
    for property in properties where property.isRequired || random.below(2) == 0 {
      members.append(.init(property.name, property.shape.sample(using: &random)))
    }
    if random.below(8) == 0 { members.append(.init("x-\(random.below(100))", .null)) }
    return .object(members)
  }
}

extension TextFormat {
  /// A text of this format.
  func sample(using random: inout SeededGenerator) -> String {
    func digits(_ alphabet: String, _ count: Int) -> String {
      let letters = Array(alphabet)
      return String((0..<count).map { _ in random.pick(letters) })
    }
    let hex = "0123456789abcdef"
    switch self {
    case .slug: return random.pick(["a", "t1", "first-contact-t1", String(repeating: "s", count: 60)])
    case .label:
      return random.pick(["Café", "Cafe\u{301}", "北京", "a", String(repeating: "\u{1F600}", count: 200)])
    case .prose, .statement: return random.pick(["In words.", " ", "“Straße” – naïve", "e\u{301}\u{302}"])
    case .digest: return digits(hex, 64)
    case .objectID: return digits(hex, 40)
    case .nonce: return digits(hex, 32)
    case .sshKey:
      return "ssh-ed25519 " + digits("AZaz09+/", 20 + random.below(3)) + digits("=", random.below(3))
    case .date: return "\(digits("0123456789", 4))-\(digits("0123456789", 2))-\(digits("0123456789", 2))"
    case .duration: return random.pick(examples + ["PT999999M", "P999D"])
    default: return random.pick(examples)
    }
  }
}
