import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import SystemPackage
import Wire

/// What signing and declining share.
struct DecisionOptions: ParsableArguments {
  @Argument(help: "The draft's name.") var slug: String
  @Option(name: .customLong("as"), help: "The role to sign in, where you hold several.") var role: String?
  @Option(help: "A remark that is signed too.") var comment: String?
  @Option(
    help: ArgumentHelp(
      "Write what would be signed to a file, to be signed by hand and brought in with sla accept.",
      valueName: "file"))
  var write: String?
  @Option(
    name: .customLong("for"), help: ArgumentHelp("With --write: who will sign by hand.", valueName: "person"))
  var other: String?

  func decide(
    _ decision: SignOff.Decision, comment: String?, _ global: GlobalOptions, _ writing: WriteOptions
  ) async throws {
    let clone = try global.open()
    let tree = try clone.verified().tree
    let draft = try tree.onlyDraft(slug, in: try global.series(tree))
    guard other == nil || write != nil else {
      throw Failure(
        .usage, "nobody can sign for another", do: "Write the sign-off to a file for them: --write FILE.")
    }
    let signing = try await SigningOff(clone, draft: draft, for: other)
    try signing.requireUse(of: draft, decision)
    let role = try signing.role(role, for: draft)
    if let write { return try prepare(signing, draft, decision, role, comment, write, global) }
    if case .agreement(let id) = draft.series, let text = try tree.agreementDraft(id, slug: draft.slug) {
      global.say(
        DraftReport.text(
          try ChangeReview(of: text, in: tree, charter: signing.roster.charter), global.errorStyle))
    }
    let findings = try tree.review(of: draft).findings
    if !findings.isEmpty { global.say(FindingReport.text(findings, global.errorStyle)) }
    global.say("As \(role), \(signing.person) would sign these words:\n")
    global.say(try signing.statement(on: draft, decision).shown.wrapped(100, indent: "  ") + "\n")
    if let comment { global.say("with the remark: \(comment.shownOnOneLine)\n") }
    try Console.confirm(
      decision == .approve ? "Sign this?" : "Decline it with this?", yes: writing.yes || writing.dryRun)
    let (_, isRatified) = try await signing.sign(
      draft, decision, as: role, comment: comment, isDryRun: writing.dryRun)
    let name = "\(draft.series.name) v\(draft.version)"
    let done =
      isRatified
      ? "Signed; \(name) is in force."
      : decision == .approve
        ? "Signed \(name), round \(draft.round)." : "Declined \(name), round \(draft.round)."
    global.say(writing.dryRun ? "Would have done: \(done)" : "\(done) Publish it with: sla sync")
  }

  /// Writes the sign-off for a signature by hand, and says how that is made.
  private func prepare(
    _ signing: SigningOff, _ draft: SignableDraft, _ decision: SignOff.Decision, _ role: String,
    _ comment: String?, _ path: String,
    _ global: GlobalOptions
  ) throws {
    let document = try signing.document(on: draft, decision, as: role, comment: comment)
    try Disk.write(
      document.bytes, to: FilePath(path), permissions: [.ownerReadWrite, .groupRead, .otherRead])
    global.say("Wrote \(path). \(signing.person) signs it with:")
    Console.write("ssh-keygen -Y sign -n \(SignOff.namespace) -f KEY \(path)\n")
    global.say("and it is brought in, with \(path).sig beside it, by: sla accept \(path)")
  }
}
