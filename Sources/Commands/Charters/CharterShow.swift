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
    Console.write(CharterReport.text(roster, missing: try tree.missingFounders(), global.style))
  }
}
