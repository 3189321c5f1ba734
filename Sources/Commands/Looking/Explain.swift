import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "What a rule asks for, and why.")
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The rule's name, as findings carry it; without one, all.") var rule: String?

  func run() async throws {
    guard let rule else { return Console.write(Table.text(Rule.all.map { [$0.id, $0.title] })) }
    guard let found = Rule.named(rule) else {
      let hint = NearMiss.closest(to: rule, among: Rule.all.map(\.id)).map { "Did you mean \($0)?" }
      throw Failure(.usage, "there is no rule \(rule)", do: hint ?? "sla explain lists them.")
    }
    Console.write("\(global.style.bold(found.id))\n\(found.title)\n\n\(found.reason.wrapped(90))\n")
  }
}
