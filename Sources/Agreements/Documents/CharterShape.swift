extension Charter {
  static let shape = Shape.record(
    Shape.Record(
      "Charter",
      Shape.versionHeader(.charter) + [
        .needs("nonce", .text(.nonce), "128 random bits, so that no two ledgers are the same."),
        .needs(
          "rules", .integer(1...9999), "Edition of the rules that judge commits made under this charter."),
        .needs("people", .list(by: "id", person, 1...500), "Everybody who may add to the ledger."),
        .needs("roles", .list(by: "id", role, 1...100), "Who acts as what."),
        .needs("approvals", approvals, "What each kind of change takes: alternatives, each a list of roles."),
        .needs("rights", rights, "Which roles may add what without approval."),
        .needs("host", .list(.text(.path), 0...100), "Files and folders for role admin that bind nobody."),
        .needs("parameters", parameters, "Numbers that the rules use."),
        .needs(
          "changes", .list(by: "pointer", Change.shape, 0...500), "What differs from the version before.",
          .header),
      ]))

  private static let person = Shape.record(
    "Person",
    .needs("id", .id, "Short name.", example: "dana"),
    .needs("name", .label, "Name."),
    .needs("email", .text(.email), "Work address."),
    .needs("keys", .list(by: "key", key, 0...20), "Signing keys; a key is good while it is listed."))

  private static let key = Shape.record(
    "Key",
    .needs(
      "key", .text(.sshKey), "SSH public key: type and base64.",
      example: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFDYWOCYXsx/YEGKrwzFq1h/QsJXCohAlanozKzQ9lRc"),
    .needs("confirmedBy", .label, "Who confirmed that it is this person's."),
    .needs("confirmedHow", .label, "How that was confirmed.", example: "fingerprint read out by phone"))

  private static let role = Shape.record(
    "Role",
    .needs("id", .id, "Short name.", example: "vp-sales"),
    .may("side", .choice(Side.allCases.map(\.rawValue)), "The party it speaks for; left out, none."),
    .may("scope", .id, "The one agreement it counts for; left out, all."),
    .needs("holders", .list(.id, 0...100), "People who hold it."))

  private static let alternatives = Shape.list(.list(.id, 1...10), 1...20)

  private static let approvals = Shape.record(
    "Approvals",
    .needs("agreement", alternatives, "Changes of an agreement; every alternative holds both sides."),
    .needs("maintenance", alternatives, "Changes of contacts, meeting places and titles."),
    .needs("charter", alternatives, "Changes of the charter."))

  private static let rights = Shape.record(
    "Rights",
    .needs("snapshots", .list(.id, 0...100), "Roles that may take snapshots and readings."),
    .needs("drafts", .list(.id, 0...100), "Roles that may write drafts."),
    .needs("mappings", .list(.id, 0...100), "Roles that may add mappings."),
    .needs("reviews", .list(.id, 0...100), "Roles that may open and close reviews."))

  private static let parameters = Shape.record(
    "Parameters",
    .needs("baselinePeriods", .integer(1...24), "Periods that a baseline is taken from."),
    .needs(
      "growthCapPercent", .integer(0...1000), "Percent that a volume target may lie above its baseline."),
    .needs(
      "reviewCadence", .choice(["month", "quarter", "half-year", "year"]), "Longest time between reviews."),
    .needs("escalation", escalation, "When missed periods escalate."),
    .needs("lowCountFloor", .integer(0...10000), "Counts below this are flagged as low."),
    .needs(
      "attestation", .choice(["shown", "required"]), "Whether evidence has to be attested by the other side."),
    .needs("evidenceAgeDays", .integer(0...3650), "Days for which an earlier run of periods may be cited."),
    .needs("draftLifetimeDays", .integer(1...3650), "Days in which a proposed draft has to be ratified."),
    .needs("clockToleranceMinutes", .integer(0...1440), "Minutes by which people's clocks may differ."),
    .needs("fiscalYearStart", .integer(1...12), "Month in which fiscal years start."),
    .may(
      "fiscalWeeks", FiscalCalendar.Weeks.shape,
      "How months are made of whole weeks; left out, the calendar's."))

  private static let escalation = Shape.record(
    "Escalation",
    .needs("counting", .choice(["consecutive", "three-of-four"]), "How missed periods are counted."),
    .needs("leadership", .integer(1...24), "Missed periods after which both VPs meet."),
    .needs("process", .integer(1...24), "Missed periods after which the process is reviewed."))
}
