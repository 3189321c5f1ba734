import Agreements
import Testing

@testable import Metrics

/// Logs of events whose kinds are said in words of their own.
struct ProposedLogTests {
  private func log(_ kinds: [String], id: String = "lead_key") throws -> MappingProposal {
    let rows = (kinds + kinds + kinds).enumerated().map { number, kind in
      "e\(number),lk\(number % 5),\(kind),2026-01-\(10 + number % 15)T10:00:00Z,Ann Ash,7,EUR,No budget"
    }
    return try Proposing.proposal(
      (["event_id,\(id),event_type,occurred_at,actor,amount,currency,reason"] + rows).joined(separator: "\n"))
  }

  @Test func `what happened is known by what it happened to and what was done`() throws {
    let told: [(String, Mapping.EventKind?)] = [
      ("lead_created", .created), ("mql_reached", .mql), ("owner_assigned", .assigned),
      ("call_attempted", .attempt), ("meeting_booked", .meetingBooked),
      ("lead_accepted", .accepted), ("lead_rejected", .rejected), ("lead_recycled", .recycled),
      ("mql_rejected", .rejected), ("mql_assigned", .assigned),
      ("sql_reached", .sql), ("opportunity_created", .opportunity), ("deal_won", .won), ("deal_lost", .lost),
      ("handed_over", .handoff), ("lead_merged", .merged), ("contact_unsubscribed", .unsubscribed),
      ("call_connected", .connected),
      ("quote_accepted", nil), ("invitation_rejected", nil), ("task_assigned", nil), ("account_created", nil),
    ]
    let proposed = try log(told.map(\.0))
    let mapping = try Proposing.mapping(proposed)
    #expect(mapping.rows == .events && mapping.lead.id == "lead_key")
    for (value, kind) in told {
      let kinds = mapping.events.filter { $0.when.flatMap(\.values).contains(value) }.map(\.event)
      #expect(kinds.last == kind, "\(value): \(kinds)")
    }
    #expect(Set(proposed.uncounted) == Set(told.filter { $0.1 == nil }.map(\.0)))
    let won = mapping.events.first { $0.event == .won }
    #expect(won?.amount == "amount" && won?.currency == "currency")
    #expect(mapping.events.first { $0.event == .rejected }?.reason == "reason")
  }

  @Test func `kinds are known in capitals and words apart`() throws {
    let proposed = try log([
      "MQL Created", "Lead Disqualified", "Deal Won", "Opportunity Opened", "Call Made",
    ])
    #expect(
      try Proposing.mapping(proposed).events.map(\.event) == [.mql, .attempt, .rejected, .opportunity, .won])
  }

  @Test(arguments: [
    "lead_key", "contact_key", "customer_key", "lead_uuid", "contact_uuid", "prospect_key", "Customer ID",
  ]) func `a key of a lead is its id`(_ name: String) throws {
    #expect(try Proposing.mapping(log(["mql_reached", "call_attempted"], id: name)).lead.id == name)
    let leads = try Proposing.proposal(
      "\(name),email,mql date\nk1,a@example.com,2026-01-05\nk2,b@example.com,2026-01-05\n")
    #expect(try Proposing.mapping(leads).lead.id == name)
    #expect(leads.columns[0].certainty >= 55)
  }
}
