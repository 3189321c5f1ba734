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
  @Option(
    help: ArgumentHelp(
      "Where a mapping is proposed: hubspot, salesforce or canonical; found out by default.", valueName: "crm"
    ))
  var preset: String?
  @OptionGroup var cells: CellOptions
  @Option(
    help: ArgumentHelp(
      "When the export was taken: 2026-02-01T08:00:00+01:00; when its file was written, by default.",
      valueName: "time"))
  var asOf: String?
  @Option(help: "The report or query that gave the export.") var report = "export"
  @Option(help: ArgumentHelp("Who exported it; you, by default.", valueName: "person")) var exporter: String?
  @Option(help: "Where the export is kept.") var kept = "by the exporter"
  @Option(help: ArgumentHelp("Until when it is kept; two years by default.", valueName: "day")) var keptUntil:
    String?
  @Option(help: ArgumentHelp("Write the rows that could not be read to a file.", valueName: "file"))
  var rejects: String?
  @Flag(help: "Where a mapping is proposed: leave the draft's meanings as they are.") var keepMeanings = false

  /// The order for a period, and what measures it: mappings proposed and confirmed where none are named, and what the values
  /// mean written into the draft where it does not say so.
  ///
  /// Where no version is in force yet, the only draft is followed, if that `mayFollowDraft`.
  func order(
    _ period: String, draft: String?, mayFollowDraft: Bool, _ clone: LedgerClone, _ global: GlobalOptions,
    _ writing: WriteOptions
  ) async throws -> (order: MeasuringOrder, taking: SnapshotTaking) {
    let hints = try cells.adding(to: MappingProposal.Hints(system: try Self.system(preset)))
    var taking = try await SnapshotTaking(clone)
    var order = MeasuringOrder(
      agreement: try taking.base.tree.onlyAgreement(global.agreement), period: try Self.period(period),
      sources: [], draft: draft, asOf: try moment(global, writing), report: report, exporter: exporter,
      kept: kept, keptUntil: try Self.keptUntil(keptUntil, taking))
    if draft == nil, mayFollowDraft { order.draft = try taking.onlyDraft(before: order) }
    if draft == nil, let slug = order.draft {
      global.say("\(order.agreement) has no version yet; its draft \(slug) is followed.")
    }
    let named = source.map { Self.source($0, mapping) }
    let unknown = named.filter { $0.mapping == nil }.map(\.path)
    func sources(_ proposed: ProposedMappings?) -> [MeasuringOrder.Source] {
      named.map { path, name in
        MeasuringOrder.Source(
          path: path,
          mapping: name.map { .named($0) } ?? .proposed(proposed?.mapping(of: path) ?? .object([]))
        )
      }
    }
    order.sources = sources(nil)
    if !unknown.isEmpty {
      let mappings = try ProposedMappings(
        unknown, under: try taking.text(order).agreement.measurement,
        isFixed: order.draft == nil || keepMeanings, hints, global)
      order.sources = sources(mappings)
      let hasOthers = unknown.count < named.count
      if try await confirm(mappings, order, taking, hasOthers, global, writing) {
        taking = try await SnapshotTaking(clone)
      }
    }
    return (order, taking)
  }

  /// When the export was taken: what is said, else the time of the file that was written last, which is told.
  private func moment(_ global: GlobalOptions, _ writing: WriteOptions) throws(Failure) -> Instant {
    if let asOf { return try Self.time(asOf) }
    guard !writing.yes else {
      throw Failure(
        .usage, "when the export was taken is missing", do: "Give it with --as-of 2026-02-01T08:00:00+01:00.")
    }
    var latest: Instant?
    for text in source {
      guard let time = Disk.lastWritten(Self.source(text, mapping).path) else { continue }
      latest = max(latest ?? time, time)
    }
    guard let latest else {
      throw Failure(.unreadable, "\(source.first ?? "the export"): there is no such file")
    }
    global.say("Taken as exported at \(latest), when the file was written; --as-of says otherwise.")
    return latest
  }

  /// Writes the rows that could not be read to where they are wanted.
  func write(_ rejected: [RejectedRow]) throws(Failure) {
    guard let rejects else { return }
    try Disk.write(Array(rejected.map { "\($0)\n" }.joined().utf8), to: FilePath(rejects))
  }

  /// The CRM of a preset.
  static func system(_ preset: String?) throws(Failure) -> CRMSystem? {
    guard let preset else { return nil }
    guard let system = CRMSystem(preset: preset) else {
      throw Failure(
        .usage, "there is no preset \(preset)", do: "Presets are hubspot, salesforce and canonical.")
    }
    return system
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

  /// Asks once whether exports are to be read as proposed and, where the draft does not say what their values mean, whether
  /// that is to be written into it; true where it was.
  private func confirm(
    _ mappings: ProposedMappings, _ order: MeasuringOrder, _ taking: SnapshotTaking, _ hasOthers: Bool,
    _ global: GlobalOptions, _ writing: WriteOptions
  ) async throws -> Bool {
    try mappings.requireUsable(beside: hasOthers)
    let text = try taking.text(order).agreement
    let edit = MeasurementEdit(
      text.measurement.json, with: keepMeanings ? [] : mappings.proposals.map(\.meanings))
    let meant = order.draft == nil ? text.measurement : try Self.measurement(edit.json)
    try mappings.requireFit(meant, of: order.draft, beside: hasOthers)
    mappings.sayMissing(global)
    if writing.yes { try mappings.requireSure() }
    let isOne = mappings.files.count == 1
    let names = (isOne ? "Is " : "Are ") + mappings.files.joined(separator: " and ")
    guard let slug = order.draft, !edit.changes.isEmpty else {
      if !edit.changes.isEmpty {
        global.say(
          "The agreement in force says nothing of this, and stays as it is; a draft can say it (sla snapshot map EXPORT --draft SLUG):"
        )
        for change in edit.changes { global.say("  \(change)") }
      }
      try Console.confirm("\(names) to be read like this?", yes: writing.yes)
      return false
    }
    global.say(ProposalReport.text(changes: edit.changes, to: slug, global.errorStyle))
    try Console.confirm(
      "\(names) to be read like this, and this to be written into \(slug)?", yes: writing.yes)
    // A draft that was written to begins a round anew, for nothing where no snapshot can be taken.
    try taking.requireMeasurable(order, under: edit.json, rejected: write)
    return try await MeaningsDraft(taking.writer.clone).write(
      edit, into: slug, of: order.agreement, global, writing)
  }

  private static func measurement(_ json: JSON) throws -> Measurement {
    do { return try Measurement(Fields(json)) } catch {
      throw Failure(.bug, "the measurement with what was found cannot be read: \(error)")
    }
  }
}
