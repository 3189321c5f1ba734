import Agreements
import Metrics
import TestMaterial
import Testing
import Wire

/// Agreements of all kinds for logs that are made from a seed.
enum SeededMeanings {
  static func measurement(
    _ maker: inout CellMaker, zone: String, _ form: SeededForm
  ) throws -> Agreements.Measurement {
    func meaning(_ values: String...) -> String {
      let listed = values.map { "\"\($0)\"" }.joined(separator: ", ")
      return maker.generator.pick([
        "{\"is\": \"stamped\"}", "{\"is\": \"valued\", \"values\": [\(listed)]}",
      ])
    }
    var meanings = [
      "\"mql\": \(meaning("MQL", "hot", "dana", "yes"))",
      "\"humanAttempt\": {\"is\": \"other\", \"values\": [\"bot\", \"import\"]}",
    ]
    meanings.append("\"rejected\": \(meaning("REJ", "rejected", "bot", "dana"))")
    if form.name == "long" || form.name == "pictures" {
      meanings.append("\"accepted\": \(meaning("dana", "yes", "MQL"))")
      meanings.append("\"demoRequest\": {\"is\": \"valued\", \"values\": [\"dana\", \"bot\"]}")
      if maker.generator.below(2) == 0 {
        meanings.append("\"pricingRequest\": \(meaning("dana", "MQL", "yes"))")
        meanings.append("\"contactRequest\": {\"is\": \"other\", \"values\": [\"MQL\", \"bot\"]}")
      }
    }
    let tiers =
      form.hasAmounts
      ? "\"by\": \"amount\", \"currency\": \"\(maker.generator.pick(["EUR", "JPY", "KWD"]))\", \"bands\": [\(band("t1", 750_000)), \(band("t2", 150_050)), \(band("t3", 0))]"
      : "\"by\": \"score\", \"bands\": [\(band("t1", 80)), \(band("t2", 60))]"
    let fields = form.hasFields ? maker.generator.pick([["email", "phone", "company"], ["phone"], []]) : []
    let history =
      form.hasFields ? maker.generator.pick([["visits"], ["company", "visits", "none"], []]) : []
    let scope =
      form.hasFields && maker.generator.below(2) == 0
      ? "{\"field\": \"region\", \"values\": [\"EMEA\", \"US\", \"emea\"]}" : ""
    let text = """
      {"definitions": 1, "zone": "\(zone)", "scope": [\(scope)],
       "meanings": {\(meanings.joined(separator: ", "))}, "tiers": {\(tiers)},
       "requiredFields": [\(fields.map { "\"\($0)\"" }.joined(separator: ", "))],
       "historyFields": [\(history.map { "\"\($0)\"" }.joined(separator: ", "))],
       "excludedSources": ["List", "Webinar"],
       "sourceSpellings": [{"source": "List", "values": ["bought \\"list\\"", "Ads \\\\ more"]}, {"source": "Web", "values": ["web"]}],
       "rejectionReasons": [{"id": "no-budget", "title": "B", "values": ["No budget", "budget"]},
         {"id": "wrong-person", "title": "W", "values": ["Wrong person"]}],
       "calendar": \(calendar(&maker)), "clockStart": "\(maker.generator.pick(["mql", "mql", "request", "handoff", "assignment"]))",
       "coolOffDays": \(maker.generator.pick([0, 5, 30]))}
      """
    return try Agreements.Measurement(Fields(try JSON.parse(Array(text.utf8))))
  }

  private static func band(_ id: String, _ atLeast: Int) -> String {
    "{\"id\": \"\(id)\", \"title\": \"T\", \"atLeast\": \(atLeast)}"
  }

  private static func calendar(_ maker: inout CellMaker) -> String {
    let week = maker.generator.pick([
      ["[\(window("09:00", "17:00"))]", "[]"],
      ["[\(window("09:00", "12:00")), \(window("13:00", "17:30"))]", "[\(window("10:00", "12:00"))]"],
      ["[\(window("22:00", "06:00"))]", "[\(window("22:00", "03:00"))]"],
      ["[\(window("00:00", "24:00"))]", "[\(window("00:00", "24:00"))]"],
      ["[\(window("20:00", "19:00"))]", "[]"],
      ["[\(window("08:00", "16:00")), \(window("12:00", "20:00"))]", "[]"],
    ])
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map { day in
      "\"\(day)\": \(day == "saturday" ? week[1] : day == "sunday" ? (maker.generator.below(4) == 0 ? week[0] : "[]") : week[0])"
    }
    let holidays = ["2026-03-03", "2026-03-30", "2026-04-03", "2026-04-06"].map {
      "{\"date\": \"\($0)\", \"title\": \"H\"}"
    }
    return """
      {"week": {\(days.joined(separator: ", "))}, "holidays": [\(holidays.prefix(maker.generator.below(5)).joined(separator: ", "))],
       "halfDays": [{"date": "2026-03-13", "title": "Half", "windows": [\(window("09:00", "12:30"))]},
         {"date": "2026-03-28", "title": "Night", "windows": [\(window("23:00", "04:00"))]}]}
      """
  }

  private static func window(_ from: String, _ to: String) -> String {
    "{\"from\": \"\(from)\", \"to\": \"\(to)\"}"
  }

  /// What is committed besides the catalogue.
  static func measures(_ maker: inout CellMaker) -> [Measure] {
    var measures: [Measure] = []
    func filter(_ maker: inout CellMaker) -> LeadFilter {
      switch maker.generator.below(6) {
      case 0: LeadFilter(tier: "t2")
      case 1: LeadFilter(source: "Web")
      case 2: LeadFilter(region: "EMEA")
      case 3: LeadFilter(request: maker.generator.pick(RequestKind.allCases))
      case 4: LeadFilter(tier: "t1", source: "List", region: "US")
      default: LeadFilter()
      }
    }
    for metric in [
      Metric.leadCreated, .mqlPerRep, .mqlScore, .mqlHistory, .leadsDuplicate, .acceptanceDocumented,
    ] {
      measures.append(Measure(metric: metric, filter: filter(&maker)))
    }
    var team = MetricParameters()
    team.headcount = 3
    measures.append(Measure(metric: .mqlPerRep, parameters: team, filter: filter(&maker)))
    for start in [Measurement.ClockStart.mql, .request, .handoff, .assignment]
    where maker.generator.below(2) == 0 {
      for within in [ClockDuration.businessDays(0), .businessDays(3), .time(milliseconds: 5_400_000)] {
        var parameters = MetricParameters()
        (parameters.within, parameters.start, parameters.clock) = (within, start, .business)
        if case .time = within, maker.generator.below(2) == 0 { parameters.clock = .wall }
        let metric = maker.generator.pick([Metric.firstContact, .firstContact, .timeToConnect])
        measures.append(Measure(metric: metric, parameters: parameters, filter: filter(&maker)))
      }
    }
    var handed = MetricParameters()
    (handed.within, handed.clock) = (
      .time(milliseconds: 7_200_000), maker.generator.pick([.wall, .business])
    )
    measures.append(Measure(metric: .handoffToContact, parameters: handed, filter: filter(&maker)))
    for _ in 0..<maker.generator.below(3) {
      var depth = MetricParameters()
      (depth.attempts, depth.channels) = (1 + maker.generator.below(3), 1 + maker.generator.below(2))
      (depth.spanDays, depth.businessDays) = (maker.generator.below(3), 1 + maker.generator.below(8))
      measures.append(Measure(metric: .followUpDepth, parameters: depth, filter: filter(&maker)))
    }
    measures.append(Measure(metric: .rejectionRate, filter: filter(&maker)))
    measures.append(Measure(metric: .mqlCompleteness, filter: filter(&maker)))
    return measures
  }
}
