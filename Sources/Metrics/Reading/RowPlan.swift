internal import Agreements
internal import Wire

/// An ``ExportLayout`` made ready for many rows: each column that conditions are about is looked up once a row, and what
/// is asked for each cell is plain numbers, of which no references are counted.
///
/// Each thread has its own, as counting references to what threads share makes them wait for each other.
final class RowPlan {
  let layout: ExportLayout
  let zones: Zones
  let conditions: RowConditions
  let events: [Event]
  /// The columns that say more of each.
  let beside: [ExportLayout.Event.Beside]
  let formats: [TimestampFormat]
  let plainTimes = PlainTimestamp()
  let reasons: KeyTable<Int16>
  /// What sources are counted as, however they are spelled.
  let sourceNames: [ArraySlice<UInt8>: ArraySlice<UInt8>]

  /// What is asked of every row about an event.
  struct Event {
    let kind: Mapping.EventKind
    /// What is true of a row that tells of it.
    let flags: LeadRow.Flags
    let time: ExportLayout.TimePlace
    /// The index of its format; nil for the most common one, which needs none.
    let format: Int?
    /// The number of the name of the channel of all such events; 0 for none.
    let channel: Int32
    /// Whether other columns say more of it, and whether they say what is no part of the event itself.
    let hasMore: Bool
    let hasDetail: Bool
  }

  /// In which zones times stand.
  struct Zones {
    /// The agreement's, of dates.
    let own: Zone
    /// That of times that carry none; nil where the mapping names none.
    let naive: Zone?
  }

  init(_ layout: ExportLayout, _ names: ExportNames, _ zones: Zones) {
    self.layout = layout
    self.zones = zones
    sourceNames = layout.sourceNames.merging([[]: Array("unknown".utf8)[...]]) { given, _ in given }
    reasons = KeyTable(layout.reasons.map { (KeyedDigest(of: $0.key), $0.value) })
    var conditions = layout.scope.map { cells in
      RowConditions.Condition(statement: StatementSet.scope, cells: cells)
    }
    var formats: [TimestampFormat] = []
    beside = layout.events.map(\.beside)
    events = layout.events.enumerated().map { number, event in
      conditions += event.conditions(number)
      var format: Int?
      if !event.format.isPlain {
        format = formats.count
        formats.append(event.format)
      }
      return Event(event, format: format, names)
    }
    (self.conditions, self.formats) = (RowConditions(conditions, events: events.count), formats)
  }
}

extension ExportLayout.Event {
  /// What has to hold for a row to tell of the event, which has that number in its mapping.
  fileprivate func conditions(_ number: Int) -> [RowConditions.Condition] {
    var conditions = when.map { RowConditions.Condition(statement: number, cells: $0) }
    switch rule {
    case .any: break
    case .one(let cells): conditions.append(.init(statement: number, cells: cells))
    case .other(let cells): conditions.append(.init(statement: number, cells: cells, isNegated: true))
    }
    return conditions
  }
}

extension RowPlan.Event {
  fileprivate init(_ event: ExportLayout.Event, format: Int?, _ names: ExportNames) {
    kind = event.kind
    flags = LeadRow.Flags(tellingOf: kind)
    time = event.time
    self.format = format
    channel = event.channel.map { names.channels.number(of: $0) } ?? 0
    let beside = event.beside
    hasMore =
      beside.channel != nil || beside.outcome != nil || beside.reason != nil || beside.loggedAt != nil
    hasDetail =
      beside.owner != nil || beside.deliveredAt != nil || beside.deal != nil || beside.amount != nil
  }
}
