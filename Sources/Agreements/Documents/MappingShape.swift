import Wire

extension Mapping {
  static let shape = Shape.record(
    "Mapping",
    .tag("$schema", DocumentKind.mapping.urn, "What this document is."),
    .needs("name", .id, "Short name of the export's layout.", example: "hubspot"),
    .needs("revision", .integer(1...9999), "Number of this revision."),
    .needs("system", .label, "The system the export comes from.", example: "HubSpot"),
    .may(
      "rows", .choice(Rows.allCases.map(\.rawValue)),
      "What a row is: a lead (by default), an event of a lead, or an activity with a lead that another export lists."
    ),
    .may(
      "delimiter", .choice(delimiters.keys.sorted()), "What separates fields; left out, it is found out."),
    .may(
      "encoding", .choice(TextEncoding.allCases.map(\.rawValue)),
      "How characters are written; utf-8 where it is left out. A byte order mark decides over it."),
    .may(
      "decimalMark", .choice(["comma", "point"]),
      "What stands before decimal places; left out, numbers that can be read in two ways are refused."),
    .may("zone", .text(.zone), "Zone of timestamps that carry none."),
    .needs(
      "lead",
      .record(
        "Lead columns",
        .may("id", .label, "Column with the lead's id; activities may be joined by e-mail alone."),
        .may(
          "aliases", .list(alias, 0...20),
          "Columns with further ids of the lead: of the contact it became, of those merged into it."),
        .may("email", .label, "Column with the e-mail address."),
        .may("score", .label, "Column with the score."),
        .may("amount", .label, "Column with the amount."),
        .may("currency", .label, "Column with the amount's currency."),
        .may("source", .label, "Column with the lead's source."),
        .may("region", .label, "Column with the region."),
        .may("owner", .label, "Column with the owner; no owner's name enters a snapshot."),
        .may("team", .label, "Column with the owner's team or group."),
        .may(
          "valuesAt", .choice(ValueTime.allCases.map(\.rawValue)),
          "Whether score, source and fields are those at handoff, or today's (by default)."),
        .may("fields", .list(by: "id", field, 0...100), "Further fields by the agreement's names.")),
      "Columns that tell about the lead itself."),
    .needs("events", .list(event, 1...200), "Columns whose filled cells state that something happened.")
  )

  private static let field = Shape.record(
    "Field", .needs("id", .id, "The agreement's name for it."), .needs("column", .label, "The column."))

  private static let alias = Shape.record(
    "Alias",
    .needs("column", .label, "The column."),
    .may("separator", .choice([";", ",", "|", " "]), "What stands between several ids in a cell."))

  private static let condition = Shape.record(
    "Condition",
    .needs("column", .label, "The column."),
    .needs("values", .list(.label, 1...500), "The values of which it has to hold one."))

  private static let timeOfDay = Shape.record(
    "Time of day",
    .needs("column", .label, "Column with the time of day; where it is empty, the date has none."),
    .needs("format", .label, "A picture such as hh:mm.", example: "h:mm AP"),
    .may(
      "otherFormats", .list(.label, 1...(EventColumn.greatestFormatCount - 1)),
      "How other cells of the column are written."))

  private static let event = Shape.record(
    "Event",
    .needs("event", .choice(EventKind.allCases.map(\.rawValue)), "What happened."),
    .may("when", .list(condition, 1...10), "Which rows tell of it: each condition has to hold."),
    .needs("column", .label, "Column with the time."),
    .needs(
      "format", .label, "iso8601, epochSeconds, epochMilliseconds, or a picture such as DD/MM/YYYY hh:mm.",
      example: "MM/DD/YYYY hh:mm AP"),
    .may(
      "otherFormats", .list(.label, 1...(EventColumn.greatestFormatCount - 1)),
      "How other cells of the column are written; a cell that two formats read as different times is not read."
    ),
    .may("time", timeOfDay, "Where the time of day stands, if the column has only the date."),
    .may("value", .label, "Column whose value has to have the event's meaning."),
    .may("channelColumn", .label, "Column with an attempt's channel."),
    .may("channel", .label, "The channel of attempts in this column."),
    .may("reason", .label, "Column with the reason of a rejection, or with what an acceptance says."),
    .may("documentedAt", .label, "Column with the time at which the reason was written down."),
    .may(
      "documentedTime", timeOfDay, "Where the time of day of documentedAt stands, if that has only the date."),
    .may("loggedAt", .label, "Column with the time at which the event was entered into the CRM."),
    .may("loggedTime", timeOfDay, "Where the time of day of loggedAt stands, if that has only the date."),
    .may("owner", .label, "Column with whom a lead was assigned to; left out, the lead's owner."),
    .may("outcome", .label, "Column with what came of an attempt."),
    .may("deliveredAt", .label, "Column with the time at which an alert reached somebody."),
    .may(
      "deliveredTime", timeOfDay, "Where the time of day of deliveredAt stands, if that has only the date."),
    .may("deal", .label, "Column with the id of an opportunity, so that it is counted once."),
    .may("amount", .label, "Column with an opportunity's amount; left out, the lead's amount."),
    .may("currency", .label, "Column with that amount's currency; left out, the lead's currency."))
}
