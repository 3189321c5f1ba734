import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct Schema: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a document's JSON Schema; without a name, list the kinds.")
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The kind.") var kind: String?

  func run() async throws {
    let known = DocumentKind.allCases.map(\.rawValue)
    guard let kind else { return Console.write(known.map { $0 + "\n" }.joined()) }
    if kind == Statement.templates { return Console.write(StatementTemplate.json.written()) }
    guard let found = DocumentKind(rawValue: kind) else {
      let hint = NearMiss.closest(to: kind, among: known).map { "Did you mean \($0)?" }
      throw Failure(
        .usage, "there is no document \(kind)", do: hint ?? "Known: \(known.joined(separator: ", ")).")
    }
    Console.write(found.schema.written())
  }
}
