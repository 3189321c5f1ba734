import Agreements
@testable import Metrics
import Testing
import Wire

@testable import Ledger

/// What exports' values mean, put into a measurement that says other things already.
struct MeasurementEditTests {
  private func measurement(_ meanings: String, _ more: String = "") throws -> JSON {
    try JSON.parse(
      Array(
        """
        { "zone": "UTC", "meanings": { \(meanings) },
          "rejectionReasons": [{ "id": "competitor", "title": "A competitor", "values": [] }]\(more) }
        """.utf8))
  }

  private func found(
    _ subject: Measurement.Meaning.Subject, _ meaning: Measurement.Meaning, isNeeded: Bool = false
  ) -> MeaningsFound {
    var found = MeaningsFound()
    found.meanings = [.init(subject: subject, meaning: meaning, column: "Status", isNeeded: isNeeded)]
    return found
  }

  @Test func `nothing found changes nothing, and nothing is said twice`() throws {
    let before = try measurement(#""mql": { "is": "valued", "values": ["MQL"] }"#)
    #expect(MeasurementEdit(before, with: []).json == before)
    let again = MeasurementEdit(before, with: [found(.mql, .values(["MQL"]))])
    #expect(again.json == before && again.changes.isEmpty)
    let stamped = MeasurementEdit(before, with: [found(.mql, .stamped)])
    #expect(stamped.json == before && stamped.changes.isEmpty)
  }

  @Test func `values are added to those agreed, and none is taken away`() throws {
    let before = try measurement(#""mql": { "is": "valued", "values": ["Ready"] }"#)
    let edit = MeasurementEdit(before, with: [found(.mql, .values(["MQL"]))])
    #expect(edit.json["meanings"]?["mql"]?["values"] == .array([.string("Ready"), .string("MQL")]))
    #expect(edit.changes.count == 1 && edit.json["zone"] == before["zone"])
  }

  @Test func `what any time states is narrowed only where the mapping is wrong without it`() throws {
    let before = try measurement(#""mql": { "is": "stamped" }, "won": { "is": "stamped" }"#)
    let needed = MeasurementEdit(before, with: [found(.mql, .values(["MQL"]), isNeeded: true)])
    #expect(needed.json["meanings"]?["mql"]?["is"]?.text == "valued")
    let picked = MeasurementEdit(before, with: [found(.won, .values(["Closed Won"]))])
    #expect(picked.json == before && picked.changes.isEmpty)
  }

  @Test func `programs are left out of what people did`() throws {
    let edit = MeasurementEdit(
      try measurement(#""humanAttempt": { "is": "stamped" }"#),
      with: [found(.humanAttempt, .otherThan(["API"]))])
    #expect(
      edit.json["meanings"]?["humanAttempt"]
        == .object([.init("is", .string("other")), .init("values", .array([.string("API")]))]))
  }

  @Test func `reasons join the agreed one of that name, or get one of their own`() throws {
    var found = MeaningsFound()
    found.reasons = ["Competitor", "Kein Budget!", "Kein Budget!", "理由"]
    let reasons = MeasurementEdit(try measurement(""), with: [found]).json["rejectionReasons"]?.items ?? []
    #expect(reasons.map { $0["id"]?.text } == ["competitor", "kein-budget"])
    #expect(
      reasons[0]["title"]?.text == "A competitor" && reasons[0]["values"] == .array([.string("Competitor")]))
  }

  @Test func `currency, sources and history are proposed only where the draft says nothing of them`() throws {
    var found = MeaningsFound()
    (found.currency, found.marketingSources, found.historyFields) = ("EUR", ["Web"], ["pageviews"])
    found.spellings = [.init(source: "Web", values: ["web"])]
    #expect(MeasurementEdit(try measurement(""), with: [found]).json["marketingSources"] == nil)
    found.tellsOfDeals = true
    let fresh = MeasurementEdit(try measurement(""), with: [found])
    #expect(fresh.json["money"]?["currency"]?.text == "EUR" && fresh.changes.count == 4)
    let said = try measurement(
      "", #", "money": { "currency": "USD" }, "marketingSources": [], "historyFields": ["visits"]"#)
    let edit = MeasurementEdit(said, with: [found])
    #expect(edit.json["money"] == said["money"] && edit.json["historyFields"] == said["historyFields"])
    #expect(edit.changes.count == 1)
  }
}
