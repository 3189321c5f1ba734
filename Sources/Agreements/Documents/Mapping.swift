package import Wire

/// Which column of an export is what, in which format and zone; what values mean stands in the ``Measurement``.
package struct Mapping: Sendable {
  package let name: String
  package let revision: Int
  /// The system the export comes from, as people call it.
  package let system: String
  /// The byte between fields; found out from the header line where nil.
  package let delimiter: UInt8?
  /// The zone of timestamps that carry none; nil where all of them do.
  package let zone: String?
  package let lead: LeadColumns
  package let events: [EventColumn]

  /// Columns that tell about the lead itself, by header name; nil where the export has none.
  package struct LeadColumns: Sendable {
    package let id: String
    package let email: String?
    package let score: String?
    package let amount: String?
    /// A column with the amount's currency; the measurement's own is taken where nil.
    package let currency: String?
    package let source: String?
    package let region: String?
    package let owner: String?
    /// Further fields by the name that `requiredFields` and `scope` use, and their columns.
    package let fields: [(id: String, column: String)]
  }

  /// A column whose filled cells state that something happened.
  package struct EventColumn: Sendable, Hashable {
    package let event: EventKind
    /// The column with the time.
    package let column: String
    package let format: DateFormat
    /// A column whose value has to have the event's meaning; the timestamp alone states it where nil.
    package let value: String?
    /// Attempts: a column with the channel, or the channel itself.
    package let channelColumn: String?
    package let channel: String?
    /// Rejections: a column with the reason, and one with the time at which it was written down.
    package let reason: String?
    package let documentedAt: String?
  }

  /// What can happen to a lead.
  package enum EventKind: String, Sendable, CaseIterable {
    case created, mql, requested, assigned, handoff, attempt, connected, replied, meetingBooked
    case accepted, rejected, recycled, reopened, sql, opportunity, won, lost, merged, unsubscribed
  }

  /// How an export writes times.
  package enum DateFormat: Sendable, Hashable {
    /// ISO 8601 with or without time, seconds, fraction and offset.
    case iso8601
    /// A picture of `YYYY MM DD hh mm ss SSS AP` and the characters between them.
    case picture(String)
  }
}

extension Mapping {
  package init(_ json: JSON) throws(StructureProblem) {
    let fields = Fields(json)
    name = try fields.text("name")
    revision = try fields.number("revision")
    system = try fields.text("system")
    delimiter = fields.optionalText("delimiter").map { $0 == "tab" ? 0x09 : $0 == "semicolon" ? 0x3B : 0x2C }
    zone = fields.optionalText("zone")
    lead = try LeadColumns(fields.record("lead"))
    events = try fields.list("events", EventColumn.init)
  }
}

extension Mapping.LeadColumns {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    id = try fields.text("id")
    email = fields.optionalText("email")
    score = fields.optionalText("score")
    amount = fields.optionalText("amount")
    currency = fields.optionalText("currency")
    source = fields.optionalText("source")
    region = fields.optionalText("region")
    owner = fields.optionalText("owner")
    self.fields = try fields.list("fields") { (field) throws(StructureProblem) in
      (id: try field.text("id"), column: try field.text("column"))
    }
    try fields.requireUnique("fields")
  }
}

extension Mapping.EventColumn {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    event = try fields.value("event", "event", { Mapping.EventKind(rawValue: $0) })
    column = try fields.text("column")
    let written = try fields.text("format")
    format = written == "iso8601" ? .iso8601 : .picture(written)
    value = fields.optionalText("value")
    channelColumn = fields.optionalText("channelColumn")
    channel = fields.optionalText("channel")
    reason = fields.optionalText("reason")
    documentedAt = fields.optionalText("documentedAt")
  }
}

extension Mapping {
  static let shape = Shape.record(
    "Mapping",
    .tag("$schema", DocumentKind.mapping.urn, "What this document is."),
    .needs("name", .id, "Short name of the export's layout.", example: "hubspot"),
    .needs("revision", .integer(1...9999), "Number of this revision."),
    .needs("system", .label, "The system the export comes from.", example: "HubSpot"),
    .may(
      "delimiter", .choice(["comma", "semicolon", "tab"]), "What separates fields; left out, it is found out."
    ),
    .may("zone", .text(.zone), "Zone of timestamps that carry none."),
    .needs(
      "lead",
      .record(
        "Lead columns",
        .needs("id", .label, "Column with the lead's id."),
        .may("email", .label, "Column with the e-mail address."),
        .may("score", .label, "Column with the score."),
        .may("amount", .label, "Column with the amount."),
        .may("currency", .label, "Column with the amount's currency."),
        .may("source", .label, "Column with the lead's source."),
        .may("region", .label, "Column with the region."),
        .may("owner", .label, "Column with the owner; no owner's name enters a snapshot."),
        .may("fields", .list(by: "id", field, 0...100), "Further fields by the agreement's names.")),
      "Columns that tell about the lead itself."),
    .needs("events", .list(event, 1...200), "Columns whose filled cells state that something happened.")
  )

  private static let field = Shape.record(
    "Field", .needs("id", .id, "The agreement's name for it."), .needs("column", .label, "The column."))

  private static let event = Shape.record(
    "Event",
    .needs("event", .choice(EventKind.allCases.map(\.rawValue)), "What happened."),
    .needs("column", .label, "Column with the time."),
    .needs(
      "format", .label, "iso8601, or a picture such as DD/MM/YYYY hh:mm.", example: "MM/DD/YYYY hh:mm AP"),
    .may("value", .label, "Column whose value has to have the event's meaning."),
    .may("channelColumn", .label, "Column with an attempt's channel."),
    .may("channel", .label, "The channel of attempts in this column."),
    .may("reason", .label, "Column with a rejection's reason."),
    .may("documentedAt", .label, "Column with the time at which the reason was written down."))
}
