internal import SystemPackage
internal import Wire

/// A file that only this user can read, gone when the value is.
struct PrivateFile: ~Copyable {
  let path: FilePath

  /// Writes `bytes` to a new file in `directory`; throws ``SSHKeygenError``.
  init(_ bytes: [UInt8], in directory: FilePath) throws(SSHKeygenError) {
    let (file, path): (FileDescriptor, FilePath)
    do { (file, path) = try TemporaryFile.create(in: directory) } catch {
      throw .temporaryFile(directory, error)
    }
    do { try Self.reporting(directory) { try file.writeAll(bytes) } } catch {
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
    let file: FileDescriptor
    do { file = try TemporaryFile.unnamed(in: directory) } catch { throw .temporaryFile(directory, error) }
    do {
      try reporting(directory) { try file.writeAll(bytes) }
      try reporting(directory) { try file.seek(offset: 0, from: .start) }
    } catch {
      close(file)
      throw error
    }
    return file
  }

  /// Closing has nothing left to write, and its failure nothing to be told.
  private static func close(_ file: FileDescriptor) { try? file.close() }

  private static func reporting<Value>(
    _ directory: FilePath, _ body: () throws -> Value
  ) throws(SSHKeygenError) {
    do { _ = try body() } catch {
      throw .temporaryFile(directory, error as? Errno ?? .ioError)
    }
  }
}
