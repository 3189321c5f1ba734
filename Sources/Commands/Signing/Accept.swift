import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct Accept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Bring in sign-offs that came by mail.",
    discussion:
      "Each FILE.json has its signature in FILE.json.sig beside it, also one made by hand with ssh-keygen -Y sign."
  )
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "Sign-off files.") var files: [String]

  func run() async throws {
    let pairs = try files.filter { !$0.hasSuffix(".sig") }.map { try Accepting.Pair($0) }
    guard !pairs.isEmpty else {
      throw Failure(
        .usage, "no sign-off is among the files",
        do: "Name the .json files; their .sig are found beside them.")
    }
    let (_, signOffs, isRatified) = try await Accepting(try global.open()).accept(
      pairs, isDryRun: writing.dryRun)
    for signOff in signOffs {
      global.say(
        "\(writing.prefix)Brought in: \(signOff.person) \(signOff.decision.rawValue)s \(signOff.title), round \(signOff.round), as \(signOff.role)."
      )
    }
    if isRatified, let first = signOffs.first { global.say("\(first.title) is in force.") }
    global.say("Publish it with: sla sync")
  }
}
