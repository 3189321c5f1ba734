internal import Agreements
internal import Wire

/// An ``ExportLayout`` made ready for many rows: each column that conditions are about is looked up once a row, and what
/// is asked for each cell is plain numbers, of which no references are counted.
struct RowPlan: Sendable {
  /// What events, and the scope, depend on: that a column's cell is one of some values, or, where true, that it is filled
  /// with anything else.
  private(set) var isNegated: [Bool] = []
  /// The columns that conditions are about.
  private(set) var columns: [ConditionColumn] = []
  private(set) var scope: [Int] = []
  private(set) var events: [Event] = []
  /// Which conditions events need, each event's in one run.
  private(set) var needs: [Int] = []
  private(set) var formats: [TimestampFormat] = []
  let reasons: [KeyedDigest: Int16]

  struct ConditionColumn {
    let column: Int
    /// All conditions about it.
    var conditions: [Int] = []
    /// Those whose values hold such a cell.
    var listed: [KeyedDigest: [Int]] = [:]
  }

  /// An event's columns.
  struct Event {
    let kind: Mapping.EventKind
    let needs: Range<Int>
    let time: Int
    /// The index of its format; nil for the most common one, which needs none.
    let format: Int?
    let channelColumn: Int?
    /// The number of the name of the channel of all such events; 0 for none.
    let channel: Int32
    let reason: Int?
    let documentedAt: Int?
    let loggedAt: Int?
    /// Whether anything else may be known of it, and where.
    let hasDetail: Bool
    let owner: Int?
    let outcome: Int?
    let deliveredAt: Int?
    let deal: Int?
    let amount: Int?
    let currency: Int?
  }

  init(_ layout: ExportLayout, _ names: LeadNames) {
    reasons = Dictionary(
      layout.reasons.map { (KeyedDigest(of: $0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    scope = layout.scope.map { condition($0, isNegated: false) }
    for event in layout.events { add(event, names) }
  }

  private mutating func add(_ event: ExportLayout.Event, _ names: LeadNames) {
    let first = needs.count
    for cells in event.when { needs.append(condition(cells, isNegated: false)) }
    switch event.rule {
    case .any: break
    case .one(let cells): needs.append(condition(cells, isNegated: false))
    case .other(let cells): needs.append(condition(cells, isNegated: true))
    }
    var format: Int?
    if case .iso8601 = event.format.way {
    } else {
      format = formats.count
      formats.append(event.format)
    }
    events.append(
      Event(
        kind: event.kind, needs: first..<needs.count, time: event.time, format: format,
        channelColumn: event.channelColumn, channel: event.channel.map { names.channels.number(of: $0) } ?? 0,
        reason: event.reason, documentedAt: event.documentedAt, loggedAt: event.loggedAt,
        hasDetail: event.owner != nil || event.deliveredAt != nil || event.deal != nil || event.amount != nil,
        owner: event.owner, outcome: event.outcome, deliveredAt: event.deliveredAt, deal: event.deal,
        amount: event.amount, currency: event.currency))
  }

  private mutating func condition(_ cells: ExportLayout.Cells, isNegated: Bool) -> Int {
    let number = self.isNegated.count
    self.isNegated.append(isNegated)
    let place = columns.firstIndex { $0.column == cells.column } ?? columns.count
    if place == columns.count { columns.append(ConditionColumn(column: cells.column)) }
    columns[place].conditions.append(number)
    for value in cells.cells { columns[place].listed[KeyedDigest(of: value), default: []].append(number) }
    return number
  }

  /// Finds out which conditions hold for a row; `holds` has room for each.
  func judge(_ record: borrowing ExportRecord, _ holds: inout [Bool]) {
    for index in columns.indices {
      let cell = record.cell(columns[index].column).trimmed
      for number in columns[index].conditions {
        holds[number] = isNegated[number] && !cell.isEmpty
      }
      guard let listed = columns[index].listed[KeyedDigest(of: cell)] else { continue }
      for number in listed { holds[number] = !isNegated[number] }
    }
  }

  /// Whether a row tells of an event, its time put aside.
  func tells(of event: Event, _ holds: [Bool]) -> Bool {
    for index in event.needs where !holds[needs[index]] { return false }
    return true
  }

  func isInScope(_ holds: [Bool]) -> Bool {
    for index in scope.indices where !holds[scope[index]] { return false }
    return true
  }
}
