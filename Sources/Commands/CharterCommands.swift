import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Signatures
import Wire

struct Charter: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Who may do what.",
    subcommands: [CharterShow.self, CharterSign.self, CharterAllowedSigners.self])
}

struct CharterShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print people, roles and approvals.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    let tree = try global.open().verified().tree
    guard let roster = try tree.roster() else { throw Failure(.unreadable, "the ledger has no charter") }
    if reading.format == .json { return Console.write(roster.charter.json.written()) }
    let (charter, style) = (roster.charter, global.style)
    var text = style.bold("Charter v\(charter.version)") + ", rules \(charter.rules)\n\nPeople\n"
    text += Table.text(
      charter.people.map { person in
        let keys = roster.keys(of: person.id).map(\.fingerprint).joined(separator: " ")
        let roles = roster.roles(of: person.id).map(\.id).joined(separator: ", ")
        return [
          "  \(person.id)", person.name.shown, person.email.shown, roles, keys.isEmpty ? "no key" : keys,
        ]
      })
    text += "\nApprovals\n"
    text += Table.text(
      Agreements.Charter.ApprovalKind.allCases.map { kind in
        [
          "  \(kind.rawValue)",
          (charter.approvals[kind] ?? []).map { $0.joined(separator: " + ") }.joined(separator: ", or "),
        ]
      })
    let missing = try tree.missingFounders()
    if !missing.isEmpty { text += "\nNot sealed: waits for \(missing.joined(separator: ", "))\n" }
    Console.write(text)
  }
}

struct CharterSign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign the first charter, which seals the ledger once all have.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions

  func run() async throws {
    let clone = try global.open()
    let signing = try await SigningOff(clone, draft: nil)
    let statement = Statement.founding(
      signing.roster.charter, person: signing.person, identity: clone.identity)
    global.say(statement.shown.wrapped(100))
    try Console.confirm("Sign this?", yes: writing.yes || writing.dryRun)
    _ = try await signing.signFounding(isDryRun: writing.dryRun)
    let missing = try clone.verified().tree.missingFounders()
    global.say(
      writing.prefix
        + (missing.isEmpty
          ? "Signed; the ledger is sealed." : "Signed; it waits for \(missing.joined(separator: ", "))."))
    global.say("Publish it with: sla sync")
  }
}

struct CharterAllowedSigners: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allowed-signers", abstract: "Print the keys in force for ssh-keygen -Y verify and git.")
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    guard let roster = try global.open().verified().tree.roster() else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    let namespaces = [SignOff.namespace, Contribution.namespace, "git"].joined(separator: ",")
    var text = ""
    for person in roster.charter.people {
      for key in roster.keys(of: person.id) {
        text += "\(person.email) namespaces=\"\(namespaces)\" \(key.line)\n"
      }
    }
    Console.write(text)
  }
}

struct People: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Who takes part; each change is a draft of the charter that both VPs sign.",
    subcommands: [PeopleJoin.self, PeopleLeave.self, PeopleRotateKey.self])
}

/// What the three changes of people share: a draft of the charter.
struct PeopleOptions: ParsableArguments {
  @Option(help: "Why, in words.") var because: String

  func draft(_ change: PeopleChange, _ global: GlobalOptions, _ writing: WriteOptions, _ subject: String)
    async throws
  {
    let drafting = try await Drafting(try global.open())
    let used = try drafting.base.tree.usedSlugs(of: .charter)
    let slug =
      ([change.name] + (2...99).map { "\(change.name)-\($0)" }).first { !used.contains($0) } ?? change.name
    guard let text = try drafting.successor(of: .charter, slug: slug) else {
      throw Failure(.unreadable, "the ledger has no charter")
    }
    let changed = try change.applied(to: text, because: because)
    _ = try await drafting.write(
      changed, series: .charter, slug: slug, subject: subject, isDryRun: writing.dryRun)
    global.say(
      "\(writing.prefix)Drafted \(slug) for the charter. Those who approve run: sla sign \(slug) --agreement charter"
    )
  }
}

struct PeopleJoin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "join", abstract: "Add a person.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var people: PeopleOptions
  @Argument(help: "\"Name <address> key\", key or file.") var person: String
  @Option(help: "A role they hold (repeatable).") var role: [String] = []
  @Option(help: "Who confirmed that the key is theirs.") var confirmedBy: String
  @Option(help: "How that was confirmed.") var how = "fingerprint read out in a call"

  func run() async throws {
    let person = try Founding.Person(person, roles: role)
    try await people.draft(
      .join(person, confirmedBy: confirmedBy, how: how), global, writing, "Draft: \(person.name) joins")
  }
}

struct PeopleLeave: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Remove a person, their keys and roles.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var people: PeopleOptions
  @Argument(help: "The person.") var person: String

  func run() async throws {
    try await people.draft(.leave(person), global, writing, "Draft: \(person) leaves")
  }
}

struct PeopleRotateKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key", abstract: "Replace a person's keys by another.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var people: PeopleOptions
  @Argument(help: "The person.") var person: String
  @Argument(help: "The new public key, or its file.") var key: String
  @Option(help: "Who confirmed that the key is theirs.") var confirmedBy: String
  @Option(help: "How that was confirmed.") var how = "fingerprint read out in a call"

  func run() async throws {
    let key = try Founding.Person.key(key)
    try await people.draft(
      .rotateKey(person, to: key, confirmedBy: confirmedBy, how: how), global, writing,
      "Draft: another key for \(person)")
  }
}
