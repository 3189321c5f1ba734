package import Wire

/// Which column of an export is what, in which format and zone; what values mean stands in the ``Measurement``.
package struct Mapping: Sendable {
  package let name: String
  package let revision: Int
  /// The system the export comes from, as people call it.
  package let system: String
  /// What one row of the export is.
  package let rows: Rows
  /// The byte between fields; found out from the header line where nil.
  package let delimiter: UInt8?
  /// How characters are written as bytes; UTF-8 where nil.
  package let encoding: TextEncoding?
  /// The byte before decimal places; where nil, numbers that can be read in two ways are not read.
  package let decimalMark: UInt8?
  /// The zone of timestamps that carry none; nil where all of them do.
  package let zone: String?
  package let lead: LeadColumns
  package let events: [EventColumn]

  /// What one row of an export is.
  package enum Rows: String, Sendable, CaseIterable {
    /// A lead, with what happened to it in columns.
    case leads
    /// Something that happened to a lead, or a value that it took; leads are known from such rows alone.
    case events
    /// The same, for leads that another export of the snapshot lists.
    case activities
  }

  /// Columns that tell about the lead itself, by header name; nil where the export has none.
  package struct LeadColumns: Sendable {
    /// Nil where leads are found by e-mail only.
    package let id: String?
    /// Columns with further ids that the lead goes by: of the contact it became, of what was merged into it.
    package let aliases: [Alias]
    package let email: String?
    package let score: String?
    package let amount: String?
    /// A column with the amount's currency; the measurement's own is taken where nil.
    package let currency: String?
    package let source: String?
    package let region: String?
    package let owner: String?
    /// A column with the owner's team or group.
    package let team: String?
    /// Of what time the values in these columns are.
    package let valuesAt: ValueTime
    /// Further fields by the name that `requiredFields` and `scope` use, and their columns.
    package let fields: [(id: String, column: String)]

    /// A column with one id, or with several between separators.
    package struct Alias: Sendable, Hashable {
      package let column: String
      package let separator: UInt8?
    }
  }

  /// Of what time a lead's score, source and fields are.
  package enum ValueTime: String, Sendable, CaseIterable {
    /// As they were when the lead was handed over.
    case handoff
    /// As they are when the export is taken, which is all that most CRMs keep.
    case export
  }

  /// A column and the values that its cells may have.
  package struct Condition: Sendable, Hashable {
    package let column: String
    package let values: [String]
  }

  /// A column whose filled cells state that something happened.
  package struct EventColumn: Sendable, Hashable {
    package let event: EventKind
    /// Which rows tell of it at all; each has to hold.
    package let when: [Condition]
    /// The column with the time at which it happened.
    package let column: String
    /// How its cells are written.
    package let format: DateFormat
    /// How others of them are; a cell that two formats read as different times states none.
    package let otherFormats: [DateFormat]
    /// The column with the time of day, where `column` has only the date.
    package let time: TimeOfDay?
    /// A column whose value has to have the event's meaning; the timestamp alone states it where nil.
    package let value: String?
    /// Attempts: a column with the channel, or the channel itself.
    package let channelColumn: String?
    package let channel: String?
    /// Rejections and acceptances: a column with the reason, and one with the time at which it was written down.
    package let reason: String?
    package let documentedAt: String?
    package let documentedTime: TimeOfDay?
    /// A column with the time at which the event was entered into the CRM.
    package let loggedAt: String?
    package let loggedTime: TimeOfDay?
    /// Assignments: a column with whom the lead was given to; the lead's own owner where nil.
    package let owner: String?
    /// Attempts: a column with what came of it.
    package let outcome: String?
    /// Alerts: a column with the time at which it reached somebody.
    package let deliveredAt: String?
    package let deliveredTime: TimeOfDay?
    /// Opportunities and what becomes of them: columns with the deal's id, its amount and the amount's currency.
    package let deal: String?
    package let amount: String?
    package let currency: String?
  }

  /// What can happen to a lead.
  package enum EventKind: String, Sendable, CaseIterable {
    case created, mql
    /// The lead asked for a demo, for prices, or to be contacted.
    case requested, requestedPricing, requestedContact
    case assigned, handoff, attempt, connected, replied, meetingBooked
    case accepted, rejected, recycled, reopened, sql, opportunity, won, lost, merged, unsubscribed
    /// Somebody has changed something about the lead.
    case updated
    /// The lead did what an intent alert is due for.
    case alert
  }
}

extension Mapping {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    name = try fields.text("name")
    revision = try fields.number("revision")
    system = try fields.text("system")
    rows = try fields.optionalValue("rows", "kind of rows", { Rows(rawValue: $0) }) ?? .leads
    delimiter = fields.optionalText("delimiter").flatMap { Self.delimiters[$0] }
    encoding = try fields.optionalValue("encoding", "encoding", { TextEncoding(rawValue: $0) })
    decimalMark = fields.optionalText("decimalMark").map { $0 == "comma" ? 0x2C : 0x2E }
    zone = fields.optionalText("zone")
    lead = try LeadColumns(fields.record("lead"))
    events = try fields.list("events", EventColumn.init)
    if lead.id == nil, rows != .activities || lead.email == nil {
      throw fields.problem(
        "lead", "names no column \"id\"; only activities can do with the lead's \"email\" alone")
    }
  }

  /// The characters between fields, by the names that documents use.
  static let delimiters: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09, "pipe": 0x7C]
}

extension Mapping.LeadColumns {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    id = fields.optionalText("id")
    aliases = try fields.list("aliases") { (alias) throws(StructureProblem) in
      Alias(column: try alias.text("column"), separator: alias.optionalText("separator")?.utf8.first)
    }
    email = fields.optionalText("email")
    score = fields.optionalText("score")
    amount = fields.optionalText("amount")
    currency = fields.optionalText("currency")
    source = fields.optionalText("source")
    region = fields.optionalText("region")
    owner = fields.optionalText("owner")
    team = fields.optionalText("team")
    valuesAt =
      try fields.optionalValue("valuesAt", "time", { Mapping.ValueTime(rawValue: $0) }) ?? .export
    self.fields = try fields.list("fields") { (field) throws(StructureProblem) in
      (id: try field.text("id"), column: try field.text("column"))
    }
    try fields.requireUnique("fields")
  }
}

extension Mapping.EventColumn {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    event = try fields.value("event", "event", { Mapping.EventKind(rawValue: $0) })
    when = try fields.list("when") { (condition) throws(StructureProblem) in
      Mapping.Condition(column: try condition.text("column"), values: condition.texts("values"))
    }
    column = try fields.text("column")
    format = Mapping.DateFormat(try fields.text("format"))
    otherFormats = fields.texts("otherFormats").map { Mapping.DateFormat($0) }
    time = try Mapping.TimeOfDay(fields, "time", of: "column")
    value = fields.optionalText("value")
    channelColumn = fields.optionalText("channelColumn")
    channel = fields.optionalText("channel")
    reason = fields.optionalText("reason")
    documentedAt = fields.optionalText("documentedAt")
    documentedTime = try Mapping.TimeOfDay(fields, "documentedTime", of: "documentedAt")
    loggedAt = fields.optionalText("loggedAt")
    loggedTime = try Mapping.TimeOfDay(fields, "loggedTime", of: "loggedAt")
    owner = fields.optionalText("owner")
    outcome = fields.optionalText("outcome")
    deliveredAt = fields.optionalText("deliveredAt")
    deliveredTime = try Mapping.TimeOfDay(fields, "deliveredTime", of: "deliveredAt")
    deal = fields.optionalText("deal")
    amount = fields.optionalText("amount")
    currency = fields.optionalText("currency")
  }
}
