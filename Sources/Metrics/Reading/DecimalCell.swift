/// Reading numbers and sums of money exactly, without binary fractions.
enum DecimalCell {
  /// The greatest whole number that is `scale` decimal places finer than, or equal to, what a cell writes: `20000.50`,
  /// `-3`, `(3)`, `€ 1.234,50`, `$1,234`, `1'234.50 CHF`, `1 234,5`; with a scale of 2 the first is 2000050.
  ///
  /// `mark` is what stands before decimal places. Without it, nil is also the answer to `20,000`, of which nobody can
  /// say whether it is twenty or twenty thousand, dinars with their three decimal places among them.
  static func read(_ cell: ArraySlice<UInt8>, scale: Int, mark: UInt8? = nil) -> Int? {
    let (body, isNegative) = unsigned(cell)
    guard let (whole, fraction) = parts(of: body, mark: mark), (1...12).contains(whole.count),
      fraction.count <= 30
    else { return nil }
    var value = 0
    for digit in whole { value = value * 10 + Int(digit - 0x30) }
    for place in 0..<scale {
      let index = fraction.startIndex + place
      value = value * 10 + (index < fraction.endIndex ? Int(fraction[index] - 0x30) : 0)
    }
    let isCut = fraction.dropFirst(scale).contains { $0 != 0x30 }
    return isNegative ? -value - (isCut ? 1 : 0) : value
  }

  /// The same for bytes that live elsewhere.
  static func read(_ cell: Span<UInt8>, scale: Int, mark: UInt8? = nil) -> Int? {
    // Most cells are a few digits, which mean the same whatever the mark is.
    guard (1...12).contains(cell.count) else {
      return read(ArraySlice(copying: cell), scale: scale, mark: mark)
    }
    var value = 0
    for index in cell.indices {
      let digit = cell[index] &- 0x30
      guard digit < 10 else { return read(ArraySlice(copying: cell), scale: scale, mark: mark) }
      value = value * 10 + Int(digit)
    }
    for _ in 0..<scale { value *= 10 }
    return value
  }

  /// The number without its sign, its currency and the blanks between them.
  private static func unsigned(_ cell: ArraySlice<UInt8>) -> (body: ArraySlice<UInt8>, isNegative: Bool) {
    var body = cell
    var sign: UInt8?
    var isMarked = false
    if body.first == UInt8(ascii: "("), body.last == UInt8(ascii: ")") {
      sign = UInt8(ascii: "-")
      body = body.dropFirst().dropLast()
    }
    // A sign stands before the currency or behind it, and accountants write it last.
    for _ in 0..<2 {
      if sign == nil, let first = body.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        sign = first
        body = body.dropFirst().trimmed
      } else if sign == nil, body.last == UInt8(ascii: "-") {
        sign = body.last
        body = body.dropLast().trimmed
      }
      if !isMarked, let mark = CurrencyMark(of: body) {
        isMarked = true
        body = mark.rest.trimmed
      }
    }
    return (body, sign == UInt8(ascii: "-"))
  }

  /// The digits before and behind the decimal mark, without what groups them.
  private static func parts(
    of body: ArraySlice<UInt8>, mark: UInt8?
  ) -> (whole: [UInt8], fraction: ArraySlice<UInt8>)? {
    if body.allSatisfy(isDigit) { return (Array(body), []) }
    let marks = body.filter { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    let decimal: UInt8?
    if let mark {
      decimal = mark
    } else if let last = marks.last, marks.dropLast().contains(last) {
      // What stands twice groups digits.
      decimal = marks.allSatisfy { $0 == last } ? nil : 0
    } else {
      decimal = marks.last
    }
    if decimal == 0 { return nil }
    let end = decimal.flatMap { body.lastIndex(of: $0) } ?? body.endIndex
    let fraction = end < body.endIndex ? body[(end + 1)...] : []
    guard fraction.allSatisfy(isDigit), end == body.endIndex || !fraction.isEmpty,
      let whole = ungrouped(body[..<end], decimal: decimal)
    else { return nil }
    if mark == nil, isEitherWay(whole, marks, fraction) { return nil }
    return (whole, fraction)
  }

  /// Whether the digits behind the only mark may be decimal places or the last thousand.
  private static func isEitherWay(
    _ whole: [UInt8], _ marks: [UInt8], _ fraction: ArraySlice<UInt8>
  ) -> Bool {
    marks.count == 1 && fraction.count == 3 && (1...3).contains(whole.count) && whole.first != 0x30
  }

  /// Whether nobody can say which number a cell writes, unless told what stands before decimal places.
  static func isEitherWay(_ cell: ArraySlice<UInt8>) -> Bool {
    [UInt8(ascii: ","), UInt8(ascii: ".")].allSatisfy { read(cell, scale: 0, mark: $0) != nil }
      && read(cell, scale: 0) == nil
  }

  /// Digits whose last group has three, with one kind of mark between groups; nil for anything else.
  private static func ungrouped(_ body: ArraySlice<UInt8>, decimal: UInt8?) -> [UInt8]? {
    var groups: [[UInt8]] = [[]]
    var separator: [UInt8]?
    var index = body.startIndex
    while index < body.endIndex {
      if isDigit(body[index]) {
        groups[groups.count - 1].append(body[index])
        index += 1
        continue
      }
      guard let found = separators.first(where: { body[index...].starts(with: $0) }), found != [decimal ?? 0],
        separator == nil || separator == found
      else { return nil }
      separator = found
      groups.append([])
      index += found.count
    }
    guard groups.count > 1 else { return groups[0] }
    // Two digits a group before the last, as in India, are as good as three.
    let isGrouped =
      groups.last?.count == 3 && (1...3).contains(groups[0].count)
      && groups.dropFirst().dropLast().allSatisfy { (2...3).contains($0.count) }
    return isGrouped ? Array(groups.joined()) : nil
  }

  /// What stands between groups of digits: comma, point, apostrophes, and spaces that do not break.
  private static let separators: [[UInt8]] = [",", ".", "'", "’", " ", "\u{A0}", "\u{202F}", "\u{2009}"].map {
    Array(String($0).utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
