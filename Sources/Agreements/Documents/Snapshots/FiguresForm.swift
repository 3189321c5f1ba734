package import Wire

/// Figures as a part of the document.
extension Figures {
  private typealias IntPath<Root> = any WritableKeyPath<Root, Int> & Sendable
  private typealias QuantilePath<Root> = any WritableKeyPath<Root, Int?> & Sendable

  private static let clockCounts: [(name: String, path: IntPath<Clock>, about: String)] = [
    ("n", \.n, "Episodes judged, without those set aside."),
    ("met", \.met, "Within the time."),
    ("breached", \.breached, "Too late."),
    ("breachedOpen", \.breachedOpen, "Not yet, and too late."),
    ("pending", \.pending, "Not yet, and not too late."),
    ("zero", \.zero, "Contact before the clock ran."),
    ("underAMinute", \.underAMinute, "Attempts less than a minute after the start."),
    ("alreadyEngaged", \.alreadyEngaged, "Set aside: older engagement was open."),
    ("resolvedBeforeContact", \.resolvedBeforeContact, "Set aside: rejected with a documented reason first."),
    ("gone", \.gone, "Set aside: merged, unsubscribed or deleted first."),
    ("imprecise", \.imprecise, "Set aside: a date without time gives no hours."),
  ]
  private static let clockQuantiles: [(name: String, path: QuantilePath<Clock>)] = [
    ("median", \.median), ("p90", \.p90), ("p95", \.p95),
  ]
  private static let durationQuantiles: [(name: String, path: QuantilePath<Durations>)] = [
    ("median", \.median), ("p90", \.p90), ("p95", \.p95),
  ]

  init(_ fields: Fields) throws(StructureProblem) {
    switch try fields.text("kind") {
    case "count": self = .count(try Count(fields))
    case "share": self = .share(try Share(fields))
    case "clock": self = .clock(try Clock(fields))
    case "quotient":
      self = .quotient(
        Quotient(numerator: try fields.number("numerator"), denominator: try fields.number("denominator")))
    case "amount": self = .amount(try Amount(fields))
    case "durations":
      var durations = Durations()
      durations.n = try fields.number("n")
      durations.missing = try fields.number("missing")
      for (name, path) in Self.durationQuantiles { durations[keyPath: path] = fields.optionalNumber(name) }
      self = .durations(durations)
    default:
      self = .reported(
        Reported(
          value: try fields.number("value"), unit: try fields.text("unit"),
          digest: try fields.digest("sha256"), keeper: try fields.text("keeper"),
          kept: try fields.text("kept")))
    }
  }

  /// The figures as a snapshot writes them.
  package var json: JSON {
    switch self {
    case .count(let count):
      Self.object(
        "count", [("value", count.value), ("gross", count.gross)], Self.parts(count.parts.map(\.json)))
    case .share(let share):
      Self.object(
        "share",
        [("numerator", share.numerator), ("denominator", share.denominator)]
          + (share.n.map { [("n", $0)] } ?? []), [.init("parts", .array(share.parts.map(\.json)))])
    case .clock(let clock):
      Self.object(
        "clock", Self.clockCounts.map { ($0.name, clock[keyPath: $0.path]) },
        Self.clockQuantiles.map { Self.member($0.name, clock[keyPath: $0.path]) })
    case .quotient(let quotient):
      Self.object(
        "quotient", [("numerator", quotient.numerator), ("denominator", quotient.denominator)])
    case .amount(let amount):
      Self.object(
        "amount", before: (amount.currency.map { [JSON.Member("currency", .string($0))] } ?? []),
        [("n", amount.n), ("missing", amount.missing), ("sum", amount.sum)],
        [Self.member("median", amount.median)] + Self.parts(amount.parts.map(\.json)))
    case .durations(let durations):
      Self.object(
        "durations", [("n", durations.n), ("missing", durations.missing)],
        Self.durationQuantiles.map { Self.member($0.name, durations[keyPath: $0.path]) })
    case .reported(let reported):
      Self.object(
        "reported", [("value", reported.value)],
        [
          .init("unit", .string(reported.unit)), .init("sha256", .string(reported.digest.hex)),
          .init("keeper", .string(reported.keeper)), .init("kept", .string(reported.kept)),
        ])
    }
  }

  private static func object(
    _ kind: String, before first: [JSON.Member] = [], _ numbers: [(String, Int)], _ last: [JSON.Member] = []
  ) -> JSON {
    .object(
      [.init("kind", .string(kind))] + first + numbers.map { JSON.Member($0.0, .integer($0.1)) } + last)
  }

  private static func member(_ name: String, _ number: Int?) -> JSON.Member {
    JSON.Member(name, number.map(JSON.integer) ?? .null)
  }

  /// A member for parts; none where there are none.
  private static func parts(_ parts: [JSON]) -> [JSON.Member] {
    parts.isEmpty ? [] : [.init("parts", .array(parts))]
  }

  static var shape: Shape {
    let rank = Shape.nullable(.count)
    let ranked = "Nearest rank, in milliseconds; null where that episode has no contact yet."
    let tallies = Shape.list(by: "id", Snapshot.Tally.shape, 0...300)
    return .variants([
      .init(
        "Count",
        [
          .tag("kind", "count", "Leads counted."), .needs("value", .count, "Leads that count."),
          .needs("gross", .count, "Leads before restrictions."),
          .may("parts", tallies, "Parts of it by name."),
        ]),
      .init(
        "Share",
        [
          .tag("kind", "share", "A part of a whole."), .needs("numerator", .count, "The part."),
          .needs("denominator", .count, "The whole; 0 means that there is no data."),
          .may("n", .count, "Episodes altogether, where the whole is only some of them."),
          .needs("parts", tallies, "Parts of it by name."),
        ]),
      .init(
        "Clock",
        [.tag("kind", "clock", "Episodes by how their clock ended.")]
          + clockCounts.map { .needs($0.name, .count, $0.about) }
          + clockQuantiles.map { .needs($0.name, rank, ranked) }),
      .init(
        "Quotient",
        [
          .tag("kind", "quotient", "Something divided among something else."),
          .needs("numerator", .count, "What is divided."),
          .needs("denominator", .count, "Among how many; 0 means that there is no data."),
        ]),
      .init(
        "Amount",
        [
          .tag("kind", "amount", "Sums of money, or of points."),
          .may("currency", .text(.currency), "Currency of the sums, which are in its minor unit (ISO 4217)."),
          .needs("n", .count, "What has a value."), .needs("missing", .count, "What has none."),
          .needs("sum", Amount.value, "All values together."),
          .needs("median", .nullable(Amount.value), "The value in the middle (nearest rank)."),
          .may("parts", .list(by: "id", Amount.Part.shape, 0...300), "Parts of the sum by name."),
        ]),
      .init(
        "Durations",
        [
          .tag("kind", "durations", "How long something took, in milliseconds."),
          .needs("n", .count, "What was measured."), .needs("missing", .count, "What cannot be measured."),
        ]
          + durationQuantiles.map {
            .needs($0.name, rank, "Nearest rank, in milliseconds; null where there is nothing.")
          }),
      .init(
        "Reported",
        [
          .tag("kind", "reported", "A number that was measured elsewhere."),
          .needs("value", Amount.value, "The number."), .needs("unit", .label, "Its unit."),
          .needs("sha256", .digest, "SHA-256 of the document that states it."),
          .needs("keeper", .id, "Who keeps that document."), .needs("kept", .label, "Where it is kept."),
        ]),
    ])
  }
}

extension Figures.Count {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      value: try fields.number("value"), gross: try fields.number("gross"),
      parts: try fields.list("parts", Snapshot.Tally.init))
    try fields.requireUnique("parts")
  }
}

extension Figures.Share {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(
      numerator: try fields.number("numerator"), denominator: try fields.number("denominator"),
      n: fields.optionalNumber("n"), parts: try fields.list("parts", Snapshot.Tally.init))
    try fields.requireUnique("parts")
    if numerator > denominator { throw fields.problem("numerator", "a part is greater than its whole") }
    if let n, denominator > n { throw fields.problem("n", "there are fewer episodes than were judged") }
  }
}

extension Figures.Clock {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init()
    for (name, path, _) in Figures.clockCounts { self[keyPath: path] = try fields.number(name) }
    for (name, path) in Figures.clockQuantiles { self[keyPath: path] = fields.optionalNumber(name) }
    if n != met + breached + breachedOpen + pending {
      throw fields.problem("n", "\"n\" is not met + breached + breachedOpen + pending")
    }
  }
}

extension Figures.Amount {
  /// What a value may be: refunds are less than nothing.
  fileprivate static let value = Shape.integer(-JSON.greatestInteger...JSON.greatestInteger)

  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    self.init(currency: fields.optionalText("currency"))
    n = try fields.number("n")
    missing = try fields.number("missing")
    sum = try fields.number("sum")
    median = fields.optionalNumber("median")
    parts = try fields.list("parts") { (part) throws(StructureProblem) in
      Part(id: try part.text("id"), n: try part.number("n"), sum: try part.number("sum"))
    }
    try fields.requireUnique("parts")
    // At most 300 parts of at most 2^53 each.
    if !parts.isEmpty, parts.reduce(0, { $0 &+ $1.sum }) != sum || parts.reduce(0, { $0 &+ $1.n }) != n {
      throw fields.problem("parts", "the parts do not add up to the whole")
    }
  }
}

extension Figures.Amount.Part {
  fileprivate var json: JSON {
    .object([.init("id", .string(id)), .init("n", .integer(n)), .init("sum", .integer(sum))])
  }

  fileprivate static let shape = Shape.record(
    "Part", .needs("id", .label, "What part it is."), .needs("n", .count, "What of it has a value."),
    .needs("sum", .integer(-JSON.greatestInteger...JSON.greatestInteger), "Its values together."))
}
