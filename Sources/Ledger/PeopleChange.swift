import Agreements
package import Signatures
package import Wire

/// A change of who may do what, as it is made to a charter's text.
package enum PeopleChange: Sendable {
  case join(Founding.Person, confirmedBy: String, how: String)
  case leave(String)
  case rotateKey(String, to: SSHPublicKey, confirmedBy: String, how: String)

  /// What the change is called: the start of its draft's slug, and its subject.
  package var name: String {
    switch self {
    case .join(let person, _, _): "join-\(person.id)"
    case .leave(let id): "leave-\(id)"
    case .rotateKey(let id, _, _, _): "key-\(id)"
    }
  }

  /// The charter's text after it, its differences listed with the reason.
  package func applied(to text: JSON, because reason: String) throws(Failure) -> JSON {
    var json = text
    var pointers: [JSONPointer] = []
    let people = text["people"] ?? .array([])
    switch self {
    case .join(let person, let confirmedBy, let how):
      guard Self.item(person.id, in: people) == nil else {
        throw Failure(
          .usage, "\(person.id) is in the charter already", do: "For another key: sla people rotate-key.")
      }
      let record = JSON.object([
        .init("id", .string(person.id)), .init("name", .string(person.name)),
        .init("email", .string(person.email)),
        .init("keys", .array([Self.key(person.key, confirmedBy, how)])),
      ])
      json = json.setting("people", to: people.changingItem(person.id) { _ in record })
      pointers.append(JSONPointer(["people", person.id]))
      json = try Self.changingRoles(json, &pointers) { role, holders in
        person.roles.contains(role) ? (holders + [person.id]).sorted() : holders
      }
      for role in person.roles { json = Self.opening(role, for: person.id, in: json, &pointers) }
      for role in person.roles where !(json["roles"]?.items ?? []).contains(where: { $0["id"]?.text == role })
      {
        throw Failure(.usage, "the charter has no role \(role)", do: "sla charter show lists the roles.")
      }
    case .leave(let id):
      try Self.requirePerson(id, in: people)
      json = json.setting("people", to: people.changingItem(id) { _ in nil })
      pointers.append(JSONPointer(["people", id]))
      json = try Self.changingRoles(json, &pointers) { _, holders in holders.filter { $0 != id } }
    case .rotateKey(let id, let key, let confirmedBy, let how):
      try Self.requirePerson(id, in: people)
      json = json.setting(
        "people",
        to: people.changingItem(id) { $0?.setting("keys", to: .array([Self.key(key, confirmedBy, how)])) })
      pointers.append(JSONPointer(["people", id]))
    }
    let changes = pointers.map { pointer in
      JSON.object([.init("pointer", .string(pointer.description)), .init("reason", .string(reason))])
    }
    return json.setting("changes", to: .array(changes))
  }

  private static func changingRoles(
    _ json: JSON, _ pointers: inout [JSONPointer], _ change: (String, [String]) -> [String]
  ) throws(Failure) -> JSON {
    let roles = (json["roles"]?.items ?? []).map { role in
      let (id, holders) = (role["id"]?.text ?? "", (role["holders"]?.items ?? []).compactMap(\.text))
      let changed = change(id, holders)
      guard changed != holders else { return role }
      pointers.append(JSONPointer(["roles", id, "holders"]))
      return role.setting("holders", to: .array(changed.map(JSON.string)))
    }
    return json.setting("roles", to: .array(roles))
  }

  /// The charter with a role that it could do without so far, and, for recovery, with what its holders may approve.
  private static func opening(
    _ role: String, for person: String, in json: JSON, _ pointers: inout [JSONPointer]
  ) -> JSON {
    guard [Charter.recovery, Charter.admin].contains(role) else { return json }
    var json = json
    let roles = json["roles"] ?? .array([])
    if item(role, in: roles) == nil {
      let record = JSON.object([.init("id", .string(role)), .init("holders", .array([.string(person)]))])
      json = json.setting("roles", to: roles.changingItem(role) { _ in record })
      pointers.append(JSONPointer(["roles", role]))
    }
    guard role == Charter.recovery else { return json }
    let holders = item(role, in: json["roles"] ?? .array([]))?["holders"]?.items?.count ?? 0
    let wanted = CharterTemplate.ofRecovery(holders: holders)
    let approvals = json["approvals"] ?? .object([])
    let present = approvals["charter"]?.items ?? []
    let missing = wanted.filter { !present.contains($0) }
    guard !missing.isEmpty else { return json }
    pointers.append(JSONPointer(["approvals", "charter"]))
    return json.setting("approvals", to: approvals.setting("charter", to: .array(present + missing)))
  }

  private static func key(_ key: SSHPublicKey, _ confirmedBy: String, _ how: String) -> JSON {
    .object([
      .init("key", .string(key.line)), .init("confirmedBy", .string(confirmedBy)),
      .init("confirmedHow", .string(how)),
    ])
  }

  private static func item(_ id: String, in list: JSON) -> JSON? {
    list.items?.first { $0["id"]?.text == id }
  }

  private static func requirePerson(_ id: String, in people: JSON) throws(Failure) {
    guard item(id, in: people) == nil else { return }
    let known = (people.items ?? []).compactMap { $0["id"]?.text }
    throw Failure(
      .usage, "nobody is called \(id) in the charter",
      do: NearMiss.closest(to: id, among: known).map { "Did you mean \($0)?" }
        ?? "Known: \(known.joined(separator: ", ")).")
  }
}
