import Foundation
import Harness
import Testing

/// Commands that were killed in the middle, and the next one that goes on.
@Suite struct Interruptions {
  /// What a killed command can leave: each of the three steps from the note on is done or not.
  enum Moment: String, CaseIterable {
    case noted, moved, halfBroughtOn, broughtOn
  }

  @Test(.timeLimit(.minutes(10)), arguments: Moment.allCases)
  func `killed between note, reference and work tree, the next command brings all on`(_ moment: Moment)
    async throws
  {
    let company = try await Company.drafting()
    let (old, oldTree) = (try await company.tip(), try await company.rev.gitText("rev-parse", "main^{tree}"))
    try await company.set(60).require(0)
    let new = try await company.tip()
    // Back to before the command, whose commit object is written already.
    try await company.rev.gitText("reset", "-q", "--hard", old)
    try "\(oldTree) \(new)\n".write(
      toFile: company.gitFile("countersign/pending"), atomically: true, encoding: .utf8)
    if moment != .noted { try await company.rev.gitText("update-ref", "refs/heads/main", new) }
    let draft = "agreements/emea/amendments/first/draft.json"
    if moment == .halfBroughtOn || moment == .broughtOn {
      let bytes = try await company.rev.git("cat-file", "blob", "\(new):\(draft)").require(0).output
      try Data(bytes).write(to: URL(filePath: "\(company.rev.clone)/\(draft)"))
    }
    if moment == .broughtOn { try await company.rev.gitText("add", draft) }
    try await company.rev.sla("amend", "new", "second", "--agreement", "emea").require(0)
    #expect(try await company.rev.gitText("rev-parse", "main~1") == (moment == .noted ? old : new))
    #expect(!FileManager.default.fileExists(atPath: company.gitFile("countersign/pending")))
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `locks that a killed command left are broken by the next one, and those of others are not`()
    async throws
  {
    let company = try await Company.drafting()
    let (old, tree) = (try await company.tip(), try await company.rev.gitText("rev-parse", "main^{tree}"))
    let locks = ["refs/heads/main.lock", "index.lock"].map(company.gitFile)
    for lock in locks { try "".write(toFile: lock, atomically: true, encoding: .utf8) }
    let refused = try await company.set(60)
    #expect(refused.status == 75 && refused.said.contains("is locked"), "\(refused)")
    #expect(locks.allSatisfy(FileManager.default.fileExists))
    #expect(try await company.tip() == old)
    try "\(tree) \(old)\n".write(
      toFile: company.gitFile("countersign/pending"), atomically: true, encoding: .utf8)
    try await company.set(60).require(0)
    #expect(!locks.contains(where: FileManager.default.fileExists))
    try await company.expectWhole()
  }

  @Test(arguments: ["", "\u{0}\u{1}", "nonsense nonsense\n", "0000 1111", String(repeating: "x", count: 900)])
  func `a note that says nothing keeps nobody from going on`(_ text: String) async throws {
    let company = try await Company.drafting()
    try text.write(toFile: company.gitFile("countersign/pending"), atomically: true, encoding: .utf8)
    try await company.set(60).require(0)
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(20)))
  func `killed at any time, nothing committed is lost and the next command goes on`() async throws {
    let company = try await Company.drafting()
    let clock = ContinuousClock()
    var usual = try await clock.measure { try await company.set(1).require(0) }
    var generator = SystemRandomNumberGenerator()
    var (kills, commits) = (0, 0)
    var published = [try await company.tip()]
    for round in 1...24 {
      let time = usual * Double.random(in: 0.02...0.95, using: &generator)
      let program = company.rev.program(try Binary.path())
      let status = try await program.killed(
        ["amend", "set", "first", "volume-t1", "\(100 + round)", "--because", "Round \(round)."], after: time)
      if status < 0 { kills += 1 }
      let tip = try await company.tip()
      if tip != published.last {
        commits += 1
        published.append(tip)
      }
      // Half of the time the next writer finds what was left behind just as it is.
      guard round.isMultiple(of: 2) else { continue }
      let begin = clock.now
      let next = try await company.set(200 + round)
      #expect(next.status == 0, "killed after \(time): \(next)")
      usual = clock.now - begin
      published.append(try await company.tip())
      try await company.expectWhole()
    }
    #expect(kills > 5, "the kills came too late to say anything: \(kills), commits \(commits)")
    let history = try await company.rev.gitText("rev-list", "main").split(separator: "\n").map(String.init)
    #expect(published.allSatisfy(history.contains))
    let leftovers = try FileManager.default.subpathsOfDirectory(atPath: company.gitFile(""))
      .filter { $0.hasSuffix(".lock") }
    #expect(leftovers.isEmpty, "\(leftovers)")
  }
}
