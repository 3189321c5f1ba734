import Foundation
import Harness
import Testing

/// Drafts that were overtaken or declined, and what gets past nobody on the way.
struct DraftTests {
  /// A ledger with a version in force that is all trial, so that it needs no numbers.
  private func inForce() async throws -> Company {
    let company = try await Company.drafting()
    for commitment in ["volume-t1", "volume-t2", "first-contact-t1", "rejections-documented"] {
      let set = try await company.rev.sla(
        "amend", "set", "first", commitment, "--provisional", "--because", "To be measured.")
      if set.status == 64 { continue }
      try set.require(0)
    }
    try await approve("first", company)
    return company
  }

  private func approve(_ slug: String, _ company: Company) async throws {
    for person in [company.mo, company.dana] {
      try await person.sla("sign", slug, "--yes", in: company.ledger).require(0)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a draft that was overtaken is neither signed nor edited, and is written anew`() async throws {
    let company = try await inForce()
    for slug in ["one", "two"] { try await company.rev.sla("amend", "new", slug).require(0) }
    func edit(_ slug: String, _ key: String, _ value: String) async throws {
      let text = try await company.rev.sla("amend", "show", slug, "--whole").text
      let lines = text.split(separator: "\n").map { line in
        line.hasPrefix("  \"\(key)\": ") ? "  \"\(key)\": \"\(value)\"," : String(line)
      }
      let changed = lines.joined(separator: "\n")
        .replacing(
          "\"changes\": []", with: "\"changes\": [{\"pointer\": \"/\(key)\", \"reason\": \"Clearer.\"}]")
      try await company.rev.run(
        Binary.path(), ["amend", "edit", slug, "--file", "-"], input: Array(changed.utf8)
      ).require(0)
    }
    try await edit("one", "cancellation", "By mail.")
    try await edit("two", "title", "Another title")
    try await approve("one", company)

    let lint = try await company.rev.sla("lint", "two")
    #expect(
      lint.status == 1 && lint.text.contains("ratify.number") && lint.text.contains("sla amend rebase two"))
    let sign = try await company.mo.sla("sign", "two", "--yes", in: company.ledger)
    #expect(sign.status == 1 && sign.said.contains("came into force since this draft was written"), "\(sign)")
    let set = try await company.rev.sla("amend", "set", "two", "volume-t1", "5", "--because", "Less.")
    #expect(set.status == 1 && set.said.contains("amend rebase two"), "\(set)")
    let ratify = try await company.rev.sla("ratify", "two")
    #expect(
      ratify.status == 1 && ratify.said.contains("amend rebase two")
        && !ratify.said.contains("record.sealed"),
      "\(ratify)")

    try await company.rev.sla("amend", "rebase", "two").require(0)
    let whole = try await company.rev.sla("amend", "show", "two", "--whole").text
    #expect(whole.contains("By mail.") && whole.contains("Another title") && whole.contains("\"version\": 3"))
    let again = try await company.rev.sla("amend", "rebase", "two")
    #expect(again.status == 0 && again.said.contains("latest version already"))
    try await company.mo.sla("sign", "two", "--yes", in: company.ledger).require(0)
    try await company.rev.sla("verify", "--full").require(0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a declined round takes no approvals, and everybody can read why`() async throws {
    let company = try await Company.drafting()
    let reason = "Not before the new hires are in."
    try await company.dana.sla("decline", "first", "--because", reason, "--yes", in: company.ledger).require(
      0)
    for person in [company.dana, company.mo] {
      let sign = try await person.sla("sign", "first", "--yes", in: company.ledger)
      #expect(sign.status == 1 && sign.said.contains(reason), "\(sign)")
    }
    #expect(try await company.rev.sla("status").text.contains(reason))
    #expect(try await company.rev.sla("log").text.contains(reason))
  }

  @Test(.timeLimit(.minutes(10)))
  func `a commit of some paths and one of everything that changed are judged before they are made`()
    async throws
  {
    let company = try await Company.sealed()
    let before = try await company.tip()
    let file = "\(company.ledger)/charter/versions/0001.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    for arguments in [["-am", "All"], ["-m", "One", "charter/versions/0001.json"]] {
      let commit = try await company.rev.run("git", ["commit"] + arguments)
      #expect(commit.status != 0 && commit.said.contains("record.sealed"), "\(commit)")
    }
    try await company.rev.gitText("checkout", "-q", "--", ".")
    try await company.rev.gitText("config", "i18n.commitEncoding", "latin1")
    let other = try await company.rev.git("commit", "--allow-empty", "-m", "Größe")
    #expect(other.status != 0 && other.said.contains("commits are UTF-8"), "\(other)")
    #expect(try await company.tip() == before)
  }

  @Test(.timeLimit(.minutes(10)))
  func `what failed to start leaves nothing in the way of the next try`() async throws {
    let workplace = try Workplace()
    var people: [Person] = []
    for name in ["Rev Ops", "Mo Marsh", "Dana Reyes"] { people.append(try await workplace.person(name)) }
    let (rev, mo, dana) = (people[0], people[1], people[2])
    let both = ["init", "ledger", "--vp-marketing", mo.introduction, "--vp-sales", dana.introduction]
    let stranger = try await rev.run(Binary.path(), both, in: rev.home)
    #expect(stranger.status == 77 && stranger.said.contains("--revops"), "\(stranger)")
    try await rev.run(Binary.path(), both + ["--revops", rev.introduction], in: rev.home).require(0)

    let company = try await Company.sealed()
    let remote = try await company.makeRemote()
    try await company.rev.gitText("remote", "add", "origin", remote)
    try await company.rev.sla("sync").require(0)
    let wrong = String(repeating: "0", count: 64)
    let clone = try await company.mo.sla("clone", remote, "copy", "--trust", wrong, in: company.mo.home)
    #expect(clone.status == 1, "\(clone)")
    try await company.mo.sla("clone", remote, "copy", "--trust", company.identity, in: company.mo.home)
      .require(0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a range that begins outside the history is no range`() async throws {
    let company = try await Company.drafting()
    let (tip, older) = (try await company.tip(), try await company.rev.gitText("rev-parse", "main~1"))
    try await company.rev.sla("verify", "--range", "\(older)..\(tip)").require(0)
    let turned = try await company.rev.sla("verify", "--range", "\(tip)..\(older)")
    #expect(turned.status == 1 && turned.said.contains("rewound or forked"), "\(turned)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `a value of another unit, and what only a new commitment takes, are refused`() async throws {
    let company = try await Company.drafting()
    let share = try await company.rev.sla("amend", "set", "first", "volume-t1", "30%", "--because", "Less.")
    #expect(share.status == 64 && share.said.contains("is no value of mql.delivered"), "\(share)")
    let period = try await company.rev.sla(
      "amend", "set", "first", "volume-t1", "30", "--period", "quarter", "--because", "Less.")
    #expect(period.status == 64 && period.said.contains("--period"), "\(period)")
    let typo = try await company.rev.sla("verfy")
    #expect(typo.status == 64 && typo.said.contains("sla verify"), "\(typo)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `recovery can be opened after the founding`() async throws {
    let company = try await Company.sealed()
    for name in ["Rex Safe", "Zoe Vault"] {
      let holder = try await company.workplace.person(name)
      let joins = try await company.rev.sla(
        "people", "join", holder.introduction, "--role", "recovery", "--confirmed-by", "rev", "--because",
        "A key may be lost.")
      try joins.require(0)
      let slug = "join-\(holder.id)"
      for person in [company.mo, company.dana] {
        try await person.sla("sign", slug, "--agreement", "charter", "--yes", in: company.ledger).require(0)
      }
    }
    let charter = try await company.rev.sla("charter", "show").text
    #expect(charter.contains("vp-sales + recovery") && charter.contains("recovery + recovery"), "\(charter)")
    try await company.rev.sla("verify", "--full").require(0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `people and keys are read by fingerprint where they are signed`() async throws {
    let company = try await Company.sealed()
    let nia = try await company.workplace.person("Nia New")
    try await company.rev.sla(
      "people", "join", nia.introduction, "--role", "revops", "--confirmed-by", "rev", "--because",
      "She starts."
    ).require(0)
    let sign = try await company.mo.sla(
      "sign", "join-nia", "--agreement", "charter", "--yes", in: company.ledger
    ).require(0)
    let print = try await company.rev.run("ssh-keygen", ["-l", "-f", "\(nia.key).pub"]).require(0).text
    let fingerprint = try #require(print.split(separator: " ").dropFirst().first)
    #expect(
      sign.said.replacing("\n  ", with: " ").contains(fingerprint) && !sign.said.contains("AAAAC3"), "\(sign)"
    )
    #expect(sign.said.split(separator: "She starts.").count == 2, "\(sign)")
    let show = try await company.rev.sla("amend", "show", "join-nia", "--agreement", "charter")
    #expect(show.text.contains("changes /people/nia") && show.text.contains(fingerprint), "\(show)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `rows that cannot be read are listed also where they are too many`() async throws {
    let company = try await Company.drafting()
    let csv = try company.workplace.write(
      "id,mql_at\n1,yesterday\n2,2026-01-05T09:00:00Z\n", to: "export.csv")
    let mapping = try company.workplace.write(
      """
      {"$schema": "urn:countersign:schema:mapping:1", "name": "crm", "revision": 1, "system": "CRM",
       "lead": {"id": "id", "score": "id", "email": "id", "fields": [{"id": "company", "column": "id"}, {"id": "role", "column": "id"}]},
       "events": [{"event": "mql", "column": "mql_at", "format": "iso8601"}]}
      """, to: "crm.json")
    let rejects = "\(company.workplace.path)/rejects.txt"
    let take = try await company.rev.sla(
      "snapshot", "take", "2026-01", "--draft", "first", "--source", csv, "--mapping", mapping, "--as-of",
      "2026-03-01T00:00:00Z", "--rejects", rejects)
    #expect(take.status == 65, "\(take)")
    #expect(try String(contentsOfFile: rejects, encoding: .utf8).hasPrefix("line 2: "))
  }
}
