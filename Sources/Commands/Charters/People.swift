import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct People: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
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
