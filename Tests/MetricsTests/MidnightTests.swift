import Agreements
import TestMaterial
import Testing
import Wire

@testable import Metrics

/// Dates that programs store as midnight.
struct MidnightTests {
  private func proposed(_ cells: [String]) throws -> MappingProposal {
    let rows = cells.enumerated().map { "\($0);a\($0)@example.com;\($1)" }
    return try Proposing.proposal(
      (["id;email;MQL"] + rows).joined(separator: "\n"), .init(zone: "Europe/Amsterdam"))
  }

  @Test(arguments: [
    (
      ["2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"], ["YYYY-MM-DD'T00:00:00Z'"]
    ),
    (["2026-01-05 00:00", "2026-01-06 00:00", "2026-01-07 00:00"], ["YYYY-MM-DD 00:00"]),
    (
      ["2026-01-05T00:00:00.000Z", "2026-01-06T00:00:00.000Z", "2026-01-07"],
      ["YYYY-MM-DD", "YYYY-MM-DD'T00:00:00.000Z'"]
    ),
    (["05/01/2026 00:00:00", "16/01/2026 00:00:00", "27/01/2026 00:00:00"], ["D/M/YYYY 00:00:00"]),
    (["1/5/2026 0:00", "1/16/2026 0:00", "1/27/2026 0:00"], ["M/D/YYYY 0:00"]),
    (["1/5/2026 12:00 AM", "1/16/2026 12:00 AM", "1/27/2026 12:00 AM"], ["M/D/YYYY 12:00 'AM'"]),
    (["05.01.2026 00:00 Uhr", "06.01.2026 00:00 Uhr", "07.01.2026 00:00 Uhr"], ["D.M.YYYY 00:00 'Uhr'"]),
  ])
  func `times that are midnight in every row are read as dates`(_ cells: [String], _ formats: [String]) throws
  {
    let proposal = try proposed(cells)
    let mql = try #require(try Proposing.mapping(proposal).events.first)
    #expect(([mql.format] + mql.otherFormats).map(\.text) == formats)
    #expect(proposal.samples.allSatisfy { $0.events.allSatisfy { !$0.contains("00:00") } })
    #expect(
      proposal.doubts.contains { $0.contains("\"MQL\": midnight in every row, and so read as dates") })
    #expect(!proposal.isSure && proposal.samples.count == 3)
    let export = (["id,MQL"] + cells.enumerated().map { "\($0),\($1)" }).joined(separator: "\n")
    let mapping = try mapping(events: [event("mql", "MQL", format: formats.joined(separator: "|"))])
    let measurer = try ExportMeasurer(
      measurement: measurement(["tiers": ""]), measures: [], period: #require(Period("2026-01")),
      asOf: instant("2026-03-01T00:00:00Z"), fiscal: .calendarYear, toleratedPerMille: 0)
    let rows = try measurer.measure([ExportSource(bytes: Array(export.utf8), mapping: mapping)]).rows
    #expect(rows.inPeriod == 3 && rows.imprecise == 3)
  }

  @Test(arguments: [
    ["1767571200000", "1767657600000", "1767744000000"],
    ["2026-01-05T00:00:00+01:00", "2026-01-06T00:00:00+01:00", "2026-01-07T00:00:00+01:00"],
    ["2026/1/5 00:00 CET", "2026/1/6 00:00 CET", "2026/1/7 00:00 CET"],
  ])
  func `midnights that no mapping reads as dates are said`(_ cells: [String]) throws {
    let proposal = try proposed(cells)
    #expect(
      proposal.doubts.contains {
        $0.contains("\"MQL\": midnight in every row, as programs write dates without time")
      })
    #expect(!proposal.isSure && proposal.hasEvents)
  }

  @Test func `a midnight by chance, and one whose time of day stands beside it, stay times`() throws {
    let times = [
      ["2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z"],
      ["2026-01-05T00:00:00Z", "2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z", "2026-01-08T00:00:00.001Z"],
    ]
    for cells in times {
      let proposal = try proposed(cells)
      #expect(try Proposing.mapping(proposal).events.map(\.format) == [.iso8601])
      #expect(proposal.doubts.isEmpty)
    }
    let split = try Proposing.proposal(
      "id,email,MQL Date,MQL Time\n"
        + (1...3).map { "\($0),a\($0)@x.org,2026-01-0\($0) 00:00:00,9:30 AM\n" }.joined(),
      .init(zone: "UTC"))
    let mql = try #require(try Proposing.mapping(split).events.first)
    #expect(mql.format == .iso8601 && mql.time?.formats == ["h:mm AP"] && split.doubts.isEmpty)
  }

  @Test func `what stands beside a rejection is read in its way`() throws {
    func rejected(_ decided: String, _ written: String) throws -> Mapping.EventColumn {
      let rows = (1...3).map {
        "\($0),2026-01-05T09:00:00Z,2026-01-0\($0)T\(decided),No,2026-01-0\($0)T\(written)"
      }
      let names = "lead id,mql at,rejected date,reject reason,reason documented date"
      let leads = try Proposing.proposal(([names] + rows).joined(separator: "\n"))
      return try #require(try Proposing.mapping(leads).events.last)
    }
    let (midnight, time) = ("00:00:00Z", "09:30:00Z")
    let dates = try rejected(midnight, midnight)
    #expect(dates.format.text == "YYYY-MM-DD'T00:00:00Z'" && dates.documentedAt == "reason documented date")
    let decided = try rejected(time, midnight)
    #expect(decided.format == .iso8601 && decided.documentedAt == "reason documented date")
    let written = try rejected(midnight, time)
    #expect(written.format.text == "YYYY-MM-DD'T00:00:00Z'" && written.documentedAt == nil)
  }
}
