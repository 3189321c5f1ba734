internal import SystemPackage
internal import Wire

/// The machine's time zone files.
enum ZoneDatabase {
  /// Where systems keep them; an environment variable such as TZDIR is not trusted.
  private static let folders = [
    "/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo",
    "/var/db/timezone/zoneinfo",
  ]
  /// The largest file is some 4 KB.
  private static let greatestSize = 1 << 18
  private static let machineDependent = ["localtime", "posixrules", "Factory"]

  /// Reads the rules of the zone of that name.
  static func rules(of name: String) throws(ZoneError) -> ZoneRules {
    guard isWellFormed(name) else { throw .unknown(name: name) }
    if machineDependent.contains(name) { throw .dependsOnMachine(name: name) }
    var foundDatabase = false
    for folder in folders {
      let path = "\(folder)/\(name)"
      do {
        let bytes = try read(FilePath(path))
        return try TZif.rules(in: bytes, path: path)
      } catch let error as Errno {
        guard [.noSuchFileOrDirectory, .notDirectory, .isDirectory].contains(error) else {
          throw .unreadable(path: path, cause: error.description)
        }
        foundDatabase = foundDatabase || exists(FilePath("\(folder)/UTC"))
      } catch let error as ZoneError {
        throw error
      } catch {
        throw .unreadable(path: path, cause: "\(error)")
      }
    }
    throw foundDatabase ? .unknown(name: name) : .noDatabase
  }

  /// Whether a name cannot lead out of the database's folder: words of letters, digits, `_`, `-` and `+`, no dots.
  private static func isWellFormed(_ name: String) -> Bool {
    name.utf8.count <= 60
      && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { word in
        !word.isEmpty && word.allSatisfy { isNameByte($0) }
      }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
    default: false
    }
  }

  private static func exists(_ path: FilePath) -> Bool {
    guard let file = try? FileDescriptor.open(path, .readOnly) else { return false }
    return (try? file.close()) != nil
  }

  private static func read(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      while bytes.count <= greatestSize {
        let count = try unsafe chunk.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
        if count == 0 { break }
        bytes.append(contentsOf: chunk[..<count])
      }
      return bytes
    }
  }
}
