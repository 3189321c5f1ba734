package import Agreements
import GitStore
import History
import Policy
package import Wire

/// How far a scenario has come when a test takes it over.
package enum Stage: Int, Sendable, CaseIterable {
  /// Sealed: the root commit, and the first charter's signatures.
  case founded
  /// The draft `first` of `emea` with three months of snapshots, which it cites.
  case measured
  /// The draft, signed by marketing's VP.
  case halfSigned
  /// Version 1 in force.
  case inForce
  /// The draft `raise` of version 2, signed by marketing's VP.
  case amending
}

extension LedgerScenario {
  /// A copy of the ledger at a stage; each stage is built once per run.
  package static func at(_ stage: Stage) async throws -> LedgerScenario {
    let template = try await Templates.shared.template(stage)
    return try LedgerScenario(
      Workbench(copyOf: template.bench.path), identity: template.identity, tip: template.milestone.commit,
      clock: template.milestone.latestDate, milestone: template.milestone)
  }

  /// A new ledger whose first charter was edited, sealed by all who have to.
  ///
  /// `further` are signers besides those of the unedited charter.
  package static func founded(
    _ edit: (JSON) -> JSON = { $0 }, by founder: Actor = .dana, seals: Bool = true,
    further: [(Actor, String)] = []
  ) async throws -> LedgerScenario {
    let bench = try Workbench()
    try await bench.git("init", "-q", "-b", "main", Self.work)
    let charter = edit(try CharterDocuments.first()).written(as: .charter)
    let scenario = try LedgerScenario(
      bench, identity: SHA256Digest(of: charter), tip: .zero,
      clock: founding)
    try await scenario.commit(["charter/versions/0001.json": charter], by: founder)
    if seals { try await scenario.seal(further) }
    scenario.publish()
    return scenario
  }

  /// 10 February 2026, 8 o'clock UTC: an hour before the first commit.
  private static let founding = Instant(seconds: 1_770_710_400)

  /// Brings in the first charter's signatures.
  func seal(_ further: [(Actor, String)]) async throws {
    let roles = [
      (Actor.mo, "vp-marketing"), (.dana, "vp-sales"), (.apac, "vp-sales-apac"), (.rex, "recovery"),
      (.zoe, "recovery"),
    ]
    var files: Files = [:]
    for (actor, role) in roles + further {
      files.merge(founding(try await foundingSignOff(by: actor, as: role))) { $1 }
    }
    try await commit(files, by: .dana)
  }

  /// Goes on to the next stages, up to and including one.
  package func advance(from present: Stage, to stage: Stage) async throws {
    for step in Stage.allCases where step.rawValue > present.rawValue && step.rawValue <= stage.rawValue {
      switch step {
      case .founded: break
      case .measured: try await measure()
      case .halfSigned:
        let signed = try await signOff(.emea, "first", by: .mo, as: "vp-marketing")
        try await commit(try filing(signed, .emea, "first"), by: .mo)
      case .inForce:
        let signed = try await signOff(.emea, "first", by: .dana, as: "vp-sales")
        try await commit(try ratification(.emea, "first", adding: [signed]), by: .dana)
      case .amending:
        try await propose("raise", [("/commitments/contact-t1/target/value", 90)])
        let signed = try await signOff(.emea, "raise", by: .mo, as: "vp-marketing")
        try await commit(try filing(signed, .emea, "raise"), by: .mo)
      }
    }
    publish()
  }

  private func measure() async throws {
    let proposed = clock.adding(milliseconds: 3_600_000)
    let draft = try AgreementDocuments.first(proposed: proposed)
    let mapping = try SnapshotDocuments.mapping().written(as: .mapping)
    try await commit(
      ["mappings/crm.r1.json": mapping, Self.first: draft.written(as: .agreement)], by: .rev)
    var files: Files = [:]
    for numbers in MonthNumbers.standard {
      let snapshot = try snapshot(numbers, draft: "first")
      files[snapshot.path] = snapshot.bytes
    }
    try await commit(files, by: .rev)
    try await redraft(.emea, "first") { try self.listing($0) }
  }

  private static let first = "agreements/emea/amendments/first/draft.json"
}

extension Series {
  /// The agreement of most scenarios.
  package static let emea = Series.agreement("emea")
}

/// The stages that were built, each from the one before.
private actor Templates {
  static let shared = Templates()

  struct Template: Sendable {
    let bench: Workbench
    let identity: SHA256Digest
    let milestone: Milestone
  }

  /// A stage that the verifier refuses: everything built on it would be refused for the wrong reason.
  struct Refused: Error, CustomStringConvertible { let description: String }

  private var built: [Stage: Task<Template, any Error>] = [:]

  func template(_ stage: Stage) async throws -> Template {
    if let task = built[stage] { return try await task.value }
    let task = Task { try await Self.build(stage) }
    built[stage] = task
    return try await task.value
  }

  private static func build(_ stage: Stage) async throws -> Template {
    let scenario: LedgerScenario
    if let before = Stage(rawValue: stage.rawValue - 1) {
      scenario = try await LedgerScenario.at(before)
      try await scenario.advance(from: before, to: stage)
    } else {
      scenario = try await LedgerScenario.founded()
    }
    let history = UnverifiedHistory(scenario.repository, tip: scenario.tip)
    switch try Verifier(identity: scenario.identity).verify(history) {
    case .refused(let findings, _, _):
      throw Refused(
        description: "the stage \(stage) is refused: \(findings.map { "[\($0.rule.id)] \($0.message)" })")
    case .verified(let verified):
      try await scenario.makeRemote()
      return Template(
        bench: scenario.bench, identity: scenario.identity,
        milestone: Milestone(
          commit: verified.tip, latestDate: verified.latestDate, count: verified.judged))
    }
  }
}
