import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import Wire

struct Today: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "The leads that nobody has contacted yet, by owner, soonest due first.",
    discussion: """
      Reads an export under the version in force, and holds each lead that waits against the strictest commitment that it \
      falls under. Nothing is recorded: names and ids stay on this machine. What was due more than five business days ago \
      is counted only.
      """)
  @OptionGroup var global: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "An export, with its own mapping after a colon where there are several (repeatable).",
      valueName: "file[:mapping]"))
  var source: [String]
  @Option(
    help: ArgumentHelp(
      "Which column is what: a file, or the name of a mapping in the ledger; that of the last snapshot by default.",
      valueName: "mapping"))
  var mapping: String?
  @Option(
    help: ArgumentHelp(
      "When the export was taken: 2026-02-01T08:00:00+01:00; now by default.", valueName: "time"))
  var asOf: String?
  @Option(help: ArgumentHelp("Only the leads of this owner.", valueName: "name")) var owner: String?
  @Option(help: "text, csv or json.") var format = Form.text

  enum Form: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  func run() async throws {
    let asOf = try asOf.map { text throws(Failure) in try ExportOptions.time(text) } ?? WaitingReading.now()
    let waiting = try WaitingReading(try global.open()).waiting(
      of: global.agreement, in: source.map { ExportOptions.source($0, mapping) }, asOf: asOf)
    let leads = waiting.leads.filter { owner == nil || $0.owner.hasSameBytes(as: owner ?? "") }
    switch format {
    case .text: Console.write(TodayReport.text(leads, waiting, global.style))
    case .csv: Console.write(TodayReport.csv(leads, waiting))
    case .json: Console.write(String(decoding: TodayReport.json(leads, waiting).written(), as: UTF8.self))
    }
  }
}
