import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import SystemPackage
import Wire

struct SnapshotMap: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Propose a mapping for an export that nobody has described.",
    discussion: """
      Says of each column what it is taken for and how sure that is, what the export cannot give, and what to add to it; \
      prints the mapping, or writes it with --out. What the values mean is for the agreement to say: with --draft it is \
      written into a draft, once you have confirmed it; an agreement in force stays as it is.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The export.") var file: String
  @Option(help: "Name of the mapping.") var name: String?
  @Option(help: ArgumentHelp("Zone of times that carry none.", valueName: "zone")) var zone: String?
  @Option(
    help: ArgumentHelp("hubspot, salesforce or canonical; found out by default.", valueName: "crm"))
  var preset: String?
  @OptionGroup var cells: CellOptions
  @Option(help: ArgumentHelp("Write the mapping to a file.", valueName: "file")) var out: String?
  @Option(help: ArgumentHelp("Write what the values mean into this draft.", valueName: "slug"))
  var draft: String?

  func run() async throws {
    if let zone { _ = try attempt { try Zone(named: zone) } }
    let target = try draft.map(target)
    let hints = try cells.adding(
      to: MappingProposal.Hints(
        name: name, zone: zone, system: try ExportOptions.system(preset),
        tiers: target?.measurement["tiers"]?["by"]?.text.flatMap { Measurement.Tiers.Basis(rawValue: $0) }))
    let proposal: MappingProposal
    do { proposal = MappingProposal.together([try MappingProposal(file: file, hints)])[0] } catch {
      throw Failure(.unreadable, "\(file): \(error)")
    }
    global.say(ProposalReport.text(proposal, file: file, global.errorStyle))
    if !proposal.obstacles.isEmpty {
      global.say(ProposalReport.text(obstacles: proposal.obstacles, global.errorStyle))
    }
    let missing = ProposalReport.text(MissingNumbers.all(in: [proposal]), global.errorStyle)
    let isOfLeads =
      proposal.rows != .activities && (proposal.isUsable() || proposal.startsNothing && proposal.hasEvents)
    if isOfLeads, !missing.isEmpty { global.say(missing) }
    guard proposal.hasEvents else {
      throw Failure(.unreadable, "no mapping can be made of \(file)", do: "What it lacks is said above.")
    }
    if let target { try await write(proposal.meanings, into: target) }
    guard let out else { return draft == nil ? Console.write(proposal.mapping.written()) : () }
    guard !writing.dryRun else { return global.say("Would have done: Wrote \(out).") }
    try Disk.write(
      proposal.mapping.written(), to: FilePath(out), permissions: [.ownerReadWrite, .groupRead, .otherRead])
    global.say("Wrote \(out). Use it with: sla snapshot take PERIOD --source \(file) --mapping \(out) …")
  }

  /// The draft that meanings go into.
  private struct Target {
    let clone: LedgerClone
    let agreement: String
    let slug: String
    let measurement: JSON
  }

  private func target(_ slug: String) throws -> Target {
    let clone = try global.open()
    let tree = try clone.verified().tree
    let draft = try tree.onlyDraft(slug, in: try global.series(tree))
    guard case .agreement(let agreement) = draft.series,
      let measurement = draft.document.json["measurement"]
    else { throw Failure(.usage, "\(slug) is a draft of the charter, which measures nothing") }
    return Target(clone: clone, agreement: agreement, slug: draft.slug, measurement: measurement)
  }

  private func write(_ meanings: MeaningsFound, into target: Target) async throws {
    let edit = MeasurementEdit(target.measurement, with: [meanings])
    guard !edit.changes.isEmpty else {
      return global.say("The draft \(target.slug) says all that was found already.")
    }
    global.say(ProposalReport.text(changes: edit.changes, to: target.slug, global.errorStyle))
    try Console.confirm("Is this to be written into \(target.slug)?", yes: writing.yes || writing.dryRun)
    _ = try await MeaningsDraft(target.clone).write(
      edit, into: target.slug, of: target.agreement, global, writing)
  }
}
