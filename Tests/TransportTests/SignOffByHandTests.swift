import Foundation
import Harness
import Testing

/// Sign-offs checked and made with `ssh-keygen` alone, as somebody does who trusts no tool of ours.
@Suite struct SignOffsByHand {
  @Test(.timeLimit(.minutes(10)))
  func `ssh-keygen accepts each sign-off with the printed allowed signers, and no other bytes`() async throws
  {
    let company = try await Company.sealed()
    let (rev, dana) = (company.rev, company.dana)
    try await rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    try await dana.sla("sign", "first", "--yes", in: rev.clone).require(0)
    try await company.mo.sla("decline", "first", "--yes", "--because", "Not yet.", in: rev.clone).require(0)
    let signers = try company.workplace.write(
      try await rev.sla("charter", "allowed-signers").require(0).text, to: "signers")
    let files = try await rev.gitText("ls-files", "*.approve.json", "*.decline.json").split(separator: "\n")
    #expect(files.count == 4)
    for file in files.map(String.init) {
      let person = String(file.split(separator: "/").last?.split(separator: ".").dropFirst().first ?? "")
      let check = [
        "-Y", "verify", "-n", "signoff@countersign", "-f", signers, "-I", "\(person)@example.com", "-s",
        "\(file).sig",
      ]
      let bytes = try rev.bytes(file)
      try await rev.run("ssh-keygen", check, input: bytes).require(0)
      let other = try await rev.run("ssh-keygen", check, input: bytes + [0x0A])
      #expect(other.status != 0)
    }
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["LF", "CRLF", "CR CRLF and spaces"])
  func `a sign-off signed with ssh-keygen and brought in by another counts like any other`(_ lines: String)
    async throws
  {
    let company = try await Company.sealed()
    let rev = company.rev
    try await rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    try await company.mo.sla("sign", "first", "--yes", in: rev.clone).require(0)
    let file = try await handMade(company)
    try mangle("\(file).sig", lines)
    let accepted = try await rev.sla("accept", file).require(0)
    #expect(accepted.said.contains("Brought in: dana approves emea v1, round 1, as vp-sales."), "\(accepted)")
    #expect(accepted.said.contains("emea v1 is in force."), "\(accepted)")
    try await rev.sla("verify", "--full").require(0)
    let status = try await rev.sla("status").require(0)
    #expect(status.text.contains("dana (vp-sales)"), "\(status)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `a sign-off whose bytes or key are not right is not brought in`() async throws {
    let company = try await Company.sealed()
    let rev = company.rev
    try await rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    let file = try await handMade(company)
    let before = try await rev.gitText("rev-parse", "main")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("approve", with: "decline").write(toFile: file, atomically: true, encoding: .utf8)
    let changed = try await rev.sla("accept", file)
    #expect(changed.status == 1 && changed.said.contains("signoff.signature"), "\(changed)")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: "\(file).sig")
    try await rev.run(
      "ssh-keygen", ["-q", "-Y", "sign", "-n", "signoff@countersign", "-f", company.mo.key, file]
    ).require(0)
    let foreign = try await rev.sla("accept", file)
    #expect(foreign.status == 77 && foreign.said.contains("signoff.key"), "\(foreign)")
    #expect(try await rev.gitText("rev-parse", "main") == before)
  }

  /// Dana's sign-off of the draft, its text written out by a script of hers, signed with `ssh-keygen -Y sign`.
  private func handMade(_ company: Company) async throws -> String {
    let (rev, dana) = (company.rev, company.dana)
    let shown = try await dana.sla("sign", "first", "--dry-run", in: rev.clone).require(0)
    let words = try #require(shown.said.split(separator: "would sign these words:\n").last)
    let statement = words.split(separator: "Would have done").first.map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let draft = "agreements/emea/amendments/first/draft.json"
    let digest = try await rev.run("sha256sum", [draft]).require(0).text.prefix(64)
    let head = try await rev.gitText("rev-parse", "main")
    let signedAt = try await rev.with(["TZ": "UTC"]).gitText(
      "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ")
    let text = """
      {
        "$schema": "urn:countersign:schema:signoff:1",
        "ledger": "\(company.identity)",
        "series": "emea",
        "version": 1,
        "round": 1,
        "subject": "\(digest)",
        "decision": "approve",
        "role": "vp-sales",
        "person": "dana",
        "head": "\(head)",
        "templates": "statements-1",
        "statement": \(try quoted(try #require(statement))),
        "signedAt": "\(signedAt)"
      }

      """
    let file = try company.workplace.write(text, to: "mail/dana.json")
    try await dana.run(
      "ssh-keygen", ["-q", "-Y", "sign", "-n", "signoff@countersign", "-f", dana.key, file],
      in: company.workplace.path
    ).require(0)
    return file
  }

  private func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self).replacing("\\/", with: "/")
  }

  /// What mail programs do to armour.
  private func mangle(_ path: String, _ lines: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let mangled =
      switch lines {
      case "CRLF": text.replacing("\n", with: "\r\n")
      case "CR CRLF and spaces": "\r\n" + text.replacing("\n", with: " \r\r\n") + "\r\n"
      default: text
      }
    try mangled.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
