internal import Agreements
internal import Wire

/// A filter of leads, with names looked up in what was read.
struct EpisodeFilter {
  /// Whether a name of the filter did not turn up at all.
  private var isEmpty = false
  private var tier: Int32?
  private var source: Int32?
  private var region: Int32?
  private var beganWithRequest = false

  init(_ filter: LeadFilter, measurement: Measurement, table: LeadTable) {
    if let id = filter.tier {
      tier = measurement.tiers?.bands.firstIndex { $0.id.hasSameBytes(as: id) }.map { Int32($0) }
      if tier == nil { isEmpty = true }
    }
    if let name = filter.source {
      source = table.sources.known(Array(name.utf8)[...])
      if source == nil { isEmpty = true }
    }
    if let name = filter.region {
      region = table.regions.known(Array(name.utf8)[...])
      if region == nil { isEmpty = true }
    }
    beganWithRequest = filter.request != nil
  }

  func admits(_ episode: Episode) -> Bool {
    if isEmpty { return false }
    if let tier, tier != episode.tier { return false }
    if let source, source != episode.source { return false }
    if let region, region != episode.region { return false }
    return !beganWithRequest || episode.beganWithRequest
  }
}
