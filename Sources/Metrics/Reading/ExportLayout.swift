internal import Agreements
internal import Wire

/// Where in an export's rows stands what an agreement's numbers need: a mapping, found in a header line.
struct ExportLayout {
  let id: Int
  let email: Int?
  let region: Int?
  let tiers: Tiers?
  let events: [Event]
  /// The index in the taxonomy of each way in which a reason is written.
  let reasons: [ArraySlice<UInt8>: Int16]
  private let source: Int?
  private let sourceNames: [ArraySlice<UInt8>: ArraySlice<UInt8>]
  private let scope: [Cells]
  private let required: [(column: Int, isEmail: Bool)]

  /// Values that a column's cells may have.
  struct Cells {
    let column: Int
    let cells: Set<ArraySlice<UInt8>>
  }

  struct Tiers {
    let column: Int
    let currencyColumn: Int?
    /// The currency's code, where tiers go by amount.
    let currency: [UInt8]?
    let scale: Int
    /// The least value of each tier, from the highest.
    let atLeast: [Int]
  }

  struct Event {
    let kind: Mapping.EventKind
    let time: Int
    let format: TimestampFormat
    /// The values that state the event; nil where its time does.
    let values: Cells?
    let channelColumn: Int?
    let channel: ArraySlice<UInt8>?
    let reason: Int?
    let documentedAt: Int?
  }

  /// Finds a mapping's columns in a header line.
  ///
  /// Throws where the file cannot give what the agreement's numbers need.
  init(mapping: Mapping, measurement: Measurement, header: [String]) throws(MeasuringError) {
    let columns = try ColumnFinder(mapping: mapping, header: header)
    id = try columns.index(mapping.lead.id)
    email = try columns.index(mapping.lead.email)
    region = try columns.index(mapping.lead.region)
    source = try columns.index(mapping.lead.source)
    if source == nil, !measurement.excludedSources.isEmpty {
      throw .fieldNotMapped(field: "source", neededFor: "list of excluded sources")
    }
    tiers = try measurement.tiers.map { (tiers) throws(MeasuringError) in
      try Tiers(tiers, mapping.lead, columns)
    }
    var scope: [Cells] = []
    for rule in measurement.scope {
      let column = try columns.index(ofField: rule.field, neededFor: "scope")
      scope.append(Cells(column: column, cells: Set(rule.values.map { Array($0.utf8)[...] })))
    }
    self.scope = scope
    guard measurement.requiredFields.count <= UInt64.bitWidth else {
      throw .tooManyFields(limit: UInt64.bitWidth)
    }
    var required: [(column: Int, isEmail: Bool)] = []
    for field in measurement.requiredFields {
      let column = try columns.index(ofField: field, neededFor: "list of required fields")
      required.append((column, column == email || ["email", "e-mail"].contains(field)))
    }
    self.required = required
    var events: [Event] = []
    for event in mapping.events {
      if let event = try Event(event, measurement, columns) { events.append(event) }
    }
    guard mapping.events.contains(where: { $0.event == .mql || $0.event == .requested }) else {
      throw .noStart
    }
    self.events = events
    reasons = Self.reasons(of: measurement)
    sourceNames = Self.sourceNames(of: measurement)
  }

  /// The name under which the agreement counts the row's source; `unknown` where it has none.
  func source(of record: borrowing CSVRecord) -> ArraySlice<UInt8> {
    guard let source else { return Self.unknownSource }
    let cell = record[source].trimmed
    return sourceNames[cell] ?? (cell.isEmpty ? Self.unknownSource : cell)
  }

  /// The numbers of the sources that do not count towards volume, by the names they are counted under.
  func excludedSources(_ measurement: Measurement, among names: NameTable) -> Set<Int32> {
    Set(
      measurement.excludedSources.compactMap { name in
        let bytes = Array(name.utf8)[...]
        return names.known(sourceNames[bytes] ?? bytes)
      })
  }

  func isInScope(_ record: borrowing CSVRecord) -> Bool {
    for rule in scope where !rule.cells.contains(record[rule.column].trimmed) { return false }
    return true
  }

  /// A bit for each required field that is valid.
  func validFields(of record: borrowing CSVRecord) -> UInt64 {
    var bits: UInt64 = 0
    for (index, field) in required.enumerated() {
      let cell = record[field.column].trimmed
      let isValid = field.isEmail ? FieldValidity.isEmail(cell) : FieldValidity.isFilled(cell)
      if isValid { bits |= 1 << UInt64(index) }
    }
    return bits
  }

  private static let unknownSource = Array("unknown".utf8)[...]

  private static func reasons(of measurement: Measurement) -> [ArraySlice<UInt8>: Int16] {
    var reasons: [ArraySlice<UInt8>: Int16] = [:]
    for (index, reason) in measurement.rejectionReasons.enumerated() {
      for value in reason.values + [reason.id] { reasons[Array(value.utf8)[...]] = Int16(clamping: index) }
    }
    return reasons
  }

  private static func sourceNames(of measurement: Measurement) -> [ArraySlice<UInt8>: ArraySlice<UInt8>] {
    var names: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
    for spelling in measurement.sourceSpellings {
      for value in spelling.values { names[Array(value.utf8)[...]] = Array(spelling.source.utf8)[...] }
    }
    return names
  }
}

extension ExportLayout.Tiers {
  fileprivate init(
    _ tiers: Measurement.Tiers, _ lead: Mapping.LeadColumns, _ columns: ColumnFinder
  ) throws(MeasuringError) {
    let name = tiers.basis == .score ? lead.score : lead.amount
    guard let column = try columns.index(name) else { throw .tiersNotMapped(by: tiers.basis.rawValue) }
    self.column = column
    switch tiers.basis {
    case .score: (currencyColumn, currency, scale) = (nil, nil, 0)
    case .amount:
      let code = tiers.currency ?? ""
      (currencyColumn, currency, scale) = (
        try columns.index(lead.currency), Array(code.utf8), MinorUnit.places(of: code)
      )
    }
    atLeast = tiers.bands.map(\.atLeast)
  }
}

extension ExportLayout.Event {
  /// Nil for attempts of which the agreement, or the mapping, does not say who made them: they are never human.
  fileprivate init?(
    _ event: Mapping.EventColumn, _ measurement: Measurement, _ columns: ColumnFinder
  ) throws(MeasuringError) {
    kind = event.event
    time = try columns.index(event.column)
    guard let format = TimestampFormat(event.format) else {
      guard case .picture(let picture) = event.format else { return nil }
      throw .badPicture(column: event.column, picture: picture)
    }
    self.format = format
    channelColumn = try columns.index(event.channelColumn)
    channel = event.channel.map { Array($0.utf8)[...] }
    reason = try columns.index(event.reason)
    documentedAt = try columns.index(event.documentedAt)
    let value = try columns.index(event.value)
    switch event.event.subject.flatMap({ measurement.meanings[$0] }) {
    case nil where event.event == .attempt: return nil
    case nil, .stamped: values = nil
    case .values(let texts):
      guard let value else {
        if event.event == .attempt { return nil }
        throw .valueNotMapped(event: event.event.rawValue, column: event.column)
      }
      values = ExportLayout.Cells(column: value, cells: Set(texts.map { Array($0.utf8)[...] }))
    }
  }
}
