import Ledger
import Presentation
import SystemPackage
import Wire

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where words go: data to standard output, everything said to the person to standard error.
enum Console {
  /// A reader that went away ends the command quietly instead of killing it in the middle.
  static func prepare() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Writes data.
  static func write(_ text: String) { write(Array(text.utf8), to: .standardOutput) }
  static func write(_ bytes: [UInt8]) { write(bytes, to: .standardOutput) }

  /// Says something to the person.
  static func say(_ text: String) { write(Array((text + "\n").utf8), to: .standardError) }

  private static func write(_ bytes: [UInt8], to file: FileDescriptor) {
    do { _ = try file.writeAll(bytes) } catch { end(.cannotWrite) }
  }

  /// Tells of a failure: what, the findings, what to do.
  static func report(_ failure: Failure) {
    let style = style(noColor: false, descriptor: 2)
    say("\(style.red("sla:")) \(failure.message.shown)")
    if !failure.findings.isEmpty {
      write(Array(FindingReport.text(failure.findings, style).utf8), to: .standardError)
    }
    if let advice = failure.advice { say("  \(advice.shown)") }
  }

  static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }

  /// Colour only on a terminal that wants it.
  static func style(noColor: Bool, descriptor: Int32 = 1) -> Style {
    let refused =
      noColor || SystemCall.environment("NO_COLOR").map { !$0.isEmpty } ?? false
      || SystemCall.environment("TERM") == "dumb"
    return Style(usesColor: !refused && SystemCall.isTerminal(descriptor))
  }

  /// Asks a yes-or-no question on a terminal; elsewhere the missing answer is a usage error that names the flag.
  static func confirm(_ question: String, yes: Bool) throws(Failure) {
    if yes { return }
    let answer = try ask("\(question) [y/N]", flag: "--yes")
    guard ["y", "yes"].contains(answer.lowercased()) else { throw Failure(.found, "nothing was done") }
  }

  /// Asks for a line on a terminal; elsewhere the missing answer is a usage error that names the flag.
  static func ask(_ question: String, flag: String) throws(Failure) -> String {
    guard SystemCall.isTerminal(0) else {
      throw Failure(
        .usage, "\(question.hasSuffix("[y/N]") ? "a confirmation" : question) is missing",
        do: "Give it with \(flag).")
    }
    write(Array((question + " ").utf8), to: .standardError)
    return readLine() ?? ""
  }

  /// The lines of standard input; at most 10,000, which is more than any hook is told.
  static func inputLines() -> [String] {
    var lines: [String] = []
    while lines.count < 10_000, let line = readLine() { lines.append(line) }
    return lines
  }
}
