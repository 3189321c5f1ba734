/// Reading numbers exactly, without binary fractions.
enum DecimalCell {
  /// The greatest whole number that is `scale` decimal places finer than, or equal to, what a cell writes: `20000`,
  /// `20000.50`, `20000,50` or `-3`; with a scale of 2 the second is 2000050.
  ///
  /// Nil for anything else, also for `20,000`, of which nobody can say whether it is twenty or twenty thousand, unless
  /// three decimal places are what the scale has anyway.
  static func read(_ cell: ArraySlice<UInt8>, scale: Int) -> Int? {
    var digits = cell
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    let whole = digits.prefix(while: isDigit)
    var fraction: ArraySlice<UInt8> = []
    if whole.endIndex < digits.endIndex {
      guard [UInt8(ascii: "."), UInt8(ascii: ",")].contains(digits[whole.endIndex]) else { return nil }
      fraction = digits[(whole.endIndex + 1)...]
      let isGroup = fraction.count == 3 && (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
      guard !fraction.isEmpty, !(isGroup && scale != 3), fraction.allSatisfy(isDigit) else { return nil }
    }
    guard (1...12).contains(whole.count), fraction.count <= 30 else { return nil }
    var value = 0
    for digit in whole { value = value * 10 + Int(digit - 0x30) }
    for place in 0..<scale {
      let index = fraction.startIndex + place
      value = value * 10 + (index < fraction.endIndex ? Int(fraction[index] - 0x30) : 0)
    }
    let isCut = fraction.dropFirst(scale).contains { $0 != 0x30 }
    return isNegative ? -value - (isCut ? 1 : 0) : value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// How many decimal places the minor unit of a currency has (ISO 4217).
enum MinorUnit {
  private static let none: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
    "XOF", "XPF",
  ]
  private static let three: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
  private static let four: Set<String> = ["CLF", "UYW"]

  static func places(of currency: String) -> Int {
    if none.contains(currency) { return 0 }
    if three.contains(currency) { return 3 }
    return four.contains(currency) ? 4 : 2
  }
}
