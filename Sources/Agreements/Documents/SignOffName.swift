/// A sign-off's file name: role, person, how often that person signed the round, and the decision.
package struct SignOffName: Hashable, Sendable, CustomStringConvertible {
  package let role: String
  package let person: String
  package let number: Int
  package let decision: SignOff.Decision

  package init(role: String, person: String, number: Int, decision: SignOff.Decision) {
    self.role = role
    self.person = person
    self.number = number
    self.decision = decision
  }

  /// Reads `vp-sales.dana.1.approve`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, TextFormat.slug.accepts(parts[0]), TextFormat.slug.accepts(parts[1]),
      let number = LedgerPath.plainNumber(parts[2]), let decision = SignOff.Decision(rawValue: parts[3])
    else { return nil }
    self.init(role: parts[0], person: parts[1], number: number, decision: decision)
  }

  package var description: String { "\(role).\(person).\(number).\(decision.rawValue)" }
}
