import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// What a random lead log is measured under: meanings, calendar, period, and measures with all kinds of parameters.
struct RandomAgreement {
  let zone: String
  let naiveZone: String
  let calendarText: String
  let measurement: Agreements.Measurement
  let period: Period
  let fiscal: FiscalCalendar
  let asOf: Instant
  let bounds: Range<Instant>
  let calendar: BusinessCalendar
  let measures: [Measure]

  static let sources = ["Web", "web ", "List", "bought list", "Fair", "Partner", "", "a@b.co"]
  static let regions = ["EMEA", "APAC", "Süd", ""]
  static let teams = ["North", "South", "East", ""]
  /// Days on which clocks change, or changed, in the zones below.
  static let changes = [
    "Europe/Amsterdam": ["2026-03-29", "2026-10-25"], "America/New_York": ["2026-03-08", "2026-11-01"],
    "Asia/Kolkata": [], "Asia/Beirut": ["2026-03-29", "2026-10-25"],
  ]
  private static let periods = [
    "2026-03", "2026-10", "2026-11", "2026-01", "2026-W13", "2026-W44", "2026-W53", "2026-W10", "2026-Q1",
    "2026-Q3", "2026-Q4", "2025", "2026", "2026",
  ]

  /// With `countsAll` leads in scope are all, and sums are counted.
  init(_ random: inout SeededGenerator, countsAll: Bool = false) throws {
    let zone = random.pick(["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Asia/Beirut"])
    self.zone = zone
    naiveZone = random.below(3) == 0 ? random.pick(Self.changes.keys.sorted()) : zone
    period = try #require(Period(random.pick(Self.periods)))
    fiscal = Self.fiscal(&random)
    bounds = period.bounds(in: try Zone(named: zone), fiscal: fiscal)
    calendarText = Self.calendar(&random, around: period.days(in: fiscal).lowerBound)
    let members = Self.members(&random, zone, calendarText, countsAll: countsAll).filter { !$0.value.isEmpty }
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(
      separator: ",\n")
    measurement = try Agreements.Measurement(Fields(try JSON.parse(Array("{\(text)}".utf8))))
    calendar = BusinessCalendar(rules: measurement.calendar, zone: try Zone(named: zone))
    let later = [
      0, 1_200_000, random.below(20 * 86_400_000), 35 * 86_400_000, 95 * 86_400_000, 200 * 86_400_000,
    ]
    var asOf = bounds.upperBound.adding(milliseconds: random.pick(later))
    if random.below(3) == 0, let close = calendar.close(ofBusinessDay: 0, after: asOf) { asOf = close }
    if random.below(4) == 0 { asOf = asOf.adding(milliseconds: 1) }
    self.asOf = asOf
    measures = Self.measures(&random)
  }

  private static func fiscal(_ random: inout SeededGenerator) -> FiscalCalendar {
    let month = random.pick([1, 1, 2, 4, 10])
    guard random.below(3) == 0 else { return FiscalCalendar(startMonth: month) }
    return FiscalCalendar(
      startMonth: month,
      weeks: FiscalCalendar.Weeks(
        pattern: random.pick(FiscalCalendar.Pattern.allCases), weekday: random.pick([0, 5, 6]),
        firstDay: random.pick(FiscalCalendar.FirstDay.allCases)))
  }

  private static func calendar(_ random: inout SeededGenerator, around date: CivilDate) -> String {
    let day = #"[{"from": "09:00", "to": "17:00"}]"#
    let split = #"[{"from": "13:30", "to": "18:00"}, {"from": "09:00", "to": "12:30"}]"#
    let night = #"[{"from": "22:00", "to": "06:00"}]"#
    let early = #"[{"from": "00:30", "to": "02:30"}, {"from": "02:00", "to": "05:00"}]"#
    let all = #"[{"from": "00:00", "to": "24:00"}]"#
    let weeks = [
      [day, day, day, day, day, "[]", "[]"], [split, split, split, split, split, day, "[]"],
      [night, night, night, night, night, "[]", night], [all, all, all, all, all, all, all],
      [early, day, day, day, day, "[]", early],
    ]
    let week = zip(CalendarRules.weekdays, random.pick(weeks)).map { "\"\($0)\": \($1)" }
    let first = date.day
    let dates = Set((0..<random.below(9)).map { _ in first - 3 + random.below(36) }).sorted()
    // Of most weeks the tenth business day before the period, which is the first that bases hang on.
    let tenth =
      random.below(2) == 0
      ? [
        #"{"date": "\#(CivilDate(day: first - 14))", "title": "Half", "windows": [{"from": "09:00", "to": "12:00"}]}"#
      ] : []
    let shift = random.below(2)
    let texts = dates.enumerated().map { index, date in
      let text = "\"date\": \"\(CivilDate(day: date))\", \"title\": \"Closed\""
      let windows = [#"[{"from": "09:00", "to": "12:00"}]"#, #"[{"from": "20:00", "to": "02:00"}]"#, "[]"]
      return (index + shift).isMultiple(of: 2) ? "{\(text)}" : "{\(text), \"windows\": \(windows[index % 3])}"
    }
    let holidays = texts.enumerated().filter { ($0.offset + shift).isMultiple(of: 2) }.map(\.element)
    let halves = tenth + texts.enumerated().filter { !($0.offset + shift).isMultiple(of: 2) }.map(\.element)
    return """
      {"week": {\(week.joined(separator: ", "))}, "holidays": [\(holidays.joined(separator: ", "))],
       "halfDays": [\(halves.joined(separator: ", "))]}
      """
  }

  private static func members(
    _ random: inout SeededGenerator, _ zone: String, _ calendar: String, countsAll: Bool
  ) -> [String: String] {
    let stamped = #"{"is": "stamped"}"#
    var meanings = [
      #""mql": \#(random.pick([stamped, #"{"is": "valued", "values": ["MQL", "Hot"]}"#]))"#,
      #""humanAttempt": \#(random.pick([stamped, #"{"is": "valued", "values": ["Ann", "Bob"]}"#, #"{"is": "other", "values": ["bot"]}"#]))"#,
      #""rejected": \#(random.pick([stamped, #"{"is": "other", "values": ["won", "pending"]}"#]))"#,
      #""won": \#(random.pick([stamped, #"{"is": "valued", "values": ["won"]}"#]))"#,
    ]
    if random.below(4) > 0 {
      meanings.append(#""demoRequest": {"is": "valued", "values": ["demo", "Demo"]}"#)
    }
    if random.below(3) > 0 {
      meanings.append(#""pricingRequest": {"is": "valued", "values": ["quote", "Demo", "Quote"]}"#)
    }
    if random.below(3) > 0 {
      meanings.append(#""contactRequest": {"is": "other", "values": ["newsletter", "demo"]}"#)
    }
    if random.below(2) > 0 { meanings.append(#""accepted": {"is": "valued", "values": ["won", "pending"]}"#) }
    let bands = { (high: Int, low: Int) in
      #"[{"id": "t1", "title": "Hot", "atLeast": \#(high)}, {"id": "t2", "title": "Warm", "atLeast": \#(low)}]"#
    }
    let tiers = [
      #"{"by": "score", "bands": \#(bands(80, 60))}"#, #"{"by": "score", "bands": \#(bands(80, 60))}"#,
      #"{"by": "score", "bands": \#(bands(80, 60))}"#,
      #"{"by": "amount", "currency": "EUR", "bands": \#(bands(2_000_000, 750_000))}"#,
      // Currencies without decimals, and with three.
      #"{"by": "amount", "currency": "JPY", "bands": \#(bands(20_000, 7_500))}"#,
      #"{"by": "amount", "currency": "KWD", "bands": \#(bands(20_000_000, 7_500_000))}"#, "",
    ]
    var members = [
      "definitions": "1", "zone": "\"\(zone)\"", "calendar": calendar,
      "meanings": "{\(meanings.joined(separator: ", "))}",
      "tiers": random.pick(tiers), "coolOffDays": "\(random.pick([0, 1, 10, 30]))",
      "scope": countsAll
        ? "[]" : random.pick(["[]", "[]", #"[{"field": "region", "values": ["EMEA", "Süd"]}]"#]),
      "requiredFields": random.pick(["[]", #"["email", "company"]"#, #"["company", "source"]"#]),
      "excludedSources": random.pick(["[]", #"["List"]"#, #"["bought list", "Fair"]"#]),
      "sourceSpellings": #"[{"source": "List", "values": ["bought list", "LIST"]}]"#,
      "clockStart": random.pick([#""mql""#, #""request""#, #""assignment""#, #""handoff""#]),
      "historyFields": #"["visits", "pages"]"#,
      "rejectionReasons": #"""
      [{"id": "no-budget", "title": "No budget", "values": ["No budget", "budget"]},
       {"id": "wrong-person", "title": "Wrong person", "values": ["Wrong person"]}]
      """#,
    ]
    if countsAll || random.below(5) > 0 {
      members["money"] = random.pick(monies)
      members["marketingSources"] = random.pick([#"["Web", "bought list"]"#, #"["Fair", "unknown"]"#])
    }
    return members
  }

  /// What sums may be in: euros, yen without decimals, dinars with three, and dollars of which nobody says what others are worth.
  private static let monies: [String] = {
    let rate = { (currency: String, numerator: Int, denominator: Int) in
      #"{"currency": "\#(currency)", "numerator": \#(numerator), "denominator": \#(denominator)}"#
    }
    let rates = [
      ("EUR", [rate("USD", 9, 10), rate("JPY", 1, 163), rate("KWD", 14, 5)]),
      ("JPY", [rate("KWD", 457, 1), rate("EUR", 163, 1), rate("USD", 293, 2)]),
      ("KWD", [rate("JPY", 1, 457), rate("EUR", 5, 14), rate("USD", 9, 28)]), ("USD", []),
    ]
    return rates.map { #"{"currency": "\#($0)", "rates": [\#($1.joined(separator: ", "))]}"# }
  }()

  private static func measures(_ random: inout SeededGenerator) -> [Measure] {
    var measures: [Measure] = []
    func add(_ metric: Metric, _ parameters: MetricParameters) {
      measures.append(Measure(metric: metric, parameters: parameters, filter: filter(&random)))
    }
    for metric in [
      Metric.firstContact, .firstContact, .firstContact, .timeToConnect, .handoffToContact, .intentAlerted,
    ] {
      for _ in 0..<2 {
        let clock = random.pick([MetricParameters.Clock.business, .wall])
        let times =
          ["PT1M", "PT30M", "PT1H", "PT4H", "PT30H"]
          + (clock == .wall ? [] : ["endOfBusinessDay", "P1D", "P3D"])
        var parameters = MetricParameters()
        parameters.within = ClockDuration(random.pick(times))
        parameters.clock = clock
        if metric == .firstContact || metric == .timeToConnect {
          parameters.start = random.pick(Agreements.Measurement.ClockStart.allCases)
        }
        add(metric, parameters)
      }
    }
    for _ in 0..<4 {
      var depth = MetricParameters()
      (depth.attempts, depth.channels) = (random.pick([1, 2, 2, 3]), random.pick([1, 1, 2]))
      (depth.spanDays, depth.businessDays) = (random.pick([0, 0, 1, 2]), random.pick([1, 3, 5]))
      add(.followUpDepth, depth)
      var days = MetricParameters()
      days.businessDays = random.pick([1, 2, 5])
      add(random.pick([.hygieneStale, .leadsDropped]), days)
      let conversions: [Metric] = [
        .conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon,
      ]
      add(random.pick(conversions), MetricParameters(days: random.pick([1, 7, 60])))
      add(
        random.pick([.pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength, .leadCreated]),
        MetricParameters())
      add(
        random.pick([.mqlScore, .mqlHistory, .hygieneOutcomes, .leadsDuplicate, .rejectionReasons]),
        MetricParameters())
    }
    var parameters = MetricParameters()
    parameters.clock = random.pick([.business, .wall])
    add(.opportunityFollowUp, parameters)
    parameters = MetricParameters()
    parameters.headcount = random.pick([nil, 3])
    add(.mqlPerRep, parameters)
    return measures
  }

  private static func filter(_ random: inout SeededGenerator) -> LeadFilter {
    switch random.below(11) {
    case 0: LeadFilter(tier: random.pick(["t1", "t2", "t9"]))
    case 1: LeadFilter(source: random.pick(["Web", "List", "bought list", "unknown", "nowhere"]))
    case 2: LeadFilter(region: random.pick(["EMEA", "Süd", "nowhere"]))
    case 3: LeadFilter(team: random.pick(["North", "South"]))
    case 4: LeadFilter(request: .demo)
    case 5:
      LeadFilter(
        tier: "t1", source: "Web", region: random.pick([nil, "EMEA"]), request: random.pick([nil, .demo]))
    case 6: LeadFilter(request: .pricing)
    case 7: LeadFilter(request: .contact)
    default: LeadFilter()
    }
  }
}
