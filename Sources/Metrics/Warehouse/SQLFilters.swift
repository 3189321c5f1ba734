internal import Agreements
internal import Wire

/// Which leads figures are about: the filters that are known beforehand, and the names of the period that may get
/// numbers of their own, as ``NameGroup`` chooses them.
///
/// The query answers the figures of every name that may; which do, and what is left of the whole for all others, is
/// worked out when the result is read.
struct SQLFilters {
  let dialect: SQLDialect
  let measurement: Measurement
  let filters: [LeadFilter]
  let dimensions: [WarehouseDimension]

  /// Adds the steps; answers the name of the one with the filters, and of those with each dimension's names.
  func addSteps(to script: inout SQLScript, _ judged: SQL) -> (filters: SQL, names: [SQL]) {
    var rows = known
    var names: [SQL] = []
    var first = filters.count
    for dimension in dimensions {
      let step = script.step("names_\(dimension.column)", self.names(dimension, judged))
      names.append(step)
      func part(_ other: WarehouseDimension) -> SQL { other == dimension ? "1, name" : "0, ''" }
      let parts: [SQL] = WarehouseDimension.allCases.map(part)
      rows.append(
        "SELECT place + \(first - 1), -9, \(parts.joined(", ")), 0 FROM \(step) WHERE place <= \(dimension.limit)"
      )
      first += dimension.limit
    }
    let columns: SQL = "f, ftier, fhassrc, fsrc, fhasreg, freg, fhasteam, fteam, freq"
    let step = script.step(
      "filters", "SELECT \(columns) FROM (\(rows.joined("\nUNION ALL\n"))) AS t (\(columns))")
    return (step, names)
  }

  private var known: [SQL] {
    filters.enumerated().map { index, filter in
      let tier = filter.tier.flatMap { id in
        measurement.tiers?.bands.firstIndex { $0.id.hasSameBytes(as: id) }
      }
      // A tier that the agreement does not have lets nothing through.
      let number = filter.tier == nil ? -9 : tier ?? -8
      let texts: [SQL] = WarehouseDimension.allCases.map { dimension in
        var value = filter[keyPath: dimension.path]
        if dimension == .source { value = value.map(measurement.source(written:)) }
        return "\(value == nil ? 0 : 1), \(dialect.text(dialect.literal(value ?? "")))"
      }
      return "SELECT \(index), \(number), \(texts.joined(", ")), \(Int(filter.request?.number ?? 0))"
    }
  }

  /// The names of a dimension by the number of their episodes, those that get no number of their own at the end.
  private func names(_ dimension: WarehouseDimension, _ judged: SQL) -> SQL {
    let unfit = dialect.literal(Self.unfit)
    return """
      SELECT name, n, CASE WHEN fit = 1 THEN ROW_NUMBER() OVER (ORDER BY fit DESC, n DESC, name) \
      ELSE \(SQLClocks.never) END AS place
      FROM (SELECT \(dimension.column) AS name, COUNT(*) AS n, CASE WHEN COUNT(*) >= \(NameGroup.least) \
      AND translate(\(dimension.column), \(unfit), '') = \(dimension.column) \
      AND \(dimension.column) <> \(dialect.literal(LeadFilter.others)) \
      AND \(dialect.scalarCount(dimension.column)) BETWEEN 1 AND 200 THEN 1 ELSE 0 END AS fit
      FROM \(judged) GROUP BY \(dimension.column)) AS s
      """
  }

  /// What joins a case's columns, by the name of its step, with the filters that let it through.
  static func join(_ filter: SQL, _ item: SQL) -> SQL {
    """
    (\(filter).ftier = -9 OR \(filter).ftier = \(item).tier) AND (\(filter).fhassrc = 0 OR \(filter).fsrc = \(item).src) \
    AND (\(filter).fhasreg = 0 OR \(filter).freg = \(item).reg) AND (\(filter).fhasteam = 0 OR \(filter).fteam = \(item).team) \
    AND (\(filter).freq = 0 OR \(filter).freq = \(item).req)
    """
  }

  /// The characters that no name has which gets a number of its own; the engines' texts hold no NUL.
  private static let unfit: String = {
    var values = Array(1...0xFFFF)
    for plane in 1...16 { values += [plane << 16 | 0xFFFE, plane << 16 | 0xFFFF] }
    let scalars = values.compactMap { UnicodeScalar($0 as Int) }.filter { scalar in
      scalar.isInvisibleControl || scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
        || scalar == "@"
    }
    return String(String.UnicodeScalarView(scalars))
  }()
}

/// What leads can be told apart by, by names that nobody knows beforehand.
enum WarehouseDimension: CaseIterable {
  case source, region, team

  var column: SQL {
    switch self {
    case .source: "src"
    case .region: "reg"
    case .team: "team"
    }
  }

  /// The greatest number of names that get numbers of their own.
  var limit: Int { self == .source ? 100 : 25 }

  var path: any WritableKeyPath<LeadFilter, String?> & Sendable {
    switch self {
    case .source: \.source
    case .region: \.region
    case .team: \.team
    }
  }

  func filter(_ name: String) -> LeadFilter {
    var filter = LeadFilter()
    filter[keyPath: path] = name
    return filter
  }
}
