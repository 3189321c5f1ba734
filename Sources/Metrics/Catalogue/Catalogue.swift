package import Agreements
internal import Wire

/// Which numbers a snapshot holds.
package enum Catalogue {
  /// The times within which first contact is measured besides those that are committed, so that a tighter target can be
  /// judged later.
  private static let contactTimes: [ClockDuration] = [
    .time(milliseconds: 3_600_000), .time(milliseconds: 7_200_000), .time(milliseconds: 14_400_000),
    .time(milliseconds: 28_800_000), .businessDays(1), .businessDays(2),
  ]

  /// The ages at which conversions are measured, in days; at the second one by source, region and team, too.
  private static let ages = [30, 90, 180]

  /// The measures of a snapshot: the catalogue's, as far as the exports give them, in total and by what they can be told
  /// apart by, and what is wanted besides; each once, sorted by ``Agreements/Measure/entryID``.
  static func measures(
    measurement: Measurement, besides more: [Measure], groups: NameGroups, _ abilities: ExportAbilities
  ) -> [Measure] {
    let total = [LeadFilter()]
    let byTier = total + (measurement.tiers?.bands ?? []).map { LeadFilter(tier: $0.id) }
    let byAll =
      byTier + groups.sources.labels.map { LeadFilter(source: $0) }
      + groups.regions.labels.map { LeadFilter(region: $0) }
      + groups.teams.labels.map { LeadFilter(team: $0) }
      + abilities.requestKinds.map { LeadFilter(request: $0) }
    var measures: [Measure] = []
    func add(
      _ metrics: [Metric], _ filters: [LeadFilter], _ parameters: MetricParameters = MetricParameters()
    ) {
      for metric in metrics where abilities.gives(metric, parameters) {
        // What is counted of leads that are new belongs to no episode, and so to no request.
        let isOfLeads = metric == .leadCreated || metric == .conversionLeadMQL
        measures += filters.filter { !isOfLeads || $0.request == nil }.map {
          Measure(metric: metric, parameters: parameters, filter: $0)
        }
      }
    }
    add([.mqlDelivered, .leadCreated, .rejectionRate, .rejectionDocumented], byAll)
    add([.mqlCompleteness, .mqlHistory, .mqlScore, .rejectionReasons, .acceptanceDocumented], byTier)
    add([.mqlPerRep, .leadsDuplicate, .hygieneOutcomes], total)
    add([.pipelineBySource, .pipelineMarketing, .revenue, .dealSize, .cycleLength], total)
    for age in ages {
      add(
        [.conversionLeadMQL, .conversionMQLSQL, .conversionSQLOpportunity, .conversionOpportunityWon],
        age == 90 ? byAll : byTier, MetricParameters(days: age))
    }
    // A share of first contacts is told even where it has no data, so that whoever reads it sees what is missing.
    for within in contactTimes {
      let parameters = MetricParameters(within: within, clock: .business, start: measurement.clockStart)
      measures += byTier.map { Measure(metric: .firstContact, parameters: parameters, filter: $0) }
    }
    add(
      [.timeToConnect], byTier,
      MetricParameters(within: .businessDays(1), clock: .business, start: measurement.clockStart))
    add([.handoffToContact], byTier, MetricParameters(within: .businessDays(1), clock: .business))
    measures += more.filter { $0.metric != .reported }
    var seen: Set<[UInt8]> = []
    return measures.map { ($0, Array($0.entryID.utf8)) }
      .filter { seen.insert($0.1).inserted }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }
      .map(\.0)
  }
}

extension Measure {
  /// The name of this measure's entry in a snapshot: metric, parameters and filter in plain ASCII, such as
  /// `first-contact/within=PT4H,clock=business,start=mql/tier=t1`; the same for equal measures only.
  package var entryID: String {
    let parts = [parameters.json, filter.json].map { json in
      (json.members ?? []).map { "\($0.key)=\(Self.plain($0.value))" }.joined(separator: ",")
    }
    return ([metric.rawValue] + parts.filter { !$0.isEmpty }).joined(separator: "/")
  }

  /// A value in letters, digits, `.`, `_` and `-`, other bytes as in URLs (RFC 3986, section 2.1); a long one by `~` and
  /// the start of its digest.
  private static func plain(_ value: JSON) -> String {
    let text = value.text ?? value.number.map(String.init) ?? ""
    var plain: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        plain.append(byte)
      default: plain.append(contentsOf: "%\(Hex.encode([byte]))".utf8)
      }
    }
    guard plain.count > 32 else { return String(decoding: plain, as: UTF8.self) }
    return "~\(SHA256Digest(of: Array(text.utf8)).hex.prefix(24))"
  }
}
