import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy

/// What both sides of a query have to be told alike: when it is written, and when its result is taken in.
struct WarehouseOptions: ParsableArguments {
  @Argument(help: "The period: 2026-01, 2026-W05, 2026-Q1 or 2026.") var period: String
  @Option(
    help: ArgumentHelp(
      "A table, and the mapping it is read through: a name in the ledger, or a file (repeatable).",
      valueName: "table:mapping"))
  var table: [String]
  @Option(help: ArgumentHelp("Follow this draft's meanings.", valueName: "slug")) var draft: String?
  @Option(help: ArgumentHelp("When the tables are looked at: 2026-02-01T08:00:00+01:00.", valueName: "time"))
  var asOf: String

  func order(
    _ taking: SnapshotTaking, _ agreement: String?, exporter: String? = nil,
    kept: String = "in the warehouse",
    keptUntil: String? = nil
  ) throws -> MeasuringOrder {
    let tables = try table.map { (text) throws(Failure) -> MeasuringOrder.Source in
      guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
        text.index(after: colon) < text.endIndex
      else {
        throw Failure(
          .usage, "\"\(text)\" is no table with its mapping", do: "Write TABLE:MAPPING, like leads:crm.")
      }
      return MeasuringOrder.Source(
        path: String(text[..<colon]), mapping: .named(String(text[text.index(after: colon)...])))
    }
    return MeasuringOrder(
      agreement: try taking.base.tree.onlyAgreement(agreement), period: try ExportOptions.period(period),
      sources: tables, draft: draft, asOf: try ExportOptions.time(asOf), report: "query", exporter: exporter,
      kept: kept, keptUntil: try ExportOptions.keptUntil(keptUntil, taking))
  }

  /// What is committed and not in the query.
  static func words(_ omitted: [Measure]) -> [String] {
    omitted.map { "not in the query: \($0.entryID)" }
  }
}

extension SQLDialect: ExpressibleByArgument {}
