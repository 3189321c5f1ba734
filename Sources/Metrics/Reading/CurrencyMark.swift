/// A sum of money's currency as a cell names it, by code (ISO 4217) or by sign.
struct CurrencyMark {
  /// The currencies that it may stand for.
  let codes: [String]
  /// The cell without it.
  let rest: ArraySlice<UInt8>

  /// Finds the mark before or behind a trimmed cell's number; nil where there is none.
  init?(of cell: ArraySlice<UInt8>) {
    // Most cells are bare numbers, and no mark begins or ends with a digit.
    let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let first = cell.first, let last = cell.last, !(isDigit(first) && isDigit(last)) else { return nil }
    for (sign, codes) in Self.signs {
      if cell.starts(with: sign) {
        self.init(codes: codes, rest: cell.dropFirst(sign.count))
        return
      }
      if cell.count > sign.count, cell.suffix(sign.count).elementsEqual(sign) {
        self.init(codes: codes, rest: cell.dropLast(sign.count))
        return
      }
    }
    guard cell.count > 3 else { return nil }
    let isLetter: (UInt8) -> Bool = { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    if cell.prefix(3).allSatisfy(isLetter), !isLetter(cell[cell.startIndex + 3]) {
      self.init(codes: [String(decoding: cell.prefix(3), as: UTF8.self)], rest: cell.dropFirst(3))
    } else if cell.suffix(3).allSatisfy(isLetter), !isLetter(cell[cell.endIndex - 4]) {
      self.init(codes: [String(decoding: cell.suffix(3), as: UTF8.self)], rest: cell.dropLast(3))
    } else {
      return nil
    }
  }

  private init(codes: [String], rest: ArraySlice<UInt8>) {
    self.codes = codes
    self.rest = rest
  }

  /// Longer signs before those that they end with.
  static let signs: [(sign: [UInt8], codes: [String])] = [
    ("US$", ["USD"]), ("R$", ["BRL"]), ("A$", ["AUD"]), ("C$", ["CAD"]), ("NZ$", ["NZD"]), ("HK$", ["HKD"]),
    ("S$", ["SGD"]), ("MX$", ["MXN"]), ("NT$", ["TWD"]),
    (
      "$",
      ["USD", "AUD", "CAD", "NZD", "HKD", "SGD", "MXN", "TWD", "ARS", "CLP", "COP"]
    ),
    ("€", ["EUR"]), ("£", ["GBP", "EGP", "GIP"]), ("¥", ["JPY", "CNY"]), ("₹", ["INR"]), ("₽", ["RUB"]),
    ("₺", ["TRY"]), ("₩", ["KRW"]), ("₪", ["ILS"]), ("₫", ["VND"]), ("฿", ["THB"]), ("₱", ["PHP"]),
    ("₦", ["NGN"]),
    ("₴", ["UAH"]), ("₸", ["KZT"]), ("zł", ["PLN"]), ("Kč", ["CZK"]), ("kr.", ["DKK", "SEK", "NOK", "ISK"]),
    ("kr", ["SEK", "NOK", "DKK", "ISK"]), ("Fr.", ["CHF"]), ("Ft", ["HUF"]), ("lei", ["RON"]),
    ("лв.", ["BGN"]),
    ("Dhs", ["AED"]),
  ].map { (Array($0.0.utf8), $0.1) }
}
