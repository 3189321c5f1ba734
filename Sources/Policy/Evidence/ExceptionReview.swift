package import Agreements
import Metrics
package import Wire

/// An exception as it is judged and told: what it does to each commitment, and what was promised.
package struct ExceptionReview {
  package let exception: Exception
  package let items: [Item]
  /// The numbers that show its reason.
  package let cited: [Evidence.Cited]
  /// What is wrong with those that could not be found.
  let unresolved: [Evidence.Problem]
  /// What came into force before it.
  let earlier: [Exception]
  let fiscal: FiscalCalendar
  /// Under which its last period runs; nil where no version governs that.
  let clock: MeasuringClock?

  /// What it does to one commitment.
  package struct Item {
    package let relief: Exception.Relief
    /// The commitment in each period, from the version that governs it; nil where that has no such commitment with such
    /// periods.
    package let promised: [(period: Period, commitment: Commitment?)]

    /// What was promised, in words: once, where it is the same in all periods.
    package var words: String {
      let words: [String] = promised.compactMap(\.commitment?.words).reduce(into: []) { words, next in
        if words.last?.hasSameBytes(as: next) != true { words.append(next) }
      }
      return words.isEmpty ? "which is not in force" : words.joined(separator: "; ")
    }
  }

  /// Reviews an exception against the ledger that it was written on, and the commits that ledger stands on.
  package init(
    of exception: Exception, in tree: LedgerTree, _ chain: Chain, charter: Charter
  ) throws(LedgerError) {
    try self.init(
      of: exception, in: tree, charter: charter,
      ratified: try chain.ratifications(of: .agreement(exception.agreement), tree.reader))
  }

  /// Reviews an exception against a ledger whose versions were `ratified` when their commits say.
  package init(
    of exception: Exception, in tree: LedgerTree, charter: Charter, ratified: [Int: Instant]
  ) throws(LedgerError) {
    let id = exception.agreement
    self.exception = exception
    fiscal = charter.parameters.fiscal
    let governance = try Governance(of: id, in: tree, charter: charter, ratified: ratified)
    items = exception.reliefs.map { relief in
      Item(
        relief: relief,
        promised: exception.periods.map { period in
          let commitment = governance.reign(over: period)?.text.commitment(relief.commitment)
          return (period, commitment?.period == period.unit ? commitment : nil)
        })
    }
    clock = exception.lastPeriod(in: fiscal).flatMap { governance.reign(over: $0)?.clock }
    (cited, unresolved) = try Evidence.resolve(exception.evidence, of: id, in: tree)
    earlier = try tree.exceptions(from: id).filter { $0.version < exception.version }
  }
}

extension Exception {
  /// The period that ends last.
  func lastPeriod(in fiscal: FiscalCalendar) -> Period? {
    periods.max { $0.days(in: fiscal).upperBound < $1.days(in: fiscal).upperBound }
  }
}
