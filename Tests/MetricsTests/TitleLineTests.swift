import Testing

@testable import Metrics

/// Exports with the name of a board, a report or a group above their header line.
struct TitleLineTests {
  private static let rows = """
    Name,Email,Created,MQL date,Status
    Ann,a@x.example,2026-01-05 09:00,2026-01-06 09:00,New
    Bob,b@x.example,2026-01-05 09:00,2026-01-07 09:00,New
    Cem,c@x.example,2026-01-05 09:00,2026-01-08 09:00,New
    """

  @Test(arguments: [
    ("Sales pipeline\n", 2), ("Sales pipeline\nNew leads\n", 3), ("Sales pipeline\n\nNew leads\n\n", 5),
    ("Sales pipeline,,,,\nNew leads,,,,\n", 3), ("\"Leads, Q1\"\n", 2),
    ("Report,Leads\nAs of,2026-02-01\n", 3),
  ])
  func `a title above the header line is told from it, and which line names the columns`(
    _ title: String, _ line: Int
  ) throws {
    for (from, to) in [(",", ","), (",", ";"), (",", "\t")] {
      let rows = Self.rows.replacing(from, with: to)
      let titled = title.hasPrefix("Sales pipeline,") ? title.replacing(from, with: to) : title
      let proposed = try Proposing.proposal(titled + rows)
      #expect(proposed.obstacles.count == 1 && !proposed.isUsable(beside: true))
      let told = try #require(proposed.obstacles.first)
      #expect(told.contains("line \(line) looks as if it did: delete the lines above it"), "\(told)")
    }
  }

  @Test(arguments: [
    rows, "id,mql date\n1,2026-01-05\n2,2026-01-06,x\n", "mql date\n2026-01-05\n",
    "a,,,,\n1,2,3,4,5\n1,2,3,4,5\n",
    "id,mql date\n1,2026-01-05,x,y,z\n2,2026-01-06,x,y,z\n",
  ])
  func `a first line that names the columns is no title`(_ text: String) throws {
    #expect(try Proposing.proposal(text).obstacles.allSatisfy { !$0.contains("delete the lines") })
  }

  @Test func `a report's long title with commas is told, too`() throws {
    let proposed = try Proposing.proposal("Leads, of all\nfor Mo, and Dana\n" + Self.rows)
    #expect(proposed.obstacles.contains { $0.contains("line 3 looks") })
  }
}
