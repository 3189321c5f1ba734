internal import Agreements
internal import Wire

/// Where in an export's rows stands what an agreement's numbers need: a mapping, found in a header line.
struct ExportLayout {
  /// Whether its rows speak for leads; where not, they only tell what happened to leads of another export.
  let speaks: Bool
  /// Whether each of its rows is a lead.
  let hasLeads: Bool
  let id: Int?
  let aliases: [(column: Int, separator: UInt8?)]
  let email: Int?
  let region: Int?
  let owner: Int?
  let team: Int?
  let score: Int?
  /// The byte before decimal places; nil where the mapping does not say.
  let decimalMark: UInt8?
  let tiers: Tiers?
  let events: [Event]
  /// The columns with times of day beside those with dates.
  let clocks: [Clock]
  /// The index in the taxonomy of each way in which a reason is written.
  let reasons: [ArraySlice<UInt8>: Int16]
  /// In which currency amounts are counted; nil where none are.
  let money: MoneyReader?
  let source: Int?
  let sourceNames: [ArraySlice<UInt8>: ArraySlice<UInt8>]
  let scope: [Cells]
  let required: [(column: Int, isEmail: Bool)]
  let history: [Int]

  /// Values that a column's cells may have.
  struct Cells {
    let column: Int
    let cells: Set<ArraySlice<UInt8>>

    init(_ column: Int, _ values: [String]) {
      self.column = column
      cells = Set(values.map { Array($0.utf8)[...] })
    }
  }

  /// The values that state an event.
  enum ValueRule {
    /// Its time alone does.
    case any
    case one(Cells)
    /// Any but those, and none is no value.
    case other(Cells)
  }

  struct Tiers {
    let column: Int
    let currencyColumn: Int?
    /// The currency's code, where tiers go by amount.
    let currency: String?
    let scale: Int
    /// The least value of each tier, from the highest.
    let atLeast: [Int]

    /// The index of the tier of a value; -1 for none.
    func tier(of value: Int) -> Int16 {
      for index in atLeast.indices where value >= atLeast[index] { return Int16(clamping: index) }
      return -1
    }
  }

  /// A column with times of day.
  struct Clock {
    let column: Int
    let format: ClockFormat
  }

  /// Where a time stands: its column, and where that has dates, the number among `clocks` of the one with times of day.
  struct TimePlace {
    let column: Int
    let clock: Int?
  }

  struct Event {
    let kind: Mapping.EventKind
    /// Which rows tell of it at all.
    let when: [Cells]
    let time: TimePlace
    /// How its times are written, and those beside it.
    let format: TimestampFormat
    let rule: ValueRule
    let channel: ArraySlice<UInt8>?
    let beside: Beside

    /// The columns that say more of it.
    struct Beside {
      var channel, reason, outcome: Int?
      var documentedAt, loggedAt: TimePlace?
      /// What is no part of the event itself.
      var owner, deal, amount, currency: Int?
      var deliveredAt: TimePlace?
    }
  }

  /// Finds a mapping's columns in a header line.
  ///
  /// Throws where the file cannot give what the agreement's numbers need; where it `speaks` for leads, that is also
  /// what they are told apart by.
  init(
    mapping: Mapping, measurement: Measurement, header: [String], speaks: Bool
  ) throws(MeasuringError) {
    let columns = try ColumnFinder(mapping: mapping, header: header)
    self.speaks = speaks
    hasLeads = mapping.rows == .leads
    id = try columns.index(mapping.lead.id)
    var aliases: [(column: Int, separator: UInt8?)] = []
    for alias in mapping.lead.aliases { aliases.append((try columns.index(alias.column), alias.separator)) }
    self.aliases = aliases
    email = try columns.index(mapping.lead.email)
    region = try columns.index(mapping.lead.region)
    source = try columns.index(mapping.lead.source)
    owner = try columns.index(mapping.lead.owner)
    team = try columns.index(mapping.lead.team)
    score = try columns.index(mapping.lead.score)
    money = measurement.money.map { MoneyReader($0, decimalMark: mapping.decimalMark) }
    decimalMark = mapping.decimalMark
    if speaks, source == nil, !measurement.excludedSources.isEmpty {
      throw .fieldNotMapped(field: "source", neededFor: "list of excluded sources")
    }
    tiers =
      speaks
      ? try measurement.tiers.map { (tiers) throws(MeasuringError) in try Tiers(tiers, mapping.lead, columns)
      }
      : nil
    scope = speaks ? try Self.scope(of: measurement, columns) : []
    required = speaks ? try Self.required(by: measurement, columns, email: email) : []
    // A file that lacks such a column records nothing in it.
    history = speaks ? measurement.historyFields.compactMap { columns.index(ofField: $0) } : []
    var events: [Event] = []
    var clocks: [Clock] = []
    for event in mapping.events {
      if let event = try Event(event, mapping.lead, measurement, columns, &clocks) { events.append(event) }
    }
    (self.events, self.clocks) = (events, clocks)
    reasons = Self.reasons(of: measurement)
    sourceNames = Self.sourceNames(of: measurement)
  }

  private static func scope(
    of measurement: Measurement, _ columns: ColumnFinder
  ) throws(MeasuringError) -> [Cells] {
    var scope: [Cells] = []
    for rule in measurement.scope {
      scope.append(Cells(try columns.index(ofField: rule.field, neededFor: "scope"), rule.values))
    }
    return scope
  }

  private static func required(
    by measurement: Measurement, _ columns: ColumnFinder, email: Int?
  ) throws(MeasuringError) -> [(column: Int, isEmail: Bool)] {
    guard measurement.requiredFields.count <= UInt64.bitWidth else {
      throw .tooManyFields(limit: UInt64.bitWidth)
    }
    var required: [(column: Int, isEmail: Bool)] = []
    for field in measurement.requiredFields {
      let column = try columns.index(ofField: field, neededFor: "list of required fields")
      required.append((column, column == email || ["email", "e-mail"].contains(field)))
    }
    return required
  }

  /// The numbers of the sources that do not count towards volume, by the names they are counted under.
  func excludedSources(_ measurement: Measurement, among names: NameTable) -> Set<Int32> {
    Set(
      measurement.excludedSources.compactMap { name in
        let bytes = Array(name.utf8)[...]
        return names.known(sourceNames[bytes] ?? bytes)
      })
  }

  /// What its rows are to their leads.
  var role: RowRole { hasLeads ? .lead : speaks ? .event : .activity }

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
