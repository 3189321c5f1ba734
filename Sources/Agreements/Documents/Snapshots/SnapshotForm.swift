package import Wire

/// A snapshot as its document: the schema, reading and writing.
extension Snapshot {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    self.init(
      agreement: try fields.text("agreement"),
      period: try fields.value("period", "period", { Period($0) }),
      revision: try fields.number("revision"),
      zone: try fields.text("zone"),
      asOf: try fields.instant("asOf"),
      purpose: try Purpose(fields.record("purpose")),
      measuredUnder: try MeasuredUnder(fields),
      sources: try fields.list("sources", Source.init),
      rows: try RowAccount(fields.record("rows")),
      entries: try fields.list("metrics", Entry.init))
    try fields.requireUnique("metrics")
    try fields.requireUnique("metrics", by: "basis")
    try rows.requireSums(fields)
  }

  /// The document, its members in the order of the written form.
  package var json: JSON {
    DocumentKind.snapshot.shape.arranged(
      .object([
        .init("$schema", .string(DocumentKind.snapshot.urn)),
        .init("agreement", .string(agreement)),
        .init("period", .string(period.description)),
        .init("revision", .integer(revision)),
        .init("zone", .string(zone)),
        .init("asOf", .string(asOf.description)),
        .init("purpose", purpose.json),
        .init("measuredUnder", measuredUnder.json),
        .init("sources", .array(sources.map(\.json))),
        .init("rows", rows.json),
        .init("metrics", .array(entries.map(\.json))),
      ]))
  }

  /// How many of its numbers were computed from the exports, and not measured elsewhere.
  package var computed: Int { entries.count { $0.measure.metric != .reported } }

  /// The metric entry of that id.
  package func entry(_ id: String) -> Entry? { entries.first { $0.id.hasSameBytes(as: id) } }
}

extension Snapshot.Purpose {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    switch try fields.text("kind") {
    case "period": self = .period
    case "maturation": self = .maturation
    case "draft": self = .draft
    default: self = .correction(withdraws: fields.texts("withdraws"), reason: try fields.text("reason"))
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .period: .object([.init("kind", .string("period"))])
    case .maturation: .object([.init("kind", .string("maturation"))])
    case .draft: .object([.init("kind", .string("draft"))])
    case .correction(let withdraws, let reason):
      .object([
        .init("kind", .string("correction")), .init("withdraws", .array(withdraws.map(JSON.string))),
        .init("reason", .string(reason)),
      ])
    }
  }
}

extension Snapshot.MeasuredUnder {
  /// Reads the member `measuredUnder`.
  init(_ fields: Fields) throws(StructureProblem) {
    let under = try fields.record("measuredUnder")
    if under.has("slug") == under.has("version") {
      throw fields.problem("measuredUnder", "names either a \"version\" or the \"slug\" of a draft")
    }
    self =
      under.has("slug")
      ? .draft(slug: try under.text("slug"), measurement: try under.digest("digest"))
      : .version(try under.number("version"), digest: try under.digest("digest"))
  }

  static let shape = Shape.record(
    "Measured under",
    .may("version", .integer(1...9999), "Number of the agreement's version."),
    .may("slug", .id, "Slug of the draft, for purpose \"draft\"."),
    .needs("digest", .digest, "SHA-256 of the version, or of the draft's measurement in written form."))

  var json: JSON {
    switch self {
    case .version(let number, let digest):
      .object([.init("version", .integer(number)), .init("digest", .string(digest.hex))])
    case .draft(let slug, let digest):
      .object([.init("slug", .string(slug)), .init("digest", .string(digest.hex))])
    }
  }
}

extension Snapshot.Source {
  init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      system: try fields.text("system"), report: try fields.text("report"),
      exporter: try fields.text("exporter"),
      kept: try fields.text("kept"), keptUntil: try fields.date("keptUntil"),
      digest: try fields.digest("sha256"),
      bytes: try fields.number("bytes"), rows: try fields.number("rows"), mapping: try fields.text("mapping"),
      mappingDigest: try fields.digest("mappingDigest"), query: fields.optionalText("query"))
  }

  var json: JSON {
    .object(
      [
        .init("system", .string(system)), .init("report", .string(report)),
        .init("exporter", .string(exporter)),
        .init("kept", .string(kept)), .init("keptUntil", .string(keptUntil.description)),
        .init("sha256", .string(digest.hex)), .init("bytes", .integer(bytes)), .init("rows", .integer(rows)),
        .init("mapping", .string(mapping)), .init("mappingDigest", .string(mappingDigest.hex)),
      ] + (query.map { [.init("query", .string($0))] } ?? []))
  }

  static let shape = Shape.record(
    "Source",
    .needs("system", .label, "The system that was exported."),
    .needs("report", .label, "The report or query."),
    .needs("exporter", .id, "Who exported it."),
    .needs("kept", .label, "Where the export is kept."),
    .needs("keptUntil", .date, "Until when it is kept."),
    .needs("sha256", .digest, "SHA-256 of the file."),
    .needs("bytes", .count, "Size of the file in bytes."),
    .needs("rows", .count, "Rows of data in it."),
    .needs("mapping", .text(.path), "The mapping it was read through."),
    .needs("mappingDigest", .digest, "SHA-256 of the mapping."),
    .may(
      "query", .choice(["postgres", "duckdb", "spark"]),
      "Dialect of the query that a warehouse answered; sha256 and bytes are then the query's."))
}

extension Snapshot.Entry {
  init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      id: try fields.text("id"), measure: try Measure(fields), figures: try Figures(fields.record("figures")),
      tierAt: try fields.optionalValue("tierAt", "time", { Mapping.ValueTime(rawValue: $0) }),
      basis: try fields.digest("basis"))
  }

  var json: JSON {
    .object(
      [.init("id", .string(id))] + measure.members + [
        .init("figures", figures.json)
      ] + (tierAt.map { [.init("tierAt", .string($0.rawValue))] } ?? []) + [
        .init("basis", .string(basis.hex))
      ])
  }

  static let shape = Shape.record(
    Shape.Record(
      "Metric entry",
      [.needs("id", .label, "Name of the entry.")] + Measure.properties + [
        .needs("figures", Figures.shape, "The integers."),
        .may(
          "tierAt", .choice(Mapping.ValueTime.allCases.map(\.rawValue)),
          "For a number about a tier: whether leads were in it at handoff, or are today."),
        .needs("basis", .digest, "SHA-256 of everything that the number depends on besides the rows."),
      ]))
}

extension Snapshot {
  static let shape = Shape.record(
    "Snapshot",
    .tag("$schema", DocumentKind.snapshot.urn, "What this document is."),
    .needs("agreement", .id, "The agreement it belongs to."),
    .needs("period", .text(.period), "The closed period that was measured."),
    .needs("revision", .integer(1...9999), "Number of this revision."),
    .needs("zone", .text(.zone), "Zone of the period's days."),
    .needs("asOf", .instant, "When the export was taken."),
    .needs("purpose", purpose, "Why it was taken."),
    .needs("measuredUnder", MeasuredUnder.shape, "Whose meanings the numbers follow."),
    .needs("sources", .list(Source.shape, 1...20), "The exports that were read."),
    .needs("rows", RowAccount.shape, "Where every row went."),
    .needs("metrics", .list(by: "id", Entry.shape, 0...2000), "The numbers."))

  private static let purpose = Shape.variants([
    .init("Period", [.tag("kind", "period", "The period's numbers.")]),
    .init("Maturation", [.tag("kind", "maturation", "The same period, once its clocks have run out.")]),
    .init("Draft", [.tag("kind", "draft", "Measured as a draft would.")]),
    .init(
      "Correction",
      [
        .tag("kind", "correction", "Replaces snapshots that were wrong."),
        .needs("withdraws", .list(.text(.path), 1...50), "Paths of the snapshots that no longer count."),
        .needs("reason", .prose, "What was wrong."),
      ]),
  ])
}
