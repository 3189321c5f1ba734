import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Signatures
import Wire

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
