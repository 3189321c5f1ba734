internal import SystemPackage

/// The bytes of a file or of memory, piece by piece, with the digest of exactly the bytes given out.
///
/// A class, like the reader: Swift 6.3 destroys members that were never set when a throwing initialiser of a noncopyable
/// struct is built, which closes standard input or crashes.
final class CSVInput {
  private let file: FileDescriptor?
  private var memory: ArraySlice<UInt8>
  private var hash = SHA256Stream()
  private(set) var byteCount = 0

  init(path: String) throws(CSVError) {
    do {
      file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    } catch {
      throw .cannotOpen(cause: "\(error)")
    }
    memory = []
  }

  init(bytes: [UInt8]) {
    file = nil
    memory = bytes[...]
  }

  deinit {
    // Nothing was written, so that nothing can be lost where closing fails.
    try? file?.close()
  }

  /// Fills `chunk` from its start and answers how many bytes there are; 0 at the end.
  func read(into chunk: inout [UInt8]) throws(CSVError) -> Int {
    let count: Int
    if let file {
      do {
        count = try unsafe chunk.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
      } catch {
        throw .cannotRead(cause: "\(error)")
      }
    } else {
      count = min(chunk.count, memory.count)
      chunk.replaceSubrange(..<count, with: memory.prefix(count))
      memory = memory.dropFirst(count)
    }
    hash.update(chunk[..<count])
    byteCount += count
    return count
  }

  /// The digest of all bytes read so far.
  var digest: SHA256Digest { hash.digest() }
}
