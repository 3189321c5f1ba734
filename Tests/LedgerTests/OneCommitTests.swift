import Foundation
import Harness
import Testing

/// Every command that writes is one commit on main, and the work tree follows it.
@Suite struct OneCommit {
  @Test(.timeLimit(.minutes(10)))
  func `one command is one commit with its own subject, signed by who ran it`() async throws {
    let company = try await Company.drafting()
    let (rev, mo, dana) = (company.rev, company.mo, company.dana)
    let key = "\(try await company.workplace.person("Laptop").key).pub"
    let commands: [(Person, [String], String)] = [
      (
        rev, ["amend", "set", "first", "volume-t1", "60", "--because", "Measured."],
        "Set volume-t1 in first of emea"
      ),
      (mo, ["sign", "first", "--yes"], "Sign off emea v1 as vp-marketing"),
      (dana, ["decline", "first", "--yes", "--because", "Later."], "Decline emea v1 as vp-sales"),
      (rev, ["amend", "withdraw", "first", "--yes", "--because", "Later."], "Withdraw first of emea"),
      (rev, ["amend", "new", "second", "--agreement", "emea"], "Draft second for emea"),
      (mo, ["sign", "second", "--yes"], "Sign off emea v1 as vp-marketing"),
      (dana, ["sign", "second", "--yes"], "Sign off emea v1 as vp-sales, and put it in force"),
      (
        rev, ["people", "rotate-key", "rev", key, "--confirmed-by", "mo", "--because", "A new laptop."],
        "Draft: another key for rev"
      ),
    ]
    for (person, arguments, subject) in commands {
      let before = try await company.tip()
      try await person.run(Binary.path(), arguments, in: rev.clone).require(0)
      #expect(try await rev.gitText("rev-parse", "main~1") == before, "\(arguments)")
      #expect(try await rev.gitText("log", "-1", "--format=%s %ae") == "\(subject) \(person.email)")
    }
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `a dry run writes nothing that stays`() async throws {
    let company = try await Company.drafting()
    let before = try await company.tip()
    let key = "\(try await company.workplace.person("Laptop").key).pub"
    for arguments in [
      ["amend", "set", "first", "volume-t1", "60", "--because", "Measured."],
      ["amend", "new", "second", "--agreement", "emea"], ["amend", "withdraw", "first"],
      ["people", "rotate-key", "rev", key, "--confirmed-by", "mo", "--because", "A new laptop."],
    ] {
      let outcome = try await company.rev.run(Binary.path(), arguments + ["--dry-run"]).require(0)
      #expect(outcome.said.contains("Would have done: "), "\(outcome)")
    }
    #expect(try await company.tip() == before)
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `what the user changed in the work tree is never overwritten`() async throws {
    let company = try await Company.drafting()
    let draft = "agreements/emea/amendments/first/draft.json"
    let path = URL(filePath: "\(company.rev.clone)/\(draft)")
    let mine = try String(contentsOf: path, encoding: .utf8) + "\nmine\n"
    try mine.write(to: path, atomically: true, encoding: .utf8)
    let notes = URL(filePath: "\(company.rev.clone)/agreements/notes.txt")
    try "mine too\n".write(to: notes, atomically: true, encoding: .utf8)
    try await company.set(60).require(0)
    #expect(try String(contentsOf: path, encoding: .utf8) == mine)
    // Nor by what moves and removes the file.
    try await company.rev.sla("amend", "withdraw", "first", "--yes").require(0)
    #expect(try String(contentsOf: path, encoding: .utf8) == mine)
    #expect(try String(contentsOf: notes, encoding: .utf8) == "mine too\n")
    let committed = try await company.rev.gitText("show", "main:agreements/emea/closed/first/draft.json")
    #expect(committed.contains(#""value": 60"#))
    try await company.rev.sla("verify", "--full").require(0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a file in the way of a new one stays, and the commit is made`() async throws {
    let company = try await Company.drafting()
    let place = "\(company.rev.clone)/agreements/emea/amendments/second"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try "mine\n".write(toFile: "\(place)/draft.json", atomically: true, encoding: .utf8)
    try await company.rev.sla("amend", "new", "second", "--agreement", "emea").require(0)
    #expect(try String(contentsOfFile: "\(place)/draft.json", encoding: .utf8) == "mine\n")
    #expect(
      try await company.rev.gitText("show", "main:agreements/emea/amendments/second/draft.json").contains(
        "second"))
  }
}
