import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import Wire

struct AmendSet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set one commitment of a draft; evidence that qualifies is found and cited.",
    discussion: """
      VALUE is a number of leads (450), a share (90%), a sum (€12,500) or, for first contact, the time within which it \
      counts (2h); with --statistic it is the promised duration itself. Without a value only the \
      reason and the evidence are renewed. A commitment that is not there yet takes --metric, --party and what belongs \
      to them.
      """)
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String
  @Argument(help: "The commitment, or \"all\" to renew reason and evidence of every one.") var commitment:
    String
  @Argument(help: "Its new value.") var value: String?
  @Option(help: "Why, in words.") var because: String
  @Flag(help: "Measured as a trial; needs no baseline.") var provisional = false
  @Flag(help: "Binding; needs evidence.") var firm = false
  @Flag(help: "Take the commitment out.") var remove = false
  @Option(help: "For a new one: the metric (sla metrics).") var metric: String?
  @Option(help: "For a new one: marketing or sales.") var party: String?
  @Option(help: "For a new one: week, month, quarter or year; month by default.") var period: String?
  @Option(help: "For a new one: atLeast or atMost; atLeast by default.") var comparison: String?
  @Option(help: "For a new one about durations: median or p95 is what is promised.") var statistic: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("For a new one: tier=t1 (repeatable).", valueName: "key=value")) var filters:
    [String] = []
  @Option(
    help: ArgumentHelp(
      "For a new one: within=4h, clock=business, start=mql, attempts=5 … (repeatable).",
      valueName: "key=value")) var parameter: [String] = []

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    guard case .agreement(let agreement) = draft.series else {
      throw Failure(
        .usage, "\(slug) is no draft of an agreement",
        do: draft.series == .charter
          ? "Change it with: sla people, or sla amend edit."
          : "State the exception anew: sla exception \(slug) COMMITMENT --period PERIOD --because …")
    }
    var text = draft.document.json
    let ids = try commitment == "all" ? all(in: text) : [commitmentID(text)]
    var cited: [(id: String, evidence: [Change.Evidence], missing: [Period])] = []
    for id in ids {
      let found: (evidence: [Change.Evidence], missing: [Period])
      (text, found) = try setting(id, in: text, drafting)
      cited.append((id, found.evidence, found.missing))
    }
    let subject = ids.count == 1 ? ids[0] : "all commitments"
    let (_, next) = try await drafting.write(
      text, series: draft.series, slug: draft.slug,
      subject: "Set \(subject) in \(draft.slug) of \(agreement)",
      isDryRun: writing.dryRun)
    global.say("\(writing.prefix)Set \(subject) in \(draft.slug), now in round \(next.round).")
    for words in try words(of: ids, in: next) { global.say("  \(words)") }
    try tell(cited, next, drafting)
  }

  /// What the commitments promise now.
  private func words(of ids: [String], in draft: SignableDraft) throws -> [String] {
    let text = try attempt {
      try draft.document.decoded { (json) throws(StructureProblem) in try Agreement(json) }
    }
    return ids.compactMap { text.commitment($0)?.words.shown }
  }

  private func all(in text: JSON) throws -> [String] {
    guard value == nil, metric == nil, !remove, !firm, !provisional else {
      throw Failure(.usage, "\"all\" only renews reasons and evidence", do: "Set commitments one by one.")
    }
    return (text["commitments"]?.items ?? []).compactMap { $0["id"]?.text }
  }

  /// The text with one commitment set, its change listed with reason and evidence, and what evidence was found.
  private func setting(
    _ id: String, in text: JSON, _ drafting: Drafting
  ) throws -> (JSON, (evidence: [Change.Evidence], missing: [Period])) {
    let commitments = try (text["commitments"] ?? .array([])).changingItem(id) {
      try remove ? nil : changed($0, id, currency: text["measurement"]?["money"]?["currency"]?.text)
    }
    let edited = text.setting("commitments", to: commitments)
    let pointer = JSONPointer(["commitments", id])
    let listed = drafting.listing(pointer, because: because, evidence: [], in: edited)
    // In a first version nothing is taken away from anybody: what is taken out is listed no more.
    guard !remove else {
      return (text["supersedes"] == nil ? drafting.unlisting(pointer, in: edited) : listed, ([], []))
    }
    let found = try drafting.evidence(for: id, in: listed)
    guard found.missing.isEmpty else { return (listed, found) }
    return (drafting.listing(pointer, because: because, evidence: found.evidence, in: edited), found)
  }

  private func commitmentID(_ text: JSON) throws -> String {
    let known = (text["commitments"]?.items ?? []).compactMap { $0["id"]?.text }
    if known.contains(commitment) { return commitment }
    let matches = known.filter { $0.hasPrefix(commitment) }
    if metric == nil, matches.count == 1 { return matches[0] }
    if metric != nil { return commitment }
    let hint = NearMiss.closest(to: commitment, among: known).map { "Did you mean \($0)?" }
    throw Failure(
      .usage, "the draft has no commitment \(commitment)", do: hint ?? "A new one takes --metric and --party."
    )
  }

  private func changed(_ present: JSON?, _ id: String, currency: String?) throws -> JSON {
    if present != nil { try requireNothingForNew(id) }
    var item = try present ?? fresh(id)
    if let value { item = try setting(value, in: item, currency: currency) }
    if provisional != firm {
      item = item.setting("standing", to: .string(provisional ? "provisional" : "firm"))
    }
    return item
  }

  /// Throws where options were given that only a new commitment takes: what is measured is not changed under a name.
  private func requireNothingForNew(_ id: String) throws {
    let given = [
      ("--metric", metric != nil), ("--party", party != nil), ("--period", period != nil),
      ("--comparison", comparison != nil), ("--statistic", statistic != nil), ("--where", !filters.isEmpty),
      ("--parameter", !parameter.isEmpty),
    ].filter(\.1).map(\.0)
    guard given.isEmpty else {
      throw Failure(
        .usage, "\(id) is there already, and \(given.joined(separator: ", ")) is for new commitments only",
        do: "Set its value, or add another commitment under another name.")
    }
  }

  private func setting(_ value: String, in item: JSON, currency: String?) throws -> JSON {
    guard let metric = item["metric"]?.text.flatMap({ Metric(rawValue: $0) }) else { return item }
    let unit = item["target"]?["unit"]?.text
    if unit == "percent", metric.isWait, let duration = ClockDuration(typed: value) {
      let parameters = (item["parameters"] ?? .object([])).setting(
        "within", to: .string(duration.description))
      return item.setting("parameters", to: parameters)
    }
    let number = try TypedTarget.number(
      value, of: metric, unit: unit.flatMap { Commitment.Target.Unit(rawValue: $0) }, currency: currency,
      withoutCurrency: "sla amend edit \(slug)")
    let target = (item["target"] ?? .object([])).setting("value", to: .integer(number))
    return item.setting("target", to: target)
  }

  /// A commitment that was not there before.
  private func fresh(_ id: String) throws -> JSON {
    guard let metric else { throw Failure(.usage, "the metric is missing", do: "Give it with --metric.") }
    guard let found = Metric(rawValue: metric) else {
      let hint = NearMiss.closest(to: metric, among: Metric.allCases.map(\.rawValue)).map {
        "Did you mean \($0)?"
      }
      throw Failure(.usage, "there is no metric \(metric)", do: hint ?? "sla metrics lists them.")
    }
    guard let party else {
      throw Failure(.usage, "the party is missing", do: "Give it with --party marketing or --party sales.")
    }
    guard value != nil else {
      throw Failure(.usage, "the value is missing", do: "Give it after the commitment's name.")
    }
    var members: [JSON.Member] = [
      .init("id", .string(id)), .init("party", .string(party)), .init("metric", .string(metric)),
    ]
    let parameters = try parameter.map { try pair($0) }.map { key, text in
      JSON.Member(
        key,
        Decimals.read(Array(text.utf8)[...]).map(JSON.integer)
          ?? .string(key == "within" ? ClockDuration(typed: text)?.description ?? text : text))
    }
    if !parameters.isEmpty { members.append(.init("parameters", .object(parameters))) }
    let filter = try filters.map { try pair($0) }.map { JSON.Member($0.key, .string($0.value)) }
    if !filter.isEmpty { members.append(.init("where", .object(filter))) }
    members += [
      .init("period", .string(period ?? "month")),
      .init(
        "target",
        .object(
          [
            .init("comparison", .string(comparison ?? "atLeast")), .init("value", .integer(0)),
            .init("unit", .string(unit(of: found).rawValue)),
          ] + (statistic.map { [.init("statistic", .string($0))] } ?? []))),
      .init("standing", .string("firm")),
    ]
    return .object(members)
  }

  /// What a new commitment promises: a duration where a statistic of it is named, else what the metric has first.
  private func unit(of metric: Metric) -> Commitment.Target.Unit {
    statistic != nil ? .milliseconds : metric.targetUnits.first ?? .leads
  }

  private func pair(_ text: String) throws -> (key: String, value: String) {
    guard let equals = text.firstIndex(of: "=") else {
      throw Failure(.usage, "\"\(text)\" is not written as KEY=VALUE")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }

  private func tell(
    _ cited: [(id: String, evidence: [Change.Evidence], missing: [Period])], _ next: SignableDraft,
    _ drafting: Drafting
  ) throws {
    let trials = Set(
      (next.document.json["commitments"]?.items ?? []).filter { $0["standing"]?.text == "provisional" }
        .compactMap { $0["id"]?.text })
    for (id, evidence, missing) in cited {
      if missing.isEmpty, !evidence.isEmpty {
        global.say("  \(id): evidence of \(evidence.map(Self.name).joined(separator: ", "))")
      } else if trials.contains(id) {
        global.say("  \(id): on trial, which takes no evidence")
      } else if !missing.isEmpty {
        global.say(
          "  \(id): no evidence, for lack of a fitting snapshot of \(missing.map(\.description).joined(separator: ", ")). Take it with: sla snapshot take PERIOD --draft \(next.slug)"
        )
      }
    }
    guard !writing.dryRun else { return }
    let history = try drafting.writer.clone.verified()
    let findings = try history.review(of: next, at: drafting.now).findings.filter { finding in
      finding.pointer.map { place in
        cited.contains { JSONPointer(["commitments", $0.id]).covers(place) }
      } ?? false
    }
    if !findings.isEmpty { global.say(FindingReport.text(findings, global.errorStyle)) }
  }

  /// A cited snapshot as people call it: period and revision.
  private static func name(_ evidence: Change.Evidence) -> String {
    guard case .snapshot(_, let period, let revision) = LedgerPath(evidence.snapshot) else {
      return evidence.snapshot
    }
    return "\(period) r\(revision)"
  }
}
