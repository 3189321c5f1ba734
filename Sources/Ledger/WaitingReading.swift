import Agreements
package import Metrics
import Policy
package import Wire

/// Finding the leads that wait today, for whoever holds an export; nothing of it is recorded.
package struct WaitingReading {
  private let ledger: CharteredLedger

  /// For a ledger that is verified first; nobody's key is needed.
  package init(_ clone: LedgerClone) throws(Failure) { ledger = try CharteredLedger(clone) }

  /// The time at which a command without `--as-of` looks.
  package static func now() throws(Failure) -> Instant { try CommitDates.current().committer.when }

  /// The leads of exports, each with the mapping that is named or, where none is, with the one that the last snapshot was
  /// read through.
  ///
  /// Those that have been late for more than five business days are counted only.
  package func waiting(
    of agreement: String?, in exports: [(path: String, mapping: String?)], asOf: Instant
  ) throws(Failure) -> WaitingLeads {
    let id = try ledger.history.tree.onlyAgreement(agreement)
    let text = try text(of: id, at: asOf)
    let sources = try sources(exports, of: id)
    do {
      let zone = try Zone(named: text.measurement.zone)
      let week = Period.containing(
        zone.date(of: asOf), unit: .week, in: ledger.charter.parameters.fiscal)
      let measurer = try ExportMeasurer(
        measurement: text.measurement, measures: text.commitments.map(\.measure), period: week, asOf: asOf,
        fiscal: ledger.charter.parameters.fiscal, isRunning: true)
      return try measurer.waiting(sources, listingLateness: Self.daysBack)
    } catch let error as MeasuringError {
      throw Failure(error, of: exports.map(\.path))
    } catch { throw Failure(error) }
  }

  private static let daysBack = 5

  /// The version that governs the week of a time.
  private func text(of agreement: String, at time: Instant) throws(Failure) -> Agreement {
    let reign: Governance.Reign? = try attempt {
      let governance = try Governance(
        of: agreement, in: ledger.history.tree, charter: ledger.charter,
        ratified: try ledger.ratifications(of: agreement))
      let date = try (governance.versions.last.map { try Zone(named: $0.text.measurement.zone) })?.date(
        of: time)
      return date.flatMap { date in
        governance.reign(
          over: Period.containing(date, unit: .week, in: ledger.charter.parameters.fiscal))
      }
    }
    guard let reign else {
      throw Failure(
        .found, "no version of \(agreement) is in force at \(time)",
        do: "What is in force from when says: sla log.")
    }
    return reign.text
  }

  private func sources(
    _ exports: [(path: String, mapping: String?)], of agreement: String
  ) throws(Failure) -> [ExportSource] {
    var shelf = MappingShelf(ledger.history.tree)
    let last = try attempt {
      try ledger.history.tree.snapshotPeriods(of: agreement).last.flatMap { period in
        try ledger.history.tree.snapshots(of: agreement, period).last?.snapshot.sources.map(\.mapping)
      } ?? []
    }
    var sources: [ExportSource] = []
    for (index, export) in exports.enumerated() {
      if let name = export.mapping {
        sources.append(ExportSource(file: export.path, mapping: try shelf.mapping(.named(name)).value))
        continue
      }
      guard last.count == exports.count, let path = LedgerPath(last[index]),
        let document = try attempt({ try ledger.history.tree.document(path) })
      else {
        throw Failure(
          .usage, "it is not said which column of \(export.path) is what",
          do: "Name a mapping with --mapping, or FILE:MAPPING where there are several exports.")
      }
      let mapping = try attempt {
        try document.decoded { (json) throws(StructureProblem) in try Mapping(json) }
      }
      sources.append(ExportSource(file: export.path, mapping: mapping))
    }
    return sources
  }
}
