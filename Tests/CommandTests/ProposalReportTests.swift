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

  @Test func `long names keep the end by which they differ`() async throws {
    let long = "Fecha en que se convirtió en lead cualificado por marketing (MQL)"
    let unused = (1...2).map {
      "Some property of the company that somebody made up for the board, part \($0)"
    }
    let mapped = try await map(
      "id,email,\(long),\(unused[0]),\(unused[1])\n1,a@x.example,2026-01-05T09:00:00Z,a,b\n".replacing(
        unused[0], with: "\"\(unused[0])\""
      ).replacing(unused[1], with: "\"\(unused[1])\"")
    ).require(0)
    #expect(mapped.said.contains("Fecha en que se con… por marketing (MQL)"), "\(mapped)")
    let said = mapped.said.split { $0.isWhitespace }.joined(separator: " ")
    #expect(said.contains("made up for the board, part 1") && said.contains("board, part 2"), "\(mapped)")
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
