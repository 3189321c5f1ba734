package import Wire

/// What a metric is told besides the leads: the same metric with other parameters is another number.
package struct MetricParameters: Sendable, Hashable {
  /// The time within which contact, or an alert, counts.
  package var within: ClockDuration?
  /// Which hours count.
  package var clock: Clock?
  /// Where the clock starts.
  package var start: Measurement.ClockStart?
  /// `follow-up.depth`: the least number of attempts.
  package var attempts: Int?
  /// `follow-up.depth`: the least number of different channels.
  package var channels: Int?
  /// `follow-up.depth`: the least number of days from the first attempt to the last.
  package var spanDays: Int?
  /// The business days in which follow-up has to happen, or without which an update is missed.
  package var businessDays: Int?
  /// `conversion.*`: the age in days at which the cohort is looked at.
  package var days: Int?
  /// `mql.per-rep`: how many people share the leads; those who were assigned any where nil.
  package var headcount: Int?
  /// `reported`: what the number is called.
  package var name: String?

  package enum Clock: String, Sendable, CaseIterable { case business, wall }

  package init() {}

  /// The parameters of waiting for something: within a time, on a clock, from a mark.
  package init(within: ClockDuration, clock: Clock, start: Measurement.ClockStart? = nil) {
    self.within = within
    self.clock = clock
    self.start = start
  }

  /// The parameter of a conversion.
  package init(days: Int) { self.days = days }
}

extension MetricParameters {
  init(_ fields: Fields) throws(StructureProblem) {
    within = try fields.optionalValue("within", "duration", { ClockDuration($0) })
    clock = try fields.optionalValue("clock", "clock", { Clock(rawValue: $0) })
    start = try fields.optionalValue("start", "clock start", { Measurement.ClockStart(rawValue: $0) })
    for (name, path) in Self.numbers { self[keyPath: path] = fields.optionalNumber(name) }
    name = fields.optionalText("name")
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
    for (name, path) in Self.numbers {
      if let number = self[keyPath: path] { members.append(.init(name, .integer(number))) }
    }
    if let name { members.append(.init("name", .string(name))) }
    return .object(members)
  }

  private static let numbers: [(name: String, path: any WritableKeyPath<Self, Int?> & Sendable)] = [
    ("attempts", \.attempts), ("channels", \.channels), ("spanDays", \.spanDays),
    ("businessDays", \.businessDays), ("days", \.days), ("headcount", \.headcount),
  ]

  static let shape = Shape.record(
    "Parameters",
    .may("within", .text(.duration), "Time within which it has to happen.", example: "PT4H"),
    .may("clock", .choice(Clock.allCases.map(\.rawValue)), "Which hours count."),
    .may("start", .choice(Measurement.ClockStart.allCases.map(\.rawValue)), "Where the clock starts."),
    .may("attempts", .integer(1...100), "Least number of attempts."),
    .may("channels", .integer(1...10), "Least number of different channels."),
    .may("spanDays", .integer(0...365), "Least number of days from the first attempt to the last."),
    .may("businessDays", .integer(1...250), "Business days in which it has to happen."),
    .may("days", .integer(1...3650), "Age in days at which a cohort is looked at."),
    .may("headcount", .integer(1...100_000), "How many people share the leads."),
    .may("name", .id, "What a reported number is called.", example: "acquisition-cost"))
}
