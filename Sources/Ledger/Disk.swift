package import SystemPackage
package import Wire

/// Files outside the object store: bounded reads, and writes that are there whole or not at all.
package enum Disk {
  /// The bytes of a file, at most `limit`; nil where there is none.
  package static func read(_ path: FilePath, limit: Int = 64 << 20) throws(Failure) -> [UInt8]? {
    let file: FileDescriptor
    do { file = try FileDescriptor.open(path, .readOnly) } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch {
      throw Failure(.unreadable, "\(path) cannot be read: \(error)")
    }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count: Int
      do { count = try unsafe buffer.withUnsafeMutableBytes { unsafe try file.read(into: $0) } } catch {
        throw Failure(.unreadable, "\(path) cannot be read: \(error)")
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= limit else { throw Failure(.unreadable, "\(path) is larger than \(limit) bytes") }
    }
  }

  /// Whether anything stands at a path.
  package static func exists(_ path: String) -> Bool { (try? FilePath(path).stat()) != nil }

  /// When a file was written last, to the second; nil where there is none.
  package static func lastWritten(_ path: String) -> Instant? { SystemCall.lastWritten(FilePath(path)) }

  /// The SHA-256 of a file of any size.
  package static func digest(of path: String) throws(Failure) -> SHA256Digest {
    do {
      let file = try FileDescriptor.open(FilePath(path), .readOnly)
      defer { try? file.close() }
      var hash = SHA256Stream()
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      while true {
        let count = try unsafe buffer.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
        if count == 0 { return hash.digest() }
        hash.update(buffer[..<count])
      }
    } catch { throw Failure(.unreadable, "\(path) cannot be read: \(error)") }
  }

  /// The bytes of a file that has to be there; `-` is standard input.
  package static func contents(_ path: String) throws(Failure) -> [UInt8] {
    guard let bytes = try read(FilePath(path == "-" ? "/dev/stdin" : path)) else {
      throw Failure(.unreadable, "\(path): there is no such file")
    }
    return bytes
  }

  /// Puts a file in place at once, readable to its owner only unless said otherwise.
  package static func write(
    _ bytes: [UInt8], to path: FilePath, permissions: FilePermissions = .ownerReadWrite
  ) throws(Failure) {
    let temporary = FilePath(path.string + ".new")
    do {
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .truncate], permissions: permissions)
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch { throw Failure(.cannotWrite, "\(path) cannot be written: \(error)") }
    guard SystemCall.rename(temporary, path) else {
      throw Failure(.cannotWrite, "\(path) cannot be put in place")
    }
  }
}
