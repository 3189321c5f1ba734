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
  /// Which of them hold for what the agreement covers.
  let scope: [Int]
  let events: [Event]
  /// The columns that say more of each.
  let beside: [ExportLayout.Event.Beside]
  /// Which of them events need, each event's in one run.
  let needs: [Int]
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
    let needs: Range<Int>
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
    var conditions = RowConditions()
    scope = layout.scope.map { conditions.add($0) }
    var needs: [Int] = []
    var formats: [TimestampFormat] = []
    beside = layout.events.map(\.beside)
    events = layout.events.map { event in
      let first = needs.count
      needs += event.when.map { conditions.add($0) }
      switch event.rule {
      case .any: break
      case .one(let cells): needs.append(conditions.add(cells))
      case .other(let cells): needs.append(conditions.add(cells, isNegated: true))
      }
      var format: Int?
      if !event.format.isPlain {
        format = formats.count
        formats.append(event.format)
      }
      return Event(event, needs: first..<needs.count, format: format, names)
    }
    (self.conditions, self.needs, self.formats) = (conditions, needs, formats)
  }
}

extension RowPlan.Event {
  fileprivate init(
    _ event: ExportLayout.Event, needs: Range<Int>, format: Int?, _ names: ExportNames
  ) {
    kind = event.kind
    flags = LeadRow.Flags(tellingOf: kind)
    self.needs = needs
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
