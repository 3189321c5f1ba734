import Foundation
import Harness
import Testing

/// One ledger from its founding to its first change of people, command by command, held to goldens.
@Suite struct Story {
  @Test(.timeLimit(.minutes(20)))
  func `every command of a ledger's first weeks says what it always said`() async throws {
    let workplace = try Workplace()
    let binary = try Binary.path()
    let redaction = Redaction(folder: workplace.path, binary: binary)
    var cast: [Person] = []
    for name in ["Rev Ops", "Mo Marsh", "Dana Reyes", "Nia New", "Laptop"] {
      cast.append(try await workplace.person(name))
    }
    let scenes = try [
      founding(cast, workplace), measuring(cast, workplace), deciding(cast), looking(cast),
      waiting(cast, workplace), people(cast), excusing(cast), documents(cast, workplace),
    ]
    var hours = Calendar()
    for step in scenes.joined() { try await step.play(at: hours.next(), redaction) }
    try await sharing(cast, workplace, redaction, &hours)
    let excused = Self.excused(cast[0])
    for step in excused { try await step.play(at: "2026-03-20T08:00:00Z", redaction) }
    let names = scenes.joined().map(\.name) + Self.sharingNames + excused.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(try Golden.leftovers(besides: names) == [])
  }

  private func founding(_ cast: [Person], _ workplace: Workplace) throws -> [Step] {
    let (rev, mo, dana) = (cast[0], cast[1], cast[2])
    let ledger = rev.clone
    return [
      Step(
        "init", rev,
        [
          "init", "ledger", "--vp-marketing", mo.introduction, "--vp-sales", dana.introduction, "--revops",
          rev.introduction,
        ], in: rev.home),
      Step("status-unsealed", rev, ["status"]),
      Step("verify-unsealed", rev, ["verify"]),
      Step("verify-unsealed-json", rev, ["verify", "--format", "json"]),
      Step("charter-sign-first", mo, ["charter", "sign", "--yes"], in: ledger),
      Step("charter-sign-last", dana, ["charter", "sign", "--yes"], in: ledger),
      Step("charter-show", rev, ["charter", "show"]),
      Step("charter-show-json", rev, ["charter", "show", "--format", "json"]),
      Step("charter-allowed-signers", rev, ["charter", "allowed-signers"]),
      Step("status-sealed", rev, ["status"]),
    ]
  }

  private func measuring(_ cast: [Person], _ workplace: Workplace) throws -> [Step] {
    let rev = cast[0]
    let csv = try workplace.write(Export.csv, to: "export.csv")
    let mapping = try workplace.write(Export.mapping, to: "crm.json")
    func take(_ name: String, _ period: String, _ mapping: String, _ more: [String] = []) -> Step {
      Step(
        name, rev,
        [
          "snapshot", "take", period, "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
          "2026-01-05T06:00:00Z",
        ] + more)
    }
    return [
      Step("amend-new", rev, ["amend", "new", "first", "--agreement", "emea", "--effective", "2026-02-01"]),
      Step("lint-trial", rev, ["lint"]),
      Step(
        "amend-set-without-evidence", rev,
        ["amend", "set", "first", "volume-t1", "30", "--firm", "--because", "Three months of leads."]),
      Step("lint", rev, ["lint"]), Step("lint-json", rev, ["lint", "--format", "json"]),
      take("snapshot-take", "2025-10", mapping),
      take("snapshot-take-dry-run", "2025-11", "crm", ["--dry-run"]),
      take("snapshot-take-known-mapping", "2025-11", "crm"), take("snapshot-take-third", "2025-12", "crm"),
      Step("snapshot-list", rev, ["snapshot", "list"]),
      Step("snapshot-list-json", rev, ["snapshot", "list", "--format", "json"]),
      Step("snapshot-show", rev, ["snapshot", "show", "2025-10"]),
      Step("snapshot-show-json", rev, ["snapshot", "show", "2025-10", "--format", "json"]),
      Step("snapshot-check", rev, ["snapshot", "check", "2025-10", "--source", csv]),
      Step("snapshot-explain", rev, ["snapshot", "explain", "2025-10", "--lead", "L100", "--source", csv]),
      Step(
        "snapshot-explain-unknown", rev,
        ["snapshot", "explain", "2025-10", "--lead", "nobody", "--source", csv]),
      Step("snapshot-map", rev, ["snapshot", "map", csv]),
      Step(
        "snapshot-take-unmapped", rev,
        [
          "snapshot", "take", "2025-10", "--draft", "first", "--source", csv, "--as-of",
          "2026-01-05T06:00:00Z",
        ]),
      Step("snapshot-check-other-file", rev, ["snapshot", "check", "2025-10", "--source", mapping]),
    ]
  }

  private func deciding(_ cast: [Person]) -> [Step] {
    let (rev, mo, dana) = (cast[0], cast[1], cast[2])
    let ledger = rev.clone
    let because = ["--because", "Three months of leads."]
    return [
      Step("amend-set", rev, ["amend", "set", "first", "volume-t1", "30", "--firm"] + because),
      Step("amend-set-time", rev, ["amend", "set", "first", "first-contact-t1", "8h", "--firm"] + because),
      Step(
        "amend-set-new", rev,
        [
          "amend", "set", "first", "volume-all", "55", "--metric", "mql.delivered", "--party", "marketing",
          "--provisional",
        ] + because),
      Step("amend-set-dry-run", rev, ["amend", "set", "first", "volume-t2", "70", "--dry-run"] + because),
      Step("amend-show", rev, ["amend", "show", "first"]),
      Step("amend-show-json", rev, ["amend", "show", "first", "--format", "json"]),
      Step("status-draft", rev, ["status"]), Step("status-draft-json", rev, ["status", "--format", "json"]),
      Step("sign-dry-run", mo, ["sign", "first", "--dry-run"], in: ledger),
      Step("sign-without-yes", mo, ["sign", "first"], in: ledger),
      Step("decline", dana, ["decline", "first", "--yes", "--because", "The calls are late."], in: ledger),
      Step("status-declined", rev, ["status"]),
      Step("ratify-declined", rev, ["ratify", "first"]),
      Step(
        "amend-set-share", rev,
        ["amend", "set", "first", "first-contact-t1", "75%", "--because", "What was reached."]),
      Step("sign", mo, ["sign", "first", "--yes"], in: ledger),
      Step("sign-last", dana, ["sign", "first", "--yes", "--comment", "Let us see."], in: ledger),
      Step("sign-again", mo, ["sign", "first", "--yes"], in: ledger),
    ]
  }

  private func looking(_ cast: [Person]) -> [Step] {
    let rev = cast[0]
    return [
      Step("status", rev, ["status"]), Step("status-json", rev, ["status", "--format", "json"]),
      Step("log", rev, ["log"]), Step("log-json", rev, ["log", "--format", "json"]),
      Step("verify", rev, ["verify"]), Step("verify-full", rev, ["verify", "--full"]),
      Step("verify-json", rev, ["verify", "--full", "--format", "json"]),
      Step("explain", rev, ["explain"]), Step("explain-rule", rev, ["explain", "target.above-cap"]),
      Step("metrics", rev, ["metrics"]), Step("metrics-json", rev, ["metrics", "--format", "json"]),
    ]
  }

  /// Leads that wait, two of them with names that are no names.
  private func waiting(_ cast: [Person], _ workplace: Workplace) throws -> [Step] {
    let csv = try workplace.write(
      """
      id,email,company,role,score,source,owner,mql_at,called_at,accepted_at,rejected_at,reason
      L1,l1@example.com,Acme,Buyer,85,web,ada,2026-02-03T09:00:00Z,,,,
      L2,l2@example.com,Acme,Buyer,65,fair,bo,2026-02-04T08:00:00Z,,,,
      L3,l3@example.com,Acme,Buyer,85,web,ada,2026-02-04T08:30:00Z,2026-02-04T09:00:00Z,,,
      "=HYPERLINK(""x"")",l4@example.com,Acme,Buyer,85,@web,+cy,2026-02-04T09:00:00Z,,,,
      L5,l5@example.com,Acme,Buyer,85,web,,2026-01-12T09:00:00Z,,,,
      """, to: "today.csv")
    func today(_ name: String, _ more: [String]) -> Step {
      Step(name, cast[0], ["today", "--source", csv, "--as-of", "2026-02-04T11:00:00+01:00"] + more)
    }
    return [
      today("today", []), today("today-csv", ["--format", "csv"]), today("today-json", ["--format", "json"]),
      today("today-owner", ["--owner", "bo", "--mapping", "crm"]),
      Step("today-before", cast[0], ["today", "--source", csv, "--as-of", "2026-01-14T11:00:00+01:00"]),
    ]
  }

  private func people(_ cast: [Person]) -> [Step] {
    let (rev, mo, dana, nia) = (cast[0], cast[1], cast[2], cast[3])
    let (ledger, other) = (rev.clone, "\(cast[4].key).pub")
    return [
      Step(
        "people-join", rev,
        [
          "people", "join", nia.introduction, "--role", "revops", "--confirmed-by", "rev", "--because",
          "She starts.",
        ]),
      Step("charter-draft-sign", mo, ["sign", "join-nia", "--agreement", "charter", "--yes"], in: ledger),
      Step(
        "charter-draft-sign-last", dana, ["sign", "join-nia", "--agreement", "charter", "--yes"], in: ledger),
      Step("charter-show-joined", rev, ["charter", "show"]),
      Step(
        "people-rotate-key", rev,
        ["people", "rotate-key", "rev", other, "--confirmed-by", "mo", "--because", "A new laptop."]),
      Step(
        "people-rotate-key-taken", rev,
        [
          "people", "rotate-key", "rev", "\(nia.key).pub", "--confirmed-by", "mo", "--because",
          "A new laptop.",
        ]),
      Step("people-leave", rev, ["people", "leave", "nia", "--because", "She leaves again."]),
      Step("amend-withdraw", rev, ["amend", "withdraw", "leave-nia", "--yes", "--because", "She stays."]),
      Step("status-charter-draft", rev, ["status"]),
    ]
  }

  /// Relief from what is promised for February, in its first weeks.
  private func excusing(_ cast: [Person]) -> [Step] {
    let (rev, mo, dana) = (cast[0], cast[1], cast[2])
    let ledger = rev.clone
    func exception(_ name: String, _ arguments: [String], _ incident: [String] = ["--incident", "INC-4711"])
      -> Step
    {
      Step(name, rev, ["exception"] + arguments + ["--because", "The CRM is down for a week."] + incident)
    }
    return [
      exception("exception-trial", ["outage", "volume-all", "--period", "2026-02"]),
      exception("exception-unknown", ["outage", "first-call", "--period", "2026-02"]),
      exception("exception-too-early", ["outage", "volume-t1", "--period", "2026-01"]),
      exception("exception-no-incident", ["outage", "volume-t1", "--period", "2026-02"], []),
      exception("exception", ["outage", "first-contact-t1=60%", "volume-t1", "--period", "2026-02"]),
      Step("exception-show", rev, ["amend", "show", "outage"]),
      Step("exception-show-json", rev, ["amend", "show", "outage", "--format", "json"]),
      Step("exception-set", rev, ["amend", "set", "outage", "volume-t1", "20", "--because", "Less."]),
      Step("exception-status-draft", rev, ["status"]),
      Step("exception-sign", mo, ["sign", "outage", "--yes"], in: ledger),
      Step("exception-sign-last", dana, ["sign", "outage", "--yes"], in: ledger),
      exception("exception-again", ["outage", "volume-t1", "--period", "2026-03"]),
      Step("exception-status", rev, ["status"]),
      Step("exception-status-json", rev, ["status", "--format", "json"]),
    ]
  }

  /// What becomes of February, which nobody has measured.
  private static func excused(_ rev: Person) -> [Step] {
    [
      Step("breaches-excused", rev, ["breaches"]),
      Step("breaches-excused-json", rev, ["breaches", "--format", "json"]),
      Step("log-excused", rev, ["log"]),
    ]
  }

  private func documents(_ cast: [Person], _ workplace: Workplace) throws -> [Step] {
    let rev = cast[0]
    let file = try workplace.write(Export.mapping, to: "loose.json")
    return [
      Step("schema", rev, ["schema"]), Step("schema-signoff", rev, ["schema", "signoff"]),
      Step("fmt-check", rev, ["fmt", "--check", file]), Step("fmt", rev, ["fmt", file]),
      Step("fmt-again", rev, ["fmt", "--check", file]), Step("lint-file", rev, ["lint", file]),
      Step("version", rev, ["--version"]), Step("help", rev, ["--help"]),
    ]
  }

  private static let sharingNames = [
    "hooks-install", "hooks-install-server", "sync-first", "clone", "clone-pinned-on-first-use",
    "sync-nothing",
    "sync-received",
  ]

  private func sharing(
    _ cast: [Person], _ workplace: Workplace, _ redaction: Redaction, _ hours: inout Calendar
  )
    async throws
  {
    let (rev, mo, nia) = (cast[0], cast[1], cast[3])
    let remote = "\(workplace.path)/remote.git"
    try await rev.gitText("init", "-q", "--bare", "-b", "main", remote)
    try await rev.gitText("remote", "add", "origin", remote)
    let pin = try String(contentsOfFile: "\(rev.clone)/.git/countersign/pin", encoding: .utf8)
    let identity = pin.trimmingCharacters(in: .newlines)
    try await Step("hooks-install", rev, ["hooks", "install"]).play(at: hours.next(), redaction)
    try await Step(
      "hooks-install-server", rev, ["hooks", "install", "--server", "--trust", identity], in: remote
    ).play(at: hours.next(), redaction)
    try await Step("sync-first", rev, ["sync"]).play(at: hours.next(), redaction)
    try await Step("clone", mo, ["clone", remote, "ledger", "--trust", identity], in: mo.home).play(
      at: hours.next(), redaction)
    try await Step("clone-pinned-on-first-use", nia, ["clone", remote, "ledger"], in: nia.home).play(
      at: hours.next(), redaction)
    try await Step("sync-nothing", mo, ["sync"]).play(at: hours.next(), redaction)
    try await rev.at(hours.next()).sla("amend", "new", "second", "--agreement", "emea").require(0)
    try await rev.sla("sync").require(0)
    try await Step("sync-received", mo, ["sync"]).play(at: hours.next(), redaction)
  }
}

/// A day in January 2026, an hour later at each command.
private struct Calendar {
  private var hours = 0

  mutating func next() -> String {
    defer { hours += 1 }
    return String(format: "2026-01-%02dT%02d:00:00Z", 6 + hours / 12, 8 + hours % 12)
  }
}
