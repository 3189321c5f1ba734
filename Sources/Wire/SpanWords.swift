extension Span<UInt8> {
  /// The eight bytes from `index` on, or as many as there are, as a number whose lowest byte is the first.
  ///
  /// `index` is at most the count; without any bytes it is 0.
  @inline(__always)
  package func word(at index: Int) -> UInt64 {
    let rest = count - index
    // Bounds are checked; any bytes are a number.
    if rest >= 8 {
      return unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    if rest <= 0 { return 0 }
    if count >= 8 {
      let last = unsafe UInt64(
        littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
      return last >> UInt64(8 * (8 - rest))
    }
    if rest >= 4 {
      // Two halves that overlap where there are fewer than eight.
      let (low, high) = unsafe (
        UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self)),
        UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      )
      return UInt64(low) | UInt64(high) << UInt64(8 * (rest - 4))
    }
    let (first, middle, last) = (self[index], self[index + rest / 2], self[count - 1])
    return UInt64(first) | UInt64(middle) << UInt64(8 * (rest / 2)) | UInt64(last) << UInt64(8 * (rest - 1))
  }
}
