internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes that are read piece by piece.
protocol ByteStream: AnyObject {
  /// Fills `range` of `buffer`, which is not empty, from its start and answers how many bytes came; 0 at the end.
  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(ExportError) -> Int
}

extension ByteStream {
  /// Fills `buffer` and answers how many bytes there are; 0 at the end.
  func read(into buffer: inout [UInt8]) throws(ExportError) -> Int {
    try read(into: &buffer, at: buffer.indices)
  }
}

/// The bytes of a file or of memory, with the digest of exactly the bytes given out.
///
/// A class, like the reader: Swift 6.3 destroys members that were never set when a throwing initialiser of a noncopyable
/// struct is built, which closes standard input or crashes.
final class ExportInput: ByteStream {
  private let file: FileDescriptor?
  /// The file as it was when it was opened.
  private let facts: Stat?
  private var memory: ArraySlice<UInt8>
  private var hash = SHA256Stream()
  private(set) var byteCount = 0

  init(path: String) throws(ExportError) {
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
      self.file = file
      facts = try file.stat()
    } catch {
      throw .cannotOpen(cause: "\(error)")
    }
    memory = []
  }

  init(bytes: [UInt8]) {
    (file, facts) = (nil, nil)
    memory = bytes[...]
  }

  deinit {
    // Nothing was written, so that nothing can be lost where closing fails.
    try? file?.close()
  }

  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(ExportError) -> Int {
    let count: Int
    if let file {
      do {
        // A slice of the buffer would be a copy of it.
        count = try unsafe buffer.withUnsafeMutableBytes { bytes in
          try unsafe file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[range]))
        }
      } catch {
        throw .cannotRead(cause: "\(error)")
      }
      if count == 0 { try requireUnchanged(file) }
    } else {
      count = min(range.count, memory.count)
      buffer.replaceSubrange(range.prefix(count), with: memory.prefix(count))
      memory = memory.dropFirst(count)
    }
    hash.update(buffer[range.prefix(count)])
    byteCount += count
    return count
  }

  /// The digest of all bytes read so far.
  var digest: SHA256Digest { hash.digest() }

  /// Throws where a plain file was written to since it was opened: its parts would not belong together.
  private func requireUnchanged(_ file: FileDescriptor) throws(ExportError) {
    guard let facts, facts.type == .regular else { return }
    let now: Stat
    do { now = try file.stat() } catch { throw .cannotRead(cause: "\(error)") }
    guard now.size == byteCount, now.st_mtim.tv_sec == facts.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == facts.st_mtim.tv_nsec
    else {
      throw .changedWhileRead
    }
  }
}
