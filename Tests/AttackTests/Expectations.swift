import History
import LedgerScenarios
import Policy
import Testing
import Wire

/// What the attacks expect: that a change is refused, everywhere and for the right reason, or allowed.
extension LedgerScenario {
  /// Expects that what was committed since the last publication is allowed: by the verifier, and with `everywhere` by
  /// the program and by a push too.
  func expectAllowed(everywhere: Bool = false, _ place: SourceLocation = #_sourceLocation) async throws {
    if case .refused(let findings, _, _) = try verdict() {
      Issue.record("a good act is refused: \(findings.map(\.words))", sourceLocation: place)
      return
    }
    guard everywhere else { return }
    let verification = try await verifyWithProgram()
    #expect(verification.run.code == 0, "\(verification.run.text)", sourceLocation: place)
    try await makeRemote()
    let push = try await push("main")
    #expect(push.isAccepted, "the push of a good act is refused: \(push.said)", sourceLocation: place)
    let moved = try await remote("refs/heads/main")
    #expect(moved == tip.description, sourceLocation: place)
  }

  /// Expects that the last commit is refused under exactly these rules, by the verifier, the program and a push.
  func expectRefused(_ rules: String..., place: SourceLocation = #_sourceLocation) async throws {
    try await expectRefused(rules, place: place)
  }

  /// As above, with a list of rules.
  func expectRefused(_ rules: [String], place: SourceLocation = #_sourceLocation) async throws {
    try expectFinding(rules, place)
    let verification = try await verifyWithProgram()
    #expect(verification.run.code == 1, "\(verification.run.said)", sourceLocation: place)
    #expect(verification.rules == rules.sorted(), "\(verification.run.text)", sourceLocation: place)
    try await makeRemote()
    try await expectPushRefused("main", saying: rules, place: place)
  }

  /// Expects that the verifier refuses the last commit, and no earlier one, under exactly these rules.
  func expectFinding(_ rules: [String], _ place: SourceLocation = #_sourceLocation) throws {
    switch try verdict() {
    case .verified:
      Issue.record("the attack was not noticed; wanted \(rules)", sourceLocation: place)
    case .refused(let findings, let lastGood, _):
      let found = Set(findings.map(\.rule.id)).sorted()
      #expect(found == rules.sorted(), "\(findings.map(\.words))", sourceLocation: place)
      #expect(findings.allSatisfy { $0.commit == tip }, sourceLocation: place)
      let parent = try? repository.commit(tip).parents.first
      if let parent { #expect(lastGood == parent, sourceLocation: place) }
    }
  }

  /// Expects that the remote refuses a push, says why, keeps every reference, and keeps nothing of what was sent.
  func expectPushRefused(
    _ arguments: String..., saying words: [String] = [], place: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try await remoteReferences()
    let push: SharedRemote.Push
    switch arguments.count {
    case 1: push = try await self.push(arguments[0])
    case 2: push = try await self.push(arguments[0], arguments[1])
    default: push = try await self.push(arguments[0], arguments[1], arguments[2])
    }
    #expect(!push.isAccepted, "the remote took it: \(push.said)", sourceLocation: place)
    for word in words { #expect(push.said.contains(word), "\(push.said)", sourceLocation: place) }
    let after = try await remoteReferences()
    #expect(before == after, sourceLocation: place)
    if tip != published {
      let isHeld = try await remoteHolds(tip)
      #expect(!isHeld, "an object of the refused push stays", sourceLocation: place)
    }
  }
}

extension Finding {
  /// For the words of a failed expectation.
  var words: String { "[\(rule.id)] \(path ?? "") \(pointer?.description ?? "") \(message)" }
}

/// A path of the agreement `emea`.
func emea(_ path: String) -> String { "agreements/emea/\(path)" }
