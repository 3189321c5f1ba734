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

    package enum Comparison: String, Sendable, CaseIterable { case atLeast, atMost }
    package enum Unit: String, Sendable, CaseIterable {
      case leads, percent, points, milliseconds, minorUnits
    }
  }
}

/// What is measured: a metric with its parameters, over the leads that a filter lets through.
package struct Measure: Sendable, Hashable {
  package let metric: Metric
  package let parameters: MetricParameters
  package let filter: LeadFilter

  package init(
    metric: Metric, parameters: MetricParameters = MetricParameters(), filter: LeadFilter = LeadFilter()
  ) {
    self.metric = metric
    self.parameters = parameters
    self.filter = filter
  }
}

/// The metrics of the catalogue that this edition computes.
package enum Metric: String, Sendable, CaseIterable {
  case mqlDelivered = "mql.delivered"
  case mqlCompleteness = "mql.completeness"
  case firstContact = "first-contact"
  case followUpDepth = "follow-up.depth"
  case rejectionRate = "rejection.rate"
  case rejectionDocumented = "rejection.documented"
}

/// What a metric is told besides the leads: the same metric with other parameters is another number.
package struct MetricParameters: Sendable, Hashable {
  /// `first-contact`: the time within which contact counts.
  package var within: ClockDuration?
  /// `first-contact`: which hours count.
  package var clock: Clock?
  /// `first-contact`: where the clock starts.
  package var start: Measurement.ClockStart?
  /// `follow-up.depth`: the least number of attempts.
  package var attempts: Int?
  /// `follow-up.depth`: the least number of different channels.
  package var channels: Int?
  /// `follow-up.depth`: the least number of days from the first attempt to the last.
  package var spanDays: Int?
  /// `follow-up.depth`: the business days in which all of it has to happen.
  package var businessDays: Int?

  package enum Clock: String, Sendable, CaseIterable { case business, wall }

  package init() {}
}

/// Which leads a number is about; what is nil does not matter.
package struct LeadFilter: Sendable, Hashable {
  package var tier: String?
  package var source: String?
  package var region: String?
  /// `demo`: only episodes that began with a demo request.
  package var request: String?

  package init(tier: String? = nil, source: String? = nil, region: String? = nil, request: String? = nil) {
    self.tier = tier
    self.source = source
    self.region = region
    self.request = request
  }

  /// Two filters are the same when they are written with the same bytes: other bytes may let other leads through.
  package static func == (left: LeadFilter, right: LeadFilter) -> Bool { left.bytes == right.bytes }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  private var bytes: [[UInt8]?] { [tier, source, region, request].map { $0.map { Array($0.utf8) } } }

  /// Whether some lead could pass both filters.
  package func overlaps(_ other: LeadFilter) -> Bool {
    zip([tier, source, region, request], [other.tier, other.source, other.region, other.request])
      .allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }
}

extension Commitment {
  package init(_ fields: Fields) throws(StructureProblem) {
    id = try fields.text("id")
    party = try fields.value("party", "party", { Side(rawValue: $0) })
    measure = try Measure(fields)
    period = try fields.value("period", "period unit", { PeriodUnit(rawValue: $0) })
    let target = try fields.record("target")
    self.target = Target(
      comparison: try target.value("comparison", "comparison", { Target.Comparison(rawValue: $0) }),
      value: try target.number("value"),
      unit: try target.value("unit", "unit", { Target.Unit(rawValue: $0) }))
    from = try fields.optionalValue("from", "period", { Period($0) })
    until = try fields.optionalValue("until", "period", { Period($0) })
    isProvisional = try fields.text("standing") == "provisional"
    if let wanted = measure.metric.targetUnit, wanted != self.target.unit {
      throw target.problem("unit", "a target of \(measure.metric.rawValue) is in \(wanted.rawValue)")
    }
    if self.target.unit == .percent, self.target.value > 100 {
      throw target.problem("value", "a share is at most 100 percent")
    }
    for (key, season) in [("from", from), ("until", until)] {
      if let season, season.unit != period {
        throw fields.problem(key, "is no \(period.rawValue), as the commitment's periods are")
      }
    }
  }
}

extension Measure {
  /// Reads `metric`, `parameters` and `where`, as commitments and snapshot entries both have them.
  package init(_ fields: Fields) throws(StructureProblem) {
    metric = try fields.value("metric", "metric of the catalogue", { Metric(rawValue: $0) })
    parameters =
      try fields.optionalRecord("parameters").map { (p) throws(StructureProblem) in try MetricParameters(p) }
      ?? MetricParameters()
    filter = fields.optionalRecord("where").map(LeadFilter.init) ?? LeadFilter()
    let expected = metric.parameterNames
    let given = parameters.json.members?.map(\.key) ?? []
    for name in expected where !given.contains(name) {
      throw fields.problem("parameters", "\(metric.rawValue) needs the parameter \"\(name)\"")
    }
    for name in given where !expected.contains(name) {
      throw fields.problem("parameters", "\(metric.rawValue) has no parameter \"\(name)\"")
    }
  }

  /// Its members as documents write them: `metric`, then `parameters` and `where` where they are not empty.
  package var members: [JSON.Member] {
    var members = [JSON.Member("metric", .string(metric.rawValue))]
    if parameters != MetricParameters() { members.append(.init("parameters", parameters.json)) }
    if filter != LeadFilter() { members.append(.init("where", filter.json)) }
    return members
  }
}

extension Metric {
  /// The unit that targets of this metric are in.
  package var targetUnit: Commitment.Target.Unit? {
    switch self {
    case .mqlDelivered: .leads
    case .mqlCompleteness, .firstContact, .followUpDepth, .rejectionRate, .rejectionDocumented: .percent
    }
  }

  /// The parameters that it takes, all of them needed, in the schema's order.
  package var parameterNames: [String] {
    switch self {
    case .mqlDelivered, .mqlCompleteness, .rejectionRate, .rejectionDocumented: []
    case .firstContact: ["within", "clock", "start"]
    case .followUpDepth: ["attempts", "channels", "spanDays", "businessDays"]
    }
  }

  /// Whether it counts leads delivered, so that targets are held to the baseline and the growth cap.
  package var isVolume: Bool { self == .mqlDelivered }
}

extension MetricParameters {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    within = try fields.optionalValue("within", "duration", { ClockDuration($0) })
    clock = try fields.optionalValue("clock", "clock", { Clock(rawValue: $0) })
    start = try fields.optionalValue("start", "clock start", { Measurement.ClockStart(rawValue: $0) })
    attempts = fields.optionalNumber("attempts")
    channels = fields.optionalNumber("channels")
    spanDays = fields.optionalNumber("spanDays")
    businessDays = fields.optionalNumber("businessDays")
    if let within, fields.optionalText("within") != within.description {
      throw fields.problem("within", "is written \(within)")
    }
    if clock == .wall, case .businessDays? = within {
      throw fields.problem("within", "business days need the business clock")
    }
  }

  package var json: JSON {
    var members: [JSON.Member] = []
    if let within { members.append(.init("within", .string(within.description))) }
    if let clock { members.append(.init("clock", .string(clock.rawValue))) }
    if let start { members.append(.init("start", .string(start.rawValue))) }
    let numbers = [
      ("attempts", attempts), ("channels", channels), ("spanDays", spanDays), ("businessDays", businessDays),
    ]
    for (name, number) in numbers { if let number { members.append(.init(name, .integer(number))) } }
    return .object(members)
  }
}

extension LeadFilter {
  fileprivate init(_ fields: Fields) {
    self.init(
      tier: fields.optionalText("tier"), source: fields.optionalText("source"),
      region: fields.optionalText("region"), request: fields.optionalText("request"))
  }

  package var json: JSON {
    let pairs = [("tier", tier), ("source", source), ("region", region), ("request", request)]
    return .object(pairs.compactMap { name, value in value.map { JSON.Member(name, .string($0)) } })
  }
}

extension Commitment {
  /// `metric`, `parameters` and `where`, shared by commitments and snapshot entries.
  static let measureProperties: [Shape.Property] = [
    .needs("metric", .choice(Metric.allCases.map(\.rawValue)), "The metric; `sla metrics` lists them."),
    .may(
      "parameters",
      .record(
        "Parameters",
        .may("within", .text(.duration), "Time within which contact counts.", example: "PT4H"),
        .may("clock", .choice(["business", "wall"]), "Which hours count."),
        .may("start", .choice(Measurement.ClockStart.allCases.map(\.rawValue)), "Where the clock starts."),
        .may("attempts", .integer(1...100), "Least number of attempts."),
        .may("channels", .integer(1...10), "Least number of different channels."),
        .may("spanDays", .integer(0...365), "Least number of days from the first attempt to the last."),
        .may("businessDays", .integer(1...250), "Business days in which all of it has to happen.")),
      "What the metric is told besides the leads."),
    .may(
      "where",
      .record(
        "Filter", .may("tier", .id, "Only this tier."), .may("source", .label, "Only this source."),
        .may("region", .label, "Only this region."),
        .may("request", .choice(["demo"]), "Only episodes that began with such a request.")),
      "Which leads it covers; left out, all."),
  ]

  static let shape = Shape.record(
    Shape.Record(
      "Commitment",
      [
        .needs("id", .id, "Short name, unique in the agreement.", example: "first-contact-t1"),
        .needs("party", .choice(Side.allCases.map(\.rawValue)), "Who promises it."),
        .may("title", .label, "As people say it.", .editorial),
      ] + measureProperties + [
        .needs("period", .choice(PeriodUnit.allCases.map(\.rawValue)), "How often it is judged."),
        .needs(
          "target",
          .record(
            "Target",
            .needs("comparison", .choice(["atLeast", "atMost"]), "Which way is good."),
            .needs("value", .count, "The number."),
            .needs("unit", .choice(Target.Unit.allCases.map(\.rawValue)), "Its unit.")),
          "The number promised."),
        .may("from", .text(.period), "First whole period of a season."),
        .may("until", .text(.period), "Last whole period of a season."),
        .needs("standing", .choice(["firm", "provisional"]), "Firm, or measured as a trial."),
      ]))
}
