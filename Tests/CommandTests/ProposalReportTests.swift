import Foundation
import Harness
import Testing

/// What is printed of an export that nobody has described.
struct ProposalReportTests {
  private func map(_ csv: String, _ more: [String] = []) async throws -> Outcome {
    let workplace = try Workplace()
    let file = try workplace.write(csv, to: "export.csv")
    return try await Program(
      Binary.path(), environment: ProcessInfo.processInfo.environment, directory: workplace.path
    ).run(["snapshot", "map", file] + more)
  }

  @Test func `a decimal mark is asked for, and said by an option`() async throws {
    let csv = "id,mql at,amount\n1,2026-01-05T09:00:00Z,1.500\n2,2026-01-06T09:00:00Z,2.750\n"
    let open = try await map(csv).require(0)
    #expect(open.said.contains("--decimal-mark") && !open.text.contains("decimalMark"), "\(open)")
    let said = try await map(csv, ["--decimal-mark", "comma"]).require(0)
    #expect(said.text.contains("\"decimalMark\": \"comma\"") && said.said.contains("amount 1500"), "\(said)")
    #expect(try await map(csv, ["--decimal-mark", "dot"]).status == 64)
  }
}
