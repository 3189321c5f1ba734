/// The pictures by which a cell could be read as a time, made out of how it is written: `M/D/YYYY h:mm AP` and its twin with
/// the day first of `3/4/2026 9:30 AM`.
///
/// Digits count by their number only, so that cells that differ in digits of the same number have the same pictures.
enum CellPictures {
  /// Longer cells are no times.
  static let greatestCount = 80

  /// The pictures of a date, with a time of day or without; the likelier first, empty for anything else.
  static func times(_ cell: ArraySlice<UInt8>) -> [String] {
    guard let reader = PictureDrawing(cell) else { return [] }
    for isClockFirst in [false, true] {
      // "Mar" may be a Tuesday, or March.
      for hasWeekday in [true, false] {
        if let pictures = times(reader, isClockFirst: isClockFirst, hasWeekday: hasWeekday) {
          return pictures
        }
      }
    }
    return []
  }

  private static func times(
    _ start: PictureDrawing, isClockFirst: Bool, hasWeekday: Bool
  ) -> [String]? {
    var reader = start
    if isClockFirst { guard reader.takeClock(), reader.takeSeparator() else { return nil } }
    if hasWeekday { guard reader.takeWeekday() else { return nil } }
    let before = reader.text
    guard let dates = reader.takeDate() else { return nil }
    reader.text = ""
    if !reader.isAtEnd { guard !isClockFirst, reader.takeSeparator(), reader.takeClock() else { return nil } }
    return reader.isAtEnd ? dates.map { before + $0 + reader.text } : nil
  }

  /// The picture of ISO 8601's basic format, `20260131T093000Z`, in which nothing stands between the numbers.
  static func basicTimes(_ cell: ArraySlice<UInt8>) -> [String] {
    guard var reader = PictureDrawing(cell) else { return [] }
    if reader.takeDigits(14...14) != nil { return reader.isAtEnd ? ["YYYYMMDDhhmmss"] : [] }
    guard reader.takeDigits(8...8) != nil else { return [] }
    reader.text = "YYYYMMDD"
    if !reader.isAtEnd {
      guard reader.takeWord({ $0 == "T" }) != nil, let count = reader.takeDigits(4...6), count != 5 else {
        return []
      }
      reader.text += count == 4 ? "Thhmm" : "Thhmmss"
      reader.takeZone()
    }
    return reader.isAtEnd ? [reader.text] : []
  }

  /// The picture of a time of day; nil for anything else, and for what could be a number.
  static func timeOfDay(_ cell: ArraySlice<UInt8>) -> String? {
    guard var reader = PictureDrawing(cell), reader.takeClock(), reader.isAtEnd, reader.text != "h.mm" else {
      return nil
    }
    return reader.text
  }
}
