package import Agreements
package import Signatures

/// The people of a charter with their keys and roles, ready for questions.
package struct Roster: Sendable {
  package let charter: Charter
  /// Whom each key speaks for; a key listed twice speaks for nobody.
  private let owners: [SSHPublicKey: String]
  /// Key lines that cannot be read, by person.
  package let unreadable: [(person: String, line: String, error: SSHKeyError)]
  /// Keys that stand in the charter more than once.
  package let shared: [SSHPublicKey]

  package init(_ charter: Charter) {
    self.charter = charter
    var owners: [SSHPublicKey: [String]] = [:]
    var unreadable: [(person: String, line: String, error: SSHKeyError)] = []
    for person in charter.people {
      for line in person.keys {
        do { owners[try SSHPublicKey(line: line), default: []].append(person.id) } catch {
          unreadable.append((person.id, line, error))
        }
      }
    }
    self.unreadable = unreadable
    shared = owners.filter { $0.value.count > 1 }.keys.sorted { $0.line < $1.line }
    self.owners = owners.compactMapValues { $0.count == 1 ? $0[0] : nil }
  }

  /// The person whose key this is; nil for a key that is not listed.
  package func owner(of key: SSHPublicKey) -> String? { owners[key] }

  /// The keys of a person.
  package func keys(of person: String) -> [SSHPublicKey] {
    owners.filter { $0.value == person }.keys.sorted { $0.line < $1.line }
  }

  /// The roles that a person holds.
  package func roles(of person: String) -> [Charter.Role] {
    charter.roles.filter { $0.holders.contains(person) }
  }

  /// Whether a person holds a role that counts for a series.
  package func holds(_ person: String, role: String, for series: Series) -> Bool {
    roles(of: person).contains { $0.id == role && $0.counts(for: series) }
  }

  /// Whether a person holds any role with a right.
  package func may(_ person: String, _ right: Charter.Right, in series: Series?) -> Bool {
    roles(of: person).contains { role in
      (charter.rights[right] ?? []).contains(role.id) && (series.map(role.counts) ?? true)
    }
  }

  /// Whether a person holds a role of any alternative for a series.
  package func mayApprove(_ person: String, _ series: Series) -> Bool {
    let kinds: [Charter.ApprovalKind] = series == .charter ? [.charter] : [.agreement, .maintenance]
    let roles = kinds.flatMap { charter.approvals[$0] ?? [] }.flatMap { $0 }
    return self.roles(of: person).contains { roles.contains($0.id) && $0.counts(for: series) }
  }
}

extension Charter.Role {
  /// Whether it counts for a series: scoped roles only for their own agreement, and never for the charter.
  package func counts(for series: Series) -> Bool {
    guard let scope else { return true }
    return series.agreement == scope
  }
}

extension Charter {
  /// The person of that id.
  package func person(_ id: String) -> Person? { people.first { $0.id == id } }

  /// Everyone who holds a role in any alternative: who has to sign the first charter.
  package var founders: [String] {
    let roles = Set(approvals.values.flatMap { $0 }.flatMap { $0 })
    return Set(self.roles.filter { roles.contains($0.id) }.flatMap(\.holders)).sorted()
  }
}
