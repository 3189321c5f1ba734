import Agreements
import ArgumentParser

struct Charter: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "charter",
    abstract: "Who may do what.",
    subcommands: [CharterShow.self, CharterSign.self, CharterAllowedSigners.self])
}
