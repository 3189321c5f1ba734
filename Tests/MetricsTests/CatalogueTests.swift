import Agreements
import Testing
import Wire

@testable import Metrics

private let contact = Measure(metric: .firstContact, parameters: parameters(within: "PT4H"))
private let volume = Measure(metric: .mqlDelivered)
private let tierOne = Measure(metric: .mqlDelivered, filter: LeadFilter(tier: "t1"))

private func digest(
  _ measure: Measure, _ changes: [String: String] = [:], period: String = "2026-03",
  fiscal: FiscalCalendar = .calendarYear
) throws -> SHA256Digest {
  try Basis(measurement: measurement(changes), fiscal: fiscal).digest(
    of: measure, period: #require(Period(period)), asOf: instant("2026-04-10T00:00:00Z"))
}

private func tiers(_ one: (String, Int), _ two: (String, Int)) -> String {
  #"""
  {"by": "score", "bands": [{"id": "t1", "title": "\#(one.0)", "atLeast": \#(one.1)},
  {"id": "t2", "title": "\#(two.0)", "atLeast": \#(two.1)}]}
  """#
}

@Test func `titles are no part of a basis`() throws {
  let retitled = [
    "tiers": tiers(("A", 80), ("B", 60)),
    "rejectionReasons": #"""
    [{"id": "wrong-person", "title": "W", "values": ["Wrong person"]},
     {"id": "no-budget", "title": "N", "values": ["budget", "No budget"]}]
    """#,
    "calendar": calendarJSON(holidays: []),
  ]
  for measure in [contact, volume, tierOne, Measure(metric: .rejectionRate)] {
    #expect(try digest(measure) == digest(measure, retitled))
  }
}

@Test func `a holiday's title is no part of a basis, its date is`() throws {
  let plain = ["calendar": calendarJSON(holidays: [("2026-03-17", "X")])]
  #expect(
    try digest(contact, plain) == digest(contact, ["calendar": calendarJSON(holidays: [("2026-03-17", "Y")])])
  )
  #expect(try digest(contact, plain) != digest(contact))
}

@Test(arguments: [
  // Ten business days before Sunday, 1 March 2026, is Monday, 16 February.
  ("2026-02-15", true), ("2026-02-16", false), ("2026-04-10", false), ("2026-04-11", true),
])
func `only holidays that a number of the period can depend on matter`(_ day: String, _ isSame: Bool) throws {
  let changed = ["calendar": calendarJSON(holidays: [(day, "Holiday")])]
  #expect(try (digest(contact) == digest(contact, changed)) == isSame)
}

@Test func `a volume depends on the least score, a tier's volume on its own bounds`() throws {
  let raised = ["tiers": tiers(("Hot", 90), ("Warm", 60))]
  let lowered = ["tiers": tiers(("Hot", 80), ("Warm", 50))]
  #expect(try digest(volume) == digest(volume, raised))
  #expect(try digest(volume) != digest(volume, lowered))
  #expect(try digest(tierOne) != digest(tierOne, raised))
  #expect(try digest(tierOne) == digest(tierOne, lowered))
  // First contact of all leads depends on no tier.
  #expect(try digest(contact) == digest(contact, lowered))
}

@Test func `every part of the meanings that a metric lists changes its basis, and no other does`() throws {
  let changes: [(MeasurementPart, [String: String])] = [
    (.scope, ["scope": #"[{"field": "region", "values": ["EMEA"]}]"#]),
    (.mql, ["meanings": #"{"mql": {"is": "valued", "values": ["MQL"]}, "humanAttempt": {"is": "stamped"}}"#]),
    (.humanAttempt, ["meanings": #"{"mql": {"is": "stamped"}}"#]),
    (
      .accepted,
      [
        "meanings":
          #"{"mql": {"is": "stamped"}, "humanAttempt": {"is": "stamped"}, "accepted": {"is": "stamped"}}"#
      ]
    ),
    (.requiredFields, ["requiredFields": #"["company"]"#]),
    (.excludedSources, ["excludedSources": #"["List"]"#]),
    (.sourceSpellings, ["sourceSpellings": #"[{"source": "Web", "values": ["www"]}]"#]),
    (.coolOffDays, ["coolOffDays": "31"]),
    (.rejectionReasons, ["rejectionReasons": "[]"]),
  ]
  for metric in Metric.allCases {
    var measure = Measure(metric: metric)
    if metric == .firstContact { measure = contact }
    for (part, change) in changes {
      let isListed = MetricDefinition(metric).parts.contains(part)
      #expect(try (digest(measure) != digest(measure, change)) == isListed, "\(metric) \(part)")
    }
  }
  let bySource = Measure(metric: .rejectionRate, filter: LeadFilter(source: "Web"))
  #expect(
    try digest(bySource) != digest(bySource, ["sourceSpellings": #"[{"source": "Web", "values": ["www"]}]"#]))
}

@Test func `what requests for prices and contact are is part of a basis only where they are asked for`()
  throws
{
  let stamped = #"{"is": "stamped"}"#
  let meanings = #""mql": \#(stamped), "humanAttempt": \#(stamped)"#
  for metric in Metric.allCases where metric != .reported {
    func measure(_ request: RequestKind?) -> Measure {
      Measure(
        metric: metric, parameters: metric == .firstContact ? contact.parameters : MetricParameters(),
        filter: LeadFilter(request: request))
    }
    for subject in ["pricingRequest", "contactRequest"] {
      let change = ["meanings": #"{\#(meanings), "\#(subject)": \#(stamped)}"#]
      for request in [nil, RequestKind.demo] {
        #expect(try digest(measure(request)) == digest(measure(request), change), "\(metric) \(subject)")
      }
      for request in [RequestKind.pricing, .contact] {
        #expect(try digest(measure(request)) != digest(measure(request), change), "\(metric) \(subject)")
      }
    }
    // Which leads such a filter lets through hangs on where episodes begin, whatever is counted of them.
    let change = ["meanings": #"{\#(meanings), "demoRequest": \#(stamped)}"#]
    #expect(try digest(measure(.pricing)) != digest(measure(.pricing), change), "\(metric)")
  }
}

@Test func `a basis with a filter by demo requests stays what it was`() throws {
  let demo = Measure(
    metric: .firstContact, parameters: contact.parameters, filter: LeadFilter(request: .demo))
  let hex = try digest(demo).hex
  #expect(hex == "b4fc0bde7f4a7ff2e055e8ee833b40930ab58f2d734c618e9e47a2f6059e62e9")
}

@Test func `parameters, filter, zone, fiscal year and definitions are part of a basis`() throws {
  let others = [
    try digest(Measure(metric: .firstContact, parameters: parameters(within: "PT2H"))),
    try digest(Measure(metric: .firstContact, parameters: parameters(within: "PT4H", clock: .wall))),
    try digest(
      Measure(metric: .firstContact, parameters: contact.parameters, filter: LeadFilter(region: "EMEA"))),
    try digest(contact, ["zone": #""Europe/Berlin""#]),
    try digest(contact, fiscal: FiscalCalendar(startMonth: 2)),
    try digest(
      contact,
      fiscal: FiscalCalendar(
        startMonth: 1, weeks: .init(pattern: .fourFourFive, weekday: 6, firstDay: .nearest))),
    try digest(contact, ["definitions": "2"]), try digest(contact),
  ]
  #expect(Set(others).count == others.count)
}

@Test func `the order of lists that mean no order changes nothing`() throws {
  let one = ["requiredFields": #"["email", "company"]"#, "excludedSources": #"["a", "b"]"#]
  let two = ["requiredFields": #"["company", "email"]"#, "excludedSources": #"["b", "a"]"#]
  #expect(try digest(volume, one) == digest(volume, two))
}

@Test func `a snapshot holds the catalogue and every commitment's own measure, each once, sorted`() throws {
  var own = parameters(within: "PT90M")
  own.start = .request
  let measures = [
    Measure(metric: .firstContact, parameters: own, filter: LeadFilter(request: .demo)), contact,
  ]
  var export = Export(
    header: "id,score,email,mql,call,rejected,source", rows: [],
    lead: #"{"id": "id", "score": "score", "email": "email", "source": "source"}"#, zone: "Europe/Amsterdam",
    events: [event("mql", "mql"), event("attempt", "call"), event("rejected", "rejected")],
    changes: ["requiredFields": #"["email"]"#], measures: measures)
  export.rows = (0..<10).map { "\($0),85,,2026-01-05 10:00,,,\($0 < 5 ? "Web" : "Größe/1")" }
  let ids = try export.measured().entries.map(\.id)
  #expect(ids == ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  #expect(Set(ids).count == ids.count)
  // 5 volumes, 3 of completeness, 3 of score, 3 by reason, 1 of duplicates, 6 × 3 of contact, 2 × 5 of rejections, and
  // one commitment's own.
  #expect(ids.count == 5 + 3 + 3 + 3 + 1 + 18 + 10 + 1)
  for id in [
    "mql.delivered", "mql.delivered/tier=t1", "mql.delivered/source=Gr%c3%b6%c3%9fe%2f1",
    "first-contact/within=PT4H,clock=business,start=mql/tier=t1",
    "first-contact/within=PT90M,clock=business,start=request/request=demo",
    "first-contact/within=P1D,clock=business,start=mql", "rejection.documented/source=Web",
  ] {
    #expect(ids.contains(id), "\(id)")
  }
}

@Test func `an entry's id is plain, short, and the same for equal measures only`() {
  let long = String(repeating: "ö", count: 200)
  let filters = [
    LeadFilter(tier: long, source: long, region: long, request: .demo),
    LeadFilter(tier: long, source: long, region: long + "x"), LeadFilter(source: "a,b=c"),
    LeadFilter(source: "a", region: "b=c"), LeadFilter(source: "~"), LeadFilter(source: ""),
  ]
  var depth = MetricParameters()
  (depth.attempts, depth.channels, depth.spanDays, depth.businessDays) = (100, 10, 365, 250)
  let ids = filters.map { Measure(metric: .followUpDepth, parameters: depth, filter: $0).entryID }
  #expect(Set(ids).count == ids.count)
  #expect(ids.allSatisfy { $0.utf8.count <= 200 && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
}

@Test func `every metric is defined in words that fit a line of the catalogue`() {
  #expect(MetricDefinition.all.map(\.metric) == Metric.allCases)
  for definition in MetricDefinition.all {
    #expect(
      !definition.title.isEmpty && !definition.definition.contains("  ")
        && definition.definition.hasSuffix("."))
    #expect(Set(definition.parts).count == definition.parts.count)
  }
}

/// A commitment to a measure, whose target does not matter here.
func commitment(_ measure: Measure) throws -> Commitment {
  let unit = measure.metric.targetUnits.first?.rawValue ?? "leads"
  let members: [JSON.Member] =
    [.init("id", .string("c")), .init("party", .string("sales"))] + measure.members + [
      .init("period", .string("month")),
      .init(
        "target",
        .object([
          .init("comparison", .string("atLeast")), .init("value", .integer(90)), .init("unit", .string(unit)),
        ])), .init("standing", .string("firm")),
    ]
  return try Commitment(Fields(.object(members)))
}
