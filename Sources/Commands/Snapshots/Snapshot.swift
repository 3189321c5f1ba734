import Agreements
import ArgumentParser

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Measured numbers of closed periods.",
    subcommands: [
      SnapshotTake.self, SnapshotList.self, SnapshotShow.self, SnapshotCheckCommand.self, SnapshotAttest.self,
      SnapshotMap.self, SnapshotExplain.self, SnapshotSQL.self, SnapshotImport.self,
    ])

  /// Reads `1`, or `r1` as lists print it.
  @Sendable static func revision(_ text: String) throws -> Int {
    let digits = text.hasPrefix("r") ? text.dropFirst() : Substring(text)
    guard let number = Int(digits), number > 0 else {
      throw ValidationError("\(text) is no revision; write 1, or r1.")
    }
    return number
  }
}
