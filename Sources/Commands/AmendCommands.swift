import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import SystemPackage
import Wire

struct Amend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a draft: the next version, or the first.",
    subcommands: [AmendNew.self, AmendSet.self, AmendEdit.self, AmendShow.self, AmendWithdraw.self])
}

struct AmendNew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a draft.",
    discussion: "It starts from the version in force; a first version from --from FILE or the template.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "Name of the amendment.") var slug: String
  @Option(help: ArgumentHelp("An agreement's text to start from.", valueName: "file")) var from: String?
  @Option(help: "Template of a first version: b2b-saas.") var template = "b2b-saas"
  @Option(help: "IANA time zone of a first version's calendar.") var zone = "UTC"
  @Option(help: "Day from which it is to be effective.") var effective: String?
  @Option(help: "Why a first version holds its commitments, in words.") var because: String?

  func run() async throws {
    guard TextFormat.slug.accepts(slug) else {
      throw Failure(
        .usage, "\"\(slug)\" is no name for a draft", do: "Use lower-case words joined by hyphens.")
    }
    let drafting = try await Drafting(try global.open())
    let id = try agreementID(drafting)
    let series = Series.agreement(id)
    let used = try drafting.base.tree.usedSlugs(of: series)
    guard !used.contains(slug) else {
      throw Failure(.usage, "the name \(slug) was used before", do: "Take another.")
    }
    var text = try start(drafting, series, id)
    if text["supersedes"] == nil {
      text = drafting.listingAll(
        because: because
          ?? (from == nil ? "Proposed by the template \(template)." : "Part of the first version."), in: text)
    }
    if let effective { text = text.setting("effective", to: .string(effective)) }
    let (_, draft) = try await drafting.write(
      text, series: series, slug: slug, subject: "Draft \(slug) for \(id)", isDryRun: writing.dryRun)
    global.say("\(writing.prefix)Drafted \(slug): \(id) v\(draft.version), round \(draft.round).")
    global.say(
      "Next: sla snapshot take PERIOD --draft \(slug) …, then sla amend set \(slug) COMMITMENT VALUE --because …"
    )
  }

  private func agreementID(_ drafting: Drafting) throws -> String {
    guard let wanted = global.agreement else { return try drafting.base.tree.onlyAgreement(nil) }
    guard TextFormat.slug.accepts(wanted), wanted != SignOff.charterSeries else {
      throw Failure(
        .usage, "\"\(wanted)\" is no name for an agreement", do: "Use lower-case words joined by hyphens.")
    }
    return wanted
  }

  private func start(_ drafting: Drafting, _ series: Series, _ id: String) throws -> JSON {
    let given = try from.map { path in try AmendEdit.text(path, try Disk.contents(path), id: id) }
    if let next = try drafting.successor(of: series, slug: slug) {
      return given ?? next
    }
    guard template == "b2b-saas" else {
      throw Failure(.usage, "there is no template \(template)", do: "Known: b2b-saas.")
    }
    _ = try attempt { try Zone(named: zone) }
    return try given
      ?? AgreementTemplate.json(
        id: id, zone: zone, effective: effective ?? "2026-01-01", proposed: drafting.now)
  }
}

struct AmendEdit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Edit a draft's text in $EDITOR, or take it from a file.",
    discussion: "Number, predecessor, round and date are set for you.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String
  @Option(help: ArgumentHelp("The new text; - is standard input.", valueName: "file")) var file: String?

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    let bytes: [UInt8]
    if let file {
      bytes = try Disk.contents(file)
    } else {
      bytes = try await Editor.edit(draft.document.bytes, name: "\(slug).json")
    }
    let text = try Self.structured(file ?? "the edited text", bytes, draft.series.kind)
    guard text.setting("round", to: .integer(draft.round)) != draft.document.json else {
      return global.say("Nothing was changed.")
    }
    let (_, next) = try await drafting.write(
      text, series: draft.series, slug: draft.slug, subject: "Edit \(draft.slug) of \(draft.series.name)",
      isDryRun: writing.dryRun)
    global.say("\(writing.prefix)\(draft.slug) is at round \(next.round); earlier sign-offs no longer count.")
  }

  private static func structured(_ path: String, _ bytes: [UInt8], _ kind: DocumentKind) throws -> JSON {
    do { return kind.shape.arranged(try Document.structured(bytes, kind: kind)) } catch {
      throw Failure(error, in: path)
    }
  }

  /// An agreement's text from a file, its header completed so that what a person need not write may be left out.
  static func text(_ path: String, _ bytes: [UInt8], id: String) throws -> JSON {
    var json: JSON
    do { json = try JSON.parse(bytes) } catch { throw Failure(.syntax(error), in: path) }
    let header: [(String, JSON)] = [
      ("$schema", .string(DocumentKind.agreement.urn)), ("version", .integer(1)), ("slug", .string("draft")),
      ("round", .integer(1)),
      ("proposed", .string("2000-01-01T00:00:00Z")), ("agreement", .string(id)), ("changes", .array([])),
    ]
    for (key, value) in header where json[key] == nil { json = json.setting(key, to: value) }
    let problems = DocumentKind.agreement.shape.problems(in: json)
    guard problems.isEmpty else { throw Failure(.structure(problems, bytes), in: path) }
    return DocumentKind.agreement.shape.arranged(json)
  }
}

struct AmendShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What a draft changes, and on which evidence.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions
  @Argument(help: "The draft's name.") var slug: String
  @Flag(help: "The whole text.") var whole = false

  func run() async throws {
    let tree = try global.open().verified().tree
    let draft = try tree.onlyDraft(slug, in: try global.series(tree))
    guard !whole, case .agreement(let id) = draft.series,
      let text = try tree.agreementDraft(id, slug: draft.slug), let charter = try tree.charter()
    else {
      return Console.write(draft.document.bytes)
    }
    let review = try ChangeReview(of: text, in: tree, charter: charter)
    if reading.format == .json { return Console.write(DraftReport.json(review).written()) }
    Console.write(DraftReport.text(review, global.style))
    let findings = review.findings(path: LedgerPath.draft(draft.series, slug: draft.slug).description)
    if !findings.isEmpty { Console.write("\n" + FindingReport.text(findings, global.style)) }
  }
}

struct AmendWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Close a draft; what was signed on it is kept.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String
  @Option(help: "Why.") var because: String?

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    try Console.confirm("Withdraw \(draft.slug) of \(draft.series.name)?", yes: writing.yes || writing.dryRun)
    let change = try Ratifying(drafting.writer.clone, drafting.base).withdrawal(draft, because: because)
    try await drafting.writer.commit(change, isDryRun: writing.dryRun)
    global.say("\(writing.prefix)Withdrew \(draft.slug).")
  }
}
