import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct CharterSign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign the first charter, which seals the ledger once all have.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions

  func run() async throws {
    let clone = try global.open()
    let signing = try await SigningOff(clone, draft: nil)
    global.say(CharterReport.text(signing.roster, missing: [], global.errorStyle))
    let statement = Statement.founding(
      signing.roster.charter, person: signing.person, identity: clone.identity)
    global.say(statement.shown.wrapped(100))
    try Console.confirm("Sign this?", yes: writing.yes || writing.dryRun)
    _ = try await signing.signFounding(isDryRun: writing.dryRun)
    let missing = try clone.verified().tree.missingFounders().filter { $0 != signing.person }
    let done =
      missing.isEmpty
      ? "Signed; the ledger is sealed." : "Signed; it waits for \(missing.joined(separator: ", "))."
    global.say(writing.dryRun ? "Would have done: \(done)" : "\(done) Publish it with: sla sync")
  }
}
