import ArgumentParser
import Ledger
import Presentation
import Wire

struct Sync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Fetch, verify, replay own work on what is there, push.",
    discussion: "Nothing is merged and nothing is lost: what no longer applies stays on a branch unsynced/….")
  @OptionGroup var global: GlobalOptions
  @Option(help: "The remote.") var remote = "origin"

  func run() async throws {
    let result = try await Syncing(try global.open(), remote: remote, report: global.gitReport).run()
    global.say(
      "Received \(result.received.counted("commit")), replayed \(result.replayed), pushed \(result.pushed).")
    if let (branch, findings) = result.unsynced {
      Console.write(FindingReport.text(findings, global.style))
      throw Failure(
        .found, "some of your commits no longer apply; they are kept on the branch \(branch)",
        do: "Make the change again on main, then: git branch -D \(branch)")
    }
  }
}
