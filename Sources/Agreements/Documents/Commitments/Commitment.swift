package import Wire

/// One of the two parties of an agreement.
package enum Side: String, Sendable, CaseIterable {
  case marketing, sales

  package var other: Side { self == .marketing ? .sales : .marketing }
}

/// A promise of one party: a metric, whom it covers, how often, and the number.
package struct Commitment: Sendable, Hashable {
  package let id: String
  package let party: Side
  package let measure: Measure
  package let period: PeriodUnit
  package let target: Target
  /// First and last whole period of a season; nil for an open end.
  package let from: Period?
  package let until: Period?
  /// Whether it is measured as a trial only, never breached.
  package let isProvisional: Bool

  package struct Target: Sendable, Hashable {
    package let comparison: Comparison
    package let value: Int
    package let unit: Unit
    /// Which number of a distribution of durations is promised; nil for everything but durations.
    package let statistic: Statistic?

    package enum Comparison: String, Sendable, CaseIterable { case atLeast, atMost }
    package enum Unit: String, Sendable, CaseIterable {
      case leads, percent, points, milliseconds, minorUnits
    }
    /// The mean is never promised.
    package enum Statistic: String, Sendable, CaseIterable { case median, p95 }
  }
}

extension Commitment {
  package init(_ fields: Fields) throws(StructureProblem) {
    id = try fields.text("id")
    party = try fields.value("party", "party", { Side(rawValue: $0) })
    measure = try Measure(fields)
    period = try fields.value("period", "period unit", { PeriodUnit(rawValue: $0) })
    target = try Target(fields.record("target"), of: measure.metric)
    from = try fields.optionalValue("from", "period", { Period($0) })
    until = try fields.optionalValue("until", "period", { Period($0) })
    isProvisional = try fields.text("standing") == "provisional"
    if measure.filter.isAboutOthers {
      throw fields.problem("where", "\(LeadFilter.others) differ from period to period; name what is meant")
    }
    for (key, season) in [("from", from), ("until", until)] {
      if let season, season.unit != period {
        throw fields.problem(key, "is no \(period.rawValue), as the commitment's periods are")
      }
    }
  }

  static let shape = Shape.record(
    Shape.Record(
      "Commitment",
      [
        .needs("id", .id, "Short name, unique in the agreement.", example: "first-contact-t1"),
        .needs("party", .choice(Side.allCases.map(\.rawValue)), "Who promises it."),
        .may("title", .label, "As people say it.", .editorial),
      ] + Measure.properties + [
        .needs("period", .choice(PeriodUnit.allCases.map(\.rawValue)), "How often it is judged."),
        .needs("target", Target.shape, "The number promised."),
        .may("from", .text(.period), "First whole period of a season."),
        .may("until", .text(.period), "Last whole period of a season."),
        .needs("standing", .choice(["firm", "provisional"]), "Firm, or measured as a trial."),
      ]))
}

extension Commitment.Target {
  init(_ fields: Fields) throws(StructureProblem) {
    try self.init(reading: fields)
    try requireShare(fields)
  }

  private init(reading fields: Fields) throws(StructureProblem) {
    comparison = try fields.value("comparison", "comparison", { Comparison(rawValue: $0) })
    value = try fields.number("value")
    unit = try fields.value("unit", "unit", { Unit(rawValue: $0) })
    statistic = try fields.optionalValue("statistic", "statistic", { Statistic(rawValue: $0) })
  }

  private func requireShare(_ fields: Fields) throws(StructureProblem) {
    if unit == .percent, value > 100 { throw fields.problem("value", "a share is at most 100 percent") }
  }

  fileprivate init(_ fields: Fields, of metric: Metric) throws(StructureProblem) {
    try self.init(reading: fields)
    guard metric.targetUnits.contains(unit) else {
      let units = metric.targetUnits.map(\.rawValue).joined(separator: " or ")
      throw fields.problem("unit", "a target of \(metric.rawValue) is in \(units)")
    }
    try requireShare(fields)
    if unit == .milliseconds, statistic == nil, metric != .reported {
      throw fields.problem("statistic", "a duration is promised as \"median\" or \"p95\"; say which")
    }
    if statistic != nil, unit != .milliseconds || metric == .reported {
      throw fields.problem("statistic", "only measured durations have one")
    }
  }

  fileprivate static let shape = Shape.record(Shape.Record("Target", properties))

  /// The same where it takes no `x-` members.
  static let closedShape = Shape.record(Shape.Record("Target", properties, isClosed: true))

  private static let properties: [Shape.Property] = [
    .needs("comparison", .choice(Comparison.allCases.map(\.rawValue)), "Which way is good."),
    .needs("value", .count, "The number."),
    .needs("unit", .choice(Unit.allCases.map(\.rawValue)), "Its unit."),
    .may(
      "statistic", .choice(Statistic.allCases.map(\.rawValue)),
      "Which duration: that in the middle, or that of the 95th in a hundred."),
  ]
}

extension Commitment.Target {
  /// Whether it asks for less than `other`, in the same terms.
  package func isSofter(than other: Commitment.Target) -> Bool {
    guard comparison == other.comparison, unit == other.unit, statistic == other.statistic else {
      return false
    }
    return comparison == .atLeast ? value < other.value : value > other.value
  }

  /// The same in its terms with another number.
  package func with(value: Int) -> Commitment.Target {
    Self(comparison: comparison, value: value, unit: unit, statistic: statistic)
  }

  /// As documents write it.
  package var json: JSON {
    let members: [JSON.Member] = [
      .init("comparison", .string(comparison.rawValue)), .init("value", .integer(value)),
      .init("unit", .string(unit.rawValue)),
    ]
    return .object(members + (statistic.map { [.init("statistic", .string($0.rawValue))] } ?? []))
  }
}
