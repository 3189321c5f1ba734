package import Agreements
package import History
package import Wire

/// Something that a rule does not allow: where, what, and what to do.
package struct Finding: Sendable {
  package let rule: Rule
  package let severity: Severity
  /// The commit that it was found in; nil for a change that is no commit yet.
  package var commit: ObjectID?
  package let path: String?
  /// The place in the document, where it concerns one.
  package let pointer: JSONPointer?
  package let position: SourcePosition?
  /// One sentence in the reader's words.
  package let message: String
  /// What to do about it.
  package let advice: String

  package enum Severity: String, Sendable { case error, warning }

  package init(
    _ rule: Rule, path: String? = nil, pointer: JSONPointer? = nil, position: SourcePosition? = nil,
    severity: Severity = .error, _ message: String, do advice: String
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.pointer = pointer
    self.position = position
    self.message = message
    self.advice = advice
  }
}

extension Finding {
  /// The findings of a document that could not be read.
  package static func findings(of error: DocumentError, path: String) -> [Finding] {
    error.details.map { detail in
      let rule: Rule = if case .syntax = error { .syntax } else { .structure }
      return Finding(
        rule, path: path, pointer: detail.pointer, position: detail.position, detail.message,
        do: rule == .syntax
          ? "Mend the file; sla fmt writes the written form."
          : "Mend the document; sla schema shows what belongs there.")
    }
  }
}

extension Finding {
  /// The same finding with its place in the document that it concerns, which is in the written form.
  package func located(in json: JSON) -> Finding {
    guard position == nil, let pointer, let indexed = json.indexed(pointer) else { return self }
    let position = JSON.position(of: indexed, in: json.written())
    var located = Finding(
      rule, path: path, pointer: pointer, position: position, severity: severity, message, do: advice)
    located.commit = commit
    return located
  }

  /// A file that somebody else changed, or added, before this could be published.
  package static func conflict(_ path: String, _ subject: String) -> Finding {
    Finding(
      .conflict, path: path, "\"\(subject)\" was made on another text of this file than the remote has now",
      do: "Make the change again on top of what is there now; your commits are kept on the branch.")
  }
}
