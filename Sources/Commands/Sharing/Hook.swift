import ArgumentParser
import GitStore
import Ledger
import Wire

struct Hook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "What git's hooks run: pre-receive, pre-commit or pre-push.")
  @Argument(help: "The hook's name.") var name: String
  @Argument(help: "What git passes to it.") var arguments: [String] = []

  func run() async throws {
    switch name {
    case "pre-receive":
      var updates: [HookGuard.Update] = []
      for line in Console.inputLines() {
        guard let update = HookGuard.Update(line) else {
          throw Failure(.unreadable, "git told the hook a line that it cannot read")
        }
        updates.append(update)
      }
      try HookGuard.receive(
        updates, in: try LedgerClone.open(try attempt { try Repository.openFromEnvironment() }))
    case "pre-commit":
      try await HookGuard.preCommit(
        in: try LedgerClone.open(try attempt { try Repository.openFromEnvironment() }))
    case "pre-push":
      try HookGuard.prePush(
        Console.inputLines(), in: try LedgerClone.open(try attempt { try Repository.openFromEnvironment() }))
    default:
      throw Failure(.usage, "there is no hook \(name)", do: "Known: pre-receive, pre-commit, pre-push.")
    }
  }
}
