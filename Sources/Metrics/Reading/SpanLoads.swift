extension Span<UInt8> {
  /// Eight bytes that all have to be there, as a number whose lowest byte is the first.
  @inline(__always)
  func eightBytes(at index: Int) -> UInt64 {
    // Bounds are checked; any bytes are a number.
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
