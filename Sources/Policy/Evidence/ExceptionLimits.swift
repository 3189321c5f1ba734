import Agreements
import Metrics
package import Wire

/// The bounds within which there is relief.
extension ExceptionReview {
  /// Everything that keeps the exception from being ratified at `when`.
  package func findings(path: String, at when: Instant) -> [Finding] {
    let unresolvedFindings = unresolved.map { problem in
      Finding(
        problem.rule, path: path, pointer: JSONPointer(["evidence"]), problem.message, do: problem.advice)
    }
    let all =
      lengthFindings(path) + items.flatMap { promiseFindings($0, path) + frequencyFindings($0, path) }
      + lateFindings(path, when) + unresolvedFindings
    return all.map { $0.located(in: exception.json) }
  }

  private func lengthFindings(_ path: String) -> [Finding] {
    let days = exception.periods.map { $0.days(in: fiscal) }.reduce(0) {
      $0 + $1.upperBound.day - $1.lowerBound.day
    }
    guard days > Exception.greatestDayCount else { return [] }
    return [
      Finding(
        .exceptionPeriods, path: path, pointer: JSONPointer(["periods"]),
        "the periods have \(days) days together; an exception covers at most \(Exception.greatestDayCount)",
        do: "Name fewer or shorter periods, or amend the agreement: sla amend new.")
    ]
  }

  /// What is relieved from is promised firmly in each period, and what takes its place is less.
  private func promiseFindings(_ item: Item, _ path: String) -> [Finding] {
    let id = item.relief.commitment
    func finding(_ rule: Rule, _ message: String, do advice: String) -> Finding {
      Finding(rule, path: path, pointer: JSONPointer(["commitments", id]), message, do: advice)
    }
    return item.promised.compactMap { period, commitment in
      guard let commitment else {
        return finding(
          .exceptionCommitment, "\(id) is not in force for \(period), or \(period) is no whole period of it",
          do: "Name commitments of the version that governs the period, and periods of their own length.")
      }
      guard !commitment.isProvisional else {
        return finding(
          .exceptionCommitment, "\(id) is a trial in \(period), and nothing is owed under it",
          do: "Leave it out.")
      }
      guard let target = item.relief.target, !target.isSofter(than: commitment.target) else { return nil }
      return finding(
        .exceptionTarget,
        "\(id) would be held to \(target.words), which is no softer than what is promised for \(period): \(commitment.target.words)",
        do: "Name a softer target in the same unit, or suspend the commitment.")
    }
  }

  /// Until when it can be ratified; nil where no version governs its last period.
  package var deadline: Instant? {
    guard let clock, let last = exception.lastPeriod(in: fiscal) else { return nil }
    let end = clock.bounds(last).upperBound
    // A calendar that never opens leaves no business day to be late by.
    return clock.calendar.close(ofBusinessDay: Self.lateness, after: end) ?? end
  }

  private func lateFindings(_ path: String, _ when: Instant) -> [Finding] {
    guard let deadline, when > deadline, let last = exception.lastPeriod(in: fiscal) else { return [] }
    return [
      Finding(
        .exceptionLate, path: path, pointer: JSONPointer(["periods"]),
        "\(last) could be excused until \(deadline), \(Self.lateness) business days after its end; this is \(when)",
        do: "Withdraw it; the period stands as it was measured, and is answered for in the review.")
    ]
  }

  /// Days are counted that are relieved, whenever that was decided.
  private func frequencyFindings(_ item: Item, _ path: String) -> [Finding] {
    let id = item.relief.commitment
    let all = (earlier + [exception]).filter { $0.reliefs.contains { $0.commitment == id } }
    let days = all.map { $0.periods.map { $0.days(in: fiscal) } }
    // Of the stretches that touch most, one begins with the last day of a period.
    let isTooOften = days.joined().contains { period in
      let first = period.upperBound.adding(days: -1)
      let stretch = first..<first.adding(days: Self.stretchDays)
      return days.count { $0.contains { $0.overlaps(stretch) } } > Self.mostInStretch
    }
    guard isTooOften else { return [] }
    return [
      Finding(
        .exceptionFrequency, path: path, pointer: JSONPointer(["commitments", id]),
        "\(id) would be relieved by more than \(Self.mostInStretch) exceptions within \(Self.stretchDays) days",
        do: "Amend the agreement; what has to be excused a third time is no longer what was meant.")
    ]
  }

  /// Business days after the last period's end in which it can be ratified.
  private static let lateness = 5
  /// How many exceptions may touch a commitment in a stretch of so many days.
  private static let mostInStretch = 2
  private static let stretchDays = 365
}
