/// Finds out what stands before decimal places where some cells leave it open.
enum DecimalMarkGuess {
  /// `comma` or `point`; nil where every cell can be read in one way only, or nothing tells.
  static func mark(_ cells: [ArraySlice<UInt8>]) -> String? {
    var isOpen = false
    var (comma, point) = (0, 0)
    for cell in cells {
      let marks = cell.filter { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
      guard let last = marks.last, let place = cell.lastIndex(of: last) else { continue }
      let behind = cell[(place + 1)...].prefix { $0 &- 0x30 < 10 }.count
      if behind == 3, marks.count == 1 {
        isOpen = true
      } else if behind != 3, marks.filter({ $0 == last }).count == 1 {
        if last == UInt8(ascii: ",") { comma += 1 } else { point += 1 }
      } else {
        // What stands twice, or before three digits behind another mark, groups thousands.
        if last == UInt8(ascii: ",") { point += 1 } else { comma += 1 }
      }
    }
    guard isOpen, comma != point else { return nil }
    return comma > point ? "comma" : "point"
  }
}
