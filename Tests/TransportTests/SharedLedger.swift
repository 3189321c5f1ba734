import Foundation
import Harness

/// A sealed ledger shared over ssh: revenue operations and both VPs have clones of their own.
struct SharedLedger: Sendable {
  let company: Company
  let server: SSHServer
  /// The bare repository's directory.
  let remote: String

  var url: String { server.url(remote) }
  var rev: Person { company.rev }
  var mo: Person { company.mo }
  var dana: Person { company.dana }

  /// Founds, shares and seals a ledger, and serves it while `body` runs.
  static func open(
    at date: String? = nil, besides others: [String] = [],
    _ body: (SharedLedger, [Person]) async throws -> Void
  ) async throws {
    let workplace = try Workplace()
    var company = try await Company.founded(at: date, in: workplace)
    let remote = try await company.makeRemote()
    var guests: [Person] = []
    for name in others { guests.append(try await workplace.person(name)) }
    let everybody = [company.rev, company.mo, company.dana] + guests
    try await SSHServer.serving(everybody, in: workplace) { server in
      company.rev = try server.connecting(company.rev)
      company.mo = try server.connecting(company.mo)
      company.dana = try server.connecting(company.dana)
      let shared = SharedLedger(company: company, server: server, remote: remote)
      try await shared.seal()
      try await body(shared, guests.map { try server.connecting($0) })
    }
  }

  private func seal() async throws {
    try await rev.git("remote", "add", "origin", url).require(0)
    try await rev.sla("sync").require(0)
    for person in [mo, dana] {
      try await clone(person)
      try await person.sla("charter", "sign", "--yes").require(0)
      try await person.sla("sync").require(0)
    }
    try await rev.sla("sync").require(0)
  }

  /// Clones over ssh into the person's home, trusting the identity that they were told.
  @discardableResult
  func clone(_ person: Person) async throws -> Outcome {
    try await person.sla("clone", url, "ledger", "--trust", company.identity, in: person.home).require(0)
  }

  /// Where the remote's main is.
  func tip() async throws -> String { try await rev.gitText("rev-parse", "refs/heads/main", in: remote) }

  /// Starts a draft of a first agreement and publishes it.
  func draft(_ slug: String = "first", agreement: String = "emea") async throws {
    try await rev.sla("amend", "new", slug, "--agreement", agreement).require(0)
    try await rev.sla("sync").require(0)
  }
}

extension Person {
  /// The bytes of a file of the person's clone.
  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(clone)/\(path)")))
  }
}
