#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
package import SystemPackage

/// A file that only this user can read, gone when the value is.
struct PrivateFile: ~Copyable {
  let path: FilePath

  /// Writes `bytes` to a new file in `directory`; throws ``SSHKeygenError``.
  init(_ bytes: [UInt8], in directory: FilePath) throws(SSHKeygenError) {
    let (file, path) = try Self.create(in: directory)
    do { try Self.write(bytes, to: file, at: path) } catch {
      Self.close(file)
      Self.remove(path)
      throw error
    }
    Self.close(file)
    self.path = path
  }

  deinit { Self.remove(path) }

  /// A file without a name that holds `bytes`, open at its start.
  ///
  /// The caller closes it. Throws ``SSHKeygenError``.
  static func unnamed(_ bytes: [UInt8], in directory: FilePath) throws(SSHKeygenError) -> FileDescriptor {
    let (file, path) = try create(in: directory)
    remove(path)
    do {
      try write(bytes, to: file, at: path)
      try rewind(file, at: path)
    } catch {
      close(file)
      throw error
    }
    return file
  }

  /// A new file of a name that nobody can foresee, mode 0600.
  ///
  /// A name that is there already, also as a link, is an error.
  private static func create(in directory: FilePath) throws(SSHKeygenError) -> (FileDescriptor, FilePath) {
    let name = "countersign-" + String(UInt64.random(in: .min ... .max), radix: 36)
    let path = directory.appending(name)
    return try reporting(path) {
      let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .closeOnExec, .noFollow]
      return (
        try FileDescriptor.open(path, .readWrite, options: options, permissions: .ownerReadWrite), path
      )
    }
  }

  private static func write(
    _ bytes: [UInt8], to file: FileDescriptor, at path: FilePath
  ) throws(SSHKeygenError) {
    _ = try reporting(path) { try file.writeAll(bytes) }
  }

  private static func rewind(_ file: FileDescriptor, at path: FilePath) throws(SSHKeygenError) {
    _ = try reporting(path) { try file.seek(offset: 0, from: .start) }
  }

  /// Closing has nothing left to write, and its failure nothing to be told.
  private static func close(_ file: FileDescriptor) { try? file.close() }

  private static func remove(_ path: FilePath) { _ = unsafe path.withPlatformString { unsafe unlink($0) } }

  private static func reporting<Value>(
    _ path: FilePath, _ body: () throws -> Value
  ) throws(SSHKeygenError) -> Value {
    do { return try body() } catch let error as Errno {
      throw .temporaryFile(path, error)
    } catch { throw .temporaryFile(path, .ioError) }
  }
}

/// The variables this process was started with.
enum EnvironmentVariable {
  /// The value of a variable; nil where it is not set, or empty.
  static func value(_ name: String) -> FilePath? {
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
