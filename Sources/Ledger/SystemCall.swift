package import SystemPackage
package import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The few calls of the system that the packages do not cover.
package enum SystemCall {
  /// Renames a file over another, in one step.
  static func rename(_ from: FilePath, _ to: FilePath) -> Bool {
    unsafe from.withPlatformString { source in
      unsafe to.withPlatformString { target in unsafe systemRename(source, target) == 0 }
    }
  }

  /// Removes a file; one that is not there is removed already.
  package static func remove(_ path: FilePath) {
    unsafe path.withPlatformString { name in _ = unsafe unlink(name) }
  }

  /// Makes a directory that only its owner may enter; one that is there is left as it is.
  static func makeDirectory(_ path: FilePath) {
    unsafe path.withPlatformString { name in _ = unsafe mkdir(name, 0o700) }
  }

  /// Makes a file executable.
  static func makeExecutable(_ path: FilePath) -> Bool {
    unsafe path.withPlatformString { name in unsafe chmod(name, 0o755) == 0 }
  }

  /// Whether a file is the caller's own and nobody else may write it.
  static func isPrivate(_ path: FilePath) -> Bool {
    var facts = stat()
    let known = unsafe path.withPlatformString { name in unsafe lstat(name, &facts) == 0 }
    return known && facts.st_uid == geteuid() && facts.st_mode & 0o077 == 0
  }

  /// Whether anything has that name.
  static func exists(_ path: FilePath) -> Bool {
    var facts = stat()
    return unsafe path.withPlatformString { name in unsafe lstat(name, &facts) == 0 }
  }

  /// When a file was written last, to the second; nil where there is none.
  static func lastWritten(_ path: FilePath) -> Instant? {
    var facts = stat()
    guard unsafe path.withPlatformString({ name in unsafe stat(name, &facts) == 0 }) else { return nil }
    #if canImport(Darwin)
      let seconds = facts.st_mtimespec.tv_sec
    #else
      let seconds = facts.st_mtim.tv_sec
    #endif
    return Instant(milliseconds: Int(seconds) * 1000)
  }

  /// Waits.
  static func sleep(milliseconds: UInt32) { _ = usleep(milliseconds * 1000) }

  /// Takes an exclusive lock that ends with the process; false where somebody else holds it.
  static func lock(_ file: FileDescriptor) -> Bool { flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 }

  /// A variable of the environment that is UTF-8; nil where it is not set.
  package static func environment(_ name: String) -> String? {
    unsafe name.withCString { key in
      guard let value = unsafe getenv(key) else { return nil }
      return unsafe String(validatingCString: value)
    }
  }

  /// Whether a descriptor is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The number of this process.
  package static var processID: Int32 { getpid() }

  /// The file that this process runs; nil where the system does not tell.
  package static var executablePath: FilePath? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    return String(validating: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self).map {
      FilePath($0)
    }
  }

  /// The working directory; nil where it is gone.
  package static var currentDirectory: FilePath? {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getcwd(&buffer, buffer.count) != nil else { return nil }
    return String(validating: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).map {
      FilePath($0)
    }
  }

  /// The time of the system's clock.
  package static var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000)
  }

  private static func systemRename(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> Int32 {
    unsafe Glibc.rename(from, to)
  }
}
