import History
package import Policy
package import Wire

/// Findings as text and as JSON: the same, in the same order.
package enum FindingReport {
  /// A paragraph a finding: where, what, what to do.
  package static func text(_ findings: [Finding], _ style: Style) -> String {
    findings.map { finding in
      let place = place(of: finding)
      let severity = finding.severity == .error ? style.red("error") : style.yellow("warning")
      let commit = finding.commit.map { " (commit \($0.short))" } ?? ""
      return """
        \(place.isEmpty ? "" : place.shownOnOneLine + ": ")\(severity): \(finding.message.shownOnOneLine) \(style.dim("[\(finding.rule.id)]"))\(commit)
            \(finding.advice.shownOnOneLine)

        """
    }.joined()
  }

  /// `path:line:column`, as far as it is known.
  private static func place(of finding: Finding) -> String {
    [finding.path, finding.position?.description ?? finding.pointer?.description].compactMap { $0 }.joined(
      separator: ":")
  }

  /// One object a finding.
  package static func json(_ findings: [Finding]) -> JSON {
    .array(
      findings.map { finding in
        var members: [JSON.Member] = [
          .init("rule", .string(finding.rule.id)), .init("severity", .string(finding.severity.rawValue)),
        ]
        if let commit = finding.commit { members.append(.init("commit", .string(commit.description))) }
        if let path = finding.path { members.append(.init("path", .string(path))) }
        if let pointer = finding.pointer { members.append(.init("pointer", .string(pointer.description))) }
        if let position = finding.position {
          members += [.init("line", .integer(position.line)), .init("column", .integer(position.column))]
        }
        return .object(
          members + [.init("message", .string(finding.message)), .init("advice", .string(finding.advice))])
      })
  }
}
