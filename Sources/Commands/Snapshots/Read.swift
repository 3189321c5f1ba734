import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct Read: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Measure a running period so far, for the weekly meeting.",
    discussion: """
      A reading is dated and shown, and never evidence: the period's snapshot is taken once it is over. Volumes are held \
      against their share of the target by business days.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The period that is running: 2026-02, 2026-W07, 2026-Q1 or 2026.") var period: String
  @OptionGroup var export: ExportOptions

  func run() async throws {
    let (order, taking) = try await export.order(
      period, draft: nil, mayFollowDraft: false, try global.open(), global, writing)
    let taken = try await taking.read(order, isDryRun: writing.dryRun, rejected: export.write)
    for line in GapReport.lines(taken.measurement) { global.say(line) }
    let progress = try attempt {
      try PeriodProgress.all(
        of: taken.agreement, taken.reading, try MeasuringClock(taken.agreement.measurement, taking.charter),
        try taking.exceptions(from: taken.agreement.id))
    }
    Console.write(AttainmentReport.progress(progress, taken.reading, global.style))
    global.say("\(writing.prefix)Recorded \(taken.path).")
  }
}
