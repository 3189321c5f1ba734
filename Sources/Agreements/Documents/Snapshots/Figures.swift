import Wire

/// The integers of a metric entry; rates are derived where they are shown.
package enum Figures: Sendable, Hashable {
  case count(Count)
  case share(Share)
  case clock(Clock)

  /// Leads counted.
  package struct Count: Sendable, Hashable {
    package var value: Int
    /// Before restrictions of score, fields and source.
    package var gross: Int

    package init(value: Int, gross: Int) {
      self.value = value
      self.gross = gross
    }
  }

  /// A part of a whole.
  package struct Share: Sendable, Hashable {
    package var numerator: Int
    package var denominator: Int
    /// Parts of it, sorted by id: valid values per field, rejections by reason.
    package var parts: [Snapshot.Tally]

    package init(numerator: Int, denominator: Int, parts: [Snapshot.Tally] = []) {
      self.numerator = numerator
      self.denominator = denominator
      self.parts = parts
    }
  }

  /// Episodes by how their clock ended; durations in milliseconds on the entry's clock.
  package struct Clock: Sendable, Hashable {
    /// Episodes, without those set aside: met + breached + breachedOpen + pending.
    package var n = 0
    package var met = 0
    package var breached = 0
    /// Still without contact, and late.
    package var breachedOpen = 0
    /// Still without contact, and not yet late.
    package var pending = 0
    /// Met at 0 ms.
    package var zero = 0
    /// Attempts less than a minute after the start.
    package var underAMinute = 0
    /// Nearest-rank quantiles; nil where the episode at that rank has had no contact.
    package var median: Int?
    package var p90: Int?
    package var p95: Int?
    /// Set aside: older engagement was still open.
    package var alreadyEngaged = 0
    /// Set aside: rejected with a documented reason before contact.
    package var resolvedBeforeContact = 0
    /// Set aside: merged, unsubscribed or deleted before contact.
    package var gone = 0
    /// Without a time precise enough to judge.
    package var imprecise = 0

    package init() {}
  }
}

/// Figures as a part of the document.
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

  init(_ fields: Fields) throws(StructureProblem) {
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

  var json: JSON {
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

  static var shape: Shape {
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
