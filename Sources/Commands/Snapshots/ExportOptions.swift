import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import SystemPackage
import Wire

/// What people say about exports that are to be measured.
struct ExportOptions: ParsableArguments {
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
  @Option(help: ArgumentHelp("When the export was taken: 2026-02-01T08:00:00+01:00.", valueName: "time"))
  var asOf: String
  @Option(help: "The report or query that gave the export.") var report = "export"
  @Option(help: ArgumentHelp("Who exported it; you, by default.", valueName: "person")) var exporter: String?
  @Option(help: "Where the export is kept.") var kept = "by the exporter"
  @Option(help: ArgumentHelp("Until when it is kept; two years by default.", valueName: "day")) var keptUntil:
    String?
  @Option(help: ArgumentHelp("Write the rows that could not be read to a file.", valueName: "file"))
  var rejects: String?

  /// The order for a period, its mappings proposed and confirmed where none are named.
  func order(
    _ period: String, draft: String?, _ taking: SnapshotTaking, _ global: GlobalOptions,
    _ writing: WriteOptions
  ) throws -> MeasuringOrder {
    var order = MeasuringOrder(
      agreement: try taking.base.tree.onlyAgreement(global.agreement), period: try Self.period(period),
      sources: [], draft: draft, asOf: try Self.time(asOf), report: report, exporter: exporter, kept: kept,
      keptUntil: try Self.keptUntil(keptUntil, taking))
    for text in source {
      let (path, name) = Self.source(text, mapping)
      let choice: MeasuringOrder.MappingChoice =
        if let name { .named(name) } else {
          .proposed(try proposed(for: path, zone: try taking.zone(order), global, writing))
        }
      order.sources.append(MeasuringOrder.Source(path: path, mapping: choice))
    }
    return order
  }

  /// Writes the rows that could not be read to where they are wanted.
  func write(_ rejected: [RejectedRow]) throws(Failure) {
    guard let rejects else { return }
    try Disk.write(Array(rejected.map { "\($0)\n" }.joined().utf8), to: FilePath(rejects))
  }

  static func period(_ text: String) throws(Failure) -> Period {
    guard let period = Period(text) else {
      throw Failure(.usage, "\"\(text)\" is no period", do: "Write 2026-01, 2026-W05, 2026-Q1 or 2026.")
    }
    return period
  }

  /// The day until which an export is kept: two years from the day of the command where none is given.
  static func keptUntil(_ text: String?, _ taking: SnapshotTaking) throws(Failure) -> CivilDate {
    let today = CivilDate(day: taking.writer.dates.committer.when.milliseconds.floorDivided(by: 86_400_000))
    guard let day = text.map({ CivilDate($0) }) ?? today.adding(days: 730) else {
      throw Failure(.usage, "--kept-until is no day", do: "Write it as 2028-02-01.")
    }
    return day
  }

  /// A moment with its offset.
  static func time(_ text: String) throws(Failure) -> Instant {
    guard let stamp = LocalTimestamp(text), let offset = stamp.offsetMinutes else {
      throw Failure(
        .usage, "\"\(text)\" is no time with its offset", do: "Write it as 2026-02-01T08:00:00+01:00.")
    }
    return stamp.instant(offsetSeconds: offset * 60)
  }

  /// An export's path and its mapping: the one behind the last colon, where the whole is no file, or the one for all;
  /// nil where none is named.
  static func source(_ text: String, _ common: String?) -> (path: String, mapping: String?) {
    if !Disk.exists(text), let colon = text.lastIndex(of: ":") {
      let mapping = String(text[text.index(after: colon)...])
      if !mapping.isEmpty { return (String(text[..<colon]), mapping) }
    }
    return (text, common)
  }

  /// A mapping that was proposed for an export and confirmed.
  private func proposed(
    for file: String, zone: String, _ global: GlobalOptions, _ writing: WriteOptions
  ) throws -> JSON {
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
    return proposal.mapping
  }
}
