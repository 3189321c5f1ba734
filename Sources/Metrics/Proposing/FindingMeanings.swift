internal import Agreements
internal import Wire

/// What the values of an unknown export could mean.
extension MappingDraft {
  /// What the values found could mean.
  var meanings: MeaningsFound {
    var found = MeaningsFound()
    switch kind {
    case .history, .stages: addChanges(to: &found)
    case .deals: addDeals(to: &found)
    case .activities, .events: addActors(.actor, to: &found)
    case .leads: addLeads(to: &found)
    }
    let amounts = kind == .leads || kind == .deals ? currency : nil
    found.tellsOfDeals = events.contains { $0["event"]?.text == "opportunity" }
    found.currency = events.contains { ["opportunity", "won"].contains($0["event"]?.text) } ? amounts : nil
    if kind != .history, kind != .activities { addSources(to: &found) }
    return found
  }

  private func addChanges(to found: inout MeaningsFound) {
    guard let changed, !stages.isEmpty else { return }
    for (subject, sense) in [
      (Measurement.Meaning.Subject.mql, Vocabulary.Sense.qualified), (.accepted, .accepted),
      (.rejected, .rejected), (.won, .won),
    ] {
      let values = stages(sense)
      guard !values.isEmpty else { continue }
      found.meanings.append(
        .init(
          subject: subject, meaning: .values(values.sorted()), column: changed.profile.name,
          isNeeded: subject != .won))
    }
    if kind == .stages, !stages(.rejected).isEmpty { addReasons(to: &found) }
    if stages(.qualified).isEmpty {
      found.left.append(
        .init(
          column: changed.profile.name,
          why: "none of its stages is known as an MQL; say in meanings.mql which one is",
          values: stages.prefix(20).map(\.value)))
    }
  }

  private func addDeals(to found: inout MeaningsFound) {
    guard let stage = column(.dealStage) else { return }
    let won = stages(.won)
    if !won.isEmpty {
      found.meanings.append(
        .init(subject: .won, meaning: .values(won.sorted()), column: stage.profile.name, isNeeded: false))
    }
  }

  /// Who a program is, among those who did something.
  private func addActors(_ role: ColumnRole, to found: inout MeaningsFound) {
    guard let actor = column(role), events.contains(where: { $0["event"]?.text == "attempt" }) else { return }
    let programs = (actor.profile.values ?? []).filter(LabelGuard.isProgram)
    found.meanings.append(
      .init(
        subject: .humanAttempt, meaning: programs.isEmpty ? .stamped : .otherThan(programs.sorted()),
        column: actor.profile.name, isNeeded: false))
    if programs.isEmpty {
      found.left.append(
        .init(
          column: actor.profile.name,
          why: actor.profile.holdsIDs
            ? "holds ids, by which no program is known; if one is, say its id in meanings.humanAttempt"
            : "names no program; if one of its names is one, say so in meanings.humanAttempt", values: []))
    }
  }

  private func addLeads(to found: inout MeaningsFound) {
    let kinds = Set(events.compactMap { $0["event"]?.text })
    let stamped: [(String, Measurement.Meaning.Subject, ColumnRole)] = [
      ("mql", .mql, .event(.mql)), ("accepted", .accepted, .event(.accepted)),
      ("rejected", .rejected, .event(.rejected)), ("won", .won, .event(.won)),
    ]
    for (kind, subject, role) in stamped where kinds.contains(kind) {
      let won = subject == .won ? stages(.won) : []
      if let closing, !won.isEmpty {
        found.meanings.append(
          .init(
            subject: subject, meaning: .values(won.sorted()), column: closing.column.profile.name,
            isNeeded: false))
        continue
      }
      found.meanings.append(
        .init(subject: subject, meaning: .stamped, column: column(role)?.profile.name ?? "", isNeeded: false))
    }
    if kinds.contains("attempt") {
      if column(.contactedBy) != nil {
        addActors(.contactedBy, to: &found)
      } else {
        let automatic = automaticChannels
        found.meanings.append(
          .init(
            subject: .humanAttempt, meaning: automatic.isEmpty ? .stamped : .otherThan(automatic),
            column: column(automatic.isEmpty ? .event(.attempt) : .attemptChannel)?.profile.name ?? "",
            isNeeded: false))
      }
    }
    addForms(to: &found)
    if kinds.contains("rejected") { addReasons(to: &found) }
    found.historyFields = columns.compactMap { column in
      guard case .field(let id)? = column.role, Self.behaviour.contains(id) else { return nil }
      return id
    }.sorted()
    if let grade = column(.grade), column(.score) == nil, column(.amount) == nil {
      found.left.append(
        .init(
          column: grade.profile.name,
          why:
            "sorts leads in words, and tiers go by a number; for tiers add the score or the amount behind it, or a column with a number for each",
          values: grade.profile.values ?? []))
    }
    if !kinds.contains("mql"), let stage = column(.stage) {
      found.left.append(
        .init(
          column: stage.profile.name,
          why: "says what a lead is today and not since when; nothing can be counted by it",
          values: Array((stage.profile.values ?? []).prefix(20))))
    }
  }

  /// Which forms are which request, where a column says what was asked for.
  private func addForms(to found: inout MeaningsFound) {
    guard let form = column(.requestKind) else { return }
    for kind in RequestKind.allCases {
      let isTold = events.contains { $0["event"]?.text == kind.event.rawValue && $0["value"] != nil }
      guard isTold, let subject = kind.event.subject else { continue }
      let forms = forms(kind)
      let safe = zip(form.profile.values ?? [], form.profile.counts).filter {
        forms.contains($0) && labels.allows($0, count: $1)
      }.map(\.0)
      guard !safe.isEmpty else { continue }
      found.meanings.append(
        .init(subject: subject, meaning: .values(safe.sorted()), column: form.profile.name, isNeeded: true))
    }
  }

  private static let behaviour = ["emails-clicked", "form-submissions", "pageviews", "sessions"]

  private func addReasons(to found: inout MeaningsFound) {
    guard let reason = column(.rejectionReason) else { return }
    guard let values = reason.profile.values else {
      if reason.profile.filled > 0 {
        found.left.append(
          .init(
            column: reason.profile.name,
            why: "is written freely, and no list of reasons can be made of it; let sales choose from one",
            values: []))
      }
      return
    }
    found.reasons = zip(values, reason.profile.counts).filter { labels.allows($0, count: $1) }.map(\.0)
    let others = values.filter { !found.reasons.contains($0) }
    if !others.isEmpty {
      found.left.append(
        .init(
          column: reason.profile.name,
          why: "values in fewer than three rows, or that could name somebody, are not proposed",
          values: Array(others.prefix(20))))
    }
  }

  private func addSources(to found: inout MeaningsFound) {
    guard let source = column(.source), let values = source.profile.values else { return }
    let safe = zip(values, source.profile.counts).filter { labels.allows($0, count: $1) }.map(\.0)
    var groups: [(key: String, values: [String])] = []
    for value in values {
      let key = Vocabulary.normalized(value)
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].values.append(value)
      } else {
        groups.append((key, [value]))
      }
    }
    found.spellings = groups.filter { $0.values.count > 1 && safe.contains($0.values[0]) }.map {
      .init(source: $0.values[0], values: $0.values.dropFirst().sorted())
    }
    found.marketingSources = safe.filter(Vocabulary.isMarketing).sorted()
  }

  /// The one currency in which amounts are, by a column or by what stands with them.
  private var currency: String? {
    guard let amount = column(.amount), amount.profile.filled > 0 else { return nil }
    if let codes = column(.currency)?.profile.values {
      return codes.count == 1 && TextFormat.currency.accepts(codes[0]) ? codes[0] : nil
    }
    if let mark = CurrencyMark(of: Array(amount.profile.sample.utf8)[...]), mark.codes.count == 1 {
      return mark.codes.first
    }
    let last = Vocabulary.normalized(amount.profile.name).split(separator: " ").last.map { $0.uppercased() }
    return last.flatMap {
      ["EUR", "USD", "GBP", "CHF", "AED", "BRL", "SEK", "DKK", "NOK", "PLN"].contains($0) ? $0 : nil
    }
  }
}
