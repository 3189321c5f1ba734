import Agreements
import ArgumentParser
import Ledger
import Policy
import Signatures

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
