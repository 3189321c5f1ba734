import Agreements
import ArgumentParser
import Ledger
import Wire

struct Sign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Approve a draft: shows the words and the evidence, asks, signs.",
    discussion: "Where yours is the last approval needed, the same commit puts the draft in force.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions

  func run() async throws { try await decision.decide(.approve, comment: decision.comment, global, writing) }
}

struct Decline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Refuse a draft's current round, with the reason.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @OptionGroup var decision: DecisionOptions
  @Option(help: "Why.") var because: String

  func run() async throws {
    try await decision.decide(
      .decline, comment: [because, decision.comment].compactMap { $0 }.joined(separator: " "), global, writing
    )
  }
}
