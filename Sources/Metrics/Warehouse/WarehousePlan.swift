internal import Agreements
internal import Wire

/// The steps of a query in their order: cells, rows, leads, events, episodes, waits, figures.
struct WarehousePlan {
  let dialect: SQLDialect
  let measurer: ExportMeasurer
  let tables: [WarehouseTable]
  let layouts: [ExportLayout]
  let groups: [Measure]
  let filters: [LeadFilter]
  let dimensions: [WarehouseDimension]

  private var measurement: Measurement { measurer.measurement }

  /// The query, whose result names itself by `digest`.
  func query(digest: SQL) throws(WarehouseError) -> SQL {
    let spellings = measurement.sourceSpellings
    guard spellings.allSatisfy({ measurement.source(written: $0.source).hasSameBytes(as: $0.source) }) else {
      throw .notCompiled("spellings of sources that are sources themselves (\"sourceSpellings\")")
    }
    var script = SQLScript(dialect)
    let clocks = SQLClocks(measurer, dialect)
    var cells: [SQLCells] = []
    for (index, table) in tables.enumerated() {
      cells.append(
        try SQLCells(number: index, table: table, layout: layouts[index], clocks: clocks, dialect))
    }
    let calendar = addCalendar(to: &script, clocks)
    let dues = addDues(to: &script, clocks)
    let rows = cells.map { $0.addSteps(to: &script) }
    let (led, isJoined) = try SQLLeads(cells, dialect).addSteps(to: &script, rows)
    let told = SQLEvents(dialect: dialect, clocks: clocks, tables: cells).addSteps(to: &script, led)
    let episodes = SQLEpisodes(
      dialect: dialect, clocks: clocks,
      period: measurer.bounds.lowerBound.milliseconds..<measurer.bounds.upperBound.milliseconds,
      coolOffDays: measurement.coolOffDays, clockStarts: clockStarts, windows: windows,
      hasOwners: groups.contains(where: SQLOwners.isAsked), tables: cells)
    let steps = episodes.addSteps(to: &script, led, events: told.events, calendar: calendar)
    let waits = SQLWaits(episodes: episodes, groups: groups, measurement)
    let contacts = waits.addSteps(to: &script, steps.pairs, calendar: calendar)
    let (figures, created, names) = SQLFigures(
      dialect: dialect, measurement: measurement, waits: waits, excludedSources: excludedSources,
      filters: SQLFilters(
        dialect: dialect, measurement: measurement, filters: filters, dimensions: dimensions),
      clocks: clocks, calendar: measurer.calendar, asOf: measurer.asOf
    ).addSteps(to: &script, contacts, leads: steps.leads, events: told.events)
    let account = SQLAccount(dialect: dialect, tables: cells, clocks: clocks, dues: dues).addSteps(
      to: &script, rows: rows, led: led, told, steps)
    return script.query(result(digest, isJoined, account, figures, created, names))
  }

  /// The marks from which waits are reckoned.
  private var clockStarts: [Measurement.ClockStart] {
    let used = Set(groups.compactMap { ContactWait($0, measurement)?.start })
    return Measurement.ClockStart.allCases.filter(used.contains)
  }

  /// The business days in which leads are followed up.
  private var windows: [Int] {
    Array(Set(groups.filter { $0.metric == .followUpDepth }.compactMap(\.parameters.businessDays))).sorted()
  }

  private var excludedSources: [String] {
    let names = layouts.first?.sourceNames ?? [:]
    return measurement.excludedSources.map { name in
      names[Array(name.utf8)[...]].map { String(decoding: $0, as: UTF8.self) } ?? name
    }
  }

  private func addCalendar(to script: inout SQLScript, _ clocks: SQLClocks) -> SQL {
    let counts = groups.compactMap { group in
      if case .businessDays(let count)? = group.parameters.within {
        count
      } else {
        group.parameters.businessDays
      }
    }
    let calendar = SQLCalendar(
      measurer.calendar, range: measurer.bounds.lowerBound.milliseconds..<(clocks.asOf + 1),
      closes: Array(Set(counts)).sorted())
    return script.table("calendar", calendar.columns, calendar.rows)
  }

  /// The business days by which entries into the CRM are late; nil where no table has such.
  private func addDues(to script: inout SQLScript, _ clocks: SQLClocks) -> SQL? {
    guard layouts.contains(where: { $0.events.contains { $0.beside.loggedAt != nil } }) else { return nil }
    let years = WarehouseQuery.yearsOfLogging * 366 * SQLClocks.day
    let start = measurer.bounds.lowerBound.milliseconds - years
    let calendar = SQLCalendar(
      measurer.calendar, range: start..<(clocks.asOf + 2 * SQLClocks.day), closes: [1], hasClosesOnly: true)
    return script.table("dues", calendar.columns, calendar.rows)
  }

  private func result(
    _ digest: SQL, _ isJoined: SQL, _ account: [(name: SQL, value: SQL)], _ figures: SQL, _ created: SQL?,
    _ names: [SQL]
  ) -> SQL {
    func word(_ condition: SQL) -> SQL { "CASE WHEN \(condition) THEN 'true' ELSE 'false' END" }
    func lines(_ step: SQL?) -> SQL {
      step.map { "'[' || (SELECT \(dialect.list("line", by: "f")) FROM \($0)) || ']'" } ?? "'[]'"
    }
    var members: [(name: SQL, value: SQL)] = [
      ("query", "'\"' || \(digest) || '\"'"), ("joined", word(isJoined)),
      ("bytewise", word(dialect.comparesBytes)),
    ]
    members += account
    let groups = zip(dimensions, names).map(group)
    members += [
      ("names", groups.isEmpty ? "'[]'" : "'[' || \(groups.joined(" || ', ' ||\n")) || ']'"),
      ("figures", lines(figures)), ("created", lines(created)),
    ]
    let parts: [SQL] = members.map { "'\"\($0.name)\": ' || \($0.value)" }
    return "SELECT '{' || \(parts.joined(" || ', ' ||\n")) || '}' AS countersign"
  }

  /// How many names a dimension has, how many episodes, and the names that may get numbers, with theirs.
  private func group(_ dimension: WarehouseDimension, _ step: SQL) -> SQL {
    let quoted: SQL = """
      '"' || replace(replace(name, \(dialect.literal("\\")), \(dialect.literal("\\\\"))), '"', \(dialect.literal("\\\""))) || '"'
      """
    let item: SQL = "'[' || \(quoted) || ', ' || \(dialect.text("n")) || ']'"
    return """
      '[' || (SELECT \(dialect.text("COUNT(*)")) FROM \(step)) || ', ' || \
      (SELECT \(dialect.text("COALESCE(SUM(n), 0)")) FROM \(step)) || ', [' || \
      (SELECT \(dialect.list(item, by: "place")) FROM \(step) WHERE place <= \(dimension.limit)) || ']]'
      """
  }
}
