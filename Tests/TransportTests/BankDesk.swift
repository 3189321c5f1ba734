import Foundation
import Harness
import Testing

/// The bank's three months, measured and drafted on in a ledger shared over ssh.
struct BankDesk {
  let shared: SharedLedger
  /// Everything happens in these days of 2012.
  static let founding = "2012-01-04T10:00:00Z"
  static let drafting = "2012-01-05T10:00:00Z"

  /// Drafts a first agreement, measures the three months for it and publishes all.
  func measure() async throws {
    let rev = shared.rev.at(Self.drafting)
    let workplace = shared.company.workplace
    let text = try workplace.write(
      BankLeads.agreement(volumes: ["t1": 1, "t2": 1, "t3": 1]), to: "first.json")
    let mapping = try workplace.write(BankLeads.mapping, to: "bank.json")
    try await rev.sla("amend", "new", "first", "--agreement", "bank", "--from", text).require(0)
    for period in BankLeads.periods {
      try await rev.sla(
        "snapshot", "take", period, "--draft", "first", "--source", try BankLeads.export(), "--mapping",
        mapping, "--as-of", BankLeads.asOf
      ).require(0)
    }
    try await rev.sla("sync").require(0)
  }

  /// Sets every volume to what `target` makes of its baseline, and renews the evidence of all firm commitments.
  func propose(_ target: (Int) -> Int) async throws {
    let rev = shared.rev.at(Self.drafting)
    for (tier, _) in BankLeads.tiers {
      let value = target(try baseline(tier))
      for arguments in [["volume-\(tier)", "\(value)"], ["first-contact-\(tier)"]] {
        let all =
          ["amend", "set", "first"] + arguments + ["--because", "Three months of the desk's own log."]
        let outcome = try await rev.run(Binary.path(), all).require(0)
        for period in BankLeads.periods {
          #expect(outcome.said.contains("\(period) r1"), "\(outcome)")
        }
      }
    }
    try await rev.sla("sync").require(0)
  }

  /// The lower of mean and middle value of the three months, rounded down, computed from the published files.
  func baseline(_ tier: String) throws -> Int {
    let counts = try BankLeads.periods.map {
      try #require(try snapshot($0)["mql.delivered/tier=\(tier)"]?.value)
    }
    return min(counts.reduce(0, +) / counts.count, counts.sorted()[counts.count / 2])
  }

  func snapshot(_ period: String) throws -> PublishedSnapshot {
    try PublishedSnapshot(shared.rev.bytes("agreements/bank/snapshots/\(period)/r1.json"))
  }

  /// Both VPs fetch, sign and publish, each in a clone of their own; what the second was told.
  func sign() async throws -> Outcome {
    var last: Outcome?
    for person in [shared.dana.at("2012-01-06T09:00:00Z"), shared.mo.at("2012-01-09T15:00:00Z")] {
      try await person.sla("sync").require(0)
      last = try await person.sla("sign", "first", "--yes").require(0)
      try await person.sla("sync").require(0)
    }
    return try #require(last)
  }
}
