import Agreements
import Testing
import Wire

@testable import Metrics

/// Sums in minor units: the currency's own decimal places, and exact rates.
struct MoneyTests {
  private func reader(_ money: String) throws -> MoneyReader {
    let measurement = try measurement(["money": money])
    return MoneyReader(try #require(measurement.money), decimalMark: UInt8(ascii: "."))
  }

  private func read(_ money: String, _ cell: String, _ code: String = "") throws -> Int? {
    try reader(money).read(Array(cell.utf8)[...], code: Array(code.utf8)[...])
  }

  @Test(arguments: [
    ("EUR", "1234.50", 123_450), ("EUR", "-0.01", -1), ("JPY", "1200", 1200), ("JPY", "-7", -7),
    ("JPY", "0", 0),
    ("KWD", "1.234", 1234), ("CLF", "2.0001", 20_001), ("JPY", "999999999999", 999_999_999_999),
  ])
  func `a sum in the agreement's own currency is read as it stands`(
    _ currency: String, _ cell: String, _ minor: Int
  ) throws {
    #expect(try read(#"{"currency": "\#(currency)"}"#, cell) == minor)
  }

  @Test(arguments: ["EUR", "JPY", "KWD", "CLF"])
  func `three digits behind the only mark are no sum where nobody says what the mark means`(
    _ currency: String
  ) throws {
    let money = try #require(measurement(["money": #"{"currency": "\#(currency)"}"#]).money)
    for cell in ["20,000", "1.234", "€ 9.999"] {
      #expect(throws: MoneyReader.Problem.self) {
        try MoneyReader(money, decimalMark: nil).read(Array(cell.utf8)[...], code: [])
      }
    }
    for cell in ["0.234", "1234.500", "1,234.500", "20,000,000"] {
      _ = try MoneyReader(money, decimalMark: nil).read(Array(cell.utf8)[...], code: [])
    }
  }

  @Test(arguments: [
    // A yen is 0.0061 euros: 1,000 of them are 6.10; what is left of a cent is cut downwards, below zero too.
    ("EUR", "JPY", "61", "10000", "1000", 610), ("EUR", "JPY", "61", "10000", "-1", -1),
    ("JPY", "EUR", "16393", "100", "1.00", 163), ("JPY", "EUR", "16393", "100", "-1.00", -164),
    ("EUR", "USD", "92", "100", "10.00", 920), ("EUR", "USD", "92", "100", "0.01", 0),
  ])
  func `another currency is worth its rate, rounded down`(
    _ ours: String, _ theirs: String, _ numerator: String, _ denominator: String, _ cell: String, _ minor: Int
  ) throws {
    let rate = #"{"currency": "\#(theirs)", "numerator": \#(numerator), "denominator": \#(denominator)}"#
    #expect(try read(#"{"currency": "\#(ours)", "rates": [\#(rate)]}"#, cell, theirs) == minor)
  }

  @Test func `a sum beyond what can be counted is no sum, and no trap`() throws {
    let rate = #"{"currency": "CLF", "numerator": 1000000000, "denominator": 1}"#
    for cell in ["999999999999", "-999999999999"] {
      #expect(throws: MoneyReader.Problem.unreadable) {
        try read(
          #"{"currency": "CLF", "rates": []}"#.replacing("CLF", with: "UYW")
            .replacing("[]", with: "[\(rate)]"), cell, "CLF")
      }
    }
  }

  @Test func `a currency without a rate is refused`() throws {
    #expect(throws: MoneyReader.Problem.otherCurrency) { try read(#"{"currency": "EUR"}"#, "5", "USD") }
    #expect(throws: MoneyReader.Problem.otherCurrency) { try read(#"{"currency": "EUR"}"#, "£5") }
  }
}
