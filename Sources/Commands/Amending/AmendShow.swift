import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct AmendShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a draft changes, and on which evidence.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Argument(help: "The draft's name.") var slug: String
  @Flag(help: "The whole text.") var whole = false

  func run() async throws {
    let history = try global.open().verified()
    let tree = history.tree
    let draft = try tree.onlyDraft(slug, in: try global.series(tree))
    if !whole, reading.format == .text, draft.series == .charter, let charter = try tree.charter() {
      let next = try attempt {
        try draft.document.decoded { (json) throws(StructureProblem) in try Agreements.Charter(json) }
      }
      let differences = Difference.all(from: charter.json, to: next.json, kind: .charter)
      return Console.write(CharterReport.text(differences, next.changes, global.style))
    }
    if !whole, reading.format == .text, case .exceptions = draft.series, let charter = try tree.charter() {
      return try show(try history.exceptionReview(of: draft, charter: charter), draft)
    }
    guard !whole, case .agreement(let id) = draft.series,
      let text = try tree.agreementDraft(id, slug: draft.slug), let charter = try tree.charter()
    else {
      return Console.write(draft.document.bytes)
    }
    let review = try ChangeReview(of: text, in: tree, charter: charter)
    if reading.format == .json { return Console.write(DraftReport.json(review).written()) }
    Console.write(DraftReport.text(review, global.style))
    show(review.findings(path: LedgerPath.draft(draft.series, slug: draft.slug).description))
  }

  private func show(_ review: ExceptionReview, _ draft: SignableDraft) throws {
    Console.write(ExceptionReport.text(review, global.style))
    let now = try CommitDates.current().committer.when
    show(review.findings(path: LedgerPath.draft(draft.series, slug: draft.slug).description, at: now))
  }

  private func show(_ findings: [Finding]) {
    if !findings.isEmpty { Console.write("\n" + FindingReport.text(findings, global.style)) }
  }
}
