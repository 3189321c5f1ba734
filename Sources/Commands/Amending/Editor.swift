import Ledger
import Signatures
import Subprocess
import SystemPackage

/// Editing text in the person's editor.
enum Editor {
  /// Opens `$VISUAL` or `$EDITOR` on a private copy, and returns what was saved.
  static func edit(_ bytes: [UInt8], name: String) async throws(Failure) -> [UInt8] {
    guard SystemCall.isTerminal(0),
      let editor = SystemCall.environment("VISUAL") ?? SystemCall.environment("EDITOR")
    else {
      throw Failure(.usage, "there is no editor to open", do: "Set EDITOR, or pass the text with --file.")
    }
    let path = FilePath.temporaryDirectory.appending("countersign-\(SystemCall.processID)-\(name)")
    try Disk.write(bytes, to: path)
    defer { SystemCall.remove(path) }
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
    return try Disk.contents(path.string)
  }
}
