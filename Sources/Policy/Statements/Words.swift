package import Agreements
package import Wire

extension Commitment.Target {
  /// As it stands in a sentence: `at least 450 leads`, `at most 20 %`.
  package var words: String {
    let number =
      switch unit {
      case .leads: "\(value) leads"
      case .percent: "\(value) %"
      case .points: "\(value) points"
      case .milliseconds: "\(Milliseconds.exact(value))\(statistic.map { " (\($0.rawValue))" } ?? "")"
      case .minorUnits: "\(value) in minor units"
      }
    return "\(comparison == .atLeast ? "at least" : "at most") \(number)"
  }
}

extension MetricParameters {
  /// What is waited for how long, on which clock: `4 h (business clock from mql)`.
  fileprivate var waitWords: String {
    let from = start.map { " from \($0.rawValue)" } ?? ""
    return "\(within?.words ?? "?") (\(clock?.rawValue ?? "?") clock\(from))"
  }
}

extension Measure {
  /// What is measured, as it stands in a sentence: `first contact within 4 h (business clock from mql), tier t1`.
  package var words: String { ([what] + filter.words).joined(separator: ", ") }

  /// The same without which leads it is about.
  package var what: String {
    let p = parameters
    return switch metric {
    case .leadCreated: "leads created"
    case .mqlDelivered: "MQLs delivered"
    case .mqlPerRep: "MQLs delivered per person\(p.headcount.map { " (\($0) people)" } ?? "")"
    case .mqlScore: "median score of MQLs"
    case .mqlCompleteness: "MQLs with all required fields"
    case .mqlHistory: "MQLs with behavioural history"
    case .intentAlerted: "intent alerts delivered within \(p.waitWords)"
    case .firstContact: "first contact within \(p.waitWords)"
    case .timeToConnect: "connection within \(p.waitWords)"
    case .handoffToContact: "contact after handoff within \(p.waitWords)"
    case .followUpDepth:
      "follow-up of \(p.attempts ?? 0) attempts on \(p.channels ?? 0) channels over \(p.spanDays ?? 0) days within \(p.businessDays ?? 0) business days"
    case .rejectionRate: "leads rejected"
    case .rejectionReasons: "rejected leads"
    case .rejectionDocumented: "rejections documented"
    case .acceptanceDocumented: "acceptances documented"
    case .hygieneStale: "open leads without an update for over \(p.businessDays ?? 0) business days"
    case .hygieneOutcomes: "attempts with an outcome"
    case .leadsDropped: "leads dropped for \(p.businessDays ?? 0) business days"
    case .leadsDuplicate: "duplicates"
    case .conversionLeadMQL: "leads that are MQLs after \(p.days ?? 0) days"
    case .conversionMQLSQL: "MQLs that are SQLs after \(p.days ?? 0) days"
    case .conversionSQLOpportunity: "SQLs that are opportunities after \(p.days ?? 0) days"
    case .conversionOpportunityWon: "opportunities that are won after \(p.days ?? 0) days"
    case .opportunityFollowUp:
      "longest time without touching an open opportunity (\(p.clock?.rawValue ?? "?") clock)"
    case .pipelineBySource: "pipeline created"
    case .pipelineMarketing: "pipeline created by marketing"
    case .revenue: "revenue"
    case .dealSize: "median deal size"
    case .cycleLength: "length of the sales cycle"
    case .reported: "\(p.name ?? "?"), as reported"
    }
  }
}

extension LeadFilter {
  /// Which leads it lets through, a part for each of its conditions; empty for all leads.
  package var words: [String] {
    [
      tier.map { "tier \($0)" }, source.map { "source \($0.quoted)" }, region.map { "region \($0.quoted)" },
      team.map { "team \($0.quoted)" }, request?.words,
    ].compactMap { $0 }
  }
}

extension Commitment {
  /// The promise in one clause: `marketing: MQLs delivered, tier t1, at least 450 leads a month (firm)`.
  package var words: String {
    "\(party.rawValue): \(measure.words), \(target.words) a \(period.rawValue) (\(isProvisional ? "provisional" : "firm"))"
  }
}

extension JSON {
  /// A value, short enough for a sentence.
  package var brief: String {
    switch self {
    case .null: "nothing"
    case .bool(let value): value ? "yes" : "no"
    case .integer(let value): String(value)
    case .string(let text): text.quoted
    case .array(let items): items.isEmpty ? "none" : items.map(\.briefInside).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key.quotedUnlessPlain) \($0.value.briefInside)" }.joined(separator: "; ")
    }
  }

  /// The same inside another value: with brackets around what has parts, so that no two values read the same.
  private var briefInside: String {
    switch self {
    case .array, .object: "(\(brief))"
    default: brief
    }
  }
}

extension String {
  /// With a backslash before each quotation mark and backslash, to stand between quotation marks.
  var escaped: String {
    split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
      .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
  }

  /// Between quotation marks, so that what people wrote cannot pose as the tool's words.
  package var quoted: String { "\"\(escaped)\"" }

  /// As it is where it is made of the letters of names and pointers; quoted otherwise.
  var quotedUnlessPlain: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "/"),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        true
      default: false
      }
    }
    return isPlain ? self : quoted
  }
}
