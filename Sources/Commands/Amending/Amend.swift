import ArgumentParser

struct Amend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: "Write a draft: the next version, or the first.",
    subcommands: [
      AmendNew.self, AmendSet.self, AmendEdit.self, AmendRebase.self, AmendShow.self, AmendWithdraw.self,
    ])
}
