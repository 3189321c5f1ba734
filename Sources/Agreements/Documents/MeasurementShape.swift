extension Measurement {
  /// The section `measurement` of an agreement.
  static let shape = Shape.record(
    "Measurement",
    .needs("definitions", .integer(1...1000), "Edition of the metric definitions that all numbers follow."),
    .needs(
      "zone", .text(.zone), "IANA time zone of the calendar and of all periods.", example: "Europe/Amsterdam"),
    .may(
      "scope", .list(scopeRule, 0...50),
      "Which leads the agreement covers: each rule has to hold; none covers all."),
    .needs("meanings", meanings, "What the CRM's own values mean."),
    .may("tiers", tiers, "How leads are sorted into tiers."),
    .needs(
      "requiredFields", .list(.id, 0...50),
      "Fields that marketing fills before handoff, by the mapping's names."),
    .needs("excludedSources", .list(.label, 0...500), "Sources whose leads do not count towards volume."),
    .may(
      "sourceSpellings", .list(by: "source", spelling, 0...500),
      "Other spellings of a source, joined under one name."),
    .needs(
      "rejectionReasons", .list(by: "id", rejectionReason, 0...200),
      "The agreed reasons for rejecting a lead."),
    .needs("calendar", calendar, "When business is open, in local time of the zone."),
    .needs(
      "clockStart", .choice(ClockStart.allCases.map(\.rawValue)),
      "Where first-contact clocks start by default."),
    .needs(
      "coolOffDays", .integer(0...3650), "Days within which a recycled lead is not counted as a new MQL."),
    .may(
      "historyFields", .list(.id, 0...50),
      "Fields of which one has to be filled for a lead's behaviour to be recorded, by the mapping's names."),
    .may("marketingSources", .list(.label, 0...500), "Sources whose pipeline counts as marketing's."),
    .may("money", money, "In which currency money is counted.")
  )

  private static let money = Shape.record(
    "Money",
    .needs("currency", .text(.currency), "Currency of all sums (ISO 4217)."),
    .may(
      "rates", .list(by: "currency", rate, 0...200),
      "What other currencies are worth; an amount in one that is not listed is not read."))

  private static let rate = Shape.record(
    "Rate",
    .needs("currency", .text(.currency), "The other currency.", example: "USD"),
    .needs("numerator", .integer(1...1_000_000_000), "One of its units is worth this many."),
    .needs("denominator", .integer(1...1_000_000_000), "Of so many parts of a unit of ours."))

  private static let scopeRule = Shape.record(
    "Scope rule",
    .needs("field", .label, "The mapping's field.", example: "region"),
    .needs("values", .list(.label, 1...500), "Values that are covered.")
  )

  private static let meaning = Shape.variants([
    .init(
      "Stated by its timestamp", [.tag("is", "stamped", "A timestamp in the event's column is all it takes.")]
    ),
    .init(
      "Stated by a value",
      [
        .tag("is", "valued", "The row's value has to be one of those listed."),
        .needs("values", .list(.label, 1...500), "The CRM's own values."),
      ]),
    .init(
      "Stated by any other value",
      [
        .tag("is", "other", "The row's value has to be any but those listed; an empty one states nothing."),
        .needs(
          "values", .list(.label, 1...500), "The CRM's own values, such as the users that are programs."),
      ]),
  ])

  private static let meanings = Shape.record(
    "Meanings",
    .may("mql", meaning, "When a lead is a marketing qualified lead."),
    .may("demoRequest", meaning, "What is a demo request."),
    .may("pricingRequest", meaning, "What is a request for prices."),
    .may("contactRequest", meaning, "What is a request to be contacted."),
    .may("humanAttempt", meaning, "Which attempts a person made; any other is not known to be human."),
    .may("accepted", meaning, "When sales has accepted a lead."),
    .may("rejected", meaning, "When sales has rejected a lead."),
    .may("won", meaning, "When a deal is won.")
  )

  private static let tiers = Shape.record(
    "Tiers",
    .needs(
      "by", .choice(Tiers.Basis.allCases.map(\.rawValue)),
      "What decides the tier: score in points, or amount."),
    .may("currency", .text(.currency), "Currency of the amounts (ISO 4217).", example: "EUR"),
    .needs("bands", .list(by: "id", band, 1...20), "Tiers from the highest to the lowest."))

  private static let band = Shape.record(
    "Tier",
    .needs("id", .id, "Short name.", example: "t1"),
    .needs("title", .label, "Name as people say it.", .editorial),
    .needs(
      "atLeast", .integer(0...9_000_000_000_000),
      "Least score in points, or least amount in minor units (cents).")
  )

  private static let spelling = Shape.record(
    "Spelling",
    .needs("source", .label, "The one name."),
    .needs("values", .list(.label, 1...500), "Spellings that mean it."))

  private static let rejectionReason = Shape.record(
    "Rejection reason",
    .needs("id", .id, "Short name."),
    .needs("title", .label, "The reason as people say it.", .editorial),
    .needs("values", .list(.label, 0...100), "How the CRM writes it."))

  private static let window = Shape.record(
    "Opening hours",
    .needs("from", .text(.timeOfDay), "Opens at.", example: "09:00"),
    .needs(
      "to", .text(.timeOfDay),
      "Closes at; 24:00 is the day's end; not later than \"from\" runs past midnight."))

  private static let windows = Shape.list(window, 0...12)

  private static let calendar = Shape.record(
    "Calendar",
    .needs(
      "week",
      .record(
        Shape.Record(
          "Week", CalendarRules.weekdays.map { .needs($0, windows, "Opening hours; none when closed.") })),
      "Opening hours by day of the week."),
    .needs("holidays", .list(by: "date", holiday, 0...2000), "Days on which business is closed."),
    .may("halfDays", .list(by: "date", halfDay, 0...2000), "Days with other opening hours."))

  private static let holiday = Shape.record(
    "Holiday",
    .needs("date", .date, "The day."),
    .needs("title", .label, "Its name.", .editorial))

  private static let halfDay = Shape.record(
    "Half day",
    .needs("date", .date, "The day."),
    .needs("title", .label, "Its name.", .editorial),
    .needs("windows", windows, "Opening hours on that day."))
}
