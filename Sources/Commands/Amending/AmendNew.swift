import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Wire

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

  /// The first day of the month that begins next: what is agreed now starts with whole periods.
  private func nextMonth(after now: Instant, _ fiscal: FiscalCalendar) -> CivilDate {
    let today = CivilDate(day: now.milliseconds.floorDivided(by: 86_400_000))
    return Period.containing(today, unit: .month, in: fiscal).next.days(in: fiscal).lowerBound
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
        id: id, zone: zone,
        effective: effective
          ?? nextMonth(after: drafting.now, drafting.charter.parameters.fiscal).description,
        proposed: drafting.now)
  }
}
