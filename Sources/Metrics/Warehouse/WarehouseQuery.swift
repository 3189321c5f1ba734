package import Agreements
package import Wire

/// A table of a warehouse, and the mapping it is read through.
package struct WarehouseTable: Sendable {
  /// The parts of its name, from the outermost.
  package let name: [String]
  package let mapping: Mapping

  /// Reads `TABLE` or `SCHEMA.TABLE`.
  package init(_ text: String, mapping: Mapping) throws(WarehouseError) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let names = parts.map { String(decoding: $0, as: UTF8.self) }
    guard names.count <= 3,
      names.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }),
      names.count > 1 || !names[0].lowercased().hasPrefix("sla_")
    else { throw .badTable(text) }
    name = names
    self.mapping = mapping
  }

  package var description: String { name.joined(separator: ".") }
}

/// One query that computes a period's figures where the leads are: mapping, meanings, zone and calendar compiled in.
package struct WarehouseQuery: Sendable {
  /// The query as it is run.
  package let text: String
  /// The SHA-256 of the text in which 64 zeros stand in place of this digest.
  package let digest: SHA256Digest
  /// Which tables are asked, in order.
  package let tables: [WarehouseTable]
  let measurer: ExportMeasurer
  let groups: [Measure]
  let filters: [LeadFilter]
  let abilities: ExportAbilities
  let dimensions: [WarehouseDimension]

  /// The metrics that the query computes.
  package static let metrics: Set<Metric> = [
    .leadCreated, .mqlDelivered, .mqlPerRep, .mqlScore, .mqlCompleteness, .mqlHistory, .leadsDuplicate,
    .firstContact, .timeToConnect, .handoffToContact, .followUpDepth, .rejectionRate, .rejectionReasons,
    .rejectionDocumented, .acceptanceDocumented, .conversionLeadMQL, .conversionMQLSQL,
    .conversionSQLOpportunity, .conversionOpportunityWon,
  ]

  /// What is committed and not computed by the query.
  package var omitted: [Measure] { measurer.measures.filter { !Self.metrics.contains($0.metric) } }

  /// What the query computes of the measures of a snapshot.
  static func measures(_ measurer: ExportMeasurer, _ groups: NameGroups, _ abilities: ExportAbilities)
    -> [Measure]
  {
    Catalogue.measures(
      measurement: measurer.measurement, besides: measurer.measures, groups: groups, abilities
    ).filter { metrics.contains($0.metric) }
  }

  /// How many years before the period the query knows the business days by which loggings are judged.
  package static let yearsOfLogging = 2

  /// Writes the query; throws where the period is not over, a mapping gives not what the agreement needs, or something
  /// cannot be said in the engine's words exactly.
  package init(
    _ measurer: ExportMeasurer, tables: [WarehouseTable], dialect: SQLDialect
  ) throws(WarehouseError) {
    self.measurer = measurer
    self.tables = tables
    let layouts = try Self.layouts(tables, measurer, dialect)
    let sources = tables.map { ExportSource(bytes: [], mapping: $0.mapping) }
    abilities = ExportAbilities(sources, measurement: measurer.measurement, layouts: layouts)
    let measures = Self.measures(measurer, NameGroups(), abilities)
    groups = Self.unique(measures.map { Measure(metric: $0.metric, parameters: $0.parameters) })
    filters = Self.unique(measures.map(\.filter))
    dimensions = WarehouseDimension.allCases.filter(abilities.tells)
    let plan = WarehousePlan(
      dialect: dialect, measurer: measurer, tables: tables, layouts: layouts, groups: groups,
      filters: filters,
      dimensions: dimensions)
    let blank = String(repeating: "0", count: 64)
    let head = """
      -- Countersign: figures of \(measurer.period) as of \(measurer.asOf), for \(dialect.rawValue). Its one row is the result.
      -- The result names the SHA-256 of this text with 64 zeros in that digest's place.

      """
    let draft = Array((head + (try plan.query(digest: dialect.literal(blank))).text).utf8)
    let computed = SHA256Digest(of: draft)
    digest = computed
    text = Self.replacing(blank, by: computed.hex, in: draft)
  }

  private static func replacing(_ blank: String, by digest: String, in text: [UInt8]) -> String {
    // It stands near the end.
    var place = text.count - blank.utf8.count
    while place > 0, !text[place...].starts(with: blank.utf8) { place -= 1 }
    var text = text
    text.replaceSubrange(place..<(place + blank.utf8.count), with: digest.utf8)
    return String(decoding: text, as: UTF8.self)
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// Each table's layout, its mapping's columns standing for a header line.
  private static func layouts(
    _ tables: [WarehouseTable], _ measurer: ExportMeasurer, _ dialect: SQLDialect
  ) throws(WarehouseError) -> [ExportLayout] {
    guard tables.contains(where: { $0.mapping.rows != .activities }) else { throw .measuring(.noLeads) }
    let events = tables.flatMap { $0.mapping.events.map(\.event) }
    guard events.contains(where: { $0 == .mql || $0 == .requested }) else { throw .measuring(.noStart) }
    let speaker: Mapping.Rows = tables.contains { $0.mapping.rows == .leads } ? .leads : .events
    var layouts: [ExportLayout] = []
    for table in tables {
      for name in table.name + table.mapping.columns {
        if name.utf8.count > dialect.longestName { throw .longName(name, limit: dialect.longestName) }
        if dialect == .spark, SQLScript.isSplit(name) { throw .splitName(name) }
      }
      do {
        layouts.append(
          try ExportLayout(
            mapping: table.mapping, measurement: measurer.measurement, header: table.mapping.columns,
            speaks: table.mapping.rows == speaker))
      } catch { throw .measuring(tables.count > 1 ? .source(number: layouts.count + 1, error) : error) }
    }
    return layouts
  }
}

extension SQLDialect {
  /// The longest name of a table or column in bytes; longer ones PostgreSQL cuts without a word.
  var longestName: Int { self == .postgres ? 63 : 255 }
}

extension ExportAbilities {
  /// Whether leads can be told apart by a dimension at all.
  fileprivate func tells(_ dimension: WarehouseDimension) -> Bool {
    switch dimension {
    case .source: hasSources
    case .region: hasRegions
    case .team: hasTeams
    }
  }
}
