internal import History
internal import SystemPackage

/// Where a repository's objects lie: its own directory, and those of others that it borrows from.
enum ObjectDirectories {
  /// The directories and, behind them, those that their `info/alternates` name, each once.
  ///
  /// Alternates of alternates are followed as far as git does.
  static func withAlternates(_ directories: [FilePath]) throws(ObjectStoreError) -> [FilePath] {
    var all: [FilePath] = []
    var next = directories
    for _ in 0..<6 {
      var further: [FilePath] = []
      for directory in next.map({ $0.lexicallyNormalized() }) where !all.contains(directory) {
        all.append(directory)
        further += try alternates(of: directory)
      }
      next = further
    }
    return all
  }

  private static func alternates(of directory: FilePath) throws(ObjectStoreError) -> [FilePath] {
    let list = directory.appending("info").appending("alternates")
    guard let bytes = try FileContent.read(list, limit: 64 << 10) else { return [] }
    var found: [FilePath] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      guard let path = String(validating: line, as: UTF8.self), line.first != UInt8(ascii: "\"") else {
        throw .unreadable(
          PrintableText.line(list.string), reason: "it names a directory in a way unknown here")
      }
      found.append(directory.pushing(FilePath(path)))
    }
    return found
  }
}

/// Whole files, of a bounded length.
enum FileContent {
  /// The bytes of a file; nil where there is none.
  ///
  /// Throws where it cannot be read, or is longer than `limit`.
  static func read(_ path: FilePath, limit: Int) throws(ObjectStoreError) -> [UInt8]? {
    guard let bytes = try start(of: path, count: limit + 1) else { return nil }
    guard bytes.count <= limit else {
      throw .unreadable(PrintableText.line(path.string), reason: "it is longer than \(limit) bytes")
    }
    return bytes
  }

  /// At most `count` bytes from the start of a file; nil where there is none.
  static func start(of path: FilePath, count: Int) throws(ObjectStoreError) -> [UInt8]? {
    do {
      let file = try FileDescriptor.open(path, .readOnly)
      return try file.closeAfter {
        let size = Int(clamping: try file.stat().size)
        var bytes: [UInt8] = []
        // One byte more than the file says it has, so as to see its end.
        try unsafe bytes.append(readingUpTo: min(count, size + 1)) { try unsafe file.read(into: $0) }
        return bytes
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch Errno.notDirectory {
      return nil
    } catch {
      throw .unreadable(PrintableText.line(path.string), reason: "\(error)")
    }
  }
}

extension [UInt8] {
  /// Appends what `read` gives, until it gives nothing or there are `count` bytes.
  fileprivate mutating func append(
    readingUpTo count: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    let bytes = try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let space = UnsafeMutableRawBufferPointer(buffer)
      while filled < count {
        let got = try unsafe read(UnsafeMutableRawBufferPointer(rebasing: space[filled...]))
        guard got > 0 else { return }
        filled += got
      }
    }
    self += bytes
  }
}
