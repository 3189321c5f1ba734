internal import Agreements
internal import Wire

/// What rows tell, events put aside.
extension RowPlan {
  /// The key of the lead's id; nil where there is none.
  func id(of record: borrowing ExportRecord) -> KeyedDigest? {
    guard let column = layout.id else { return nil }
    return Self.key(record.cell(column).trimmed)
  }

  static func key(_ cell: Span<UInt8>) -> KeyedDigest? { cell.isEmpty ? nil : KeyedDigest(of: cell) }

  /// Whether the lead's address looks like one.
  func hasEmail(_ record: borrowing ExportRecord) -> Bool {
    guard let email = layout.email else { return false }
    return Self.isEmail(email, of: record)
  }

  private static func isEmail(_ column: Int, of record: borrowing ExportRecord) -> Bool {
    let cell = record.cell(column).trimmed
    guard let (bytes, count) = record.window(column), count == cell.count else {
      return FieldValidity.isEmail(cell)
    }
    return AddressMarks(bytes, count: count).areOfAddress
  }

  /// Hands over what the row's lead can be found by besides its id, in the order in which it decides.
  @inline(__always)
  func forEachFurtherKey(
    of record: borrowing ExportRecord, hasEmail: Bool, _ take: (KeyedDigest, LeadKey) -> Void
  ) {
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
        if let key = Self.key(cell.extracting(start..<end).trimmed) { take(key, .furtherID) }
        start = end + 1
      }
    }
    guard hasEmail, let email = layout.email else { return }
    let cell = record.cell(email).trimmed
    // An id that is written like an address is none.
    take(KeyedDigest(lowercasing: cell).ofOtherMeaning, .address)
  }

  /// A bit for each required field that is valid.
  func validFields(of record: borrowing ExportRecord, hasEmail: Bool) -> UInt64 {
    var bits: UInt64 = 0
    for index in layout.required.indices {
      let (column, isEmail) = layout.required[index]
      let isValid =
        if column == layout.email {
          hasEmail
        } else if isEmail {
          Self.isEmail(column, of: record)
        } else {
          FieldValidity.isFilled(record.cell(column).trimmed)
        }
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

  /// The index of the tier, from the highest, -1 for none; and the score in whole points, nil where there is none.
  func rank(of record: borrowing ExportRecord) throws(RowReader.Refusal) -> (tier: Int16, score: Int?) {
    // Mostly the score decides about the tier, and is read once.
    if layout.speaks, let tiers = layout.tiers, tiers.column == layout.score, tiers.scale == 0,
      tiers.currency == nil
    {
      let score = try score(of: record)
      return (score.map(tiers.tier) ?? -1, score)
    }
    // Of two cells that cannot be read the tier's is told.
    let tier = try tier(of: record)
    return (tier, try score(of: record))
  }

  private func tier(of record: borrowing ExportRecord) throws(RowReader.Refusal) -> Int16 {
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
    return tiers.tier(of: value)
  }

  /// The score in whole points; nil where there is none.
  private func score(of record: borrowing ExportRecord) throws(RowReader.Refusal) -> Int? {
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

  /// What a cell says of a time; nil where it says nothing.
  private func written(
    _ column: Int, _ format: Int?, _ record: borrowing ExportRecord
  ) throws(RowReader.Refusal) -> WrittenTime? {
    let cell = record.cell(column).trimmed
    if cell.isEmpty { return nil }
    if let time = read(cell, format) { return time }
    var isFilled = FieldValidity.isFilled(cell)
    if let bare = BareText.stripped(cell) {
      let cell = bare.span.trimmed
      if let time = read(cell, format) { return time }
      isFilled = FieldValidity.isFilled(cell)
    }
    if isFilled { throw RowReader.Refusal(reason: .unreadableTime, column: column) }
    return nil
  }

  @inline(__always)
  private func read(_ cell: Span<UInt8>, _ format: Int?) -> WrittenTime? {
    format.map { formats[$0].read(cell) } ?? TimestampFormat.iso8601(cell)
  }

  /// The time in a cell, and in the one with its time of day where there is one; nil where the first is empty.
  func moment(
    _ place: ExportLayout.TimePlace, _ format: Int?, _ record: borrowing ExportRecord
  ) throws(RowReader.Refusal) -> Moment? {
    guard var written = try written(place.column, format, record) else { return nil }
    if let clock = place.clock {
      let column = layout.clocks[clock].column
      guard let time = layout.clocks[clock].format.time(written, record.cell(column).trimmed) else {
        throw RowReader.Refusal(reason: .unreadableTime, column: column)
      }
      written = time
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
      throw RowReader.Refusal(reason: .timeWithoutZone, column: place.column)
    }
    let (instant, isUnclear) = naiveZone.instant(of: local)
    return Moment(
      earliest: instant.milliseconds, latest: instant.milliseconds, isDay: false, isUnclear: isUnclear)
  }
}
