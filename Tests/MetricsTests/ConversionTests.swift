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
}
