internal import Agreements
internal import Wire

/// Finds the columns of a mapping in a header line.
struct ColumnFinder {
  private let indices: [[UInt8]: Int]
  private let fields: [(id: String, column: String)]

  /// Throws, naming all of them, where the header line lacks columns of the mapping.
  init(mapping: Mapping, header: [String]) throws(MeasuringError) {
    indices = Dictionary(
      header.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let lead = mapping.lead
    let own = [
      ("email", lead.email), ("score", lead.score), ("amount", lead.amount), ("currency", lead.currency),
      ("source", lead.source), ("region", lead.region), ("owner", lead.owner), ("id", lead.id),
    ]
    fields = lead.fields + own.compactMap { name, column in column.map { (id: name, column: $0) } }
    let named =
      fields.map(\.column)
      + mapping.events.flatMap { event in
        [event.column]
          + [event.value, event.channelColumn, event.reason, event.documentedAt].compactMap { $0 }
      }
    var missing: [MeasuringError.MissingColumn] = []
    for name in named
    where indices[Array(name.utf8)] == nil && !missing.contains(where: { $0.name.hasSameBytes(as: name) }) {
      missing.append(
        .init(name: name, closest: NearMiss.closest(to: name, among: Array(header.prefix(1000)))))
    }
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

  /// The column of a field by the agreement's name for it: one of the mapping's further fields, or one of the lead's own
  /// columns (`email`, `source`, `region` and so on).
  func index(ofField field: String, neededFor need: String) throws(MeasuringError) -> Int {
    guard let column = fields.first(where: { $0.id.hasSameBytes(as: field) })?.column else {
      throw .fieldNotMapped(field: field, neededFor: need)
    }
    return try index(column)
  }
}
