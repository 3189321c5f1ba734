internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The calls to the system that change names in a directory.
enum SystemCalls {
  static func makeDirectory(_ path: FilePath) throws(Errno) {
    try checked { unsafe path.withPlatformString { unsafe mkdir($0, 0o777) } }
  }

  static func removeDirectory(_ path: FilePath) throws(Errno) {
    try checked { unsafe path.withPlatformString { unsafe rmdir($0) } }
  }

  static func removeFile(_ path: FilePath) throws(Errno) {
    try checked { unsafe path.withPlatformString { unsafe unlink($0) } }
  }

  static func move(_ old: FilePath, to new: FilePath) throws(Errno) {
    try checked {
      unsafe old.withPlatformString { old in
        unsafe new.withPlatformString { unsafe rename(old, $0) }
      }
    }
  }

  static func makeLink(_ path: FilePath, to target: [UInt8]) throws(Errno) {
    let text = target.map { CChar(bitPattern: $0) } + [0]
    try checked { unsafe path.withPlatformString { unsafe symlink(text, $0) } }
  }

  /// What a symbolic link points to, at most 4 KiB of it.
  static func target(ofLink path: FilePath) throws(Errno) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let size = buffer.count
    let count = unsafe path.withPlatformString { unsafe readlink($0, &buffer, size) }
    guard count >= 0 else { throw Errno(rawValue: errno) }
    return buffer.prefix(count).map { UInt8(bitPattern: $0) }
  }

  private static func checked(_ call: () -> Int32) throws(Errno) {
    while call() != 0 {
      let error = Errno(rawValue: errno)
      guard error == .interrupted else { throw error }
    }
  }
}
