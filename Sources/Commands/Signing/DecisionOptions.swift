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
    let history = try clone.verified()
    let tree = history.tree
    let draft = try tree.onlyDraft(slug, in: try global.series(tree))
    guard other == nil || write != nil else {
      throw Failure(
        .usage, "nobody can sign for another", do: "Write the sign-off to a file for them: --write FILE.")
    }
    let signing = try await SigningOff(clone, draft: draft, for: other)
    try signing.requireUse(of: draft, decision)
    let role = try signing.role(role, for: draft)
    if let write { return try prepare(signing, draft, decision, role, comment, write, global) }
    if let report = try Self.report(on: draft, history, signing.roster.charter, global.errorStyle) {
      global.say(report)
    }
    let findings = try signing.review(of: draft).findings
    if !findings.isEmpty { global.say(FindingReport.text(findings, global.errorStyle)) }
    global.say("As \(role), \(signing.person) would sign these words:\n")
    global.say(try signing.statement(on: draft, decision).shown.wrapped(100, indent: "  ") + "\n")
    if let comment { global.say("with the remark: \(comment.shownOnOneLine)\n") }
    try Console.confirm(
      decision == .approve ? "Sign this?" : "Decline it with this?", yes: writing.yes || writing.dryRun)
    let (_, isRatified) = try await signing.sign(
      draft, decision, as: role, comment: comment, isDryRun: writing.dryRun)
    let done =
      isRatified
      ? "Signed; \(draft.title) is in force."
      : decision == .approve
        ? "Signed \(draft.title), round \(draft.round)." : "Declined \(draft.title), round \(draft.round)."
    global.say(writing.dryRun ? "Would have done: \(done)" : "\(done) Publish it with: sla sync")
  }

  /// What an agreement's draft changes, or what an exception is about; nil for the charter, whose statement says it all.
  private static func report(
    on draft: SignableDraft, _ history: VerifiedHistory, _ charter: Agreements.Charter, _ style: Style
  ) throws -> String? {
    switch draft.series {
    case .charter: return nil
    case .agreement(let id):
      guard let text = try history.tree.agreementDraft(id, slug: draft.slug) else { return nil }
      return DraftReport.text(try ChangeReview(of: text, in: history.tree, charter: charter), style)
    case .exceptions:
      return ExceptionReport.text(try history.exceptionReview(of: draft, charter: charter), style)
    }
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
