import Agreements
import ArgumentParser

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Measured numbers of closed periods.",
    subcommands: [
      SnapshotTake.self, SnapshotList.self, SnapshotShow.self, SnapshotCheckCommand.self,
      SnapshotMap.self,
    ])
}
