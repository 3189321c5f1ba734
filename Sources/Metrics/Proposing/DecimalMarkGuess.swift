/// Finds out what stands before decimal places where some cells leave it open.
enum DecimalMarkGuess {
  /// `comma` or `point`; nil where every cell can be read in one way only, or nothing tells.
  static func mark(_ cells: [ArraySlice<UInt8>]) -> String? {
    var isOpen = false
    var (comma, point) = (0, 0)
    for cell in cells {
      let marks = cell.filter { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
      guard let last = marks.last else { continue }
      if DecimalCell.isEitherWay(cell) {
        isOpen = true
      } else if DecimalCell.read(cell, scale: 0) != nil {
        // What stands twice groups thousands, and then the other mark stands before decimal places.
        let isGrouping = marks.dropLast().contains(last)
        if (last == UInt8(ascii: ",")) != isGrouping { comma += 1 } else { point += 1 }
      }
    }
    guard isOpen, comma != point else { return nil }
    return comma > point ? "comma" : "point"
  }
}
