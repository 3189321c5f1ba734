import Foundation

/// A ledger with its people: revenue operations, who founded it, and the two vice presidents.
package struct Company: Sendable {
  package let workplace: Workplace
  /// Revenue operations; their clone is where the ledger was founded.
  package var rev: Person
  /// VP Marketing.
  package var mo: Person
  /// VP Sales.
  package var dana: Person
  /// The SHA-256 of the first charter.
  package let identity: String

  /// Founds a ledger in the clone of revenue operations; nobody has signed the charter yet.
  package static func founded(at date: String? = nil, in workplace: Workplace? = nil) async throws -> Company
  {
    let workplace = try workplace ?? Workplace()
    var people: [Person] = []
    for name in ["Rev Ops", "Mo Marsh", "Dana Reyes"] {
      var person = try await workplace.person(name)
      person.date = date
      people.append(person)
    }
    let (rev, mo, dana) = (people[0], people[1], people[2])
    let outcome = try await rev.sla(
      "init", "ledger", "--vp-marketing", mo.introduction, "--vp-sales", dana.introduction, "--revops",
      rev.introduction, in: rev.home
    ).require(0)
    return Company(
      workplace: workplace, rev: rev, mo: mo, dana: dana,
      identity: outcome.text.trimmingCharacters(in: .newlines))
  }

  /// A founded ledger whose charter both VPs signed, at the machine of revenue operations.
  package static func sealed(at date: String? = nil) async throws -> Company {
    let company = try await founded(at: date)
    for person in [company.mo, company.dana] {
      try await person.sla("charter", "sign", "--yes", in: company.rev.clone).require(0)
    }
    return company
  }

  /// A sealed ledger with a draft to write to.
  package static func drafting() async throws -> Company {
    let company = try await sealed()
    try await company.rev.sla("amend", "new", "first", "--agreement", "emea").require(0)
    return company
  }

  package var ledger: String { rev.clone }

  /// A bare repository with the server's hook; what it is reached by is up to the test.
  package func makeRemote(_ name: String = "remote.git") async throws -> String {
    let remote = "\(workplace.path)/\(name)"
    try await rev.git("init", "-q", "--bare", "-b", "main", remote, in: workplace.path).require(0)
    try await rev.sla("hooks", "install", "--server", "--trust", identity, in: remote).require(0)
    return remote
  }
}
