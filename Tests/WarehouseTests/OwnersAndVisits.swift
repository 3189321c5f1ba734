import TestMaterial

extension CellMaker {
  /// What all owners' names end with, and nothing else has in it.
  static let ownersMark = " of us"

  /// Whom a lead belongs to or was given to: few, some of whose names differ by case or accent only.
  mutating func owner() -> String {
    if generator.below(6) == 0 { return generator.pick(["", " ", "\u{A0}"]) }
    let name = generator.pick([
      "Ann", "ann", "Ánn", "O'Neil \"O\"", "Bo", "Bo B", "日本", "u\(generator.below(9))",
    ])
    return pad(name + Self.ownersMark, empties: 40)
  }

  /// When a lead was given to somebody: often at one of few moments, as imports and rules do, so that names decide.
  mutating func assignment(chance: Int) -> String {
    guard generator.below(2) == 0 else { return time(chance: chance) }
    return generator.pick(["2026-02-20T09:00:00Z", "2026-03-02", "2026-03-05T09:00:00Z"])
  }

  /// What a CRM counts of a lead's behaviour, or says in words; much of it is nothing.
  mutating func visits() -> String {
    pad(
      generator.pick(
        [
          "0", "0", "00", "0.0", "0,75", "0,000", "0.000.000", "000 000", "-0", "(0)", "0-", "+0", "-0.5",
          "0.75-",
          "(0,0)", "3", "12", "1.5", "1,234", "-2", "n/a", "-", "none", "yes", "01 FEB 2026", "0/3", "Q4 0",
          "0 0", "0..", ".0", "0000000000000", "0.0000000000000000000000000000000",
          "0.000000000000000000000000000001",
          "$5", "7 EUR", "OK", "0 visits", "visited / twice", "3 PDF",
        ]
          // What a sum with a currency says the query does not read.
          + (generator.below(50) == 0 ? ["$0", "0 EUR", "€ 0,00", "-$0.5", "0 PDF", "CHF-0"] : [])),
      empties: 6)
  }
}
