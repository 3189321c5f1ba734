import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct AmendWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Close a draft; what was signed on it is kept.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String
  @Option(help: "Why.") var because: String?

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    try Console.confirm("Withdraw \(draft.slug) of \(draft.series.name)?", yes: writing.yes || writing.dryRun)
    let change = try Ratifying(drafting.writer.clone, drafting.base).withdrawal(draft, because: because)
    try await drafting.writer.commit(change, isDryRun: writing.dryRun)
    global.say("\(writing.prefix)Withdrew \(draft.slug).")
  }
}
