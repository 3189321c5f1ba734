internal import Agreements
internal import Wire

/// Numbers that exports cannot give, why, and what to add to them.
package struct MissingNumbers: Sendable, Equatable {
  /// The metrics, by name.
  package let metrics: [String]
  /// What is missing, and how to come by it.
  package let reason: String

  /// What one or several exports, read together, cannot give.
  package static func all(in proposals: [MappingProposal]) -> [MissingNumbers] {
    let given = Given(proposals)
    let system = proposals.first { $0.rows != .activities }?.system ?? proposals.first?.system ?? .other
    return entries.compactMap { entry in
      entry.isGiven(given)
        ? nil : MissingNumbers(metrics: entry.metrics, reason: "\(entry.words): \(system.advice(entry.need))")
    }
  }

  /// What exports have.
  private struct Given {
    private let events: [(kind: Mapping.EventKind, json: JSON)]
    private let roles: Set<ColumnRole>
    private let hasActivities: Bool
    let hasLastContactsOnly: Bool

    init(_ proposals: [MappingProposal]) {
      events = proposals.flatMap { proposal in
        (proposal.mapping["events"]?.items ?? []).compactMap { event in
          event["event"]?.text.flatMap { Mapping.EventKind(rawValue: $0) }.map { ($0, event) }
        }
      }
      roles = Set(proposals.flatMap { $0.columns.compactMap(\.role) })
      hasLastContactsOnly = !LastContacts(proposals).columns.isEmpty
      hasActivities = proposals.contains { proposal in
        proposal.rows != .leads
          && (proposal.mapping["events"]?.items ?? []).contains { $0["event"]?.text == "attempt" }
      }
    }

    func has(_ kinds: Mapping.EventKind...) -> Bool { events.contains { kinds.contains($0.kind) } }
    func has(_ role: ColumnRole) -> Bool { roles.contains(role) }
    func has(_ kind: Mapping.EventKind, with member: String) -> Bool {
      events.contains { $0.kind == kind && $0.json[member] != nil }
    }
    var hasEachAttempt: Bool { hasActivities || events.count { $0.kind == .attempt } > 1 }
    var hasHistory: Bool {
      ["pageviews", "sessions", "form-submissions", "emails-clicked"].contains { roles.contains(.field($0)) }
    }
  }

  private struct Entry {
    let metrics: [String]
    let words: String
    let need: CRMSystem.Need
    let isGiven: @Sendable (Given) -> Bool
  }

  private static let entries: [Entry] = [
    Entry(
      metrics: ["first-contact", "handoff-to-contact", "hygiene.stale", "leads.dropped"],
      words: "no first contact", need: .contact
    ) {
      $0.has(.attempt, .replied, .meetingBooked)
    },
    Entry(
      metrics: ["first-contact", "handoff-to-contact", "time-to-connect"],
      words: "only the last contact is known, by which a first one would be measured too late", need: .contact
    ) {
      !$0.hasLastContactsOnly
    },
    Entry(
      metrics: ["follow-up.depth", "opportunity.follow-up"], words: "not each attempt to reach a lead",
      need: .attempts
    ) {
      $0.hasEachAttempt
    },
    Entry(
      metrics: ["rejection.rate", "rejection.documented"], words: "no acceptances or rejections",
      need: .decision
    ) {
      $0.has(.accepted, .rejected)
    },
    Entry(metrics: ["rejection.reasons"], words: "no reason of rejections", need: .reason) {
      !$0.has(.rejected) || $0.has(.rejected, with: "reason")
    },
    Entry(metrics: ["mql.score"], words: "no score", need: .score) { $0.has(.score) || $0.has(.amount) },
    Entry(metrics: ["numbers by source"], words: "no source", need: .source) { $0.has(.source) },
    Entry(metrics: ["lead.created", "conversion.lead-mql"], words: "no time of creation", need: .created) {
      $0.has(.created)
    },
    Entry(metrics: ["conversion.mql-sql"], words: "no SQLs", need: .sql) { $0.has(.sql) },
    Entry(metrics: ["conversion.sql-opportunity"], words: "no opportunities", need: .opportunity) {
      $0.has(.opportunity)
    },
    Entry(metrics: ["conversion.opportunity-won", "cycle.length"], words: "no deals won", need: .won) {
      $0.has(.won)
    },
    Entry(
      metrics: ["pipeline.by-source", "pipeline.marketing", "revenue", "deal.size"],
      words: "no amounts of deals", need: .amount
    ) {
      $0.has(.opportunity) && $0.has(.amount)
    },
    Entry(metrics: ["time-to-connect"], words: "no connections", need: .connection) {
      $0.has(.connected, .replied, .meetingBooked)
    },
    Entry(metrics: ["mql.per-rep"], words: "no owner", need: .owner) {
      $0.has(.owner) || $0.has(.assigned, with: "owner")
    },
    Entry(metrics: ["hygiene.outcomes"], words: "not what came of attempts", need: .outcome) {
      $0.has(.attempt, with: "outcome")
    },
    Entry(
      metrics: ["acceptance.documented"], words: "not what sales notes when it accepts", need: .acceptance
    ) {
      $0.has(.accepted, with: "reason")
    },
    Entry(metrics: ["mql.history"], words: "nothing of what leads did", need: .history) { $0.hasHistory },
    Entry(metrics: ["intent.alerted"], words: "no alerts", need: .alert) {
      $0.has(.alert, with: "deliveredAt")
    },
    Entry(metrics: ["numbers by region"], words: "no region", need: .region) { $0.has(.region) },
    Entry(metrics: ["numbers by team"], words: "no team", need: .team) { $0.has(.team) },
  ]
}
