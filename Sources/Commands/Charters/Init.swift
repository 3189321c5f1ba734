import Agreements
import ArgumentParser
import Ledger
import Policy
import SystemPackage
import Wire

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a new ledger.",
    discussion: """
      A person is given as "Dana Reyes <dana@example.com> dana.pub": name, work address, and a public key or its file.
      The ledger is sealed, and agreements can come into force, once everybody who approves has run: sla charter sign.
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Folder of the new ledger.") var folder = "."
  @Option(help: "Template of the charter: b2b-saas.") var template = "b2b-saas"
  @Option(help: ArgumentHelp("A charter of your own, instead of a template.", valueName: "file")) var charter:
    String?
  @Option(help: ArgumentHelp("The VP Marketing.", valueName: "person")) var vpMarketing: String?
  @Option(help: ArgumentHelp("The VP Sales.", valueName: "person")) var vpSales: String?
  @Option(help: ArgumentHelp("Revenue operations (repeatable).", valueName: "person")) var revops: [String] =
    []
  @Option(help: ArgumentHelp("A recovery holder (repeatable).", valueName: "person")) var recovery: [String] =
    []
  @Option(help: ArgumentHelp("Who keeps host files (repeatable).", valueName: "person")) var admin: [String] =
    []

  func run() async throws {
    guard template == "b2b-saas" else {
      throw Failure(.usage, "there is no template \(template)", do: "Known: b2b-saas.")
    }
    let proposed = try CommitDates.current().committer.when
    let json: JSON
    if let charter {
      json = try Founding.charter(from: Disk.contents(charter), path: charter, proposed: proposed)
    } else {
      json = try Founding.charter(people(), proposed: proposed)
    }
    let directory = FilePath(folder)
    let clone = try await Founding.found(
      json, at: global.directory.map { FilePath($0).pushing(directory) } ?? directory)
    _ = try HookGuard.install(in: clone.repository, isServer: false, program: Program.path)
    let missing = try clone.verified().tree.missingFounders()
    if recovery.isEmpty, charter == nil {
      global.say(
        "Nobody holds the recovery role: with a VP's key lost, the charter could not be changed. Before anybody signs, start again with --recovery, or add somebody later: sla people join --role recovery"
      )
    }
    global.say("Founded the ledger. Give everybody its identity by another way than this repository:")
    Console.write("\(clone.identity.hex)\n")
    global.say(
      "It waits for the signature of: \(missing.joined(separator: ", ")). Each runs: sla charter sign")
  }

  private func people() throws -> [Founding.Person] {
    let marketing =
      try vpMarketing ?? Console.ask("VP Marketing (Name <address> key)", flag: "--vp-marketing")
    let sales = try vpSales ?? Console.ask("VP Sales (Name <address> key)", flag: "--vp-sales")
    let given = [
      ("vp-marketing", [marketing]), ("vp-sales", [sales]), ("revops", revops), ("recovery", recovery),
      ("admin", admin),
    ]
    return try given.flatMap { role, people in try people.map { try Founding.Person($0, roles: [role]) } }
  }
}
