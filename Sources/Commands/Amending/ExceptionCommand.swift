import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct ExceptionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exception",
    abstract: "Draft a bounded relief from commitments, for both sides to sign.",
    discussion: """
      A COMMITMENT alone is suspended in the periods named; COMMITMENT=VALUE is held to that softer number: \
      first-contact-t1=70%. These periods read excused, and count for no streak. They have at most 31 days together, \
      and both sides have signed by five business days after the last one's end. Given again, the draft is stated anew \
      in its next round. Everything else goes as with other drafts: sla lint, sla sign, sla decline, sla ratify, \
      sla amend show, sla amend withdraw.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "Name of the exception.") var slug: String
  @Argument(help: ArgumentHelp("What is relieved from.", valueName: "commitment[=value]"))
  var commitments: [String]
  @Option(help: "A period that is excused: 2026-03, 2026-W10 (repeatable).") var period: [String]
  @Option(help: "Why, in words.") var because: String
  @Option(help: "What happened, by name or number.") var incident: String?
  @Option(
    help: ArgumentHelp("A measured period that shows it (repeatable).", valueName: "period"))
  var snapshot: [String] = []

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let id = try drafting.base.tree.onlyAgreement(global.agreement)
    let series = Series.exceptions(id)
    try requireName(series, drafting.base.tree)
    let periods = try period.map { try Self.period($0) }.sorted()
    let text = try drafting.text(of: id, governing: periods[0])
    let reliefs = try commitments.map { try Self.relief($0, from: text) }
    guard incident != nil || !snapshot.isEmpty else {
      throw Failure(
        .usage, "nothing shows the reason",
        do: "Name what happened with --incident, or a measured period with --snapshot.")
    }
    let named = reliefs.compactMap { text.commitment($0.commitment) }
    let evidence = try snapshot.flatMap { try drafting.numbers(of: named, in: $0, of: id) }
    let exception = Exception.text(
      agreement: id, periods: periods, reliefs: reliefs, reason: because, incident: incident,
      evidence: evidence)
    let (_, draft) = try await drafting.write(
      exception, series: series, slug: slug, subject: "Draft the exception \(slug) from \(id)",
      isRebase: true, isDryRun: writing.dryRun)
    global.say("\(writing.prefix)Drafted \(slug): \(draft.title), round \(draft.round).")
    if !writing.dryRun { try tell(draft, drafting) }
  }

  private func tell(_ draft: SignableDraft, _ drafting: Drafting) throws {
    let history = try drafting.writer.clone.verified()
    let review = try history.exceptionReview(of: draft, charter: drafting.charter)
    Console.write(ExceptionReport.text(review, global.style))
    let path = LedgerPath.draft(draft.series, slug: draft.slug).description
    let findings = review.findings(path: path, at: drafting.now)
    if !findings.isEmpty { return global.say(FindingReport.text(findings, global.errorStyle)) }
    global.say("Next: sla sync, then both sides: sla sign \(slug)")
  }

  /// Throws where the name was used for anything but an open exception, which is stated anew.
  private func requireName(_ series: Series, _ tree: LedgerTree) throws {
    guard TextFormat.slug.accepts(slug) else {
      throw Failure(
        .usage, "\"\(slug)\" is no name for a draft", do: "Use lower-case words joined by hyphens.")
    }
    guard try tree.drafts(of: series).contains(slug) || !tree.usedSlugs(of: series).contains(slug) else {
      throw Failure(.usage, "the name \(slug) was used before", do: "Take another.")
    }
  }

  private static func period(_ text: String) throws -> Period {
    guard let period = Period(text), period.description == text else {
      throw Failure(.usage, "\"\(text)\" is no period", do: "Write 2026-01, 2026-W05, 2026-Q1 or 2026.")
    }
    return period
  }

  /// What is asked for one commitment of the text that governs the periods.
  private static func relief(_ typed: String, from text: Agreement) throws -> Exception.Relief {
    let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let ids = text.commitments.map(\.id)
    let matches = ids.contains(parts[0]) ? [parts[0]] : ids.filter { $0.hasPrefix(parts[0]) }
    guard matches.count == 1, let commitment = text.commitment(matches[0]) else {
      let hint = NearMiss.closest(to: parts[0], among: ids).map { "Did you mean \($0)?" }
      throw Failure(
        .usage, "\(text.id) v\(text.version) has no commitment \(parts[0])",
        do: hint ?? "Known: \(ids.joined(separator: ", ")).")
    }
    guard parts.count == 2 else { return Exception.Relief(commitment: commitment.id, target: nil) }
    let number = try TypedTarget.number(
      parts[1], of: commitment.measure.metric, unit: commitment.target.unit,
      currency: text.json["measurement"]?["money"]?["currency"]?.text,
      withoutCurrency: "sla amend new SLUG --agreement \(text.id)")
    return Exception.Relief(commitment: commitment.id, target: commitment.target.with(value: number))
  }
}
