import Foundation
import Harness
import Testing

/// How commands end, after sysexits: each status for what it stands for, and nothing changed where something failed.
@Suite struct ExitStatuses {
  private func sla(_ person: Person, _ arguments: [String], in directory: String? = nil) async throws
    -> Outcome
  {
    try await person.run(Binary.path(), arguments, in: directory)
  }

  @Test(.timeLimit(.minutes(10)))
  func `0 is done, 1 is something found, and both say what`() async throws {
    let company = try await Company.founded()
    let unsealed = try await company.rev.sla("verify")
    #expect(unsealed.status == 1 && unsealed.text.contains("charter.unsealed"), "\(unsealed)")
    for person in [company.mo, company.dana] {
      try await person.sla("charter", "sign", "--yes", in: company.ledger).require(0)
    }
    #expect(try await company.rev.sla("verify").status == 0)
    #expect(try await company.rev.sla("lint").status == 0)
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      ["nonsense"], ["amend", "nonsense"], ["status", "--nonsense"], ["amend", "set", "first"], ["sign"],
      ["sign", "first"], ["charter", "sign"], ["amend", "withdraw", "first"], ["status", "--format", "xml"],
      ["amend", "edit", "first"], ["init", "other"],
    ])
  func `64 is wrong usage, also where a question cannot be asked`(_ arguments: [String]) async throws {
    let company = try await Company.founded()
    try await company.rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    let before = try await company.rev.digestOfClone()
    let outcome = try await sla(company.mo, arguments, in: company.ledger)
    #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.said.isEmpty, "\(outcome)")
    #expect(try await company.rev.digestOfClone() == before)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a missing confirmation names the flag`() async throws {
    let company = try await Company.founded()
    let outcome = try await company.mo.sla("charter", "sign", in: company.ledger)
    #expect(outcome.said.hasSuffix("sla: a confirmation is missing\n  Give it with --yes.\n"), "\(outcome)")
    let person = try await company.rev.sla("init", "other")
    #expect(person.said.hasSuffix("  Give it with --vp-marketing.\n"), "\(person)")
  }

  @Test(.timeLimit(.minutes(10)))
  func
    `65 is input that cannot be read: a repository with a damaged object, an export, a directory without ledger`()
    async throws
  {
    let company = try await Company.sealed()
    let rev = company.rev
    try await rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    let missing = try await rev.sla(
      "snapshot", "take", "2025-10", "--draft", "first", "--source", "none.csv", "--mapping", "none.json",
      "--as-of", "2026-01-05T06:00:00Z")
    #expect(missing.status == 65, "\(missing)")
    for damage in ["cut", "flipped", "gone"] {
      let commit = try await rev.gitText("rev-parse", "main~1")
      let path = "\(rev.clone)/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))"
      let bytes = try Data(contentsOf: URL(filePath: path))
      try FileManager.default.removeItem(atPath: path)
      if damage == "cut" { try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path)) }
      if damage == "flipped" {
        var flipped = bytes
        flipped[bytes.count / 2] ^= 0x40
        try flipped.write(to: URL(filePath: path))
      }
      for arguments in [["verify", "--full"], ["log"]] {
        let outcome = try await sla(rev, arguments)
        #expect(outcome.status == 65 && outcome.output.isEmpty, "\(damage): \(outcome)")
        #expect(outcome.said.contains(commit.prefix(10)), "\(damage): \(outcome)")
      }
      try? FileManager.default.removeItem(atPath: path)
      try bytes.write(to: URL(filePath: path))
    }
    #expect(try await rev.sla("verify", "--full").status == 0)
  }

  @Test(.timeLimit(.minutes(10)))
  func `64 is a folder that is no ledger, and says how to come to one`() async throws {
    let company = try await Company.founded()
    let outside = try await company.rev.sla("status", in: company.workplace.path)
    #expect(outside.status == 64, "\(outside)")
    #expect(
      outside.said.contains("is not in a git repository; change to the ledger's folder, or pass -C DIR"))
    try await company.rev.git("init", "-q", "plain", in: company.rev.home).require(0)
    let plain = try await company.rev.sla("status", in: "\(company.rev.home)/plain")
    #expect(plain.status == 64, "\(plain)")
    #expect(plain.said.contains("no ledger's identity is pinned in this repository"), "\(plain)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `69 is a remote that cannot be reached, 64 one that is not set`() async throws {
    let company = try await Company.sealed()
    let none = try await company.rev.sla("sync")
    #expect(none.status == 64 && none.said.contains("this clone has no remote called origin"), "\(none)")
    try await company.rev.gitText("remote", "add", "origin", "\(company.workplace.path)/nowhere.git")
    let gone = try await company.rev.sla("sync")
    #expect(gone.status == 69 && gone.said.contains("main could not be fetched from origin"), "\(gone)")
    let clone = try await company.rev.sla("clone", "https://127.0.0.1:9/ledger.git", in: company.rev.home)
    #expect(clone.status == 69, "\(clone)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `73 is what cannot be written: a ledger where one is, a hook that is somebody else's`() async throws {
    let company = try await Company.founded()
    let again = try await company.rev.sla(
      "init", "ledger", "--vp-marketing", company.mo.introduction, "--vp-sales", company.dana.introduction,
      in: company.rev.home)
    #expect(again.status == 73 && again.said.contains("there is a repository at ledger already"), "\(again)")
    let hook = "\(company.ledger)/.git/hooks/pre-commit"
    try "#!/bin/sh\necho mine\n".write(toFile: hook, atomically: true, encoding: .utf8)
    let install = try await company.rev.sla("hooks", "install")
    #expect(install.status == 73 && install.said.contains("is there already, and not ours"), "\(install)")
    #expect(try String(contentsOfFile: hook, encoding: .utf8) == "#!/bin/sh\necho mine\n")
  }

  @Test(.timeLimit(.minutes(10)))
  func `75 is a lock that somebody else holds`() async throws {
    let company = try await Company.sealed()
    let busy = try await company.rev.run(
      "flock",
      [
        "--exclusive", "\(company.ledger)/.git/countersign/lock", Binary.path(), "amend", "new", "first",
        "--agreement", "emea",
      ])
    #expect(busy.status == 75, "\(busy)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `77 is somebody who may not: no member, a member without the right, a role that is not theirs`()
    async throws
  {
    let company = try await Company.sealed()
    try await company.rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    let stranger = try await company.workplace.person("Sam Stranger")
    let cases: [(Person, [String], String)] = [
      (
        stranger, ["amend", "new", "second", "--agreement", "emea"],
        "is no member's in the charter in force [commit.signer]"
      ),
      (stranger, ["sign", "first", "--yes"], "not listed in the charter"),
      (company.rev, ["sign", "first", "--yes"], "rev holds no role that approves this"),
      (
        company.mo, ["sign", "first", "--yes", "--as", "vp-sales"], "mo does not hold the role vp-sales here"
      ),
    ]
    let before = try await company.rev.gitText("rev-parse", "main")
    for (person, arguments, words) in cases {
      let outcome = try await sla(person, arguments, in: company.ledger)
      #expect(outcome.status == 77 && outcome.said.contains(words), "\(outcome)")
    }
    #expect(try await company.rev.gitText("rev-parse", "main") == before)
  }

  @Test(.timeLimit(.minutes(10)))
  func `the folder is given before the subcommand or after it, to every command`() async throws {
    let company = try await Company.sealed()
    try await company.rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    let (rev, ledger) = (company.rev, company.ledger)
    for command in [
      ["status"], ["log"], ["lint"], ["verify"], ["charter", "show"], ["amend", "show", "first"],
      ["snapshot", "list"],
      ["explain"], ["metrics"], ["schema"],
    ] {
      let inside = try await sla(rev, command).require(0)
      for arguments in [["-C", ledger] + command, command + ["-C", ledger]] {
        let outcome = try await sla(rev, arguments, in: rev.home)
        #expect(outcome.status == 0 && outcome.output == inside.output, "\(outcome)")
      }
    }
    let wrong = try await sla(rev, ["-C", "\(rev.home)/none", "status"])
    #expect(wrong.status == 64, "\(wrong)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `a reader that goes away ends the command without a word`() async throws {
    let company = try await Company.sealed()
    for command in ["schema agreement", "log", "explain", "verify", "--help"] {
      let piped = try await company.rev.run(
        "bash", ["-c", #"{ "$0" \#(command); echo "status $?" >&2; } | true"#, Binary.path()])
      #expect(!piped.said.contains("rror") && !piped.said.contains("sla:"), "\(command): \(piped)")
      #expect(piped.said.contains("status "), "\(piped)")
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `output that has no place on the disk is no success`() async throws {
    let company = try await Company.sealed()
    let full = try await company.rev.run("bash", ["-c", #""$0" log > /dev/full"#, Binary.path()])
    #expect(full.status == 73, "\(full)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `words are plain where nobody looks, and nothing but data where quiet was asked for`() async throws {
    let company = try await Company.sealed()
    for command in ["status", "log", "verify"] {
      let outcome = try await company.rev.with(["TERM": "xterm-256color"]).sla(command)
      #expect(!outcome.output.contains(0x1B) && !outcome.said.contains("\u{1B}"))
    }
    let quiet = try await company.rev.sla("amend", "new", "first", "--agreement", "emea", "--quiet")
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.said.isEmpty, "\(quiet)")
  }
}
