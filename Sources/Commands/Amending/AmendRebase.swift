import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct AmendRebase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebase", abstract: "Write a draft anew on the version that came into force meanwhile.",
    discussion:
      "Every change that it lists is made to the latest version; what it did not list stays as it is now.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    guard try attempt({ try drafting.base.tree.staleness(of: draft) }) != nil else {
      return global.say("\(draft.slug) is written on the latest version already.")
    }
    let (text, conflicts) = try drafting.rebased(draft)
    let (_, next) = try await drafting.write(
      text, series: draft.series, slug: draft.slug, subject: "Rebase \(draft.slug) of \(draft.series.name)",
      isRebase: true, isDryRun: writing.dryRun)
    global.say(
      "\(writing.prefix)Wrote \(draft.slug) on \(next.baseTitle ?? "nothing"), now in round \(next.round). See it with: sla amend show \(draft.slug)"
    )
    for conflict in conflicts {
      global.say(
        "  both changed \(conflict.pointer): v\(next.version - 1) holds \(conflict.present?.brief ?? "nothing"), the draft changes it again"
      )
    }
  }
}
