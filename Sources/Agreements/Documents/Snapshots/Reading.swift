package import Wire

/// The numbers of a running period on one day: for the weekly meeting, never evidence.
package struct Reading: Sendable {
  package let agreement: String
  package let period: Period
  package let zone: String
  /// When the export was taken; the reading is of the local day of this.
  package let asOf: Instant
  package let measuredUnder: Snapshot.MeasuredUnder
  package let sources: [Snapshot.Source]
  package let rows: Snapshot.RowAccount
  package let entries: [Snapshot.Entry]

  package init(
    agreement: String, period: Period, zone: String, asOf: Instant, measuredUnder: Snapshot.MeasuredUnder,
    sources: [Snapshot.Source], rows: Snapshot.RowAccount, entries: [Snapshot.Entry]
  ) {
    self.agreement = agreement
    self.period = period
    self.zone = zone
    self.asOf = asOf
    self.measuredUnder = measuredUnder
    self.sources = sources
    self.rows = rows
    self.entries = entries
  }

  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.init(
      agreement: try fields.text("agreement"), period: try fields.value("period", "period", { Period($0) }),
      zone: try fields.text("zone"), asOf: try fields.instant("asOf"),
      measuredUnder: try Snapshot.MeasuredUnder(fields),
      sources: try fields.list("sources", Snapshot.Source.init),
      rows: try Snapshot.RowAccount(fields.record("rows")),
      entries: try fields.list("metrics", Snapshot.Entry.init))
    try fields.requireUnique("metrics")
    try fields.requireUnique("metrics", by: "basis")
    try rows.requireSums(fields)
  }

  /// The document, its members in the order of the written form.
  package var json: JSON {
    DocumentKind.reading.shape.arranged(
      .object([
        .init("$schema", .string(DocumentKind.reading.urn)), .init("agreement", .string(agreement)),
        .init("period", .string(period.description)), .init("zone", .string(zone)),
        .init("asOf", .string(asOf.description)), .init("measuredUnder", measuredUnder.json),
        .init("sources", .array(sources.map(\.json))), .init("rows", rows.json),
        .init("metrics", .array(entries.map(\.json))),
      ]))
  }

  static let shape = Shape.record(
    "Reading",
    .tag("$schema", DocumentKind.reading.urn, "What this document is."),
    .needs("agreement", .id, "The agreement it belongs to."),
    .needs("period", .text(.period), "The running period."),
    .needs("zone", .text(.zone), "Zone of the period's days."),
    .needs("asOf", .instant, "When the export was taken."),
    .needs("measuredUnder", Snapshot.MeasuredUnder.shape, "Whose meanings the numbers follow."),
    .needs("sources", .list(Snapshot.Source.shape, 1...20), "The exports that were read."),
    .needs("rows", Snapshot.RowAccount.shape, "Where every row went."),
    .needs("metrics", .list(by: "id", Snapshot.Entry.shape, 0...2000), "The numbers so far."))
}
