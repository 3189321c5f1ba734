internal import SystemPackage
internal import Wire

/// A file that only this user can read, gone when the value is.
struct PrivateFile: ~Copyable {
  let path: FilePath

  /// Writes `bytes` to a new file in `directory`; throws ``SSHKeygenError``.
  init(_ bytes: [UInt8], in directory: FilePath) throws(SSHKeygenError) {
    let (file, path) = try Self.create(in: directory)
    do { try Self.write(bytes, to: file, at: path) } catch {
      Self.close(file)
      TemporaryFile.remove(path)
      throw error
    }
    Self.close(file)
    self.path = path
  }

  deinit { TemporaryFile.remove(path) }

  /// A file without a name that holds `bytes`, open at its start.
  ///
  /// The caller closes it. Throws ``SSHKeygenError``.
  static func unnamed(_ bytes: [UInt8], in directory: FilePath) throws(SSHKeygenError) -> FileDescriptor {
    let (file, path) = try create(in: directory)
    TemporaryFile.remove(path)
    do {
      try write(bytes, to: file, at: path)
      try rewind(file, at: path)
    } catch {
      close(file)
      throw error
    }
    return file
  }

  private static func create(in directory: FilePath) throws(SSHKeygenError) -> (FileDescriptor, FilePath) {
    do { return try TemporaryFile.create(in: directory) } catch { throw .temporaryFile(directory, error) }
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

  private static func reporting<Value>(
    _ path: FilePath, _ body: () throws -> Value
  ) throws(SSHKeygenError) -> Value {
    do { return try body() } catch let error as Errno {
      throw .temporaryFile(path, error)
    } catch { throw .temporaryFile(path, .ioError) }
  }
}
