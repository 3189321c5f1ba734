import ArgumentParser
import GitStore
import Ledger
import Policy
import Wire

struct Hooks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooks",
    abstract: "Git hooks that judge what goes in.", subcommands: [HooksInstall.self])
}

struct HooksInstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install the client's hooks, or the server's.")
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Install pre-receive in the bare repository that is the shared remote.") var server = false
  @Option(help: ArgumentHelp("The ledger's identity, to be pinned there.", valueName: "digest")) var trust:
    String?

  func run() async throws {
    let repository = try attempt { try Repository.open(path: global.folder) }
    if let trust {
      guard let identity = SHA256Digest(trust) else {
        throw Failure(.usage, "\(trust) is no SHA-256 digest", do: "It has 64 lower-case hexadecimal digits.")
      }
      if let pinned = try Pin(repository).read(), pinned != identity {
        throw Failure(.found, "this repository is pinned to \(pinned)")
      }
      try Pin(repository).write(identity)
    } else if try Pin(repository).read() == nil {
      throw Failure(
        .usage, "the hook would not know which ledger this is", do: "Pass its identity: --trust DIGEST")
    }
    for path in try HookGuard.install(in: repository, isServer: server, program: Program.path) {
      global.say("Installed \(path)")
    }
  }
}
