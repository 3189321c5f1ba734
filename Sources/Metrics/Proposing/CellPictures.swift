/// The pictures by which a cell could be read as a time, made out of how it is written: `M/D/YYYY h:mm AP` and its twin with
/// the day first of `3/4/2026 9:30 AM`.
///
/// Digits count by their number only, so that cells that differ in digits of the same number have the same pictures.
enum CellPictures {
  /// Longer cells are no times.
  static let greatestCount = 80

  /// The pictures of a date, with a time of day or without; the likelier first, empty for anything else.
  static func times(_ cell: ArraySlice<UInt8>) -> [String] {
    guard var reader = PictureDrawing(cell) else { return [] }
    // "Mar" may be a Tuesday, or March.
    for hasWeekday in [true, false] {
      reader.index = 0
      reader.text = ""
      if hasWeekday, !reader.takeWeekday() { continue }
      let before = reader.text
      guard let dates = reader.takeDate() else { continue }
      reader.text = ""
      guard reader.isAtEnd || reader.takeSeparator() && reader.takeClock() else { continue }
      return dates.map { before + $0 + reader.text }
    }
    return []
  }

  /// The picture of a time of day; nil for anything else, and for what could be a number.
  static func timeOfDay(_ cell: ArraySlice<UInt8>) -> String? {
    guard var reader = PictureDrawing(cell), reader.takeClock(), reader.text != "h.mm" else { return nil }
    return reader.text
  }
}
