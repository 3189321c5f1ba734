import Agreements
import Testing
import Wire

@testable import Metrics

/// HubSpot's and Salesforce's exports under the names that their interfaces, reports and tools give columns.
struct PresetTests {
  @Test func `HubSpot's property history tells stages, decisions and owners`() throws {
    let history = try Proposing.proposal(
      """
      Record ID,Property,Value,Timestamp,Source ID
      1,lifecyclestage,lead,2026-01-02T09:00:00Z,7
      1,lifecyclestage,marketingqualifiedlead,2026-01-05T09:00:00Z,7
      1,lifecyclestage,salesqualifiedlead,2026-01-09T09:00:00Z,7
      1,hs_lead_status,Unqualified,2026-01-12T09:00:00Z,7
      1,hubspot_owner_id,4711,2026-01-05T09:01:00Z,7
      1,email,a@example.com,2026-01-01T09:01:00Z,7
      """)
    #expect(history.obstacles.isEmpty && history.mapping["lead"]?["id"]?.text == "Record ID")
    let ofDeals = try Proposing.proposal(
      "Record ID,Property,Value,Timestamp\n9,dealstage,closedwon,2026-01-02T09:00:00Z\n9,amount,7,2026-01-02T09:00:00Z\n"
    )
    #expect(ofDeals.obstacles.contains { $0.contains("whose it is") })
    let contacts = try Proposing.proposal(
      """
      contactId,property,value,timestamp,sourceType
      1,lifecyclestage,marketingqualifiedlead,2026-01-05T09:00:00Z,CRM_UI
      1,lifecyclestage,salesqualifiedlead,2026-01-09T09:00:00Z,CRM_UI
      1,hs_lead_status,Unqualified,2026-01-12T09:00:00Z,CRM_UI
      1,hubspot_owner_id,4711,2026-01-05T09:01:00Z,CRM_UI
      """)
    let mapping = try Proposing.mapping(contacts)
    #expect(contacts.system == .hubspot && mapping.rows == .activities && mapping.name == "hubspot-history")
    #expect(mapping.events.map(\.event) == [.mql, .rejected, .sql, .assigned])
    #expect(mapping.events[0].value == "value" && mapping.events[3].owner == "value")
    #expect(
      contacts.meanings.meanings.map(\.meaning) == [
        .values(["marketingqualifiedlead"]), .values(["Unqualified"]),
      ])
    #expect(contacts.meanings.meanings.allSatisfy { $0.isNeeded })
  }

  @Test func `HubSpot's deals belong to each of their contacts and are counted by their id`() throws {
    let deals = try Proposing.proposal(
      """
      Record ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Associated Contact IDs
      900,Acme renewal,Closed Won,"1,200",EUR,2026-01-02 10:00,2026-02-02 10:00,101;102
      901,Beta,Closed Lost,500,EUR,2026-01-02 10:00,2026-02-03 10:00,103
      902,Gamma,Contract Sent,700,EUR,2026-01-02 10:00,2026-03-03 10:00,104
      """)
    let mapping = try Proposing.mapping(deals)
    #expect(mapping.lead.id == "Associated Contact IDs")
    #expect(mapping.lead.aliases.map(\.column) == ["Associated Contact IDs"])
    #expect(mapping.lead.aliases.map(\.separator) == [0x3B])
    #expect(mapping.events.map(\.event) == [.opportunity, .won, .lost])
    #expect(
      mapping.events.allSatisfy {
        $0.deal == "Record ID" && $0.amount == "Amount" && $0.currency == "Currency"
      })
    #expect(mapping.events[1].when.flatMap(\.values) == ["Closed Won"])
    #expect(deals.meanings.currency == "EUR" && mapping.decimalMark == nil)
  }

  @Test func `Salesforce's history is known by its API names and by its report's labels`() throws {
    let api = try Proposing.proposal(
      """
      Id,LeadId,Field,OldValue,NewValue,CreatedDate,CreatedById
      017000000000001AAA,00Q000000000001AAA,Status,Open,MQL,2026-01-05T09:00:00.000Z,005000000000001AAA
      017000000000002AAA,00Q000000000001AAA,Status,MQL,Disqualified,2026-01-06T09:00:00.000Z,005000000000001AAA
      017000000000003AAA,00Q000000000001AAA,Owner,,005000000000002AAA,2026-01-05T09:30:00.000Z,005000000000001AAA
      """)
    let report = try Proposing.proposal(
      """
      "Lead ID","Field / Event","Old Value","New Value","Edit Date","Edited By"
      "00Q000000000001","Lead Status","Open","MQL","1/5/2026, 9:00 AM","Pat Smith"
      "00Q000000000001","Lead Status","MQL","Disqualified","1/16/2026, 9:00 AM","Pat Smith"
      "00Q000000000001","Lead Owner","","Pat Smith","1/5/2026, 9:30 AM","Pat Smith"
      """)
    for history in [api, report] {
      let mapping = try Proposing.mapping(history)
      #expect(history.system == .salesforce && mapping.name == "salesforce-history")
      #expect(mapping.rows == .activities && mapping.events.map(\.event) == [.mql, .rejected, .assigned])
      #expect(history.meanings.meanings.map(\.meaning) == [.values(["MQL"]), .values(["Disqualified"])])
    }
    #expect(try Proposing.mapping(api).lead.id == "LeadId")
    #expect(try Proposing.mapping(report).lead.id == "Lead ID")
    #expect(try Proposing.mapping(report).events[0].format == .picture("M/D/YYYY, h:mm AP"))
  }

  @Test func `Salesforce's tasks count once they are done, outwards, by whoever did them`() throws {
    let tasks = try Proposing.proposal(
      """
      ID,WHOID,TASKSUBTYPE,CALLTYPE,CALLDISPOSITION,STATUS,COMPLETEDDATETIME,CREATEDDATE,CREATEDBYID,OWNERID
      00T000000000001AAA,00Q000000000001AAA,Call,Outbound,Connected,Completed,2026-01-05T10:00:00Z,2026-01-05T10:00:10Z,005000000000001AAA,005000000000009AAA
      00T000000000002AAA,003000000000001AAA,Call,Inbound,,Completed,2026-01-05T11:00:00Z,2026-01-05T11:00:10Z,005000000000001AAA,005000000000009AAA
      00T000000000003AAA,00Q000000000002AAA,Email,,,Completed,2026-01-05T12:00:00Z,2026-01-05T12:00:10Z,005000000000001AAA,005000000000009AAA
      00T000000000004AAA,00Q000000000002AAA,Call,Outbound,,Open,,2026-01-05T12:00:10Z,005000000000001AAA,005000000000009AAA
      00T000000000005AAA,00Q000000000002AAA,ListEmail,,,Completed,2026-01-05T12:00:00Z,2026-01-05T12:00:10Z,005000000000001AAA,005000000000009AAA
      """)
    let mapping = try Proposing.mapping(tasks)
    let attempts = mapping.events.filter { $0.event == .attempt }
    #expect(mapping.lead.id == "WHOID" && attempts.count == 2)
    #expect(attempts.allSatisfy { $0.value == "CREATEDBYID" && $0.loggedAt == "CREATEDDATE" })
    #expect(attempts.allSatisfy { $0.column == "COMPLETEDDATETIME" && $0.outcome == "CALLDISPOSITION" })
    #expect(attempts[0].when.map(\.values) == [["Call"], ["Outbound"], ["Completed"]])
    #expect(attempts[1].when.map(\.values) == [["Email"], ["Completed"]])
    #expect(mapping.events.contains { $0.event == .replied && $0.when.last?.values == ["Inbound"] })
    #expect(mapping.events.contains { $0.event == .connected && $0.when.last?.values == ["Connected"] })
  }

  @Test func `leads that became contacts and deals are found by those, but no two leads through one deal`()
    throws
  {
    let header =
      "Id,Email,LeadSource,CreatedDate,MQL_Date__c,ConvertedContactId,ConvertedOpportunityId,MasterRecordId"
    func row(_ number: Int, deal: Int) -> String {
      "00Q00000000000\(number)AAA,a\(number)@example.com,Web,2026-01-02T08:00:00Z,2026-01-05T09:30:00Z,00300000000000\(number)AAA,00600000000000\(deal)AAA,"
    }
    let apart = try Proposing.proposal([header, row(1, deal: 1), row(2, deal: 2)].joined(separator: "\n"))
    let shared = try Proposing.proposal([header, row(1, deal: 1), row(2, deal: 1)].joined(separator: "\n"))
    let all = ["ConvertedContactId", "ConvertedOpportunityId", "MasterRecordId"]
    #expect(try Proposing.mapping(apart).lead.aliases.map(\.column) == all)
    #expect(try Proposing.mapping(shared).lead.aliases.map(\.column) == [all[0], all[2]])

    let deals = try Proposing.proposal(
      """
      Id,StageName,Amount,CloseDate,CreatedDate,IsWon,IsClosed
      006000000000001AAA,Signed,1200,2026-02-02,2026-01-20T09:00:00Z,true,true
      006000000000002AAA,Gone,900,2026-02-02,2026-01-20T09:00:00Z,false,true
      """)
    let mapping = try Proposing.mapping(deals)
    #expect(mapping.lead.id == "Id" && mapping.events.map(\.event) == [.opportunity, .won, .lost])
    #expect(mapping.events[1].when.map(\.column) == ["IsWon"])
    #expect(mapping.events[2].when.map(\.column) == ["IsClosed", "IsWon"])
    #expect(deals.doubts.contains { $0.contains("Converted Opportunity ID") })
  }

  @Test func `what belongs to an alert, an acceptance and a rejection is read with them`() throws {
    let leads = try Proposing.proposal(
      """
      lead id,mql at,team,alert at,alert delivered at,accepted at,acceptance note,rejected at,reject reason,reason documented at,first call at,first call by,last contacted
      1,2026-01-05 09:30,North,2026-01-04 09:30,2026-01-04 09:31,2026-01-06 09:30,good fit,,,,2026-01-05 10:30,Ann,2026-01-09 10:30
      2,2026-01-05 09:30,South,2026-01-04 09:30,2026-01-04 09:31,,,2026-01-06 09:30,No budget,2026-01-06 09:32,2026-01-05 10:30,Marketo Sync,2026-01-09 10:30
      """)
    let mapping = try Proposing.mapping(leads)
    func event(_ kind: Mapping.EventKind) -> Mapping.EventColumn? {
      mapping.events.first { $0.event == kind }
    }
    #expect(mapping.lead.team == "team" && event(.alert)?.deliveredAt == "alert delivered at")
    #expect(event(.accepted)?.reason == "acceptance note" && event(.rejected)?.reason == "reject reason")
    #expect(
      event(.rejected)?.documentedAt == "reason documented at" && event(.attempt)?.value == "first call by")
    #expect(event(.updated)?.column == "last contacted")
    #expect(leads.meanings.meanings.contains { $0.meaning == .otherThan(["Marketo Sync"]) })
  }

  @Test func `lists of users, products and results are told from leads`() throws {
    for text in [
      "Id,Username,ProfileId,UserType,Email\n005000000000001AAA,a,b,Standard,a@example.com\n",
      "Id,PricebookEntryId,UnitPrice,Quantity\n00k000000000001AAA,a,5,1\n",
      "Agent_ID,Agent_Name,Agent_Department\nA1,Ann Ash,North\n",
    ] {
      let proposed = try Proposing.proposal(text)
      #expect(
        proposed.obstacles.count == 1 && proposed.obstacles[0].contains("leave it out"),
        "\(proposed.obstacles)")
    }
    let headless = try Proposing.proposal("1,a@example.com,2026-01-02\n2,b@example.com,2026-01-03\n")
    #expect(headless.obstacles.contains { $0.contains("first line") } && !headless.isUsable(beside: true))
    #expect(!"\(headless.mapping)".contains("a@example.com"))
    let plain = try Proposing.proposal("L20260105,Ann,1/5/2026\nL20260106,Bob,1/16/2026\n")
    #expect(!plain.isUsable(beside: true) && !"\(plain.mapping)".contains("L2026"))
  }

  @Test func `an export of calls only is read as calls, and activities by lead and by contact`() throws {
    let calls = try Proposing.proposal(
      """
      Record ID,Activity date,Call outcome,Call direction,Activity assigned to,Associated Contact IDs,Create date
      91,2026-01-01 10:00,Connected,Outbound,Dana,101,2026-01-01 10:03
      92,2026-01-02 10:00,No answer,Inbound,Dana,102;103,2026-01-02 10:03
      """)
    let mapping = try Proposing.mapping(calls)
    #expect(mapping.rows == .activities && mapping.lead.id == "Associated Contact IDs")
    #expect(
      mapping.events.map(\.event) == [.attempt, .replied, .connected] && mapping.events[0].channel == "call")
    #expect(
      mapping.events[0].when.map(\.values) == [["Outbound"]] && mapping.events[0].outcome == "Call outcome")

    let report = try Proposing.proposal(
      """
      "Assigned","Task Subtype","Status","Lead ID","Contact ID","Completed Date/Time","Call Result"
      "Dana","Call","Completed","00Q5e00000ABC12","","1/11/2026, 9:30 AM","Connected"
      "Dana","Email","Completed","","0035e00000ABC12","1/12/2026, 9:30 AM",""
      """)
    let tasks = try Proposing.mapping(report)
    #expect(tasks.lead.id == "Lead ID" && tasks.lead.aliases.map(\.column) == ["Contact ID"])
  }

  @Test func `Salesforce's events are meetings, booked when they were entered`() throws {
    let events = try Proposing.proposal(
      """
      Id,WhoId,Subject,StartDateTime,EndDateTime,CreatedDate,CreatedById
      00U000000000001AAA,00Q000000000001AAA,Demo,2026-01-09T10:00:00Z,2026-01-09T11:00:00Z,2026-01-05T10:00:00Z,005000000000001AAA
      """)
    let mapping = try Proposing.mapping(events)
    #expect(mapping.rows == .activities && mapping.lead.id == "WhoId")
    #expect(mapping.events.map(\.event) == [.meetingBooked] && mapping.events[0].column == "CreatedDate")
  }

  @Test func `an id that no name gives away is found by its content, and said`() throws {
    let named = try Proposing.proposal(
      "Klíč,Jméno,MQL\nX1,Ann,2026-01-05T09:00:00Z\nX2,Ann,2026-01-06T09:00:00Z\n")
    #expect(try Proposing.mapping(named).lead.id == "Klíč" && named.doubts.contains { $0.contains("Klíč") })
    #expect(!named.isSure && named.isUsable())
    let byAddress = try Proposing.proposal(
      "Email,MQL\na@example.com,2026-01-05T09:00:00Z\nb@example.com,2026-01-05T09:00:00Z\n")
    #expect(byAddress.isUsable() && byAddress.mapping["lead"]?["id"]?.text == "Email" && !byAddress.isSure)
  }

  @Test func `a deal is told by the export of deals alone, or by the lead that says which it is`() throws {
    let contacts = try Proposing.proposal(
      """
      Record ID,Lifecycle Stage,Became a Marketing Qualified Lead Date,Became an Opportunity Date
      1,Opportunity,2026-01-05 09:00,2026-01-06 09:00
      """)
    let deals = try Proposing.proposal(
      """
      Deal ID,Deal Stage,Amount,Create Date,Close Date,Associated Contact IDs
      9,Closed Won,10,2026-01-06 09:00,2026-02-02 09:00,1
      """)
    let read = MappingProposal.together([contacts, deals])
    #expect(try Proposing.events(read[0]).keys.sorted() == ["mql"] && read[0].notes.count == 1)
    #expect(try Proposing.mapping(read[1]).events.map(\.event) == [.opportunity, .won])
    #expect(
      try Proposing.events(MappingProposal.together([contacts])[0]).keys.sorted() == ["mql", "opportunity"])
    let leads = try Proposing.proposal(
      """
      Id,MQL_Date__c,ConvertedDate,ConvertedOpportunityId
      00Q000000000001AAA,2026-01-05T09:30:00Z,2026-01-20,006000000000001AAA
      """)
    #expect(
      try Proposing.mapping(MappingProposal.together([leads, deals])[0]).events.last?.deal
        == "ConvertedOpportunityId")
  }

  @Test func `an export that calls things as mappings do is read without any other word`() throws {
    let wide = try Proposing.proposal(
      """
      lead_id,email,created,mql,assigned,attempt,attempt_by,connected,accepted,rejected,rejection_reason,sql,opportunity,won,lost
      L1,a@example.com,2026-01-05T09:00:00Z,2026-01-05T09:00:00Z,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z,Dana,2026-01-05T10:00:00Z,2026-01-05T11:00:00Z,2026-01-05T12:00:00Z,No need,2026-01-06T09:00:00Z,2026-01-07T09:00:00Z,2026-01-08T09:00:00Z,2026-01-09T09:00:00Z
      """)
    let named = try Proposing.events(wide)
    #expect(named.count == 11 && named.allSatisfy { $0.key == $0.value }, "\(named)")
    #expect(try Proposing.mapping(wide).events.first { $0.event == .attempt }?.value == "attempt_by")
    let long = try Proposing.proposal(
      """
      lead_id,event,at,who,channel,reason
      L1,mql,2026-01-05T09:00:00Z,,,
      L1,attempt,2026-01-05T10:00:00Z,dana,phone,
      L1,meetingBooked,2026-01-05T11:00:00Z,dana,,
      L1,rejected,2026-01-06T11:00:00Z,dana,,No need
      """)
    let mapping = try Proposing.mapping(long)
    #expect(mapping.rows == .events && mapping.lead.source == nil)
    #expect(mapping.events.map(\.event) == [.mql, .attempt, .meetingBooked, .rejected])
    #expect(mapping.events[1].value == "who" && mapping.events[3].reason == "reason")
  }

  @Test func `a table in a script without spaces is read as far as its names are known`() throws {
    let proposed = try Proposing.proposal(
      "リードID,メールアドレス,MQL日\n1,a@example.jp,2026/01/11 10:00\n2,b@example.jp,2026/01/12 10:00\n",
      .init(zone: "Asia/Tokyo"))
    #expect(try Proposing.mapping(proposed).lead.id == "リードID")
    #expect(try Proposing.events(proposed) == ["mql": "MQL日"])
  }
}

@Test func `a preset that is named decides over what columns look like`() throws {
  let text =
    "Record ID,Lifecycle Stage,Contact owner,Became a Marketing Qualified Lead Date\n1,MQL,ada,2026-01-05 10:00\n"
  #expect(try Proposing.proposal(text).system == .hubspot)
  for (preset, system) in [
    ("hubspot", CRMSystem.hubspot), ("salesforce", .salesforce), ("canonical", .other),
  ] {
    #expect(
      try Proposing.proposal(text, MappingProposal.Hints(system: CRMSystem(preset: preset))).system == system)
  }
  #expect(CRMSystem(preset: "HubSpot") == nil)
}
