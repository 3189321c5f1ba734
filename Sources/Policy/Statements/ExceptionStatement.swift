package import Agreements

extension Statement {
  /// The statement on a draft of an exception.
  package static func of(_ review: ExceptionReview, decision: SignOff.Decision) -> String {
    let exception = review.exception
    let template: StatementTemplate = decision == .approve ? .approveException : .declineException
    var sentences = [
      template.filled([
        "version": String(exception.version), "agreement": exception.agreement,
        "round": String(exception.round),
        "periods": exception.periods.map(\.description).joined(separator: ", "),
      ])
    ]
    sentences += review.items.map(sentence) + [StatementTemplate.excused.text]
    if let incident = exception.incident {
      sentences.append(StatementTemplate.incident.filled(["incident": incident.escaped]))
    }
    if !review.cited.isEmpty { sentences.append(measured(review.cited)) }
    return joined(sentences + [StatementTemplate.because.filled(["reason": exception.reason.escaped])])
  }

  /// What becomes of one commitment.
  private static func sentence(_ item: ExceptionReview.Item) -> String {
    let template: StatementTemplate = item.relief.target == nil ? .suspended : .eased
    return template.filled([
      "id": item.relief.commitment, "before": item.words, "target": item.relief.target?.words ?? "",
    ])
  }
}
