internal import Agreements
internal import Wire

/// Events that one export stamps and another tells by a value, of which an agreement can follow only one.
extension MappingProposal {
  /// An event of which the export that lists the leads has a stamp, and one beside it a value.
  struct ToldTwice {
    let subject: Measurement.Meaning.Subject
    /// The exports with a stamp, and those with a value.
    let stamps: [Int]
    let tellers: [Int]

    /// Nil where it is told in one way only.
    init?(_ subject: Measurement.Meaning.Subject, _ proposals: [MappingProposal]) {
      self.subject = subject
      stamps = proposals.indices.filter { index in
        proposals[index].rows == .leads
          && proposals[index].events(of: subject).contains { $0["value"] == nil }
      }
      tellers = proposals.indices.filter { index in
        proposals[index].rows == .activities
          && proposals[index].events(of: subject).contains { $0["value"] != nil }
      }
      if stamps.isEmpty || tellers.isEmpty { return nil }
    }

    /// Why the stamp is followed; nil where the values are, which tell of every time.
    ///
    /// - Parameter said: what the agreement says, and whether it stays so.
    func reasonForStamp(
      _ proposals: [MappingProposal], _ said: (meaning: Measurement.Meaning?, isFixed: Bool)
    )
      -> String?
    {
      switch said.meaning {
      case .values?, .otherThan?: return nil
      case .stamped?, nil: if said.isFixed { return "the agreement goes by the time alone" }
      }
      let isKnown = tellers.contains { index in
        proposals[index].meanings.meanings.contains { $0.subject == subject && $0.isOfValues }
      }
      if !isKnown { return "none of its values is known to say so" }
      if stamps.count > 1 { return "several exports list leads, each with that time" }
      func hasReason(_ indices: [Int]) -> Bool {
        indices.contains { proposals[$0].events(of: subject).contains { $0["reason"] != nil } }
      }
      if hasReason(stamps), !hasReason(tellers) { return "only that export has the reason, too" }
      // A mapping has one event at least.
      return stamps.contains { proposals[$0].eventList.count == proposals[$0].events(of: subject).count }
        ? "it is all that the export says" : nil
    }
  }

  var eventList: [JSON] { mapping["events"]?.items ?? [] }

  func events(of subject: Measurement.Meaning.Subject) -> [JSON] {
    eventList.filter { Self.kind($0)?.subject == subject }
  }

  private static func kind(_ event: JSON) -> Mapping.EventKind? {
    event["event"]?.text.flatMap { Mapping.EventKind(rawValue: $0) }
  }

  /// The proposals with each such event in one of them only.
  ///
  /// - Parameters:
  ///   - measurement: what the agreement says already.
  ///   - isFixed: whether it stays as it is, whatever is found.
  static func toldOnce(
    _ proposals: [MappingProposal], _ measurement: Measurement?, isFixed: Bool
  ) -> [MappingProposal] {
    var proposals = proposals
    for subject in Measurement.Meaning.Subject.allCases where subject != .humanAttempt {
      guard let told = ToldTwice(subject, proposals) else { continue }
      if let reason = told.reasonForStamp(proposals, (measurement?.meanings[subject], isFixed)) {
        let columns = told.stamps.flatMap { proposals[$0].columns(of: subject) }.joined(separator: ", ")
        for index in told.tellers {
          proposals[index].leaveOut(subject) { _, words in
            "when \(words) is read from \(columns) of the other export, and not here: \(reason)"
          }
        }
      } else {
        for index in told.stamps {
          proposals[index].leaveOut(subject) { columns, words in
            "\(columns): left out, as the history beside it tells of every time that \(words)"
          }
        }
      }
    }
    return proposals
  }

  private func columns(of subject: Measurement.Meaning.Subject) -> [String] {
    events(of: subject).compactMap { $0["column"]?.text.map { "\"\($0)\"" } }
  }

  /// Leaves out an event and what its values could mean, and notes why, for its columns and what happened.
  private mutating func leaveOut(
    _ subject: Measurement.Meaning.Subject, _ note: (_ columns: String, _ words: String) -> String
  ) {
    let left = events(of: subject)
    let kept = eventList.filter { !left.contains($0) }
    guard let words = left.first.flatMap({ Self.kind($0) })?.words else { return }
    notes.append(note(columns(of: subject).joined(separator: ", "), words))
    meanings.meanings.removeAll { $0.subject == subject }
    // A mapping has one event at least; without any, the export has nothing to say.
    if kept.isEmpty { return obstacles.append("what it says, another export says already; leave it out") }
    setEvents(kept)
  }
}

extension MeaningsFound.Found {
  /// Whether it says which values state the event.
  fileprivate var isOfValues: Bool { if case .stamped = meaning { false } else { true } }
}
