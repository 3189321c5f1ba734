import Agreements
import Testing

@testable import Metrics

/// Columns with the times of conversions: of leads into opportunities, and of visitors who fill in forms.
struct ConversionTests {
  @Test(arguments: [
    "Recent Conversion Date", "recent_conversion_date", "Datum der letzten Konversion",
    "Letztes Konvertierungsdatum", "Date de conversion récente", "Date de la dernière conversion",
    "Fecha de conversión reciente", "Fecha de la última conversión", "Data de conversão recente",
    "Data da última conversão", "Form Conversion Date", "Date de conversion en abonné",
    "First Conversion Date",
    "first_conversion_date", "Date de première conversion", "Fecha de la primera conversión",
    "Became an Evangelist Date", "Data em que se tornou um assinante",
    "Fecha en que se convirtió en suscriptor", "Datum der Konversion zum Abonnenten",
  ])
  func `a form that was filled in is no opportunity and no request`(_ column: String) throws {
    #expect(try Proposing.kinds(of: column) == [])
  }

  @Test(arguments: [
    "Lead Conversion Date", "Converted Date/Time", "Converted Date", "Date de conversion", "Konvertiert am",
    "Fecha de conversión del lead",
  ])
  func `a conversion of a lead is still an opportunity`(_ column: String) throws {
    #expect(try Proposing.kinds(of: column) == ["opportunity"])
  }

  @Test(arguments: ["Conversion Date", "Converted On", "Konvertiert am", "Data de conversão"])
  func `a conversion that does not say into what is no sure opportunity`(_ column: String) throws {
    let bare = try Proposing.proposal("id,MQL Date,\(column)\n1,2026-01-05,2026-01-06\n2,2026-01-05,\n")
    #expect(!bare.isSure && bare.doubts.contains { $0.contains("into what") })
    let named = try Proposing.proposal(
      "id,MQL Date,Opportunity Date\n1,2026-01-05,2026-01-06\n2,2026-01-05,\n")
    #expect(!named.doubts.contains { $0.contains("into what") })
  }

  @Test func `conversions without an opportunity are said`() throws {
    func leads(_ second: String) throws -> MappingProposal {
      try Proposing.proposal(
        """
        ID,EMAIL,MQL_DATE__C,ISCONVERTED,CONVERTEDDATE,CONVERTEDOPPORTUNITYID
        00Q5e0000000000EAA,a@example.com,2026-01-05T09:30:00Z,true,2026-01-20T09:30:00Z,0065e0000000000EAA
        00Q5e0000000001EAA,b@example.com,2026-01-05T09:30:00Z,true,2026-01-21T09:30:00Z,\(second)
        00Q5e0000000002EAA,c@example.com,2026-01-05T09:30:00Z,false,,
        """)
    }
    let some = try leads("")
    #expect(try Proposing.events(some)["opportunity"] == "CONVERTEDDATE")
    #expect(
      some.doubts.contains {
        $0.contains("\"CONVERTEDDATE\"") && $0.contains("\"CONVERTEDOPPORTUNITYID\"") && $0.contains("1 lead")
      })
    #expect(!some.isSure)
    #expect(!(try leads("0065e0000000001EAA")).doubts.contains { $0.contains("CONVERTEDOPPORTUNITYID") })
  }
}
