internal import CGit2
internal import CZlib
internal import History
internal import SystemPackage

/// Objects that lie in files of their own.
///
/// libgit2 (1.5) turns forever on such a file that was cut off; so these are unpacked here, in one call of zlib each,
/// and their ids recomputed.
struct LooseObjects {
  let directories: [FilePath]

  /// The longest header: the longest kind, a space, a size of twenty digits, a NUL.
  private static let headerSpace = 32

  /// The kind and size of an object; nil where no file has it.
  func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader? {
    for directory in directories {
      // Thirty-two bytes come out of far fewer than these, however they were packed.
      guard let start = try FileContent.start(of: Self.file(id, in: directory), count: 4096) else { continue }
      return try Self.header(start, id).header
    }
    return nil
  }

  /// The content of an object; nil where no file has it.
  func bytes(of id: ObjectID, kind: ObjectKind, limit: Int) throws(ObjectStoreError) -> [UInt8]? {
    for directory in directories {
      let file = Self.file(id, in: directory)
      guard let start = try FileContent.start(of: file, count: 4096) else { continue }
      let (header, length) = try Self.header(start, id)
      try header.require(id, kind: kind, limit: limit)
      // What cannot be packed is stored, with a few bytes for each block of it.
      let mostPacked = header.size + header.size / 64 + 4096
      let packed = start.count < 4096 ? start : try FileContent.read(file, limit: mostPacked)
      guard let packed else { continue }
      let (status, unpacked, used) = Self.unpack(packed, into: length + header.size)
      guard status == Z_OK, unpacked.count == length + header.size, used == packed.count else {
        throw .corrupt(id)
      }
      let content = Array(unpacked[length...])
      var hash = git_oid()
      let hashed = unsafe git_odb_hash(&hash, content, content.count, kind.library)
      guard hashed >= 0, ObjectID(hash) == id else { throw .corrupt(id) }
      return content
    }
    return nil
  }

  private static func file(_ id: ObjectID, in directory: FilePath) -> FilePath {
    let name = id.description
    return directory.appending(String(name.prefix(2))).appending(String(name.dropFirst(2)))
  }

  /// Reads `kind size NUL` from the start of a file, and says how long that is.
  private static func header(
    _ start: [UInt8], _ id: ObjectID
  ) throws(ObjectStoreError) -> (header: ObjectHeader, length: Int) {
    let (status, text, _) = unpack(start, into: headerSpace)
    // That the space was not enough for the rest is as it should be; other errors are the file's.
    guard status == Z_OK || status == Z_BUF_ERROR, let end = text.firstIndex(of: 0),
      let space = text[..<end].firstIndex(of: UInt8(ascii: " ")),
      let kind = ObjectKind(rawValue: String(decoding: text[..<space], as: UTF8.self)),
      let size = size(text[(space + 1)..<end])
    else { throw .corrupt(id) }
    return (ObjectHeader(kind: kind, size: size), end + 1)
  }

  private static func size(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 16, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      return nil
    }
    var size = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      size = size * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return size
  }

  /// Unpacks at most `space` bytes, and says how many of the packed ones that took.
  private static func unpack(
    _ packed: [UInt8], into space: Int
  ) -> (status: Int32, unpacked: [UInt8], used: Int) {
    var status = Z_OK
    var used = UInt(packed.count)
    let unpacked = unsafe [UInt8](unsafeUninitializedCapacity: space) { buffer, filled in
      var count = UInt(space)
      status = unsafe uncompress2(buffer.baseAddress, &count, packed, &used)
      filled = Int(min(count, UInt(space)))
    }
    return (status, unpacked, Int(used))
  }
}
