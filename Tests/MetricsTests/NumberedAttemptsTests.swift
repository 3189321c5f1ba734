import Agreements
import Testing

@testable import Metrics

/// Leads with a column for each of several attempts to reach them.
struct NumberedAttemptsTests {
  private let time = "2026-01-09 10:00"

  @Test(arguments: [
    ["Touch 1", "Touch 2"], ["Attempt 1 Date", "Attempt 2 Date"], ["Call 1", "Call 2 Date"],
    ["1st attempt", "2nd attempt", "3rd attempt"], ["touch_1_at", "touch_2_at"],
    ["call1_date", "call2_date"],
    ["Contact attempt #1", "Contact attempt #2"], ["Anruf 1", "Anruf 2"],
    ["First call date", "Second call date", "Third call date"], ["1. Anruf", "2. Anruf"],
    ["1er appel", "2ème appel"], ["1ª llamada", "2ª llamada"],
    ["Date appel 1", "Date appel 2"], ["Llamada 1", "Llamada 2"], ["Belpoging 1", "Belpoging 2"],
  ])
  func `numbered attempts are all read`(_ names: [String]) throws {
    let proposed = try Proposing.proposal(columns: names, names.map { _ in time })
    let events = try Proposing.mapping(proposed).events.filter { $0.event != .mql }
    #expect(events.map(\.event) == names.map { _ in .attempt } && events.map(\.column) == names)
    #expect(!MissingNumbers.all(in: [proposed]).contains { $0.metrics.contains("first-contact") })
  }

  @Test func `how an attempt was made stands beside it`() throws {
    let proposed = try Proposing.proposal(
      columns: ["Touch 1", "Touch 1 Type", "Touch 2", "Touch 2 Type", "Touch 3", "Touch 3 Type"],
      [time, "Call", time, "Email", "", ""])
    let events = try Proposing.mapping(proposed).events.filter { $0.event == .attempt }
    #expect(events.map(\.column) == ["Touch 1", "Touch 2"])
    #expect(events.map(\.channelColumn) == ["Touch 1 Type", "Touch 2 Type"])
    #expect(proposed.columns.first { $0.profile.name == "Touch 1" }.map { $0.certainty >= 75 } == true)
  }

  @Test func `touches of campaigns are no attempts`() throws {
    let sources = try Proposing.proposal(
      columns: ["Touch 1", "Touch 1 Source", "Touch 2", "Touch 2 Source"], [time, "Google", time, "Webinar"])
    #expect(try Proposing.events(sources) == ["mql": "MQL Date"])
    let types = try Proposing.proposal(
      columns: ["Touch 1", "Touch 1 Type", "Touch 2", "Touch 2 Type"], [time, "Ad click", time, "Page view"])
    #expect(try Proposing.events(types) == ["mql": "MQL Date"])
    let first = try Proposing.proposal(columns: ["First Touch Date", "Last Touch Date"], [time, time])
    #expect(try Proposing.events(first) == ["mql": "MQL Date"])
    let pages = try Proposing.proposal(
      columns: ["Page view 1", "Visit 2", "Call 1 Due Date"], [time, time, time])
    #expect(try Proposing.events(pages) == ["mql": "MQL Date"])
  }

  @Test func `without a word about how they were made, touches are not sure`() throws {
    let proposed = try Proposing.proposal(columns: ["Touch 1", "Touch 2"], [time, time])
    #expect(proposed.columns.first { $0.profile.name == "Touch 1" }.map { $0.certainty < 75 } == true)
  }

  @Test func `the example of the project is measured from its touches`() throws {
    let path =
      "\(#filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" })/Examples/leads-2025-q1.csv"
    let mapping = try Proposing.mapping(MappingProposal(file: path))
    #expect(mapping.events.filter { $0.event == .attempt }.map(\.column) == (1...6).map { "Touch \($0)" })
  }
}
