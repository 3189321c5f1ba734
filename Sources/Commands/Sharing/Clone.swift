import ArgumentParser
import Ledger
import Policy
import Presentation
import SystemPackage
import Wire

struct Clone: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clone",
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

extension String {
  func droppingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
