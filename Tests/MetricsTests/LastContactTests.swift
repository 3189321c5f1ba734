import Agreements
import Testing

@testable import Metrics

/// Exports that know of contacts only when the last one was.
struct LastContactTests {
  private func proposed(_ names: String) throws -> MappingProposal {
    let count = names.split(separator: ",").count
    let cells = Array(repeating: "2026-01-06 10:00", count: count).joined(separator: ",")
    return try Proposing.proposal(
      "Record ID,Email,Became a Marketing Qualified Lead Date,\(names)\n1,a@x.example,2026-01-06 09:00,\(cells)\n",
      .init(zone: "UTC"))
  }

  private static let meeting = "Date of last meeting booked in meetings tool"

  @Test(arguments: [meeting, "Last Call Date", "Last Activity Date", "Last Contacted"])
  func `where only the last contact is known, the first one is said to be missing`(_ name: String) throws {
    let read = MappingProposal.together([try proposed(name)])
    let missing = MissingNumbers.all(in: read).filter { $0.metrics.contains("first-contact") }
    #expect(missing.count == 1 && missing[0].reason.contains("Date of first engagement"), "\(missing)")
    let isRead = try Proposing.mapping(read[0]).events.contains {
      [.attempt, .meetingBooked].contains($0.event)
    }
    #expect(read[0].doubts.contains { $0.contains("\"\(name)\" tells of the last contact only") } == isRead)
    #expect(read[0].isSure != isRead)
  }

  @Test func `the last contact beside a first one, or beside all of them, is no matter`() throws {
    let both = MappingProposal.together([try proposed("\(Self.meeting),Date of first engagement")])
    #expect(both[0].doubts.isEmpty)
    #expect(!MissingNumbers.all(in: both).contains { $0.metrics.contains("first-contact") })
    let calls = try Proposing.proposal(
      "Who ID,Activity type,Activity date\n1,Call,2026-01-06 09:30\n2,Email,2026-01-06 10:30\n",
      .init(zone: "UTC"))
    let with = MappingProposal.together([try proposed(Self.meeting), calls])
    #expect(with.flatMap(\.doubts).isEmpty)
    #expect(!MissingNumbers.all(in: with).contains { $0.metrics.contains("first-contact") })
  }
}
