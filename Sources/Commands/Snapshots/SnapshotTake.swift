import Agreements
import ArgumentParser
import Ledger
import Metrics
import Presentation
import Wire

struct SnapshotTake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Measure a closed period from a CRM export, and record it.",
    discussion: """
      The export stays where it is: only counts and durations enter the ledger, with its SHA-256. Say with --kept where \
      it is kept, so that others can compute the numbers again.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The period: 2026-01, 2026-W05, 2026-Q1 or 2026.") var period: String
  @OptionGroup var export: ExportOptions
  @Option(
    help: ArgumentHelp(
      "Follow this draft's meanings; the only one, where no version is in force yet.", valueName: "slug"))
  var draft: String?
  @Option(
    help: ArgumentHelp("A snapshot that this one corrects, by its path (repeatable).", valueName: "path"))
  var withdraws: [String] = []
  @Option(help: "Why those were wrong.") var because: String?
  @Option(
    help: ArgumentHelp(
      "A number that was measured elsewhere, and the document that states it, such as acquisition-cost=184:EUR:costs.pdf (repeatable).",
      valueName: "name=value:unit:file"))
  var reported: [String] = []

  func run() async throws {
    guard withdraws.isEmpty == (because == nil) else {
      throw Failure(.usage, "--withdraws and --because belong together")
    }
    guard draft == nil || because == nil else {
      throw Failure(
        .usage, "a draft's measurement corrects nothing",
        do: "Leave out --draft to correct a snapshot, or --withdraws and --because to measure for the draft.")
    }
    var (order, taking) = try await export.order(
      period, draft: draft, mayFollowDraft: because == nil, try global.open(), global, writing)
    order.reported = try reported.map(Self.reported)
    let taken = try await taking.take(
      order, for: because.map { .correction(withdraws: withdraws, reason: $0) } ?? .period,
      isDryRun: writing.dryRun, rejected: export.write)
    global.say(SnapshotReport.head(taken.snapshot, global.errorStyle))
    for line in GapReport.lines(taken.measurement) { global.say(line) }
    global.say(
      "\(writing.prefix)Recorded \(taken.snapshot.entries.count.counted("number")) in \(taken.path). See them with: sla snapshot show \(taken.snapshot.period)"
    )
  }

  /// Reads `name=value:unit:file`; what stands behind the second colon is the file's path, whatever it holds.
  private static func reported(_ text: String) throws -> MeasuringOrder.ReportedNumber {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let equals = parts[0].firstIndex(of: "="),
      let value = Int(parts[0][parts[0].index(after: equals)...]), !parts[1].isEmpty,
      (-JSON.greatestInteger...JSON.greatestInteger).contains(value),
      TextFormat.slug.accepts(String(parts[0][..<equals]))
    else {
      throw Failure(
        .usage, "\"\(text)\" is no reported number",
        do:
          "Write it as acquisition-cost=184:EUR:costs.pdf: a name in lower case with hyphens, and a whole number."
      )
    }
    return try MeasuringOrder.ReportedNumber(
      name: String(parts[0][..<equals]), value: value, unit: parts[1], document: parts[2])
  }
}
