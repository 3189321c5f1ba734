/// Cases that filters which look at some dimensions cannot tell apart, class by class.
struct CaseClasses: Sendable {
  /// What those filters look at.
  let kinds: Dimensions.Kinds
  /// Those of each class, without all that they do not look at.
  private(set) var dimensions: [Dimensions] = []
  private var numbers: [Dimensions: Int32] = [:]
  /// Classes met lately, each at a place of its dimensions' choice, so that most cases need no hashing.
  private var recent = [Int32](repeating: -1, count: 1 << Self.placeBits)

  /// For filters that look at dimensions of these kinds.
  init(by kinds: Dimensions.Kinds) { self.kinds = kinds }

  /// How many there are so far.
  var count: Int { dimensions.count }

  /// The number of the class of cases with such dimensions, a new one where there is none yet.
  mutating func number(of case: Dimensions) -> Int32 {
    let one = `case`.only(kinds)
    let place = Self.place(of: one)
    let number = recent[place]
    if number >= 0, dimensions[Int(number)] == one { return number }
    let found = numbers[one] ?? Int32(clamping: count)
    if Int(found) == count {
      numbers[one] = found
      dimensions.append(one)
    }
    recent[place] = found
    return found
  }

  private static let placeBits = 10

  private static func place(of one: Dimensions) -> Int {
    func word(_ number: Int32) -> UInt64 { UInt64(UInt32(bitPattern: number)) }
    let sum =
      ((word(one.source) &* 31 &+ word(one.region)) &* 31 &+ word(one.team)) &* 31
      &+ word(one.tier << 2 | one.request)
    return Int(truncatingIfNeeded: (sum &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - placeBits))
  }
}
