import Agreements
import ArgumentParser
import Ledger
import Metrics
import Presentation
import SystemPackage
import Wire

struct SnapshotMap: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Propose a mapping for an export that nobody has described.",
    discussion: """
      Says of each column what it is taken for and how sure that is, what the export cannot give, and what to add to it; \
      prints the mapping, or writes it with --out. What the values mean is for the agreement to say.
      """)
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The export.") var file: String
  @Option(help: "Name of the mapping.") var name: String?
  @Option(help: ArgumentHelp("Zone of times that carry none.", valueName: "zone")) var zone: String?
  @Flag(help: "Read 05/01/2026 as 5 January where both could be meant.") var dayFirst = false
  @Flag(help: "Read 05/01/2026 as 1 May where both could be meant.") var monthFirst = false
  @Option(help: ArgumentHelp("Write the mapping to a file.", valueName: "file")) var out: String?

  func run() async throws {
    guard !(dayFirst && monthFirst) else {
      throw Failure(.usage, "--day-first and --month-first exclude each other")
    }
    if let zone { _ = try attempt { try Zone(named: zone) } }
    let hints = MappingProposal.Hints(
      name: name, zone: zone, isDayFirst: dayFirst ? true : monthFirst ? false : nil)
    let proposal: MappingProposal
    do { proposal = try MappingProposal(file: file, hints) } catch {
      throw Failure(.unreadable, "\(file): \(error)")
    }
    global.say(ProposalReport.text(proposal, file: file, global.errorStyle))
    guard let out else { return Console.write(proposal.mapping.written()) }
    try Disk.write(
      proposal.mapping.written(), to: FilePath(out), permissions: [.ownerReadWrite, .groupRead, .otherRead])
    global.say("Wrote \(out). Use it with: sla snapshot take PERIOD --source \(file) --mapping \(out) …")
  }
}
