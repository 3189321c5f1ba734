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
    global.say("\(writing.prefix)\(done) Publish it with: sla sync")
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

struct Sign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Approve a draft: shows the words and the evidence, asks, signs.",
    discussion: "Where yours is the last approval needed, the same commit puts the draft in force.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions

  func run() async throws { try await decision.decide(.approve, comment: decision.comment, global, writing) }
}

struct Decline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Refuse a draft's current round, with the reason.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions
  @Option(help: "Why.") var because: String

  func run() async throws {
    try await decision.decide(
      .decline, comment: [because, decision.comment].compactMap { $0 }.joined(separator: " "), global, writing
    )
  }
}

struct Accept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring in sign-offs that came by mail.",
    discussion:
      "Each FILE.json has its signature in FILE.json.sig beside it, also one made by hand with ssh-keygen -Y sign."
  )
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "Sign-off files.") var files: [String]

  func run() async throws {
    let pairs = try files.filter { !$0.hasSuffix(".sig") }.map { try Accepting.Pair($0) }
    guard !pairs.isEmpty else {
      throw Failure(
        .usage, "no sign-off is among the files",
        do: "Name the .json files; their .sig are found beside them.")
    }
    let (_, signOffs, isRatified) = try await Accepting(try global.open()).accept(
      pairs, isDryRun: writing.dryRun)
    for signOff in signOffs {
      global.say(
        "\(writing.prefix)Brought in: \(signOff.person) \(signOff.decision.rawValue)s \(signOff.series) v\(signOff.version), round \(signOff.round), as \(signOff.role)."
      )
    }
    if isRatified {
      global.say("\(signOffs.first?.series ?? "") v\(signOffs.first?.version ?? 0) is in force.")
    }
    global.say("Publish it with: sla sync")
  }
}

struct Ratify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Put a fully approved draft in force.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    let change = try Ratifying(drafting.writer.clone, drafting.base).change(draft)
    try await drafting.writer.commit(change, isDryRun: writing.dryRun)
    global.say(
      "\(writing.prefix)\(draft.series.name) v\(draft.version) is in force. Publish it with: sla sync")
  }
}
