internal import Agreements
internal import Wire

/// Reads sums of money into the minor units of one currency.
package struct MoneyReader {
  private let currency: String
  private let places: Int
  private let rates: [String: Measurement.Money.Rate]
  private let decimalMark: UInt8?

  init(_ money: Measurement.Money, decimalMark: UInt8?) {
    currency = money.currency
    places = MinorUnit.places(of: money.currency)
    rates = Dictionary(money.rates.map { ($0.currency, $0) }, uniquingKeysWith: { first, _ in first })
    self.decimalMark = decimalMark
  }

  enum Problem: Error { case unreadable, otherCurrency }

  /// The sum that a trimmed cell states, rounded down to a minor unit; nil where it states none.
  ///
  /// `code` is what the row says of its currency; without that, and without a sign in the cell, it is in ours.
  func read(_ cell: ArraySlice<UInt8>, code: ArraySlice<UInt8>) throws(Problem) -> Int? {
    guard FieldValidity.isFilled(cell) else { return nil }
    let marked = CurrencyMark(of: cell)?.codes
    var given = code.isEmpty ? currency : String(decoding: code, as: UTF8.self)
    if let marked, !marked.contains(given) {
      // A sign that cannot be the row's currency contradicts it; without one it names the currency itself.
      guard code.isEmpty, marked.count == 1 else { throw .otherCurrency }
      given = marked[0]
    }
    let rate = rates[given]
    guard rate != nil || given == currency else { throw .otherCurrency }
    let scale = MinorUnit.places(of: given)
    guard let value = DecimalCell.read(cell, scale: scale, mark: decimalMark) else { throw .unreadable }
    // One minor unit of theirs is worth numerator · 10^ours / (denominator · 10^theirs) of ours.
    // A cell has at most 16 digits with its decimal places, a rate 9: no product comes near 128 bits.
    let product = Int128(value) * Int128((rate?.numerator ?? 1) * Self.power(places))
    let divisor = Int128((rate?.denominator ?? 1) * Self.power(scale))
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
    guard let sum = Int(exactly: remainder < 0 ? quotient - 1 : quotient) else { throw .unreadable }
    return sum
  }

  /// A sum as people type it, `€12,500` or `12500.50 EUR`, in minor units; nil for what is none, or is in another
  /// currency.
  package static func minorUnits(typed text: String, _ currency: String) -> Int? {
    let cell = Array(text.utf8)[...].trimmed
    if let mark = CurrencyMark(of: cell), !mark.codes.contains(currency) { return nil }
    return DecimalCell.read(cell, scale: MinorUnit.places(of: currency), mark: UInt8(ascii: "."))
  }

  private static func power(_ places: Int) -> Int { (0..<places).reduce(1) { power, _ in power * 10 } }
}
