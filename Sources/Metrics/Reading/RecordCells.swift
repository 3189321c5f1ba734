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

  /// The 64 bytes from where a field starts on, whatever follows it, and how many of them it has; nil where it is empty or
  /// longer, fewer are there, or it does not stand in the block as it is.
  @inline(__always)
  func window(_ index: Int) -> (bytes: SIMD64<UInt8>, count: Int)? {
    guard let (start, count) = place(index), 1...64 ~= count, start &+ 64 <= bytes.count else { return nil }
    // Bounds are checked; any bytes are bytes.
    return unsafe (bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: SIMD64<UInt8>.self), count)
  }

  /// The field as a short name; nil where it is longer, or does not stand in the block as it is.
  @inline(__always)
  func shortName(_ index: Int) -> ShortName? {
    place(index).flatMap { ShortName(bytes.span, from: $0.start, count: $0.count) }
  }

  /// Where in the block a field stands; nil where it does not stand there as it is, or is none.
  @inline(__always)
  private func place(_ index: Int) -> (start: Int, count: Int)? {
    guard index < kept, fields[index].word >> 63 == 0 else { return nil }
    let word = fields[index].word
    let start = Int(word & Self.places)
    return (start, Int(word >> 31 & Self.places) &- start)
  }

  private static var places: UInt64 { 0x7FFF_FFFF }
}
