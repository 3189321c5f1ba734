internal import Synchronization
package import SystemPackage

/// A file without a name that holds what would take too much memory, written and read by several threads.
///
/// Only this process sees it, and it is gone when the value is, however the process ends.
package final class ScratchFile: Sendable {
  private let file: FileDescriptor
  private let directory: FilePath
  /// How many bytes are written, or being written.
  private let end = Mutex(0)

  /// Throws ``ExportError/cannotSetAside(in:cause:)`` where no file can be made in the directory.
  package init(in directory: FilePath = .temporaryDirectory) throws(ExportError) {
    self.directory = directory
    do { file = try TemporaryFile.unnamed(in: directory) } catch { throw Self.failure(error, in: directory) }
  }

  deinit {
    // Nobody will read what may not be written.
    try? file.close()
  }

  /// Appends bytes, and answers where they start; throws ``ExportError/cannotSetAside(in:cause:)``.
  package func append(_ bytes: [UInt8]) throws(ExportError) -> Int {
    let start = end.withLock { end in
      defer { end += bytes.count }
      return end
    }
    do { _ = try file.writeAll(toAbsoluteOffset: Int64(start), bytes) } catch {
      throw Self.failure(error, in: directory)
    }
    return start
  }

  /// Appends to `bytes` those of a range that was written; throws ``ExportError/cannotSetAside(in:cause:)``.
  package func read(_ range: Range<Int>, into bytes: inout [UInt8]) throws(ExportError) {
    let first = bytes.count
    bytes += repeatElement(0, count: range.count)
    var done = 0
    do {
      while done < range.count {
        let count = try unsafe bytes.withUnsafeMutableBytes { all in
          try unsafe file.read(
            fromAbsoluteOffset: Int64(range.lowerBound + done),
            into: UnsafeMutableRawBufferPointer(rebasing: all[(first + done)...]))
        }
        guard count > 0 else { throw Errno.ioError }
        done += count
      }
    } catch { throw Self.failure(error, in: directory) }
  }

  private static func failure(_ error: any Error, in directory: FilePath) -> ExportError {
    .cannotSetAside(in: "\(directory)", cause: "\(error)")
  }
}
