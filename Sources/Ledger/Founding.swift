import Agreements
import GitStore
import History
import Policy
package import Signatures
package import SystemPackage
package import Wire

/// Starting a ledger: a charter, hooks, and the root commit.
package struct Founding {
  /// A person as they are given on the command line.
  package struct Person: Sendable {
    package let id: String
    package let name: String
    package let email: String
    package let key: SSHPublicKey
    package let roles: [String]

    /// Reads `Dana Reyes <dana@example.com> KEY`, where KEY is a key line or the path of a `.pub` file.
    package init(_ text: String, roles: [String]) throws(Failure) {
      guard let open = text.firstIndex(of: "<"), let close = text[open...].firstIndex(of: ">") else {
        throw Failure(
          .usage, "\"\(text)\" does not name a person",
          do: "Write: \"Dana Reyes <dana@example.com> dana.pub\".")
      }
      func trimmed(_ part: Substring) -> String {
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      name = trimmed(text[..<open])
      email = String(text[text.index(after: open)..<close])
      let given = trimmed(text[text.index(after: close)...])
      guard !given.isEmpty else {
        throw Failure(
          .usage, "\"\(text)\" names no key", do: "Write: \"Dana Reyes <dana@example.com> dana.pub\".")
      }
      key = try Self.key(given)
      self.roles = roles
      let words = name.lowercased().utf8.map {
        TextFormat.slug.accepts(String(UnicodeScalar($0))) ? $0 : UInt8(ascii: " ")
      }
      id = String(decoding: words.split(separator: UInt8(ascii: " ")).first ?? [], as: UTF8.self)
      guard TextFormat.slug.accepts(id), TextFormat.email.accepts(email) else {
        throw Failure(
          .usage, "\"\(text)\" has no name or address that can be used",
          do: "Write: \"Dana Reyes <dana@example.com> dana.pub\".")
      }
    }

    /// Reads a key line, or the key in a `.pub` file.
    package static func key(_ text: String) throws(Failure) -> SSHPublicKey {
      if text.hasPrefix("ssh-") || text.hasPrefix("ecdsa-") || text.hasPrefix("sk-") {
        return try attempt { try SSHPublicKey(publicKeyFile: text) }
      }
      let bytes = try Disk.contents(text)
      do { return try SSHPublicKey(publicKeyFile: String(decoding: bytes, as: UTF8.self)) } catch {
        throw Failure(.unreadable, "\(text): \(error)")
      }
    }
  }

  /// The charter of the template `b2b-saas`: two VPs, revenue operations, and recovery where there are holders.
  package static func charter(_ people: [Person], proposed: Instant) throws(Failure) -> JSON {
    var seen: [Person] = []
    for person in people {
      guard
        !seen.contains(where: { $0.id == person.id && ($0.email != person.email || $0.key != person.key) })
      else {
        throw Failure(
          .usage, "two people would be called \(person.id)",
          do: "Write the charter yourself and pass it with --charter.")
      }
      seen.append(person)
    }
    let ids = Array(Set(people.map(\.id))).sorted()
    let members = ids.compactMap { id in people.first { $0.id == id } }.map { person in
      JSON.object([
        .init("id", .string(person.id)), .init("name", .string(person.name)),
        .init("email", .string(person.email)),
        .init(
          "keys",
          .array([
            .object([
              .init("key", .string(person.key.line)), .init("confirmedBy", .string("founding")),
              .init("confirmedHow", .string("signs this charter with it")),
            ])
          ])),
      ])
    }
    let template = CharterTemplate { role in people.filter { $0.roles.contains(role) }.map(\.id).uniqued() }
    return template.json(people: members, proposed: proposed)
  }

  /// Takes a charter from a file: a fresh nonce, number 1, proposed now.
  package static func charter(from bytes: [UInt8], path: String, proposed: Instant) throws(Failure) -> JSON {
    let json = try attempt { try JSON.parse(bytes) }
    guard case .object(var members) = json else { throw Failure(.unreadable, "\(path) is no charter") }
    let header = CharterTemplate.header(proposed: proposed)
    members.removeAll { member in header.contains { $0.key == member.key } || member.key == "supersedes" }
    if !members.contains(where: { $0.key == "changes" }) { members.append(.init("changes", .array([]))) }
    let whole = JSON.object(header + members)
    do { return try Document(DocumentKind.charter.shape.arranged(whole), kind: .charter).json } catch {
      throw Failure(error, in: path)
    }
  }

  /// Creates a repository with the charter as its root commit, pins it, and returns its identity.
  package static func found(_ charter: JSON, at directory: FilePath) async throws(Failure) -> LedgerClone {
    let document: Document
    do { document = try Document(charter, kind: .charter) } catch { throw Failure(error, in: "the charter") }
    let problems = try attempt {
      CharterContent(Roster(try document.decoded { (json) throws(StructureProblem) in try Charter(json) }))
        .findings(path: "charter/versions/0001.json")
    }
    guard problems.isEmpty else {
      throw Failure(.found, "this charter cannot be lived with", findings: problems)
    }
    let folder = NewFolder(directory)
    let repository = try writing { try Repository.create(path: directory) }
    do { return try await founded(document, in: repository) } catch {
      await folder.discard([".git"])
      throw error
    }
  }

  private static func founded(_ document: Document, in repository: Repository) async throws(Failure)
    -> LedgerClone
  {
    let clone = LedgerClone(repository, identity: document.digest)
    let member = try await Member.current(in: repository)
    let writer = try ChangeWriter(clone, member)
    try writer.refuseAhead()
    var change = LedgerChange("Found the ledger with its first charter")
    change.put(.version(.charter, 1), document.bytes)
    change.trailers = [("Countersign-Ledger", document.digest.hex)]
    let root = try writer.tree(change, on: nil)
    let commit = try await writer.write(root, parents: [], message: change.message)
    if case .refused(let findings, _, _) = try clone.verdict(commit) {
      let isStranger = findings.contains { $0.rule.id == "commit.signer" }
      throw isStranger
        ? Failure(
          .notAllowed, "the ledger was not founded: the key that signs here is nobody's in this charter",
          do:
            "Name yourself too, with --revops \"Name <address> key.pub\", or set user.signingKey to a listed key."
        )
        : Failure(refused: "the ledger was not founded", findings)
    }
    try Pin(repository).write(document.digest)
    try writer.move(from: nil, nil, to: commit, root, change.subject)
    return clone
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first place.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
