import Foundation
import Harness
import Testing

/// The memory of what was verified before can be wrong, and the verdict stays right.
@Suite struct Memories {
  /// A ledger with a commit that nobody may make on top, which verification has not seen yet.
  private func poisoned() async throws -> (company: Company, bad: String) {
    let company = try await Company.drafting()
    try await company.rev.sla("verify").require(0)
    try "{}\n".write(toFile: "\(company.rev.clone)/notes.json", atomically: true, encoding: .utf8)
    try await company.rev.gitText("add", "notes.json")
    try await company.rev.gitText("commit", "-q", "-S", "--no-verify", "-m", "Add notes")
    return (company, try await company.tip())
  }

  /// The six lines of the memory, as the program writes them.
  private func memory(_ company: Company, commit: String, identity: String? = nil) -> String {
    """
    countersign verified, rules 1
    \(identity ?? company.identity)
    \(commit)
    1325757600000
    9

    """
  }

  private func expectRefused(_ company: Company, _ what: String) async throws {
    let verified = try await company.rev.sla("verify")
    #expect(verified.status == 1 && verified.text.contains("layout.unknown-path"), "\(what): \(verified)")
    let written = try await company.set(60)
    #expect(written.status == 1 && written.said.contains("layout.unknown-path"), "\(what): \(written)")
  }

  @Test(.timeLimit(.minutes(10)))
  func `a memory that is cut off, of another ledger, or not only its owner's is not believed`() async throws {
    let (company, bad) = try await poisoned()
    let path = company.gitFile("countersign/verified")
    let good = memory(company, commit: bad)
    let texts = [
      "truncated": String(good.prefix(120)), "empty": "", "without its end": String(good.dropLast()),
      "another ledger": memory(company, commit: bad, identity: String(repeating: "ab", count: 32)),
      "longer": good + "more\n", "other rules": good.replacing("rules 1", with: "rules 2"),
      "binary": "\u{0}\u{1}\u{2}",
      "no such commit": memory(company, commit: String(repeating: "1", count: 40)),
      "huge count": good.replacing("\n9\n", with: "\n99999999999999999999\n"),
    ]
    for (what, text) in texts {
      try put(text, path, permissions: 0o600)
      try await expectRefused(company, what)
    }
    for permissions in [0o666, 0o660, 0o620, 0o644] {
      try put(good, path, permissions: permissions)
      try await expectRefused(company, "mode \(String(permissions, radix: 8))")
    }
    // The control: only a private memory that is whole is believed, as the program itself is; and never with --full.
    try put(good, path, permissions: 0o600)
    #expect(try await company.rev.sla("verify").status == 0)
    try put(good, path, permissions: 0o600)
    #expect(try await company.rev.sla("verify", "--full").status == 1)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a link instead of the memory is not followed`() async throws {
    let (company, bad) = try await poisoned()
    let elsewhere = try company.workplace.write(memory(company, commit: bad), to: "elsewhere")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: elsewhere)
    let path = company.gitFile("countersign/verified")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
    try await expectRefused(company, "a link")
  }

  private func put(_ text: String, _ path: String, permissions: Int) throws {
    try? FileManager.default.removeItem(atPath: path)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }
}
