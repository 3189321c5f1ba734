import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct Ratify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ratify", abstract: "Put a fully approved draft in force.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    // Said alone: every other rule that it breaks follows from this one.
    if let stale = try attempt({ try drafting.base.tree.staleness(of: draft) }) {
      throw Failure(.found, stale.message, do: stale.advice)
    }
    let change = try Ratifying(drafting.writer.clone, drafting.base).change(draft)
    try await drafting.writer.commit(change, isDryRun: writing.dryRun)
    global.say("\(writing.prefix)\(draft.title) is in force. Publish it with: sla sync")
  }
}
