import Ledger
import Signatures
import Subprocess
import SystemPackage
import Wire

/// Editing text in the person's editor.
enum Editor {
  /// Opens `$VISUAL` or `$EDITOR` on a private copy, and returns what `use` makes of what was saved.
  ///
  /// Where `use` throws, the copy is kept and named, so that nothing that was typed is lost.
  static func edit<Value>(
    _ bytes: [UInt8], name: String, _ use: ([UInt8]) throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    guard SystemCall.isTerminal(0) else {
      throw Failure(.usage, "an editor needs a terminal", do: "Pass the text with --file.")
    }
    guard let editor = SystemCall.environment("VISUAL") ?? SystemCall.environment("EDITOR") else {
      throw Failure(.usage, "there is no editor to open", do: "Set EDITOR, or pass the text with --file.")
    }
    let path = FilePath.temporaryDirectory.appending("countersign-\(SystemCall.processID)-\(name)")
    try Disk.write(bytes, to: path)
    try await open(editor, path)
    do {
      let value = try use(try Disk.contents(path.string))
      SystemCall.remove(path)
      return value
    } catch {
      throw Failure(
        error.status, error.message,
        do: "Your text is kept in \(path); correct it, and pass it with --file \(path)",
        findings: error.findings)
    }
  }

  private static func open(_ editor: String, _ path: FilePath) async throws(Failure) {
    do {
      let result = try await Subprocess.run(
        .path("/bin/sh"), arguments: ["-c", "\(editor) \"$1\"", "sh", path.string],
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
      guard result.terminationStatus.isSuccess else {
        throw Failure(.found, "the editor ended with an error, and nothing was changed")
      }
    } catch let failure as Failure { throw failure } catch {
      throw Failure(.unreadable, "the editor could not be run: \(error)")
    }
  }
}
