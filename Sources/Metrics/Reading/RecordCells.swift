internal import Wire

/// A row's cells where they stand.
///
/// This is here because modules do not see through each other's functions, and cells are asked for some thirty times a row.
extension ExportRecord {
  /// The bytes of a field, for as long as the row is not changed; empty where the row has no such field.
  @inline(__always)
  @_lifetime(borrow self)
  func cell(_ index: Int) -> Span<UInt8> {
    guard index < kept else { return bytes.span.extracting(first: 0) }
    let word = fields[index].word
    let (start, end) = (Int(word & Self.places), Int(word >> 31 & Self.places))
    return word >> 63 == 0 ? bytes.span.extracting(start..<end) : rewritten.span.extracting(start..<end)
  }

  /// Whether there is nothing in a field, or no such field.
  @inline(__always)
  func isEmpty(_ index: Int) -> Bool {
    guard index < kept else { return true }
    let word = fields[index].word
    return word & Self.places == word >> 31 & Self.places
  }

  private static var places: UInt64 { 0x7FFF_FFFF }
}
