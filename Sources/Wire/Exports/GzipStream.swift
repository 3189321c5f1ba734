internal import CZlib

/// The content of gzip files (RFC 1952), one or several behind each other.
///
/// The state of zlib points into buffers only during a call.
@safe final class GzipStream: ByteStream {
  private let packed: any ByteStream
  private var stream = unsafe z_stream()
  private var input: [UInt8]
  /// Where in `input` the bytes stand that were not unpacked yet.
  private var waiting = 0..<0
  private var isEnded = false

  /// Unpacks `packed`, which is read in pieces of `chunkSize`.
  init(_ packed: any ByteStream, chunkSize: Int) throws(ExportError) {
    self.packed = packed
    input = [UInt8](repeating: 0, count: chunkSize)
    guard unsafe countersign_zlib_gunzip(&stream) == Z_OK else {
      throw .cannotRead(cause: "zlib cannot be started")
    }
  }

  deinit { unsafe inflateEnd(&stream) }

  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(ExportError) -> Int {
    while !isEnded {
      if waiting.isEmpty {
        waiting = 0..<(try packed.read(into: &input))
        guard !waiting.isEmpty else { throw .gzip }
      }
      let (status, taken, given) = unpack(into: &buffer, at: range)
      waiting = (waiting.lowerBound + taken)..<waiting.upperBound
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END: try startNextMember()
      default: throw .gzip
      }
      if given > 0 { return given }
    }
    return 0
  }

  private func unpack(
    into buffer: inout [UInt8], at space: Range<Int>
  ) -> (status: Int32, taken: Int, given: Int) {
    let range = waiting
    return unsafe input.withUnsafeMutableBufferPointer { packed in
      unsafe buffer.withUnsafeMutableBufferPointer { unpacked in
        unsafe stream.next_in = packed.baseAddress.map { unsafe $0 + range.lowerBound }
        unsafe stream.avail_in = UInt32(clamping: range.count)
        unsafe stream.next_out = unpacked.baseAddress.map { unsafe $0 + space.lowerBound }
        unsafe stream.avail_out = UInt32(clamping: space.count)
        let status = unsafe inflate(&stream, Z_NO_FLUSH)
        return unsafe (status, range.count - Int(stream.avail_in), space.count - Int(stream.avail_out))
      }
    }
  }

  /// Goes on with the file that follows, where one does.
  private func startNextMember() throws(ExportError) {
    if waiting.isEmpty { waiting = 0..<(try packed.read(into: &input)) }
    isEnded = waiting.isEmpty
    if isEnded { return }
    guard unsafe inflateReset(&stream) == Z_OK else { throw .gzip }
  }
}
