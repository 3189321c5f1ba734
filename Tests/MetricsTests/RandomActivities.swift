import Agreements
import TestMaterial
import Wire

@testable import Metrics

/// What other exports tell of the same leads, or of nobody's.
extension RandomLeadLog {
  mutating func addActivities(_ leads: [[String: String]], _ random: inout SeededGenerator) throws {
    var rows: [[String: String]] = []
    // One time in three the time of day stands in a column of its own.
    let isSplit = random.below(3) == 0
    for _ in 0..<random.below(3 * leads.count) {
      let lead = random.pick(leads)
      let time = try reference(lead) ?? moments.start(&random)
      let at = moments.moment(near: time, &random)
      rows.append([
        "who": who(lead, &random), "what": random.pick(["", "", who(random.pick(leads), &random)]),
        "others": random.pick(["", "", " ;nobody; \(who(lead, &random));\(who(random.pick(leads), &random))"]
        ),
        "mail": random.pick([lead["email"] ?? "", "", (lead["email"] ?? "").uppercased()]),
        "type": random.pick([
          "Call", "Call", "Email", "Connect", "Reply", "Note", "Assign", "MQL", "Handoff", "Spam", "Quote",
          "Contact us",
        ]),
        "by": random.pick(["Ann", "Bob", "bot", ""]), "outcome": random.pick(["left word", "", "none"]),
        "to": random.pick(["Ann", "Eve", ""]), "stage": random.pick(["MQL", "Lead"]),
        "at": try moments.cell(at, "iso8601", &random), "clock": "",
        "logged": try moments.cell(at + random.pick([0, 3_600_000, 3 * 86_400_000]), "iso8601", &random),
        "entry": "",
      ])
    }
    let isLogSplit = random.below(3) == 0
    if isSplit { rows = rows.map { Self.split($0, "at", "clock", &random) } }
    if isLogSplit { rows = rows.map { Self.split($0, "logged", "entry", &random) } }
    // Some are told twice.
    if let row = rows.first { rows.append(row) }
    let when = { (types: String) in #""when": [{"column": "type", "values": [\#(types)]}]"# }
    let logged = #""loggedAt": "logged""# + (isLogSplit ? #", "loggedTime": \#(Self.clock("entry"))"# : "")
    let clock = isSplit ? #", "time": \#(Self.clock("clock"))"# : ""
    try add(
      "activities",
      [
        "who", "what", "others", "mail", "type", "by", "outcome", "to", "stage", "at", "clock", "logged",
        "entry",
      ], rows,
      lead: #"""
        {"id": "who", "aliases": [{"column": "what"}, {"column": "others", "separator": ";"}], "email": "mail"}
        """#,
      [
        event(
          "attempt", "at",
          when(#""Call", "Email""#) + #", "value": "by", "channelColumn": "type", "outcome": "outcome", "#
            + logged + clock),
        event("connected", "at", when(#""Connect""#) + clock),
        event("replied", "at", when(#""Reply""#) + clock),
        event("updated", "at", when(#""Note""#) + ", " + logged + clock),
        event("assigned", "at", when(#""Assign""#) + #", "owner": "to""# + clock),
        event("mql", "at", when(#""MQL""#) + #", "value": "stage""# + clock),
        event("handoff", "at", when(#""Handoff""#) + clock),
        event("requestedPricing", "at", when(#""Quote""#) + #", "value": "type""# + clock),
        event("requestedContact", "at", when(#""Contact us""#) + #", "value": "type""# + clock),
      ], kind: "activities")
  }

  /// How a column with times of day is named.
  static func clock(_ column: String) -> String {
    #"{"column": "\#(column)", "format": "hh:mm:ss", "otherFormats": ["h:mm AP", "hh:mm:ss.SSS"]}"#
  }

  /// A row with date and time of day in two cells, some of them without a time of day or with what is none.
  static func split(
    _ row: [String: String], _ date: String, _ clock: String, _ random: inout SeededGenerator
  ) -> [String: String] {
    let parts = (row[date] ?? "").split(separator: " ").map(String.init)
    guard parts.count == 2, [8, 12].contains(parts[1].count), random.below(30) > 0 else { return row }
    var row = row
    (row[date], row[clock]) = (parts[0], parts[1])
    switch random.below(12) {
    case 0: row[clock] = random.pick(["", " ", "n/a"])
    case 1: row[clock] = random.pick(["24:00:00", "9:30", "12:00 AM", "0:30 AM"])
    case 2: row[date] = "\(parts[0]) 00:00:00"
    case 3: row[date] = random.pick(["", "-"])
    default: break
    }
    return row
  }

  mutating func addDeals(_ leads: [[String: String]], _ random: inout SeededGenerator) throws {
    var rows: [[String: String]] = []
    for _ in 0..<random.below(leads.count) {
      let lead = random.pick(leads)
      let time = try reference(lead) ?? moments.start(&random)
      var row = [
        "contact": who(lead, &random), "mail": random.pick([lead["email"] ?? "", ""]),
        "deal": random.pick(["", "X\(random.below(9))", "Y\(random.below(30))"]),
        "amount": random.pick(["100", "2500.5", "", "(12.00)", "1,250.00", "0.019", "-7.0005"]),
        "currency": random.pick(
          ["", "", "USD", "EUR", "EUR", "JPY", "KWD", "GBP"].dropLast(random.below(20) == 0 ? 0 : 1)),
        "state": random.pick(["won", "open"]),
      ]
      if random.below(8) == 0 { row["amount"] = random.pick(["4.321", "4.321", "20,000"]) }
      if row["currency"] != "", !hasRates { row["currency"] = "USD" }
      let opened = moments.moment(near: time, &random)
      if random.below(5) > 0 { row["opened"] = try moments.cell(opened, "iso8601", &random) }
      for end in ["won", "lost"] where random.below(3) == 0 {
        row[end] = try moments.cell(moments.moment(near: opened, &random), "iso8601", &random)
      }
      rows.append(row)
      // Two times in three another contact of the same deal tells of it, too.
      if row["deal"] != "", random.below(3) > 0 {
        rows.append(try contact(random.pick(leads), of: row, openedAt: opened, &random))
      }
    }
    let more = #""deal": "deal", "amount": "amount", "currency": "currency""#
    try add(
      "deals", ["contact", "mail", "deal", "amount", "currency", "state", "opened", "won", "lost"], rows,
      lead: #"{"id": "contact", "email": "mail"}"#,
      [
        event("opportunity", "opened", more), event("won", "won", #""value": "state", "# + more),
        event("lost", "lost", more),
      ], kind: "activities")
  }

  /// What another contact of a deal tells of it: some alike, some at another time, some not at all.
  private mutating func contact(
    _ lead: [String: String], of deal: [String: String], openedAt opened: Int,
    _ random: inout SeededGenerator
  ) throws -> [String: String] {
    var row = deal
    row["contact"] = who(lead, &random)
    row["mail"] = random.pick([lead["email"] ?? "", ""])
    row["state"] = random.pick(["won", "won", "open"])
    switch random.below(5) {
    case 0:
      // The same again without the sum.
      (row["amount"], row["state"]) = ("", "won")
      return row
    case 1:
      // Won after all.
      row["won"] = try moments.cell(opened + random.below(30 * 1440) * 60_000, "iso8601", &random)
      (row["opened"], row["lost"], row["state"]) = ("", "", "won")
      return row
    default: break
    }
    if random.below(2) == 0 { row["amount"] = random.pick(["", "300", "2500.5"]) }
    for column in ["opened", "won", "lost"] {
      switch random.below(5) {
      case 0, 1: row[column] = ""
      case 2: row[column] = try moments.cell(moments.moment(near: opened, &random), "iso8601", &random)
      default: break
      }
    }
    return row
  }

  /// Whether other currencies than the agreement's can be counted.
  private var hasRates: Bool {
    moments.agreement.measurement.money.map { !$0.rates.isEmpty } ?? true
  }

  /// An id by which an activity finds a lead: its own, a further one, nobody's or none.
  private mutating func who(_ lead: [String: String], _ random: inout SeededGenerator) -> String {
    switch random.below(6) {
    case 0:
      return ""
    case 1:
      return "nobody"
    case 2: return (lead["contact"] ?? "").split(separator: ";").last.map(String.init) ?? ""
    default: return lead["id"] ?? ""
    }
  }

  /// A time of the lead's, as far as it is written in milliseconds or as most are.
  func reference(_ lead: [String: String]) throws -> Int? {
    let zone = try Zone(named: moments.agreement.naiveZone)
    for column in ["mql", "request", "handoff", "opened"] {
      guard let cell = lead[column] else { continue }
      if let local = LocalTimestamp(cell) { return zone.instant(of: local).instant.milliseconds }
    }
    return nil
  }
}
