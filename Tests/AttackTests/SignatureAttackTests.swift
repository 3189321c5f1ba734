import Agreements
import History
import LedgerScenarios
import Testing

/// Signatures that are none: A08 to A10.
struct SignatureAttackTests {
  @Test(arguments: ["git", "file", "unittest", "contribution@countersign", "signoff@countersign.example"])
  func `A08 a signature in another namespace is no approval`(namespace: String) async throws {
    let ledger = try await LedgerScenario.at(.measured)
    var plan = SigningPlan()
    let honest = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
    try await ledger.commit(try ledger.filing(honest, .emea, "first"), by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    plan.namespace = namespace
    let signed = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing", plan)
    try await ledger.commit(try ledger.filing(signed, .emea, "first"), by: .mo)
    try await ledger.expectRefused("signoff.signature")
  }

  @Test func `A09 a sign-off without its signature is refused`() async throws {
    try await tampered("signoff.incomplete") { $0.filter { !$0.key.hasSuffix(".sig") } }
  }

  @Test func `A09 a signature without its sign-off is refused`() async throws {
    try await tampered("signoff.incomplete") { $0.filter { $0.key.hasSuffix(".sig") } }
  }

  @Test func `A09 a signature of other bytes is refused`() async throws {
    let other = try await Actor.mo.sign(Array("something else\n".utf8), namespace: SignOff.namespace)
    try await tampered("signoff.signature") { $0.mapSignature { _ in other } }
  }

  @Test func `A09 an empty signature is refused`() async throws {
    try await tampered("signoff.signature") { $0.mapSignature { _ in [] } }
  }

  @Test func `A09 a sign-off and its signature cannot come in one after the other`() async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let signed = try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing")
    let files = try ledger.filing(signed, .emea, "first")
    try await ledger.commit(files.filter { !$0.key.hasSuffix(".sig") }, by: .mo)
    try await ledger.commit(files.filter { $0.key.hasSuffix(".sig") }, by: .mo)
    let verification = try await ledger.verifyWithProgram()
    #expect(verification.rules == ["signoff.incomplete"])
    #expect(verification.lastGood == ledger.published.description)
  }

  @Test(arguments: [
    "junk after the end", "a blank line", "a blank line before", "re-wrapped lines", "two blocks", "CRLF",
    "spaces at the ends of lines",
  ])
  func `A10 armour that ssh-keygen would not have written is refused`(kind: String) async throws {
    try await tampered("signoff.signature") { files in
      files.mapSignature { armour in
        let text = String(decoding: armour, as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        let changed: String =
          switch kind {
          case "junk after the end": text + "junk\n"
          case "a blank line":
            lines.prefix(2).joined(separator: "\n") + "\n\n" + lines.dropFirst(2).joined(separator: "\n")
              + "\n"
          case "a blank line before": "\n" + text
          case "re-wrapped lines":
            lines[0] + "\n" + lines[1...(lines.count - 2)].joined() + "\n" + lines[lines.count - 1] + "\n"
          case "two blocks": text + text
          case "CRLF": lines.joined(separator: "\r\n") + "\r\n"
          default: lines.map { $0 + " " }.joined(separator: "\n") + "\n"
          }
        return Array(changed.utf8)
      }
    }
  }

  /// Brings in marketing's sign-off honestly, then tampered with, and expects the rule.
  private func tampered(
    _ rule: String, _ tamper: (LedgerScenario.Files) -> LedgerScenario.Files
  ) async throws {
    let ledger = try await LedgerScenario.at(.measured)
    let files = try ledger.filing(
      try await ledger.signOff(.emea, "first", by: .mo, as: "vp-marketing"), .emea, "first")
    try await ledger.commit(files, by: .mo)
    try await ledger.expectAllowed()
    try ledger.rewind(to: ledger.published)
    try await ledger.commit(tamper(files), by: .mo)
    try await ledger.expectRefused(rule)
  }
}

extension LedgerScenario.Files {
  /// The files with the signature's bytes put through `change`.
  fileprivate func mapSignature(_ change: ([UInt8]) -> [UInt8]) -> Self {
    Dictionary(
      uniqueKeysWithValues: map { path, bytes in
        (path, path.hasSuffix(".sig") ? bytes.map(change) : bytes)
      })
  }
}
