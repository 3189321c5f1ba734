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
    case noRequiredFields
    case noSource
    case noRegion
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
    case .noRequiredFields: "the agreement requires no fields"
    case .noSource: "the mapping names no column for the source"
    case .noRegion: "the mapping names no column for the region"
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

  var hasSources: Bool { mappings.contains { $0.lead.source != nil } }

  /// Why a measure has no data; nil where it can be measured.
  func gap(of measure: Measure) -> MeasureGap? {
    cause(measure).map { MeasureGap(entry: measure.entryID, cause: $0) }
  }

  private func cause(_ measure: Measure) -> MeasureGap.Cause? {
    if measure.filter.source != nil, !hasSources { return .noSource }
    if measure.filter.region != nil, !mappings.contains(where: { $0.lead.region != nil }) { return .noRegion }
    switch measure.metric {
    case .mqlDelivered: return nil
    case .mqlCompleteness: return measurement.requiredFields.isEmpty ? .noRequiredFields : nil
    case .firstContact:
      let start = measure.parameters.start ?? measurement.clockStart
      guard has(Self.event(of: start)) else { return .noClockStart(start) }
      return attemptColumns > 0 || has(.replied) || has(.meetingBooked) ? nil : .noContact
    case .followUpDepth:
      // A file with fewer columns tells of the first attempts only: its leads would seem neglected.
      let needed = measure.parameters.attempts ?? 0
      return attemptColumns < needed ? .fewAttemptColumns(attemptColumns, needed: needed) : nil
    case .rejectionRate: return hasDecisions ? nil : .noDecisions
    case .rejectionDocumented: return has(.rejected) ? nil : .noDecisions
    }
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
