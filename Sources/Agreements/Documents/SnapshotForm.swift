package import Wire

/// A snapshot as its document: the schema, reading and writing.
extension Snapshot {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    let under = try fields.record("measuredUnder")
    if under.has("slug") == under.has("version") {
      throw fields.problem("measuredUnder", "names either a \"version\" or the \"slug\" of a draft")
    }
    self.init(
      agreement: try fields.text("agreement"),
      period: try fields.value("period", "period", { Period($0) }),
      revision: try fields.number("revision"),
      zone: try fields.text("zone"),
      asOf: try fields.instant("asOf"),
      purpose: try Purpose(fields.record("purpose")),
      measuredUnder: under.has("slug")
        ? .draft(slug: try under.text("slug"), measurement: try under.digest("digest"))
        : .version(try under.number("version"), digest: try under.digest("digest")),
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
  fileprivate var json: JSON {
    switch self {
    case .version(let number, let digest):
      .object([.init("version", .integer(number)), .init("digest", .string(digest.hex))])
    case .draft(let slug, let digest):
      .object([.init("slug", .string(slug)), .init("digest", .string(digest.hex))])
    }
  }
}

extension Snapshot.Source {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      system: try fields.text("system"), report: try fields.text("report"),
      exporter: try fields.text("exporter"),
      kept: try fields.text("kept"), keptUntil: try fields.date("keptUntil"),
      digest: try fields.digest("sha256"),
      bytes: try fields.number("bytes"), rows: try fields.number("rows"), mapping: try fields.text("mapping"),
      mappingDigest: try fields.digest("mappingDigest"))
  }

  fileprivate var json: JSON {
    .object([
      .init("system", .string(system)), .init("report", .string(report)),
      .init("exporter", .string(exporter)),
      .init("kept", .string(kept)), .init("keptUntil", .string(keptUntil.description)),
      .init("sha256", .string(digest.hex)), .init("bytes", .integer(bytes)), .init("rows", .integer(rows)),
      .init("mapping", .string(mapping)), .init("mappingDigest", .string(mappingDigest.hex)),
    ])
  }
}

extension Snapshot.RowAccount {
  private static let counts:
    [(name: String, path: any WritableKeyPath<Self, Int> & Sendable, about: String)] = [
      ("read", \.read, "Rows read; the sum of the next six."),
      ("inPeriod", \.inPeriod, "Leads with an episode in the period."),
      ("duplicates", \.duplicates, "Rows joined with another of the same lead."),
      ("neverMql", \.neverMQL, "Leads that never became an MQL."),
      ("outOfScope", \.outOfScope, "Leads that the agreement does not cover."),
      ("outOfPeriod", \.outOfPeriod, "Leads whose episodes belong to other periods."),
      ("rejected", \.rejected, "Rows that could not be read."),
      ("laterStageWithoutMql", \.laterStageWithoutMQL, "Rows with a later stage but no MQL."),
      ("imprecise", \.imprecise, "Rows with a date where an hour was wanted."),
      ("ambiguousLocalTime", \.ambiguousLocalTime, "Times that local clocks show twice or never."),
    ]

  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init()
    for (name, path, _) in Self.counts { self[keyPath: path] = try fields.number(name) }
    rejectedBy = try fields.list("rejectedBy", Snapshot.Tally.init)
    try fields.requireUnique("rejectedBy")
  }

  fileprivate var json: JSON {
    let counts = Self.counts.map { JSON.Member($0.name, .integer(self[keyPath: $0.path])) }
    return .object(counts + [.init("rejectedBy", .array(rejectedBy.map(\.json)))])
  }

  /// Throws where rows are lost or counted twice.
  fileprivate func requireSums(_ fields: Fields) throws(StructureProblem) {
    // Each count is at most 2^53, so that seven of them cannot overflow.
    if read != inPeriod + duplicates + neverMQL + outOfScope + outOfPeriod + rejected {
      throw fields.problem("rows", "\"read\" is not the sum of the rows it was divided into")
    }
    if rejected != rejectedBy.reduce(0, { $0 &+ $1.count }) {
      throw fields.problem("rows", "\"rejected\" is not the sum of \"rejectedBy\"")
    }
  }

  fileprivate static var shape: Shape {
    .record(
      Shape.Record(
        "Row account",
        counts.map { .needs($0.name, .count, $0.about) } + [
          .needs("rejectedBy", .list(by: "id", Snapshot.Tally.shape, 0...100), "Rejected rows by reason.")
        ]))
  }
}

extension Snapshot.Tally {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(id: try fields.text("id"), count: try fields.number("count"))
  }

  fileprivate var json: JSON { .object([.init("id", .string(id)), .init("count", .integer(count))]) }

  fileprivate static let shape = Shape.record(
    "Count", .needs("id", .label, "What is counted."), .needs("count", .count, "How many."))
}

extension Snapshot.Entry {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      id: try fields.text("id"), measure: try Measure(fields), figures: try Figures(fields.record("figures")),
      basis: try fields.digest("basis"))
  }

  fileprivate var json: JSON {
    .object(
      [.init("id", .string(id))] + measure.members + [
        .init("figures", figures.json), .init("basis", .string(basis.hex)),
      ])
  }
}

extension Figures {
  private static let clockCounts:
    [(name: String, path: any WritableKeyPath<Clock, Int> & Sendable, about: String)] = [
      ("n", \.n, "Episodes judged, without those set aside."),
      ("met", \.met, "Contact within the time."),
      ("breached", \.breached, "Contact too late."),
      ("breachedOpen", \.breachedOpen, "No contact yet, and too late."),
      ("pending", \.pending, "No contact yet, and not too late."),
      ("zero", \.zero, "Contact before the clock ran."),
      ("underAMinute", \.underAMinute, "Attempts less than a minute after the start."),
      ("alreadyEngaged", \.alreadyEngaged, "Set aside: older engagement was open."),
      (
        "resolvedBeforeContact", \.resolvedBeforeContact,
        "Set aside: rejected with a documented reason first."
      ),
      ("gone", \.gone, "Set aside: merged, unsubscribed or deleted first."),
      ("imprecise", \.imprecise, "Set aside: a date without time gives no hours."),
    ]
  private static let clockQuantiles: [(name: String, path: any WritableKeyPath<Clock, Int?> & Sendable)] = [
    ("median", \.median), ("p90", \.p90), ("p95", \.p95),
  ]

  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    switch try fields.text("kind") {
    case "count": self = .count(Count(value: try fields.number("value"), gross: try fields.number("gross")))
    case "share":
      let share = Share(
        numerator: try fields.number("numerator"), denominator: try fields.number("denominator"),
        parts: try fields.list("parts", Snapshot.Tally.init))
      try fields.requireUnique("parts")
      if share.numerator > share.denominator {
        throw fields.problem("numerator", "a part is greater than its whole")
      }
      self = .share(share)
    default:
      var clock = Clock()
      for (name, path, _) in Self.clockCounts { clock[keyPath: path] = try fields.number(name) }
      for (name, path) in Self.clockQuantiles { clock[keyPath: path] = fields.optionalNumber(name) }
      if clock.n != clock.met + clock.breached + clock.breachedOpen + clock.pending {
        throw fields.problem("n", "\"n\" is not met + breached + breachedOpen + pending")
      }
      self = .clock(clock)
    }
  }

  fileprivate var json: JSON {
    switch self {
    case .count(let count):
      return .object([
        .init("kind", .string("count")), .init("value", .integer(count.value)),
        .init("gross", .integer(count.gross)),
      ])
    case .share(let share):
      return .object([
        .init("kind", .string("share")), .init("numerator", .integer(share.numerator)),
        .init("denominator", .integer(share.denominator)), .init("parts", .array(share.parts.map(\.json))),
      ])
    case .clock(let clock):
      let counts = Self.clockCounts.map { JSON.Member($0.name, .integer(clock[keyPath: $0.path])) }
      let quantiles = Self.clockQuantiles.map {
        JSON.Member($0.name, clock[keyPath: $0.path].map(JSON.integer) ?? .null)
      }
      return .object([.init("kind", .string("clock"))] + counts + quantiles)
    }
  }

  fileprivate static var shape: Shape {
    .variants([
      .init(
        "Count",
        [
          .tag("kind", "count", "Leads counted."), .needs("value", .count, "Leads that count."),
          .needs("gross", .count, "Leads before restrictions of score, fields and source."),
        ]),
      .init(
        "Share",
        [
          .tag("kind", "share", "A part of a whole."), .needs("numerator", .count, "The part."),
          .needs("denominator", .count, "The whole; 0 means that there is no data."),
          .needs("parts", .list(by: "id", Snapshot.Tally.shape, 0...300), "Parts of it by name."),
        ]),
      .init(
        "Clock",
        [.tag("kind", "clock", "Episodes by how their clock ended.")]
          + clockCounts.map { .needs($0.name, .count, $0.about) }
          + clockQuantiles.map {
            .needs(
              $0.name, .nullable(.count),
              "Nearest rank, in milliseconds; null where that episode has no contact yet.")
          }),
    ])
  }
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
    .needs("measuredUnder", measuredUnder, "Whose meanings the numbers follow."),
    .needs("sources", .list(source, 1...20), "The exports that were read."),
    .needs("rows", RowAccount.shape, "Where every row went."),
    .needs("metrics", .list(by: "id", entry, 0...2000), "The numbers."))

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

  private static let measuredUnder = Shape.record(
    "Measured under",
    .may("version", .integer(1...9999), "Number of the agreement's version."),
    .may("slug", .id, "Slug of the draft, for purpose \"draft\"."),
    .needs("digest", .digest, "SHA-256 of the version, or of the draft's measurement in written form."))

  private static let source = Shape.record(
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
    .needs("mappingDigest", .digest, "SHA-256 of the mapping."))

  private static let entry = Shape.record(
    Shape.Record(
      "Metric entry",
      [.needs("id", .label, "Name of the entry.")] + Commitment.measureProperties + [
        .needs("figures", Figures.shape, "The integers."),
        .needs("basis", .digest, "SHA-256 of everything that the number depends on besides the rows."),
      ]))
}
