package import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files that only this user can read, and that are there for a short time.
package enum TemporaryFile {
  /// A new file of a name that nobody can foresee, mode 0600, open to be read and written; the caller closes it.
  ///
  /// A name that is there already, also as a link, is an error.
  package static func create(in directory: FilePath) throws(Errno) -> (file: FileDescriptor, path: FilePath) {
    let name = "countersign-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let path = directory.appending(name)
    let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .closeOnExec, .noFollow]
    do {
      return (
        try FileDescriptor.open(path, .readWrite, options: options, permissions: .ownerReadWrite), path
      )
    } catch { throw error as? Errno ?? .ioError }
  }

  /// The same without a name, gone when it is closed, however the process ends.
  package static func unnamed(in directory: FilePath) throws(Errno) -> FileDescriptor {
    let (file, path) = try create(in: directory)
    remove(path)
    return file
  }

  /// Removes the file at a path, if there is one.
  package static func remove(_ path: FilePath) {
    _ = unsafe path.withPlatformString { unsafe unlink($0) }
  }
}

/// The variables this process was started with.
package enum EnvironmentVariable {
  /// The value of a variable; nil where it is not set, or empty.
  package static func value(_ name: String) -> FilePath? {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    return unsafe FilePath(platformString: value)
  }
}

extension FilePath {
  /// Where this user's short-lived files go: TMPDIR, or `/tmp`.
  package static var temporaryDirectory: FilePath { EnvironmentVariable.value("TMPDIR") ?? "/tmp" }

  /// The user's home directory by HOME; nil where it is not set.
  package static var home: FilePath? { EnvironmentVariable.value("HOME") }
}
