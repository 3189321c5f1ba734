import Agreements
package import ArgumentParser
import Ledger
import Presentation

/// The command `sla`: its subcommands, and how they end.
package struct SLA: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sla",
    abstract: "A marketing–sales service level agreement kept in git.",
    discussion: """
      A change comes into force only when recorded numbers support it and both VPs have signed it.
      Start with: sla init, or sla clone URL --trust DIGEST.
      """,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Start", subcommands: [Init.self, Clone.self, Charter.self, People.self]),
      CommandGroup(
        name: "Measure", subcommands: [SnapshotCommand.self, Read.self, Today.self, Metrics.self]),
      CommandGroup(
        name: "Change",
        subcommands: [
          Amend.self, ExceptionCommand.self, Lint.self, Sign.self, Decline.self, Accept.self, Ratify.self,
        ]),
      CommandGroup(
        name: "Look and check",
        subcommands: [Status.self, Breaches.self, Log.self, Verify.self, Explain.self]),
      CommandGroup(name: "Share", subcommands: [Sync.self, Hooks.self, Hook.self]),
      CommandGroup(name: "Documents", subcommands: [Format.self, Schema.self]),
    ])

  package init() {}

  /// Runs the command line of this process, and ends it with the exit status that belongs to what came of it.
  package static func run() async {
    Console.prepare()
    do {
      var command = try parseAsRoot(GlobalOptions.hoisted(Array(CommandLine.arguments.dropFirst())))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Console.end(.done)
    } catch let failure as Failure {
      Console.report(failure)
      Console.end(failure.status)
    } catch let ending as Ending {
      Console.end(ending.status)
    } catch {
      if let meant = nearMiss(of: Array(CommandLine.arguments.dropFirst())) {
        Console.report(
          Failure(.usage, "there is no command \(meant.typed)", do: "Did you mean: sla \(meant.known)?"))
        Console.end(.usage)
      }
      exit(withError: error)
    }
  }

  private static func name(of command: any ParsableCommand.Type) -> String { command._commandName }

  /// A subcommand that was mistyped, and the one that was meant; nil where all are known.
  private static func nearMiss(of arguments: [String]) -> (typed: String, known: String)? {
    var known: [any ParsableCommand.Type] =
      configuration.groupedSubcommands.flatMap { $0.subcommands }
    var path: [String] = []
    for word in GlobalOptions.hoisted(arguments).prefix(2) where !word.hasPrefix("-") {
      if let found = known.first(where: { name(of: $0) == word }) {
        path.append(word)
        known = found.configuration.subcommands
        continue
      }
      guard let meant = NearMiss.closest(to: word, among: known.map { name(of: $0) }) else { return nil }
      return (word, (path + [meant]).joined(separator: " "))
    }
    return nil
  }
}

/// A command that said all there is to say, and ends with a status other than done.
struct Ending: Error {
  let status: ExitStatus
}
