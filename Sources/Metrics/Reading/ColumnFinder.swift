internal import Agreements
internal import Wire

/// Finds the columns of a mapping in a header line.
struct ColumnFinder {
  /// By the mapping's names.
  private let indices: [[UInt8]: Int]
  private let fields: [(id: String, column: String)]

  /// Throws, naming all of them, where the header line lacks columns of the mapping.
  init(mapping: Mapping, header: [String]) throws(MeasuringError) {
    let lead = mapping.lead
    let own = [
      ("email", lead.email), ("score", lead.score), ("amount", lead.amount), ("currency", lead.currency),
      ("source", lead.source), ("region", lead.region), ("owner", lead.owner), ("team", lead.team),
      ("id", lead.id),
    ]
    fields = lead.fields + own.compactMap { name, column in column.map { (id: name, column: $0) } }
    let names = HeaderNames(header)
    var indices: [[UInt8]: Int] = [:]
    var missing: [MeasuringError.MissingColumn] = []
    for name in mapping.columns {
      let index: Int?
      do { index = try names.column(name) } catch { throw .file(error) }
      indices[Array(name.utf8)] = index
      if index == nil {
        let closest = NearMiss.closest(to: name, among: Array(names.bare.prefix(1000)))
        missing.append(.init(name: name, closest: closest))
      }
    }
    self.indices = indices
    if !missing.isEmpty { throw .columnsMissing(missing) }
  }

  /// The index of a column that the mapping names.
  func index(_ name: String) throws(MeasuringError) -> Int {
    guard let index = indices[Array(name.utf8)] else {
      throw .columnsMissing([.init(name: name, closest: nil)])
    }
    return index
  }

  func index(_ name: String?) throws(MeasuringError) -> Int? {
    guard let name else { return nil }
    let index: Int = try self.index(name)
    return index
  }

  /// The column of a field by the agreement's name for it; nil where the mapping names none.
  func index(ofField field: String) -> Int? {
    fields.first { $0.id.hasSameBytes(as: field) }.flatMap { indices[Array($0.column.utf8)] }
  }

  /// The column of a field by the agreement's name for it: one of the mapping's further fields, or one of the lead's own
  /// columns (`email`, `source`, `region` and so on).
  func index(ofField field: String, neededFor need: String) throws(MeasuringError) -> Int {
    guard let column = fields.first(where: { $0.id.hasSameBytes(as: field) })?.column else {
      throw .fieldNotMapped(field: field, neededFor: need)
    }
    return try index(column)
  }
}

extension Mapping {
  /// Every column that it names, each once, in the order in which it names them.
  var columns: [String] {
    let own = [
      lead.id, lead.email, lead.score, lead.amount, lead.currency, lead.source, lead.region, lead.owner,
      lead.team,
    ]
    let named =
      own.compactMap { $0 } + lead.aliases.map(\.column) + lead.fields.map(\.column)
      + events.flatMap { event in
        event.when.map(\.column) + [event.column]
          + [
            event.time?.column, event.value, event.channelColumn, event.reason, event.documentedAt,
            event.documentedTime?.column, event.loggedAt, event.loggedTime?.column, event.owner,
            event.outcome, event.deliveredAt, event.deliveredTime?.column, event.deal, event.amount,
            event.currency,
          ].compactMap { $0 }
      }
    var seen: Set<[UInt8]> = []
    return named.filter { seen.insert(Array($0.utf8)).inserted }
  }
}
