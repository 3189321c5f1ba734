import Agreements
import Testing

@testable import Metrics

/// Columns whose names hold that of an event, and tell of something else.
struct UnrelatedTimesTests {
  @Test(arguments: [
    "Est. Close Date", "Estimated Close Date", "Forecast Close Date", "Forecasted Close Date",
    "Anticipated Close Date", "Target Close Date", "Planned Close Date", "Projected Close Date",
    "Expected Close Date", "Date de clôture prévue", "Date de fermeture prévue", "Clôture prévue",
    "Fecha de cierre prevista", "Fecha de cierre esperada", "Data de fechamento esperada",
    "Data de fechamento prevista", "Voraussichtliches Abschlussdatum", "Geplantes Abschlussdatum",
    "Erwartetes Abschlussdatum", "Data di chiusura prevista", "Verwachte sluitingsdatum",
    "Geplande sluitingsdatum", "Close Date (Est.)", "Expected revenue date", "Probable Close Date",
    "SQL Target Date", "MQL Goal Date", "Next Meeting Date", "Next Activity Date", "Nächster Termin am",
    "Prochain rendez-vous le", "Próxima fecha de reunión", "First Reply Deadline", "First Call Deadline",
    "First Response Due Date", "First Contact Due", "MQL Due Date",
  ])
  func `what is only expected is no event`(_ column: String) throws {
    #expect(try Proposing.kinds(of: column) == [])
  }

  @Test(arguments: [
    "Quote Accepted On", "Privacy Accepted On", "Terms Accepted", "Terms Accepted At", "GDPR accepted at",
    "Cookies Accepted Date", "Invitation accepted at", "Datenschutz akzeptiert am", "AGB akzeptiert am",
    "Angebot angenommen am", "Devis accepté le", "RGPD accepté le", "Presupuesto aceptado el",
    "Orçamento aceito em", "Preventivo accettato il", "Offerte geaccepteerd op", "Email Rejected Date",
    "Email bounced date", "Quote Rejected On", "Angebot abgelehnt am", "Task reopened at",
    "Sales Quote Accepted On", "Connection Request Accepted At",
  ])
  func `what somebody accepts or rejects besides leads is no decision`(_ column: String) throws {
    #expect(try Proposing.kinds(of: column) == [])
  }

  @Test(arguments: [
    "Ticket Closed Date", "Case Closed Date", "Support Ticket Closed At", "Recent Deal Close Date",
    "Quote Created Date", "Task Created Date", "Account Created Date", "Angebot erstellt am",
    "Devis créé le",
  ])
  func `what is made or closed besides leads and deals is none of theirs`(_ column: String) throws {
    #expect(try Proposing.kinds(of: column) == [])
  }

  @Test(arguments: [
    ("Opportunity Close Date", "won"), ("Actual Close Date", "won"), ("Contact Created Date", "created"),
    ("Rejected by Sales Date", "rejected"), ("SDR Accepted Date", "accepted"),
    ("Lead accepted by sales on", "accepted"),
    ("Lead angenommen am", "accepted"), ("Vom Vertrieb angenommen am", "accepted"),
    ("Acme Lead Accepted Date", "accepted"),
    ("MQL rejected at", "rejected"),
    ("Sales Rejected Date", "rejected"), ("Lead reopened at", "reopened"),
    ("Demo Scheduled", "meetingBooked"),
    ("Meeting scheduled for", "meetingBooked"),
  ])
  func `what is decided about leads still is`(_ column: String, _ kind: String) throws {
    #expect(try Proposing.kinds(of: column) == [kind])
  }
}
