import Foundation
import Harness
import Testing

/// Bad input is answered with what is wrong, where, and what to do; and nothing is changed on disk.
@Suite struct BadInput {
  @Test(.timeLimit(.minutes(20)), arguments: Complaints.tables.keys.sorted())
  func `bad input gets its sentence, and nothing on disk changes`(_ kind: String) async throws {
    let table = try #require(Complaints.tables[kind])
    let company = try await Company.sealed(at: "2026-01-05T09:00:00Z")
    let rev = company.rev
    try await rev.sla("amend", "new", "first", "--agreement", "emea", "--effective", "2026-02-01").require(0)
    try Data(Export.csv.utf8).write(to: URL(filePath: "\(rev.home)/export.csv"))
    try Data(Export.mapping.utf8).write(to: URL(filePath: "\(rev.home)/crm.json"))
    try FileManager.default.copyItem(atPath: "\(company.mo.key).pub", toPath: "\(rev.home)/mo.pub")
    try await rev.sla("verify").require(0)
    let redaction = Redaction(folder: company.workplace.path, binary: try Binary.path())
    let before = try await rev.digestOfClone()
    var text = ""
    for complaint in table {
      for (name, bytes) in complaint.files {
        try Data(bytes).write(to: URL(filePath: "\(rev.home)/\(name)"))
      }
      let outcome = try await rev.with(complaint.environment).run(Binary.path(), complaint.arguments)
      #expect(outcome.status == complaint.status && outcome.status != 0, "\(outcome)")
      #expect(try await rev.digestOfClone() == before, "\(complaint)")
      text += "\(complaint)\nstatus \(outcome.status)\n\(redaction(outcome.text + outcome.said))\n"
    }
    try Golden.expect(text, "bad-\(kind)")
  }
}
