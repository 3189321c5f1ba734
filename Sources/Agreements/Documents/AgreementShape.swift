extension Agreement {
  static let shape = Shape.record(
    Shape.Record(
      "Agreement",
      Shape.versionHeader(.agreement) + [
        .needs("agreement", .id, "The agreement that this is a version of.", example: "emea"),
        .needs("title", .label, "Its name.", .editorial),
        .needs("summary", .prose, "What it is about, in a few sentences.", .editorial),
        .needs("kind", .choice(["customer-based", "service-based", "multi-level"]), "Kind of agreement."),
        .needs("parties", parties, "The two teams."),
        .needs("contacts", .list(by: "id", contact, 0...100), "Points of contact.", .maintenance),
        .needs("effective", .date, "Day from which whole periods are governed by it.", .header),
        .may("ends", .date, "The agreement ends after the last whole period before this day."),
        .needs("cancellation", .prose, "How it can be cancelled."),
        .needs("definitions", .list(by: "id", definition, 0...200), "Terms that both teams use."),
        .needs("stages", .list(by: "id", stage, 0...50), "Lifecycle stages with their criteria."),
        .needs("personas", .list(by: "id", persona, 0...50), "Personas and ideal customers."),
        .needs(
          "goals", .list(by: "id", goal, 0...100), "Shared and individual goals; stretch targets belong here."
        ),
        .needs("measurement", Measurement.shape, "All meanings that a number depends on."),
        .needs("commitments", .list(by: "id", Commitment.shape, 0...200), "What each party promises."),
        .may("alerts", .list(by: "id", alert, 0...50), "Intent signals that are passed on at once."),
        .needs("handoff", handoff, "How leads pass from marketing to sales."),
        .needs("communication", communication, "Feedback, meetings and reports."),
        .needs("consequences", consequences, "What follows when a commitment is missed."),
        .needs("review", review, "When the agreement is reviewed."),
        .needs(
          "changes", .list(by: "pointer", Change.shape, 0...500), "What differs from the version before.",
          .header),
      ]))

  private static let party = Shape.record(
    "Party", .needs("name", .label, "The team's name.", .editorial),
    .needs("responsibilities", .list(.prose, 0...50), "What it does towards the goals."))

  private static let parties = Shape.record(
    "Parties", .needs("marketing", party, "Marketing."), .needs("sales", party, "Sales."))

  private static let contact = Shape.record(
    "Contact",
    .needs("id", .id, "Short name."), .needs("side", .choice(Side.allCases.map(\.rawValue)), "Party."),
    .needs("name", .label, "Name."), .needs("email", .text(.email), "Work address."),
    .needs("purpose", .label, "What to turn to them for."))

  private static let definition = Shape.record(
    "Definition", .needs("id", .id, "Short name.", example: "mql"), .needs("term", .label, "The term."),
    .needs("meaning", .prose, "What it means here."))

  private static let stage = Shape.record(
    "Stage", .needs("id", .id, "Short name."), .needs("title", .label, "Name.", .editorial),
    .needs(
      "criteria",
      .list(
        .record(
          "Criterion",
          .needs(
            "kind", .choice(["firmographic", "demographic", "behavioural", "intent", "other"]), "Kind."),
          .needs("text", .prose, "What has to hold.")), 0...50), "What makes a lead reach it."))

  private static let persona = Shape.record(
    "Persona", .needs("id", .id, "Short name."), .needs("title", .label, "Name.", .editorial),
    .needs("description", .prose, "Who that is."))

  private static let goal = Shape.record(
    "Goal", .needs("id", .id, "Short name."),
    .needs("owner", .choice(["shared", "marketing", "sales"]), "Whose."),
    .needs("title", .label, "The goal."), .may("period", .text(.period), "By the end of this period."),
    .may("value", .count, "The number, in the unit."),
    .may(
      "unit",
      .choice(["leads", "percent", "points", "milliseconds", "minorUnits", "customers", "opportunities"]),
      "Unit."),
    .may("currency", .text(.currency), "Currency of minor units."),
    .may("isStretch", .boolean, "Whether it is meant to be out of easy reach."))

  private static let alert = Shape.record(
    "Intent alert", .needs("id", .id, "Short name."), .needs("title", .label, "The signal.", .editorial),
    .needs("mechanism", .prose, "What exactly triggers it and how it reaches the rep."),
    .needs("within", .text(.duration), "Time within which it is delivered."))

  private static let handoff = Shape.record(
    "Handoff",
    .needs("how", .prose, "How and where leads pass."),
    .needs("fields", .list(.label, 0...50), "Fields that are filled at handoff."),
    .needs("notified", .prose, "Who is told, and how."),
    .needs("unqualified", .prose, "What happens to a lead that does not qualify."),
    .needs("recycled", .prose, "When a lead goes back to marketing."))

  private static let communication = Shape.record(
    "Communication",
    .needs("feedback", .prose, "How the teams give each other feedback."),
    .needs("meetings", .list(by: "id", meeting, 0...50), "Regular meetings.", .maintenance),
    .needs("reports", .prose, "What is reported, where, and how often."))

  private static let meeting = Shape.record(
    "Meeting", .needs("id", .id, "Short name."), .needs("title", .label, "Name."),
    .needs("cadence", .label, "How often.", example: "weekly"), .needs("place", .label, "Where."),
    .needs("agenda", .prose, "How an item gets on the agenda."))

  private static let consequences = Shape.record(
    "Consequences",
    .needs("first", .prose, "After the first missed period."),
    .needs("second", .prose, "After two consecutive missed periods."),
    .needs("third", .prose, "After three or more."),
    .needs("marketing", .prose, "Remedy when marketing misses."),
    .needs("sales", .prose, "Remedy when sales misses."))

  private static let review = Shape.record(
    "Review",
    .needs("cadence", .choice(["month", "quarter", "half-year", "year"]), "How often."),
    .needs("first", .date, "Day of the first review."))
}
