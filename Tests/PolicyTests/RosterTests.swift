import Agreements
import LedgerScenarios
@testable import Policy
import Signatures
import Testing
import Wire

/// Who a key speaks for, and who may what.
struct RosterTests {
  private func roster(_ edits: [(pointer: String, value: JSON?)] = []) throws -> Roster {
    let json = edits.reduce(try CharterDocuments.first()) { $0.replacing($1.pointer, with: $1.value) }
    return Roster(try Charter(DocumentKind.charter.shape.arranged(json)))
  }

  private func key(_ actor: Actor) throws -> SSHPublicKey { try SSHPublicKey(line: actor.key.line) }

  @Test func `a key speaks for the person who is listed with it`() throws {
    let roster = try roster()
    #expect(roster.owner(of: try key(.dana)) == "dana")
    #expect(roster.owner(of: try key(.eve)) == nil)
    #expect(roster.keys(of: "dana") == [try key(.dana)])
    #expect(roster.shared.isEmpty)
  }

  @Test func `a key of two people speaks for neither`() throws {
    let roster = try roster([("/people/mo", Actor.mo.with(Actor.dana.key).entry)])
    #expect(roster.owner(of: try key(.dana)) == nil)
    #expect(roster.shared == [try key(.dana)])
    #expect(roster.keys(of: "mo").isEmpty)
  }

  @Test func `a person with two keys is one person`() throws {
    let second = KeyPair.named("dana-2")
    let roster = try roster([("/people/dana", Actor.dana.entry(keys: [Actor.dana.key, second]))])
    #expect(roster.owner(of: try SSHPublicKey(line: second.line)) == "dana")
    #expect(roster.keys(of: "dana").count == 2)
  }

  @Test func `a scoped role counts for its own agreement, and never for the charter`() throws {
    let roster = try roster()
    #expect(roster.holds("apac", role: "vp-sales-apac", for: .agreement("apac")))
    #expect(!roster.holds("apac", role: "vp-sales-apac", for: .emea))
    #expect(!roster.holds("apac", role: "vp-sales-apac", for: .charter))
    #expect(roster.mayApprove("apac", .agreement("apac")))
    #expect(!roster.mayApprove("apac", .emea))
    #expect(!roster.holds("dana", role: "vp-marketing", for: .emea))
  }

  @Test func `rights belong to roles`() throws {
    let roster = try roster()
    #expect(roster.may("rev", .drafts, in: .emea))
    #expect(roster.may("dana", .snapshots, in: .emea))
    #expect(!roster.may("guest", .drafts, in: .emea))
    #expect(!roster.may("ada", .mappings, in: nil))
    #expect(!roster.mayApprove("rev", .emea))
    #expect(roster.mayApprove("rex", .charter))
    #expect(!roster.mayApprove("rex", .emea))
  }

  @Test func `everyone in an alternative is a founder`() throws {
    #expect(try roster().charter.founders == ["apac", "dana", "mo", "rex", "zoe"])
  }
}

/// What a charter has to be, and what is said of it.
struct CharterContentTests {
  private func rules(_ edits: [(pointer: String, value: JSON?)]) throws -> [String] {
    let json = edits.reduce(try CharterDocuments.first()) { $0.replacing($1.pointer, with: $1.value) }
    let roster = Roster(try Charter(DocumentKind.charter.shape.arranged(json)))
    return Set(CharterContent(roster).findings(path: "charter").map(\.rule.id)).sorted()
  }

  @Test func `an ordinary charter can be lived with`() throws { #expect(try rules([]) == []) }

  @Test func `two recovery holders are two people`() throws {
    #expect(try rules([("/roles/recovery/holders", ["rex"])]) == ["charter.content"])
    #expect(
      try rules([
        ("/roles/recovery/holders", ["rex"]),
        ("/approvals/charter", [["vp-marketing", "vp-sales"], ["vp-sales", "recovery"]]),
      ]) == [])
  }

  @Test func `an alternative is filled by different people, in whatever order they are found`() throws {
    // dana could fill both; mo only one: dana has to be kept for the other.
    #expect(
      try rules([("/roles/vp-marketing/holders", ["dana", "mo"]), ("/roles/vp-sales/holders", ["dana"])])
        == [])
    #expect(
      try rules([("/roles/vp-marketing/holders", ["dana"]), ("/roles/vp-sales/holders", ["dana"])])
        == ["charter.content"])
  }

  @Test func `whoever has no key fills nothing`() throws {
    #expect(try rules([("/people/mo/keys", [])]) == ["charter.content"])
  }

  @Test func `a recovery holder holds nothing else`() throws {
    #expect(try rules([("/roles/admin/holders", ["rex"])]) == ["charter.approvals"])
  }

  @Test(arguments: [
    "charter", "agreements", "mappings", "agreements/emea", "charter/words", "mappings/crm.r1.json",
  ])
  func `the ledger's own folders are not the host's`(path: String) throws {
    #expect(try rules([("/host", [.string(path)])]) == ["charter.content"])
    #expect(try rules([("/host", [.string("docs/\(path)")])]) == [])
  }

  @Test func `a charter that nobody can approve is found out at once, however many hold its roles`() throws {
    // The same person alone in the first and the last place, and very many in those between.
    let crowd = (0..<60).map { "member-\($0)" }
    let places = [["rex"]] + (0..<8).map { _ in crowd } + [["rex"]]
    let clock = ContinuousClock()
    var isFilled = true
    let time = clock.measure { isFilled = Assignment.exists(places) }
    #expect(!isFilled && time < .seconds(5))
    #expect(Assignment.exists([["rex", "zoe"], ["rex"]]) && !Assignment.exists([["rex"], ["rex"]]))
    #expect(
      Assignment.exists([["a", "b"], ["a", "c"], ["a"]])
        && !Assignment.exists([["a", "b"], ["a", "b"], ["a"]]))
  }
}
