internal import SystemPackage

/// Reading of `.pub` files.
enum PublicKeyFile {
  /// Reads a file that holds one key, and perhaps a comment; throws ``SSHKeygenError``.
  static func read(_ path: FilePath) throws(SSHKeygenError) -> SSHPublicKey {
    let bytes: [UInt8]
    do {
      // Non-blocking, so that a FIFO in the file's place is empty instead of never ending.
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
      bytes = try file.closeAfter { try read(file) }
    } catch let error as Errno {
      throw .unreadableKey(path, error)
    } catch { throw .unreadableKey(path, .ioError) }
    return try parse(bytes, from: path)
  }

  /// Reads the text of such a file, or what `ssh-keygen -y` printed for it.
  static func parse(_ bytes: [UInt8], from path: FilePath) throws(SSHKeygenError) -> SSHPublicKey {
    guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
      throw .notAKey(path, .notOneKey)
    }
    do { return try SSHPublicKey(publicKeyFile: text) } catch { throw .notAKey(path, error) }
  }

  /// At most one byte more than the limit.
  private static func read(_ file: FileDescriptor) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let piece = try unsafe [UInt8](unsafeUninitializedCapacity: limit + 1 - bytes.count) { buffer, count in
        count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  private static let limit = 16 << 10
}
