import Ledger
import SystemPackage

/// This program itself, as hooks have to call it.
enum Program {
  /// Its absolute path where that can be told; else its name, looked up in PATH.
  static var path: FilePath {
    let name = FilePath(CommandLine.arguments.first ?? "sla")
    if name.isAbsolute { return name }
    if let link = SystemCall.executablePath { return link }
    return name.components.count > 1 ? (SystemCall.currentDirectory ?? "").pushing(name) : "sla"
  }
}
