import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import Signatures
import SystemPackage
import Wire

struct SnapshotTake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Measure a period from a CRM export, and record it.",
    discussion: """
      The export stays where it is: only counts and durations enter the ledger, with its SHA-256. Say with --kept where \
      it is kept, so that others can compute the numbers again.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The period: 2026-01, 2026-W05, 2026-Q1 or 2026.") var period: String
  @Option(
    help: ArgumentHelp(
      "An export (CSV or JSON Lines, plain or gzip), with its own mapping after a colon where there are several (repeatable).",
      valueName: "file[:mapping]"))
  var source: [String]
  @Option(
    help: ArgumentHelp(
      "Which column is what: a file, or the name of a mapping in the ledger; proposed where it is left out.",
      valueName: "mapping"))
  var mapping: String?
  @Option(help: ArgumentHelp("Follow this draft's meanings.", valueName: "slug")) var draft: String?
  @Option(help: ArgumentHelp("When the export was taken: 2026-02-01T08:00:00+01:00.", valueName: "time"))
  var asOf: String
  @Option(help: "The report or query that gave the export.") var report = "export"
  @Option(help: ArgumentHelp("Who exported it; you, by default.", valueName: "person")) var exporter: String?
  @Option(help: "Where the export is kept.") var kept = "by the exporter"
  @Option(help: ArgumentHelp("Until when it is kept; two years by default.", valueName: "day")) var keptUntil:
    String?
  @Option(
    help: ArgumentHelp("A snapshot that this one corrects, by its path (repeatable).", valueName: "path"))
  var withdraws: [String] = []
  @Option(help: "Why those were wrong.") var because: String?
  @Option(help: ArgumentHelp("Write the rows that could not be read to a file.", valueName: "file"))
  var rejects: String?

  func run() async throws {
    let taking = try await SnapshotTaking(try global.open())
    var order = try order(taking)
    var written: [FilePath] = []
    defer { for path in written { SystemCall.remove(path) } }
    for index in order.sources.indices where order.sources[index].mapping.isEmpty {
      let path = try proposed(for: order.sources[index].path, zone: try taking.zone(order))
      written.append(path)
      order.sources[index].mapping = path.string
    }
    let taken = try await taking.take(order, isDryRun: writing.dryRun) { (rows) throws(Failure) in
      guard let rejects else { return }
      try Disk.write(Array(rows.map { "\($0)\n" }.joined().utf8), to: FilePath(rejects))
    }
    global.say(SnapshotReport.head(taken.snapshot, global.errorStyle))
    for (cause, entries) in Self.gaps(taken.measurement) {
      global.say("no data for \(entries.counted("number")), as \(cause)")
    }
    global.say(
      "\(writing.prefix)Recorded \(taken.snapshot.entries.count.counted("number")) in \(taken.path). See them with: sla snapshot show \(taken.snapshot.period)"
    )
  }

  /// Why numbers have no data, and how many each.
  private static func gaps(_ measured: ExportMeasurement) -> [(cause: String, count: Int)] {
    var causes: [(cause: String, count: Int)] = []
    for gap in measured.gaps {
      let cause = "\(gap.cause)"
      if let index = causes.firstIndex(where: { $0.cause == cause }) {
        causes[index].count += 1
      } else {
        causes.append((cause, 1))
      }
    }
    return causes
  }

  private func order(_ taking: SnapshotTaking) throws -> SnapshotTaking.Order {
    let period = try SnapshotCommand.period(period)
    let asOf = try SnapshotCommand.asOf(asOf)
    guard withdraws.isEmpty == (because == nil) else {
      throw Failure(.usage, "--withdraws and --because belong together")
    }
    guard draft == nil || because == nil else {
      throw Failure(
        .usage, "a draft's measurement corrects nothing",
        do: "Leave out --draft to correct a snapshot, or --withdraws and --because to measure for the draft.")
    }
    let keptUntil = try SnapshotCommand.keptUntil(keptUntil, taking)
    let agreement = try taking.base.tree.onlyAgreement(global.agreement)
    let sources = try source.map { try Self.source($0, mapping) }
    return SnapshotTaking.Order(
      agreement: agreement, period: period, sources: sources, draft: draft, asOf: asOf,
      report: report, exporter: exporter,
      kept: kept, keptUntil: keptUntil,
      purpose: because.map { .correction(withdraws: withdraws, reason: $0) } ?? .period)
  }

  /// An export's path and its mapping: the one behind the last colon, where the whole is no file, or the one for all;
  /// empty where none is named.
  private static func source(
    _ text: String, _ common: String?
  ) throws -> (path: String, mapping: String) {
    if !Disk.exists(text), let colon = text.lastIndex(of: ":") {
      let mapping = String(text[text.index(after: colon)...])
      if !mapping.isEmpty { return (String(text[..<colon]), mapping) }
    }
    return (text, common ?? "")
  }

  /// A mapping that was proposed for an export and confirmed, in a file of its own.
  private func proposed(for file: String, zone: String) throws -> FilePath {
    let proposal: MappingProposal
    do { proposal = try MappingProposal(file: file, MappingProposal.Hints(zone: zone)) } catch {
      throw Failure(.unreadable, "\(file): \(error)")
    }
    global.say(ProposalReport.text(proposal, file: file, global.errorStyle))
    guard proposal.isUsable else {
      throw Failure(
        .unreadable, "\(file) cannot be measured as it is",
        do: "Add to the export what is missing, or write a mapping by hand.")
    }
    if writing.yes, !proposal.isSure {
      throw Failure(
        .usage, "this mapping of \(file) is not sure enough to be taken unseen",
        do: "Look at it: sla snapshot map \(file) --out mapping.json, and pass it with --mapping.")
    }
    try Console.confirm("Is \(file) to be read like this?", yes: writing.yes)
    let path = FilePath.temporaryDirectory.appending(
      "countersign-\(SystemCall.processID)-\(FilePath(file).lastComponent?.string ?? "export").mapping.json")
    try Disk.write(proposal.mapping.written(), to: path)
    return path
  }
}
