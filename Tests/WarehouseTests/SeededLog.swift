import Agreements
import Foundation
import Metrics
import TestMaterial
import Wire

/// A small log of leads with everything that can be odd in one, made from a seed.
struct SeededLog {
  struct Table {
    let name: String
    let header: [String]
    let rows: [[String]]
    let mapping: Mapping
  }

  let name: String
  let tables: [Table]
  let measurer: ExportMeasurer

  /// What the built-in engine makes of it.
  func measured() throws -> ExportMeasurement {
    try measurer.measure(
      tables.map { ExportSource(bytes: Array(CSVFile.text($0.header, $0.rows).utf8), mapping: $0.mapping) })
  }

  func query(_ dialect: SQLDialect) throws -> WarehouseQuery {
    try WarehouseQuery(
      measurer, tables: tables.map { try WarehouseTable($0.name, mapping: $0.mapping) }, dialect: dialect)
  }
}

extension SeededLog {
  /// What is measured: March 2026, when clocks change in New York and Amsterdam.
  static let month = Period.containing(CivilDate(day: 20_529), unit: .month, in: .calendarYear)

  /// The form that a log has is taken in turn from `number`; all else comes from `generator`.
  ///
  /// Names of columns have no mark in them that the dialect refuses.
  init(_ number: Int, _ dialect: SQLDialect, _ generator: inout SeededGenerator) throws {
    let zone = generator.pick([
      "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "UTC",
    ])
    var maker = CellMaker(generator: generator, zone: try Zone(named: zone))
    if dialect == .spark { maker.oddName = "Company`s \"own\"" }
    let form = SeededForm.all[number % SeededForm.all.count]
    let tables = try form.tables(&maker, number)
    let measurement = try SeededMeanings.measurement(&maker, zone: zone, form)
    measurer = try ExportMeasurer(
      measurement: measurement, measures: SeededMeanings.measures(&maker),
      period: Self.month,
      asOf: maker.asOf, fiscal: .calendarYear, toleratedPerMille: 1000)
    self.tables = tables
    name = "log \(number) (\(form.name), \(zone))"
    generator = maker.generator
  }
}

/// Which tables a log has, and how they are mapped.
struct SeededForm: Sendable {
  let name: String
  let tables: @Sendable (inout CellMaker, Int) throws -> [SeededLog.Table]
  /// Whether tiers go by amount.
  var hasAmounts = false
  var hasFields = true

  static let all: [SeededForm] = [
    SeededForm(name: "wide", tables: wide),
    SeededForm(name: "wide amounts", tables: wideAmounts, hasAmounts: true),
    SeededForm(name: "long", tables: long, hasFields: false),
    SeededForm(name: "activities", tables: withActivities),
    SeededForm(name: "pictures", tables: pictured, hasFields: false),
  ]

  private static func mapping(_ members: String) throws -> Mapping {
    try Mapping(JSON.parse(Array("{\"name\": \"m\", \"revision\": 1, \"system\": \"S\", \(members)}".utf8)))
  }

  private static func event(_ kind: String, _ column: String, _ more: String = "", format: String = "iso8601")
    -> String
  {
    "{\"event\": \"\(kind)\", \"column\": \"\(column)\", \"format\": \"\(format)\"\(more.isEmpty ? "" : ", " + more)}"
  }

  private static let lifecycle = [
    ("created", "created"), ("mql", "MQL \"at\""), ("requested", "demo"),
    ("requestedPricing", "prices"), ("requestedContact", "inquiry"), ("assigned", "assigned"),
    ("handoff", "handed"),
    ("attempt", "call1"), ("attempt", "call2"), ("attempt", "mail1"), ("connected", "connected"),
    ("replied", "replied"),
    ("meetingBooked", "meeting"), ("accepted", "accepted"), ("rejected", "rejected"),
    ("recycled", "recycled"),
    ("reopened", "reopened"), ("sql", "sql"), ("opportunity", "opp"), ("won", "won"), ("lost", "lost"),
    ("merged", "merged"), ("unsubscribed", "unsubscribed"),
  ]

  /// How a time of day is mapped that stands in a column of its own.
  private static func clock(_ member: String, _ column: String) -> String {
    #""\#(member)": {"column": "\#(column)", "format": "h:mm AP", "otherFormats": ["hh:mm:ss Z", "h.mm"]}"#
  }

  /// The events of leads; `isApart` says whether the times beside them have their times of day in other columns.
  private static func events(isApart: Bool) -> [String] {
    let (logged, documented) =
      isApart ? (", \(clock("loggedTime", "entry"))", ", \(clock("documentedTime", "hour"))") : ("", "")
    return lifecycle.map { kind, column in
      let column = column.replacingOccurrences(of: "\"", with: "\\\"")
      switch kind {
      case "attempt":
        let more =
          column == "call1"
          ? "\"channel\": \"call\", \"value\": \"who\""
          : column == "call2"
            ? "\"channel\": \"call\", \"loggedAt\": \"logged\", \"value\": \"who\"\(logged)"
            : "\"channelColumn\": \"way\", \"value\": \"who\""
        return event(kind, column, more)
      case "rejected":
        return event(
          kind, column,
          "\"reason\": \"reason\", \"documentedAt\": \"documented\", \"value\": \"status\"\(documented)")
      case "mql": return event(kind, column, "\"value\": \"status\"")
      // Whom it was given to, who need not have it any more.
      case "assigned": return event(kind, column, "\"owner\": \"given\"")
      case "accepted":
        return event(kind, column, "\"reason\": \"note\", \"documentedAt\": \"documented\"\(documented)")
      case "won":
        return event(kind, column, "\"when\": [{\"column\": \"deal\", \"values\": [\"new\", \"upsell\"]}]")
      default: return event(kind, column)
      }
    }
  }

  private static func zone(_ maker: inout CellMaker) -> String {
    let zone = maker.generator.pick(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", ""])
    return zone.isEmpty ? "" : "\"zone\": \"\(zone)\", "
  }

  @Sendable private static func wide(_ maker: inout CellMaker, _ number: Int) throws -> [SeededLog.Table] {
    try wide(&maker, number, money: false, isAlone: true)
  }

  @Sendable private static func wideAmounts(_ maker: inout CellMaker, _ number: Int) throws -> [SeededLog
    .Table]
  {
    try wide(&maker, number, money: true, isAlone: true)
  }

  @Sendable private static func wide(
    _ maker: inout CellMaker, _ number: Int, money: Bool, isAlone: Bool
  ) throws -> [SeededLog.Table] {
    let isApart = maker.generator.below(3) == 0
    let mark = maker.generator.pick(["", "\"decimalMark\": \"comma\", ", "\"decimalMark\": \"point\", "])
    let oddName = String(decoding: try JSONEncoder().encode(maker.oddName), as: UTF8.self)
    let mapping = try mapping(
      """
      \(zone(&maker))\(mark)"lead": {"id": "Id", "email": "E-mail", "score": "score", "amount": "score",
      "currency": "cur", "source": "src", "region": "reg", "team": "team", "owner": "owner",
      "aliases": [{"column": "also", "separator": ";"}, {"column": "contact"}],
      "fields": [{"id": "phone", "column": "phone"}, {"id": "company", "column": \(oddName)},
      {"id": "visits", "column": "visits"}]},
      "events": [\(events(isApart: isApart).joined(separator: ", "))]
      """)
    let others = [
      "logged", "who", "way", "reason", "documented", "status", "deal", "entry", "hour", "owner", "given",
      "note", "visits",
    ]
    let header =
      ["Id", "E-mail", "also", "contact", "score", "cur", "src", "reg", "team", "phone", maker.oddName]
      + lifecycle.map(\.1) + others
    let rows = (0..<(40 + maker.generator.below(120))).map { _ -> [String] in
      maker.startLead()
      var row = [
        maker.id(), maker.email(), maker.generator.below(8) == 0 ? "\(maker.id()); ;\(maker.id())" : "",
        maker.generator.below(6) == 0 ? maker.id() : "", money ? maker.amount() : maker.score(),
        maker.currency(),
        maker.source(), maker.region(), maker.team(), maker.field(), maker.field(),
      ]
      for (kind, _) in lifecycle {
        let chance = CellMaker.chances[kind] ?? 4
        row.append(kind == "assigned" ? maker.assignment(chance: chance) : maker.time(chance: chance))
      }
      return row + [
        isApart ? maker.date() : maker.time(chance: 2),
        maker.generator.pick(["dana", "bot", "", "import", " mo "]), maker.channel(),
        maker.reason(), isApart ? maker.date() : maker.time(chance: 2), maker.status(),
        maker.generator.pick(["new", "upsell", "old", ""]), maker.clock(), maker.clock(),
        maker.owner(), maker.owner(), maker.field(), maker.visits(),
      ]
    }
    return [.init(name: "t\(number)_leads", header: header, rows: rows, mapping: mapping)]
  }

  @Sendable private static func long(_ maker: inout CellMaker, _ number: Int) throws -> [SeededLog.Table] {
    let kinds = lifecycle.map(\.0) + ["attempt"]
    let events = Set(kinds).sorted().map { kind in
      let more =
        kind == "attempt"
        ? ", \"channelColumn\": \"way\""
        : kind == "rejected" || kind == "accepted" ? ", \"reason\": \"reason\"" : ""
      return event(
        kind, "at",
        "\"when\": [{\"column\": \"what\", \"values\": [\"\(kind)\", \"\(kind.uppercased())\"]}]\(more), \"value\": \"by\""
      )
    }
    let mapping = try mapping(
      """
      \(zone(&maker))"rows": "events", "lead": {"id": "Id", "email": "E-mail", "score": "score", "source": "src",
      "owner": "owner"},
      "events": [\(events.joined(separator: ", "))]
      """)
    let rows = (0..<(60 + maker.generator.below(200))).map { _ -> [String] in
      maker.startLead()
      let kind = maker.generator.pick(kinds)
      return [
        maker.id(), maker.generator.below(4) == 0 ? maker.email() : "", maker.score(), maker.source(), kind,
        kind == "assigned" ? maker.assignment(chance: 1) : maker.time(chance: 1), maker.channel(),
        maker.reason(),
        maker.generator.pick(["dana", "bot", "MQL", "yes"]), maker.owner(),
      ]
    }
    return [
      .init(
        name: "t\(number)_events",
        header: ["Id", "E-mail", "score", "src", "what", "at", "way", "reason", "by", "owner"],
        rows: rows, mapping: mapping)
    ]
  }

  @Sendable private static func withActivities(_ maker: inout CellMaker, _ number: Int) throws -> [SeededLog
    .Table]
  {
    let leads = try wide(&maker, number, money: false, isAlone: false)
    let kinds = [
      "attempt", "replied", "meetingBooked", "rejected", "recycled", "reopened", "merged", "mql",
      "requestedPricing", "requestedContact", "assigned", "connected",
    ]
    let isApart = maker.generator.below(3) == 0
    let attempt =
      ", \"channelColumn\": \"kind\", \"loggedAt\": \"entered\""
      + (isApart ? ", \(clock("loggedTime", "entry"))" : "")
    let events = kinds.map { kind in
      let more = kind == "attempt" ? attempt : kind == "assigned" ? ", \"owner\": \"given\"" : ""
      return event(
        kind, "when",
        "\"when\": [{\"column\": \"kind\", \"values\": [\"\(kind)\"]}], \"value\": \"by\"\(more)"
      )
    }
    let hasID = maker.generator.below(3) > 0
    let lead =
      hasID
      ? "\"id\": \"WhoId\", \"email\": \"mail\", \"aliases\": [{\"column\": \"other\"}]"
      : "\"email\": \"mail\""
    let mapping = try mapping(
      "\(zone(&maker))\"rows\": \"activities\", \"lead\": {\(lead)}, \"events\": [\(events.joined(separator: ", "))]"
    )
    let rows = (0..<maker.generator.below(150)).map { _ -> [String] in
      maker.startLead()
      return [
        maker.generator.below(3) == 0 ? "" : maker.id(), maker.email(),
        maker.generator.below(3) == 0 ? maker.id() : "",
        maker.generator.pick(kinds), maker.time(chance: 1), maker.generator.pick(["dana", "bot", "", "MQL"]),
        isApart ? maker.date() : maker.time(chance: 2), maker.clock(), maker.owner(),
      ]
    }
    return leads + [
      .init(
        name: "t\(number)_activities",
        header: ["WhoId", "mail", "other", "kind", "when", "by", "entered", "entry", "given"], rows: rows,
        mapping: mapping)
    ]
  }

  @Sendable private static func pictured(_ maker: inout CellMaker, _ number: Int) throws -> [SeededLog.Table]
  {
    let pictures = [
      "D/M/YYYY h:mm AP", "MM/DD/YY hh:mm:ss", "DD MMM YYYY", "MMM D, YYYY hh:mm ZZZ", "YYYYMMDDThhmmss.SSS",
      "epochSeconds", "epochMilliseconds", "YYYY-MM-DD", "DDD, D MMM YYYY h'h'mm",
      "iso8601|M/D/YYYY h:mm AP|D/M/YYYY h:mm AP|YYYY-M-D", "DDDD D/M/YY|DD.MM.YYYY, h 'Uhr'",
      "M/D/YYYY|iso8601+", "MMM Do, YYYY hh:mm ZZZ", "h'h'mm ZZZ DDD, Do/M/YYYY",
    ]
    let rejected = maker.generator.pick(["DD MMM YYYY", "YYYY-MM-DD", "M/D/YYYY|iso8601+"])
    let columns = lifecycle.enumerated().map { index, column in
      let picture = column.0 == "rejected" ? rejected : pictures[(index + number) % pictures.count]
      return (column.0, column.1, picture)
    }
    let events = columns.map { kind, column, picture in
      let formats = picture.split(separator: "|").map { $0.filter { $0 != "+" } }
      var more = ["\"value\": \"by\""]
      if formats.count > 1 {
        more.append("\"otherFormats\": [\(formats.dropFirst().map { "\"\($0)\"" }.joined(separator: ", "))]")
      }
      if picture.hasSuffix("+") { more.append(clock("time", "clock")) }
      if kind == "rejected" {
        more.append("\"reason\": \"reason\", \"documentedAt\": \"written\"")
        more.append(clock("documentedTime", "hour"))
      }
      return event(
        kind, column.replacingOccurrences(of: "\"", with: "\\\""), more.joined(separator: ", "),
        format: formats[0])
    }
    let mapping = try mapping(
      "\(zone(&maker))\"lead\": {\"id\": \"Id\", \"source\": \"src\", \"score\": \"score\", \"owner\": \"owner\"}, \"events\": [\(events.joined(separator: ", "))]"
    )
    let rows = (0..<(40 + maker.generator.below(120))).map { _ -> [String] in
      maker.startLead()
      return [
        maker.id(), maker.source(), maker.score(), maker.generator.pick(["dana", "MQL", "bot"]),
        maker.clock(), maker.reason(), maker.pictured(rejected, chance: 2), maker.clock(), maker.owner(),
      ] + columns.map { maker.pictured($0.2, chance: CellMaker.chances[$0.0] ?? 4) }
    }
    return [
      .init(
        name: "t\(number)_pictures",
        header: ["Id", "src", "score", "by", "clock", "reason", "written", "hour", "owner"]
          + columns.map(\.1),
        rows: rows, mapping: mapping)
    ]
  }
}
