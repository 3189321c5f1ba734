internal import Agreements
internal import Wire

/// A filter of leads, with names looked up in what was read.
struct EpisodeFilter {
  /// Whether a name of the filter did not turn up at all.
  private var isEmpty = false
  private var tier: Int32?
  private var source: NameRule?
  private var region: NameRule?
  private var team: NameRule?
  private var request: Int32?

  /// The names that a filter lets through, by their numbers.
  private enum NameRule {
    case one(Int32)
    case noneOf(Set<Int32>)

    func admits(_ name: Int32) -> Bool {
      switch self {
      case .one(let number): number == name
      case .noneOf(let numbers): !numbers.contains(name)
      }
    }
  }

  init(_ filter: LeadFilter, measurement: Measurement, _ names: NameTables, groups: NameGroups = NameGroups())
  {
    if let id = filter.tier {
      tier = measurement.tiers?.bands.firstIndex { $0.id.hasSameBytes(as: id) }.map { Int32($0) }
      if tier == nil { isEmpty = true }
    }
    source = rule(filter.source.map(measurement.source(written:)), names.sources, groups.sources)
    region = rule(filter.region, names.regions, groups.regions)
    team = rule(filter.team, names.teams, groups.teams)
    request = filter.request?.number
  }

  private mutating func rule(_ name: String?, _ names: NameTable, _ group: NameGroup) -> NameRule? {
    guard let name else { return nil }
    if name.hasSameBytes(as: LeadFilter.others) { return .noneOf(group.numbers) }
    if let number = names.known(Array(name.utf8)[...]) { return .one(number) }
    isEmpty = true
    return nil
  }

  func admits(_ lead: Dimensions) -> Bool {
    if isEmpty { return false }
    if let tier, tier != lead.tier { return false }
    if let source, !source.admits(lead.source) { return false }
    if let region, !region.admits(lead.region) { return false }
    if let team, !team.admits(lead.team) { return false }
    return request == nil || request == lead.request
  }
}

extension Measurement {
  /// The name under which a source is counted, however it is spelled.
  func source(written name: String) -> String {
    sourceSpellings.last { $0.values.contains { $0.hasSameBytes(as: name) } }?.source ?? name
  }
}
