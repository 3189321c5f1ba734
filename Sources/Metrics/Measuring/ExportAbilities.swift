package import Agreements
internal import Wire

/// Why a number has no data although rows were read.
package struct MeasureGap: Sendable, Equatable {
  /// The entry that stays empty.
  package let entry: String
  package let cause: Cause

  package enum Cause: Sendable, Equatable {
    case noContact
    case noClockStart(Measurement.ClockStart)
    case fewAttemptColumns(Int, needed: Int)
    case noDecisions
    /// The mapping names no column for what is said in words.
    case noColumn(String)
    /// The agreement's `measurement` lacks the member of that name.
    case notAgreed(String)
  }
}

extension MeasureGap.Cause: CustomStringConvertible {
  /// What the export lacks and how to come by it, in the reader's words.
  package var description: String {
    switch self {
    case .noContact:
      """
      the export has no column with human attempts, replies or meetings; add one, and say in the mapping and in the \
      agreement which attempts are human
      """
    case .noClockStart(let start): "the mapping names no column for the clock's start, \(start.rawValue)"
    case .fewAttemptColumns(let count, let needed):
      """
      the mapping names \(count) columns with human attempts, but \(needed) attempts are agreed; export each attempt's \
      time
      """
    case .noDecisions: "the mapping names no column for acceptances or rejections"
    case .noColumn(let what): "the mapping names no column for \(what)"
    case .notAgreed(let member): "the agreement's measurement has no \"\(member)\""
    }
  }
}

/// Which numbers a snapshot's exports can give at all.
struct ExportAbilities {
  private let mappings: [Mapping]
  private let measurement: Measurement
  /// How many attempts of a lead they can tell of, that are known to be human or not.
  private let attemptColumns: Int

  init(_ sources: [ExportSource], measurement: Measurement, layouts: [ExportLayout]) {
    mappings = sources.map(\.mapping)
    self.measurement = measurement
    attemptColumns = zip(mappings, layouts).reduce(0) { sum, source in
      let columns = source.1.events.count { $0.kind == .attempt }
      // A lead has as many rows of events as there were.
      return source.0.rows == .leads || columns == 0 ? sum + columns : 1000
    }
  }

  /// Whether it tells which leads were accepted or rejected.
  var hasDecisions: Bool { has(.accepted) || has(.rejected) }

  /// The kinds of requests that it tells of.
  var requestKinds: [RequestKind] { RequestKind.allCases.filter { has($0.event) } }

  var hasSources: Bool { mappings.contains { $0.lead.source != nil } }

  var hasRegions: Bool { mappings.contains { $0.lead.region != nil } }

  var hasTeams: Bool { mappings.contains { $0.lead.team != nil } }

  /// Of what time the values are that tiers go by.
  var tierAt: Mapping.ValueTime {
    mappings.contains { $0.rows != .activities && $0.lead.valuesAt == .export } ? .export : .handoff
  }

  /// Why a measure has no data; nil where it can be measured.
  func gap(of measure: Measure) -> MeasureGap? {
    (filterCause(measure.filter) ?? cause(measure)).map { MeasureGap(entry: measure.entryID, cause: $0) }
  }

  /// Whether a measure can be had at all, whatever its filter.
  func gives(_ metric: Metric, _ parameters: MetricParameters = MetricParameters()) -> Bool {
    cause(Measure(metric: metric, parameters: parameters)) == nil
  }

  private func filterCause(_ filter: LeadFilter) -> MeasureGap.Cause? {
    if filter.source != nil, !hasSources { return .noColumn("the source") }
    if filter.region != nil, !hasRegions { return .noColumn("the region") }
    if filter.team != nil, !hasTeams { return .noColumn("the owner's team") }
    if let request = filter.request, !has(request.event) { return .noColumn(request.words) }
    return nil
  }

  private func cause(_ measure: Measure) -> MeasureGap.Cause? {
    switch measure.metric {
    case .mqlDelivered, .leadsDuplicate, .reported: nil
    case .leadCreated: lacks(.created)
    case .mqlPerRep:
      measure.parameters.headcount != nil || hasOwners ? nil : .noColumn("the owner")
    case .mqlScore: mappings.contains { $0.lead.score != nil } ? nil : .noColumn("the score")
    case .mqlCompleteness: measurement.requiredFields.isEmpty ? .notAgreed("requiredFields") : nil
    case .mqlHistory: history
    case .intentAlerted:
      lacks(.alert) ?? (hasEvent(.alert, with: \.deliveredAt) ? nil : .noColumn("the delivery of alerts"))
    case .firstContact, .handoffToContact, .timeToConnect: wait(measure)
    case .followUpDepth:
      // A file with fewer columns tells of the first attempts only: its leads would seem neglected.
      (measure.parameters.attempts ?? 0) > attemptColumns
        ? .fewAttemptColumns(attemptColumns, needed: measure.parameters.attempts ?? 0) : nil
    case .rejectionRate: hasDecisions ? nil : .noDecisions
    case .rejectionReasons, .rejectionDocumented: has(.rejected) ? nil : .noDecisions
    case .acceptanceDocumented:
      lacks(.accepted)
        ?? (hasEvent(.accepted, with: \.reason) ? nil : .noColumn("what acceptances say"))
    case .hygieneStale, .leadsDropped: attemptColumns > 0 || has(.updated) ? nil : .noContact
    case .hygieneOutcomes:
      hasEvent(.attempt, with: \.outcome) && attemptColumns > 0 ? nil : .noColumn("the outcome of attempts")
    case .conversionLeadMQL: lacks(.created) ?? lacks(.mql)
    case .conversionMQLSQL: lacks(.mql) ?? lacks(.sql)
    case .conversionSQLOpportunity: lacks(.mql) ?? lacks(.sql) ?? lacks(.opportunity)
    case .conversionOpportunityWon: lacks(.mql) ?? lacks(.opportunity) ?? lacks(.won)
    case .opportunityFollowUp: lacks(.opportunity) ?? (attemptColumns > 0 ? nil : .noContact)
    case .pipelineBySource: money(of: .opportunity)
    case .pipelineMarketing:
      measurement.marketingSources == nil ? .notAgreed("marketingSources") : money(of: .opportunity)
    case .revenue, .dealSize: money(of: .won)
    case .cycleLength: lacks(.won) ?? lacks(.mql)
    }
  }

  private var hasOwners: Bool {
    mappings.contains { $0.lead.owner != nil } || hasEvent(.assigned, with: \.owner)
  }

  private var history: MeasureGap.Cause? {
    if measurement.historyFields.isEmpty { return .notAgreed("historyFields") }
    let fields = mappings.flatMap { $0.lead.fields.map(\.id) }
    let hasSome = measurement.historyFields.contains { field in
      fields.contains { $0.hasSameBytes(as: field) }
    }
    return hasSome ? nil : .noColumn("the lead's behaviour")
  }

  private func wait(_ measure: Measure) -> MeasureGap.Cause? {
    let start = measure.clockStart(measurement)
    guard has(Self.event(of: start)) else { return .noClockStart(start) }
    if measure.metric == .timeToConnect {
      return has(.connected) || has(.replied) || has(.meetingBooked) ? nil : .noColumn("connections")
    }
    return attemptColumns > 0 || has(.replied) || has(.meetingBooked) ? nil : .noContact
  }

  private func money(of kind: Mapping.EventKind) -> MeasureGap.Cause? {
    if measurement.money == nil { return .notAgreed("money") }
    let amounts = mappings.contains { mapping in
      mapping.events.contains {
        ($0.event == kind || $0.event == .opportunity) && ($0.amount ?? mapping.lead.amount) != nil
      }
    }
    return lacks(kind) ?? (amounts ? nil : .noColumn("the amount of deals"))
  }

  private func hasEvent(
    _ kind: Mapping.EventKind, with column: KeyPath<Mapping.EventColumn, String?>
  ) -> Bool {
    mappings.contains { $0.events.contains { $0.event == kind && $0[keyPath: column] != nil } }
  }

  private func lacks(_ kind: Mapping.EventKind) -> MeasureGap.Cause? {
    has(kind) ? nil : .noColumn("when a lead was \(kind.rawValue)")
  }

  private func has(_ kind: Mapping.EventKind) -> Bool {
    mappings.contains { mapping in mapping.events.contains { $0.event == kind } }
  }

  private static func event(of start: Measurement.ClockStart) -> Mapping.EventKind {
    switch start {
    case .mql: .mql
    case .request: .requested
    case .handoff: .handoff
    case .assignment: .assigned
    }
  }
}
