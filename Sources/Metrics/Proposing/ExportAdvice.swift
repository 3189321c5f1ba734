/// What to add to an export, by the names under which a CRM offers it.
extension CRMSystem {
  /// What can be missing.
  enum Need: CaseIterable {
    case id, whose, mql, hours, created, contact, attempts, outcome, connection, assignment, owner, names,
      decision
    case acceptance, reason, alert, score, sql, opportunity, won, amount, source, region, team, history
  }

  /// How to come by it.
  func advice(_ need: Need) -> String {
    switch self {
    case .hubspot: hubspot(need)
    case .salesforce: salesforce(need)
    case .other: other(need)
    }
  }

  private func hubspot(_ need: Need) -> String {
    switch need {
    case .id: "export with the property \"Record ID\" (hs_object_id)"
    case .whose:
      "add \"Associated Contact IDs\", or \"Associated Contact Email\"; contact_id in an export of the API"
    case .mql:
      "add the property \"Became a Marketing Qualified Lead Date\" (hs_lifecyclestage_marketingqualifiedlead_date), or export the property history of \"Lifecycle Stage\" beside it"
    case .hours: "; export \"Activity date\" with its time (hs_timestamp)"
    case .created: "add \"Create Date\" (createdate)"
    case .contact:
      "add \"Date of first engagement\" (hs_sa_first_engagement_date), or export the contacts' calls, emails and meetings beside it"
    case .attempts: "export the contacts' calls, emails and meetings beside it"
    case .outcome: "export the calls with \"Call outcome\" (hs_call_disposition)"
    case .connection: "export the calls with \"Call outcome\" (hs_call_disposition), and the meetings"
    case .assignment: "add \"Owner Assigned Date\" (hubspot_owner_assigneddate)"
    case .owner: "add \"Contact owner\" (hubspot_owner_id)"
    case .names: "export from the interface, which writes names (\"Contact owner\", \"Activity assigned to\")"
    case .decision:
      "add the dates at which sales accepted and rejected, kept by a workflow on \"Lead Status\", or export the property history of \"Lead Status\" (hs_lead_status)"
    case .acceptance: "add a property with the date at which sales accepted, and one with what it noted"
    case .reason: "add a property with the reason, chosen from a list"
    case .alert: "add properties with the time of the alert and that of its delivery"
    case .score: "add \"HubSpot Score\" (hubspotscore), or your own score"
    case .sql: "add \"Became a Sales Qualified Lead Date\" (hs_lifecyclestage_salesqualifiedlead_date)"
    case .opportunity:
      "add \"Became an Opportunity Date\" (hs_lifecyclestage_opportunity_date), or export the deals"
    case .won: "add \"Became a Customer Date\" (hs_lifecyclestage_customer_date), or export the deals"
    case .amount:
      "export the deals with \"Deal ID\", \"Amount\", \"Currency\", \"Create Date\" and \"Close Date\""
    case .source: "add \"Original Source\" (hs_analytics_source)"
    case .region: "add \"State/Region\" or \"Country/Region\""
    case .team: "add \"HubSpot team\" (hubspot_team_id)"
    case .history: "add \"Number of Pageviews\" (hs_analytics_num_page_views) or \"Number of Sessions\""
    }
  }

  private func salesforce(_ need: Need) -> String {
    switch need {
    case .id: "add Lead ID (Id)"
    case .whose:
      "add Lead ID and Contact ID to the report (WhoId in an export of Task; ContactId of Opportunity)"
    case .mql:
      "add a date and time field that a flow stamps at qualification, or export LeadHistory (report Lead History) for Status beside it"
    case .hours: "; add Completed Date/Time (CompletedDateTime)"
    case .created: "add Create Date (CreatedDate)"
    case .contact, .attempts:
      "export Task beside it with WhoId, TaskSubtype, CompletedDateTime, CreatedDate, CreatedById, Status and CallDisposition (report Tasks and Events), and ConvertedContactId with the leads"
    case .outcome: "export Task with Call Result (CallDisposition)"
    case .connection: "export Task with Call Result (CallDisposition), and Event for the meetings"
    case .assignment: "export LeadHistory for Owner"
    case .owner: "add Lead Owner (OwnerId)"
    case .names: "add Owner.Name (report Lead Owner), or CreatedBy.Name for who did something"
    case .decision:
      "export LeadHistory for Status, or fields that a flow stamps when sales accepts or rejects"
    case .acceptance: "add a field with the time at which sales accepted, and one with what it noted"
    case .reason: "add the picklist field with the reason"
    case .alert: "add fields with the time of the alert and that of its delivery"
    case .score: "add the score, such as Account Engagement Score (pi__score__c)"
    case .sql: "export LeadHistory for Status, or a field that a flow stamps"
    case .opportunity: "add Converted Date (ConvertedDate), or export Opportunity"
    case .won: "export Opportunity with StageName, IsWon, IsClosed and CloseDate"
    case .amount:
      "export Opportunity with Id, ContactId, Amount, CurrencyIsoCode, StageName, CreatedDate and CloseDate"
    case .source: "add Lead Source (LeadSource)"
    case .region: "add State/Province (State) or Country"
    case .team: "add the owner's role (Owner.UserRole.Name)"
    case .history: "add what marketing automation records, such as page views"
    }
  }

  private func other(_ need: Need) -> String {
    switch need {
    case .id: "add the lead's id"
    case .whose: "add the lead's or contact's id, or the e-mail address"
    case .mql: "add the date and time at which it did"
    case .hours: "; export them with their time"
    case .created: "add the time of creation"
    case .contact: "add the time of the first attempt to reach the lead, or export the activities"
    case .attempts: "export the activities, one row each"
    case .outcome: "export the activities with what came of them"
    case .connection: "add when a lead was first reached, replied or booked a meeting"
    case .assignment: "add when a lead was assigned"
    case .owner: "add the owner"
    case .names: "add a column with the name"
    case .decision: "add when sales accepted or rejected a lead"
    case .acceptance: "add when sales accepted, and what it noted"
    case .reason: "add the reason"
    case .alert: "add the time of the alert and that of its delivery"
    case .score: "add a score, or an amount"
    case .sql: "add when it became an SQL"
    case .opportunity: "add when an opportunity began, or export the deals"
    case .won: "add when a deal was won, or export the deals"
    case .amount: "export the deals with their id and amount"
    case .source: "add where leads come from"
    case .region: "add the region"
    case .team: "add the owner's team"
    case .history: "add what the lead did, such as page views"
    }
  }
}
