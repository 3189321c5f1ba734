package import Wire

/// Somebody who acts in a scenario, with the key that they sign with.
package struct Actor: Sendable {
  package let id: String
  package let name: String
  package var key: KeyPair

  package init(_ id: String, _ name: String, key: KeyPair? = nil) {
    self.id = id
    self.name = name
    self.key = key ?? .named(id)
  }

  package var email: String { "\(id)@example.com" }

  /// The same person signing with another key.
  package func with(_ key: KeyPair) -> Actor { Actor(id, name, key: key) }

  /// As a charter lists them.
  package var entry: JSON { entry(keys: [key]) }

  /// As a charter lists them, with these keys.
  package func entry(keys: [KeyPair]) -> JSON {
    .object([
      .init("id", .string(id)), .init("name", .string(name)), .init("email", .string(email)),
      .init(
        "keys",
        .array(
          keys.map {
            .object([
              .init("key", .string($0.line)), .init("confirmedBy", .string("rev")),
              .init("confirmedHow", .string("fingerprint read out by phone")),
            ])
          })),
    ])
  }

  /// Vice president of sales.
  package static let dana = Actor("dana", "Dana Reyes")
  /// Vice president of marketing.
  package static let mo = Actor("mo", "Mo Haddad")
  /// Revenue operations: drafts, snapshots, mappings, reviews.
  package static let rev = Actor("rev", "Rev Lindqvist")
  /// Looks after the host's files.
  package static let ada = Actor("ada", "Ada Novak")
  /// Recovery holders.
  package static let rex = Actor("rex", "Rex Abadi")
  package static let zoe = Actor("zoe", "Zoe Park")
  /// A member without any role.
  package static let guest = Actor("guest", "Gus Guest")
  /// A second vice president of sales, for one other agreement only.
  package static let apac = Actor("apac", "Ann Pacific")
  /// Nobody whom any charter lists.
  package static let eve = Actor("eve", "Eve Outsider")
  /// Not listed at first; joins or takes over in charter changes.
  package static let sam = Actor("sam", "Sam Okafor")

  /// Everybody whom the first charter lists.
  package static let members = [dana, mo, rev, ada, rex, zoe, guest, apac]
}
