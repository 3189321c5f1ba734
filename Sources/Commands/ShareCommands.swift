import ArgumentParser
import GitStore
import Ledger
import Policy
import Presentation
import SystemPackage
import Wire

struct Clone: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Clone a ledger, verify it, and pin its identity.",
    discussion: "Ask for the identity by another way than the repository, and pass it with --trust.")
  @OptionGroup var global: GlobalOptions
  @Argument(help: "Where the ledger is shared.") var url: String
  @Argument(help: "Folder to clone into.") var folder: String?
  @Option(help: ArgumentHelp("The ledger's identity.", valueName: "digest")) var trust: String?

  func run() async throws {
    var identity: SHA256Digest?
    if let trust {
      guard let digest = SHA256Digest(trust) else {
        throw Failure(.usage, "\(trust) is no SHA-256 digest", do: "It has 64 lower-case hexadecimal digits.")
      }
      identity = digest
    }
    let name = folder ?? String(url.split { $0 == "/" || $0 == ":" }.last ?? "ledger").droppingSuffix(".git")
    let directory = global.directory.map { FilePath($0).pushing(FilePath(name)) } ?? FilePath(name)
    let (clone, history) = try await Cloning.clone(
      url, into: directory, trust: identity, report: global.gitReport)
    _ = try HookGuard.install(in: clone.repository, isServer: false, program: Program.path)
    global.say("Cloned into \(directory): \((history.judged + history.trusted).counted("commit")) verified.")
    if identity == nil {
      global.say(
        "Pinned on first use, as nothing was given with --trust. Compare this with what others have:")
    }
    Console.write("\(clone.identity.hex)\n")
  }
}

struct Sync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch, verify, replay own work on what is there, push.",
    discussion: "Nothing is merged and nothing is lost: what no longer applies stays on a branch unsynced/….")
  @OptionGroup var global: GlobalOptions
  @Option(help: "The remote.") var remote = "origin"

  func run() async throws {
    let result = try await Syncing(try global.open(), remote: remote, report: global.gitReport).run()
    global.say(
      "Received \(result.received.counted("commit")), replayed \(result.replayed), pushed \(result.pushed).")
    if let (branch, findings) = result.unsynced {
      Console.write(FindingReport.text(findings, global.style))
      throw Failure(
        .found, "some of your commits no longer apply; they are kept on the branch \(branch)",
        do: "Make the change again on main, then: git branch -D \(branch)")
    }
  }
}

struct Hooks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
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

struct Hook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
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

extension String {
  func droppingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
