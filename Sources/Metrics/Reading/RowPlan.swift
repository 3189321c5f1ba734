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
  /// Which of them events need, each event's in one run.
  let needs: [Int]
  let formats: [TimestampFormat]
  let reasons: KeyTable<Int16>
  /// What sources are counted as, however they are spelled.
  let sourceNames: [ArraySlice<UInt8>: ArraySlice<UInt8>]

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
    events = layout.events.map { event in
      let first = needs.count
      needs += event.when.map { conditions.add($0) }
      switch event.rule {
      case .any: break
      case .one(let cells): needs.append(conditions.add(cells))
      case .other(let cells): needs.append(conditions.add(cells, isNegated: true))
      }
      var format: Int?
      if event.format.isPlain == false {
        format = formats.count
        formats.append(event.format)
      }
      return Event(event, needs: first..<needs.count, format: format, names)
    }
    (self.conditions, self.needs, self.formats) = (conditions, needs, formats)
  }
}

extension RowPlan.Event {
  fileprivate init(_ event: ExportLayout.Event, needs: Range<Int>, format: Int?, _ names: ExportNames) {
    kind = event.kind
    self.needs = needs
    time = event.time
    self.format = format
    channelColumn = event.channelColumn
    channel = event.channel.map { names.channels.number(of: $0) } ?? 0
    (reason, documentedAt, loggedAt) = (event.reason, event.documentedAt, event.loggedAt)
    hasDetail = event.owner != nil || event.deliveredAt != nil || event.deal != nil || event.amount != nil
    (owner, outcome, deliveredAt) = (event.owner, event.outcome, event.deliveredAt)
    (deal, amount, currency) = (event.deal, event.amount, event.currency)
  }
}

/// What rows tell, events put aside.
extension RowPlan {
  /// Whether a row tells of an event, its time put aside.
  func tells(of event: Event, _ holds: [Bool]) -> Bool {
    for index in event.needs where !holds[needs[index]] { return false }
    return true
  }

  func isInScope(_ holds: [Bool]) -> Bool {
    for index in scope.indices where !holds[scope[index]] { return false }
    return true
  }

  /// The key of the lead's id; nil where there is none.
  func id(of record: borrowing ExportRecord) -> KeyedDigest? {
    guard let column = layout.id else { return nil }
    return Self.key(record.cell(column).trimmed)
  }

  static func key(_ cell: Span<UInt8>) -> KeyedDigest? { cell.isEmpty ? nil : KeyedDigest(of: cell) }

  /// Appends what the row can be found by.
  func appendMentions(
    of record: borrowing ExportRecord, _ id: KeyedDigest?, row: Int, to mentions: inout KeyMentions
  ) {
    let row = UInt32(clamping: row)
    if let id { mentions.append(KeyMention(key: id, row: row, kind: .id)) }
    var number = 0
    for index in layout.aliases.indices {
      let cell = record.cell(layout.aliases[index].column)
      var start = 0
      while start <= cell.count {
        var end = start
        if let separator = layout.aliases[index].separator {
          while end < cell.count, cell[end] != separator { end += 1 }
        } else {
          end = cell.count
        }
        if let key = Self.key(cell.extracting(start..<end).trimmed) {
          mentions.append(KeyMention(key: key, row: row, kind: .alias(number)))
          number += 1
        }
        start = end + 1
      }
    }
    guard let email = layout.email else { return }
    let cell = record.cell(email).trimmed
    guard FieldValidity.isEmail(cell) else { return }
    // An id that is written like an address is none.
    let key = KeyedDigest(lowercasing: cell).ofOtherMeaning
    mentions.append(KeyMention(key: key, row: row, kind: .email))
  }

  /// A bit for each required field that is valid.
  func validFields(of record: borrowing ExportRecord) -> UInt64 {
    var bits: UInt64 = 0
    for index in layout.required.indices {
      let cell = record.cell(layout.required[index].column).trimmed
      let isValid =
        layout.required[index].isEmail ? FieldValidity.isEmail(cell) : FieldValidity.isFilled(cell)
      if isValid { bits |= 1 << UInt64(index) }
    }
    return bits
  }

  /// Whether one of the fields with the lead's behaviour says something; a count of nothing does not.
  func hasHistory(_ record: borrowing ExportRecord) -> Bool {
    for index in layout.history.indices {
      let cell = record.cell(layout.history[index]).trimmed
      if FieldValidity.isFilled(cell), DecimalCell.read(cell, scale: 0) != 0 { return true }
    }
    return false
  }

  func tier(of record: borrowing ExportRecord) throws(RowReader.Refusal) -> Int16 {
    guard let tiers = layout.tiers else { return -1 }
    let cell = record.cell(tiers.column).trimmed
    guard let value = DecimalCell.read(cell, scale: tiers.scale, mark: layout.decimalMark) else {
      guard FieldValidity.isFilled(cell) else { return -1 }
      throw RowReader.Refusal(
        reason: tiers.currency == nil ? .unreadableScore : .unreadableAmount, column: tiers.column)
    }
    if let currency = tiers.currency, !isIn(currency, cell, tiers.currencyColumn, record) {
      throw RowReader.Refusal(reason: .otherCurrency, column: tiers.currencyColumn ?? tiers.column)
    }
    for index in tiers.atLeast.indices where value >= tiers.atLeast[index] { return Int16(clamping: index) }
    return -1
  }

  /// The score in whole points; nil where there is none.
  func score(of record: borrowing ExportRecord) throws(RowReader.Refusal) -> Int? {
    guard layout.speaks, let column = layout.score else { return nil }
    let cell = record.cell(column).trimmed
    guard let value = DecimalCell.read(cell, scale: 0, mark: layout.decimalMark) else {
      guard FieldValidity.isFilled(cell) else { return nil }
      throw RowReader.Refusal(reason: .unreadableScore, column: column)
    }
    return value
  }

  /// Whether an amount is in a currency: nothing in its cell, or in the column with currencies, says otherwise.
  private func isIn(
    _ currency: String, _ cell: Span<UInt8>, _ column: Int?, _ record: borrowing ExportRecord
  ) -> Bool {
    if let mark = CurrencyMark(of: ArraySlice(copying: cell)), !mark.codes.contains(currency) { return false }
    guard let column else { return true }
    let given = record.cell(column).trimmed
    return given.isEmpty || ArraySlice(copying: given).elementsEqual(currency.utf8)
  }

  /// When something happened.
  struct Moment {
    let earliest: Int
    let latest: Int
    let isDay: Bool
    /// Whether local clocks show it twice or never.
    var isUnclear = false
  }

  /// The time in a cell; nil where it is empty.
  func moment(
    _ column: Int, _ format: Int?, _ record: borrowing ExportRecord
  ) throws(RowReader.Refusal) -> Moment? {
    let cell = record.cell(column).trimmed
    if cell.isEmpty { return nil }
    guard let written = format.map({ formats[$0].read(cell) }) ?? TimestampFormat.iso8601(cell) else {
      guard FieldValidity.isFilled(cell) else { return nil }
      throw RowReader.Refusal(reason: .unreadableTime, column: column)
    }
    guard let millisecond = written.millisecondOfDay else {
      // A date is one of the agreement's calendar, whatever zone times are in.
      let start = zones.own.startOfDay(written.date).milliseconds
      let end = zones.own.startOfDay(written.date.adding(days: 1)).milliseconds
      return Moment(earliest: start, latest: max(start, end - 1), isDay: true)
    }
    let local = LocalTimestamp(date: written.date, millisecondOfDay: millisecond)
    if let offset = written.offset {
      let at = local.instant(offsetSeconds: offset).milliseconds
      return Moment(earliest: at, latest: at, isDay: false)
    }
    guard let naiveZone = zones.naive else {
      throw RowReader.Refusal(reason: .timeWithoutZone, column: column)
    }
    let (instant, isUnclear) = naiveZone.instant(of: local)
    return Moment(
      earliest: instant.milliseconds, latest: instant.milliseconds, isDay: false, isUnclear: isUnclear)
  }
}
