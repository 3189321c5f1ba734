import Agreements
import TestMaterial
import Wire

@testable import Metrics

/// The exports of a small made-up company: leads in columns, for some activities and deals of their own.
struct RandomLeadLog {
  let moments: RandomMoments
  private(set) var exports: [(name: String, header: [String], rows: [[String]], mapping: JSON)] = []
  private(set) var formats: [String: String] = [:]
  /// The times beside events that have their time of day in another column, and what mappings call that.
  private var apart: [(column: String, hour: String, member: String)] = []

  /// The columns of leads that tell of an event, and what they are called by mappings.
  private static let columns: [(column: String, event: String, more: String)] = [
    ("created", "created", ""), ("mql", "mql", #""value": "stage""#), ("mql2", "mql", #""value": "stage""#),
    ("request", "requested", #""value": "form""#), ("quote", "requestedPricing", #""value": "form""#),
    ("inquiry", "requestedContact", #""value": "form""#),
    ("inquiry2", "requestedContact", #""value": "form""#),
    ("assigned", "assigned", ""),
    ("assigned2", "assigned", #""owner": "owner2""#), ("handoff", "handoff", ""),
    ("try1", "attempt", #""value": "by1", "channel": "call", "outcome": "out1", "loggedAt": "updated""#),
    ("try2", "attempt", #""value": "by1", "channelColumn": "ch2""#),
    ("try3", "attempt", #""value": "by2", "channelColumn": "ch2", "outcome": "out1""#),
    ("connected", "connected", ""),
    ("replied", "replied", ""), ("meeting", "meetingBooked", ""),
    ("accepted", "accepted", #""value": "state", "reason": "note", "documentedAt": "written""#),
    ("rejected", "rejected", #""value": "state", "reason": "reason", "documentedAt": "written""#),
    ("rejected2", "rejected", #""value": "state", "reason": "reason""#), ("recycled", "recycled", ""),
    ("reopened", "reopened", ""), ("sql", "sql", ""),
    ("opened", "opportunity", #""deal": "deal", "amount": "worth", "currency": "currency""#),
    ("won", "won", #""value": "state", "deal": "deal", "amount": "worth", "currency": "currency""#),
    ("lost", "lost", #""deal": "deal""#), ("merged", "merged", ""), ("unsubscribed", "unsubscribed", ""),
    ("updated", "updated", ""), ("alert", "alert", #""deliveredAt": "alerted""#),
  ]
  private static let plain = [
    "id", "contact", "email", "score", "amount", "currency", "source", "region", "owner", "owner2", "team",
    "company", "visits", "stage", "form", "by1", "by2", "ch2", "out1", "note", "written", "reason", "state",
    "deal",
    "worth", "alerted", "writtenHour", "alertedHour",
  ]
  private static let header = plain + columns.map(\.column)
  /// How often a lead's row tells of an event, in a hundred.
  private static let often = [
    "created": 70, "mql": 85, "mql2": 25, "request": 20, "quote": 30, "inquiry": 20, "inquiry2": 12,
    "assigned": 50, "assigned2": 15, "handoff": 50,
    "try1": 45,
    "try2": 35, "try3": 20, "rejected": 22, "reopened": 14, "recycled": 12, "updated": 20, "alert": 35,
    "opened": 35,
    "won": 20,
    "lost": 14, "merged": 7, "unsubscribed": 7, "accepted": 30,
  ]

  /// With `isCrowded` there are more sources, regions and teams than get numbers of their own.
  init(_ random: inout SeededGenerator, isCrowded: Bool = false) throws {
    moments = RandomMoments(agreement: try RandomAgreement(&random, countsAll: isCrowded))
    var columns = Self.columns
    if random.below(4) == 0 { columns.removeAll { $0.event == "handoff" } }
    if random.below(6) == 0 { columns.removeAll { $0.event == "recycled" || $0.event == "assigned" } }
    // One time in two all columns are written alike; else each in its own way.
    let alike = random.below(2) == 0
    for column in columns { formats[column.column] = alike ? "iso8601" : random.pick(RandomMoments.formats) }
    formats["updated"] = formats["try1"]
    let lead = #"""
      {"id": "id", "aliases": [{"column": "contact", "separator": ";"}], "email": "email", "score": "score",
       "amount": "amount", "currency": "currency", "source": "source", "region": "region", "owner": "owner",
       "team": "team", "fields": [{"id": "company", "column": "company"}, {"id": "visits", "column": "visits"}]}
      """#
    // One time in two the times beside events stand in two columns.
    let isISO = ["accepted", "rejected", "alert"].allSatisfy { formats[$0] == "iso8601" }
    if isISO, random.below(2) == 0 {
      apart = [("written", "writtenHour", "documented"), ("alerted", "alertedHour", "delivered")]
    }
    let events = columns.map { column in
      let clocks = apart.filter { column.more.contains(#""\#($0.member)At""#) }.map {
        #", "\#($0.member)Time": \#(Self.clock($0.hour))"#
      }
      return event(
        column.event, column.column, format: formats[column.column] ?? "iso8601",
        column.more + clocks.joined())
    }
    let count = 5 + random.below(random.below(3) == 0 ? 60 : 25)
    var rows: [[String: String]] = []
    for number in 0..<count { rows.append(try row(number, rows, &random)) }
    if random.below(2) == 0 { try addTwins(to: &rows, &random) }
    let few = rows
    if isCrowded { try crowd(&rows, &random) }
    try add("leads", Self.header, rows, lead: lead, events)
    if random.below(3) > 0 { try addActivities(few, &random) }
    if random.below(3) > 0 { try addDeals(few, &random) }
  }

  mutating func add(
    _ name: String, _ header: [String], _ rows: [[String: String]], lead: String, _ events: [String],
    kind: String = "leads"
  ) throws {
    let text = """
      {"name": "\(name)", "revision": 1, "system": "Test", "rows": "\(kind)", "zone": "\(moments.agreement.naiveZone)",
       "lead": \(lead), "events": [\(events.joined(separator: ", "))]}
      """
    let cells = rows.map { row in header.map { row[$0] ?? "" } }
    exports.append((name, header, cells, try JSON.parse(Array(text.utf8))))
  }

  private mutating func row(
    _ number: Int, _ before: [[String: String]], _ random: inout SeededGenerator
  ) throws -> [String: String] {
    var row = plainCells(number, &random)
    if !before.isEmpty, random.below(6) == 0 { join(&row, with: random.pick(before), &random) }
    let start = moments.start(&random)
    var last = start
    for column in Self.columns {
      guard random.below(100) < Self.often[column.column] ?? 14, let format = formats[column.column] else {
        continue
      }
      if column.column != "mql" {
        last = moments.moment(near: random.below(3) == 0 ? last : start, &random)
      }
      row[column.column] = try moments.cell(column.column == "mql" ? start : last, format, &random)
      if column.column == "rejected" || column.column == "accepted", random.below(4) > 0 {
        let slip = random.pick([0, 60_000, 299_999, 300_000, 300_001, -86_400_000, 3_600_000])
        row["written"] = try moments.cell(last + slip, format, &random)
      }
      if column.column == "alert" { try addDelivery(to: &row, near: last, format, &random) }
    }
    try addRequests(to: &row, near: start, &random)
    // Two attempts of one burst, or just not of one, that nobody answered.
    if random.below(4) == 0, formats["try2"] == "iso8601", formats["try3"] == "iso8601" {
      let first = start + random.below(1440) * 60_000
      let again = first + random.pick([3_540_000, 3_599_999, 3_600_000, 3_600_001, 86_400_000, 172_800_000])
      row["try2"] = try moments.cell(first, "iso8601", &random)
      row["try3"] = try moments.cell(again, "iso8601", &random)
      (row["by1"], row["by2"], row["ch2"]) = ("Ann", "Ann", "call")
      for column in ["try1", "connected", "replied", "meeting", "sql", "opened", "won", "merged"] {
        row[column] = ""
      }
    }
    if random.below(9) == 0, let rejected = formats["rejected"], let gone = formats["unsubscribed"] {
      row["rejected"] = try moments.cell(start + 3_600_000, rejected, &random)
      row["unsubscribed"] = try moments.cell(start + 7_200_000, gone, &random)
      for column in ["try1", "try2", "try3", "replied", "meeting", "written"] { row[column] = "" }
      (row["reason"], row["state"]) = ("budget", "lost")
    }
    // The two decisions share one column of when they were written down, and a format.
    if formats["accepted"] != formats["rejected"] { row["written"] = "" }
    if random.below(20) == 0 {
      row[random.pick(["mql", "id", "score", "score", "amount", "worth"])] = random.pick([
        "", "", "soon", "20,000", "GBP 5",
      ])
    }
    for column in apart { row = Self.split(row, column.column, column.hour, &random) }
    // A Tuesday.
    if formats["mql"]?.hasPrefix("DDD") == true, random.below(9) == 0 {
      row["mql"] = "Mon, 6 Jan 2026 09h30 UTC"
    }
    return row
  }

  /// Requests for prices and contact at the moment of the MQL, or both at one before it.
  private func addRequests(
    to row: inout [String: String], near start: Int, _ random: inout SeededGenerator
  ) throws {
    guard random.below(6) == 0 else { return }
    let at = start - random.pick([0, 0, 1, 86_400_000, 40 * 86_400_000])
    for column in random.pick([["quote"], ["inquiry"], ["quote", "inquiry"], ["quote", "inquiry2"]]) {
      guard let format = formats[column] else { continue }
      row[column] = try moments.cell(at, format, &random)
    }
    row["form"] = random.pick(["quote", "Demo", "newsletter"])
  }

  /// When an alert reached somebody, perhaps in the last millisecond of the time that it had, or in the evening after.
  private func addDelivery(
    to row: inout [String: String], near time: Int, _ format: String, _ random: inout SeededGenerator
  ) throws {
    var (due, delivered): (Int, Int?) = (time, moments.moment(near: time, &random))
    switch random.below(6) {
    case 0:
      let day = Instant(milliseconds: time)
      let close = moments.agreement.calendar.close(ofBusinessDay: 0, after: day) ?? day
      due = close.milliseconds - random.pick([60_000, 1_800_000, 3_600_000])
      delivered = close.milliseconds + random.pick([0, 0, 1, 1_200_000])
    case 1: (due, delivered) = (moments.agreement.bounds.upperBound.milliseconds - 60_000, nil)
    case 2: delivered = nil
    default: break
    }
    row["alert"] = try moments.cell(due, format, &random)
    row["alerted"] = try delivered.map { try moments.cell($0, format, &random) } ?? ""
  }

  func plainCells(_ number: Int, _ random: inout SeededGenerator) -> [String: String] {
    let emails = [
      "p\(number)@example.com", "p\(number)@example.com", "", "n/a", "@x", "a@@b.co", "ü@exämple.de",
    ]
    let scores = ["80", "79.99", "79", "60", "59.5", "95", "80", "75", "", "n/a", "-3", "1'080"]
    let amounts = [
      "20000", "19999.99", "19999.9995", "€ 7.500,00", "7499.999", "1234,5", "", "-", "(5.00)",
      "EUR 25 000,00",
    ]
    let worths = [
      "1000", "", "-250.5051", "€ 1.234,50", "99.9951", "n/a", "0", "$12", "JPY 9999", "17,0009 KWD",
    ]
    return [
      "id": "L\(number)", "contact": random.pick(["", "", "C\(number)", "C\(number);D\(number)", ";"]),
      "email": random.pick(emails), "score": random.pick(scores), "amount": random.pick(amounts),
      "currency": "",
      "source": random.pick(["Web", "Web", "Web"] + RandomAgreement.sources),
      "region": random.pick(["EMEA", "EMEA"] + RandomAgreement.regions),
      "owner": random.pick(["Ann", "Bob", "Cem", ""]), "owner2": random.pick(["Dee", "Ann", ""]),
      "team": random.pick(["North"] + RandomAgreement.teams),
      "company": random.pick(["ACME", "n/a", "TEST", "-", "", "Ü"]),
      "visits": random.pick(["0", "0.0", "3", "", "n/a", "blog"]),
      "stage": random.pick(["MQL", "MQL", "Hot", "Lead"]),
      "form": random.pick(["demo", "Demo", "quote", "newsletter"]),
      "by1": random.pick(["Ann", "Bob", "bot", ""]),
      "by2": random.pick(["Ann", "bot"]), "ch2": random.pick(["call", "mail", "mail", ""]),
      "out1": random.pick(["no answer", "", "n/a"]), "note": random.pick(["fits", "", "-"]), "written": "",
      "reason": random.pick(["budget", "No budget", "Wrong person", "no-budget", "ugly", ""]),
      "state": random.pick(["won", "lost", "pending"]),
      "deal": random.pick(["", "X\(number)", "X\(random.below(9))"]),
      "worth": random.pick(worths), "alerted": "",
    ]
  }

  /// Makes a row one of a lead that another row tells of.
  private mutating func join(
    _ row: inout [String: String], with other: [String: String], _ random: inout SeededGenerator
  ) {
    switch random.below(5) {
    case 0:
      row["id"] = other["id"]
    case 1:
      row["email"] = "  \((other["email"] ?? "").uppercased()) "
    case 2:
      row["contact"] = "E;\(other["id"] ?? "")"
    case 3: row["contact"] = other["contact"]
    default:
      row = other
    }
  }
}
