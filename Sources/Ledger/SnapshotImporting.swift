package import Agreements
import History
package import Metrics
import Policy
import Wire

/// Snapshots of leads that stay in a warehouse: the query that computes one there, and its result taken in.
extension SnapshotTaking {
  /// What an order is to a warehouse: its sources are tables, each with the mapping it is read through.
  package func query(_ order: MeasuringOrder, dialect: SQLDialect) throws(Failure) -> WarehouseQuery {
    let text = try text(order)
    var shelf = MappingShelf(base.tree)
    let mappings = try order.sources.map { (source) throws(Failure) in try shelf.mapping(source.mapping) }
    return try query(order, text.agreement, mappings, dialect)
  }

  /// A snapshot that was taken from a query's result.
  package struct Imported {
    package let path: LedgerPath
    package let snapshot: Snapshot
    package let measurement: WarehouseMeasurement
    /// What is committed and was not computed.
    package let omitted: [Measure]
  }

  /// Takes in what a warehouse answered, and commits it as a snapshot; the query is written again from the ledger and
  /// the order, and has to be the one that was answered.
  package func take(
    _ order: MeasuringOrder, result: [UInt8], named file: String, isDryRun: Bool = false
  ) async throws(Failure) -> Imported {
    let text = try text(order)
    var shelf = MappingShelf(base.tree)
    let mappings = try order.sources.map { (source) throws(Failure) in try shelf.mapping(source.mapping) }
    let (query, dialect) = try answered(order, text.agreement, mappings, result, file)
    let measured: WarehouseMeasurement
    do { measured = try query.measurement(ofResult: result) } catch {
      throw Failure(.unreadable, "\(file): \(error)")
    }
    let exporter = try exporter(of: order)
    var sources: [Snapshot.Source] = []
    for (index, mapping) in mappings.enumerated() {
      sources.append(
        Snapshot.Source(
          system: mapping.value.system, report: order.sources[index].path, exporter: exporter,
          kept: order.kept,
          keptUntil: order.keptUntil, digest: query.digest, bytes: query.text.utf8.count,
          rows: measured.tableRows[index], mapping: mapping.path.description,
          mappingDigest: mapping.document.digest, query: dialect.rawValue))
    }
    let recorded = try await record(
      order, .period,
      Material(
        agreement: text.agreement, under: text.under, mappings: mappings, sources: sources,
        rows: measured.rows,
        entries: measured.entries), isDryRun: isDryRun)
    return Imported(
      path: recorded.path, snapshot: recorded.snapshot, measurement: measured, omitted: query.omitted)
  }

  /// The query that a result names, whatever its dialect; that of the first dialect where it names none of ours, so that
  /// reading the result says what is wrong.
  private func answered(
    _ order: MeasuringOrder, _ agreement: Agreement, _ mappings: [KnownMapping], _ result: [UInt8],
    _ file: String
  ) throws(Failure) -> (query: WarehouseQuery, dialect: SQLDialect) {
    var first: (query: WarehouseQuery, dialect: SQLDialect)?
    var refusal: Failure?
    for dialect in SQLDialect.allCases {
      do throws(Failure) {
        let query = try query(order, agreement, mappings, dialect)
        if query.isAnswered(by: result) { return (query, dialect) }
        first = first ?? (query, dialect)
      } catch { refusal = refusal ?? error }
    }
    guard let first else { throw refusal ?? Failure(.unreadable, "\(file) is the result of no query") }
    return first
  }

  private func query(
    _ order: MeasuringOrder, _ agreement: Agreement, _ mappings: [KnownMapping], _ dialect: SQLDialect
  ) throws(Failure) -> WarehouseQuery {
    do {
      let tables = try zip(order.sources, mappings).map { try WarehouseTable($0.path, mapping: $1.value) }
      return try WarehouseQuery(
        measurer(order, agreement, isRunning: false), tables: tables, dialect: dialect)
    } catch let error as WarehouseError { throw Failure(.unreadable, "\(error)") } catch let error
      as MeasuringError
    {
      throw Failure(.unreadable, "\(error)")
    } catch { throw Failure(error) }
  }
}
