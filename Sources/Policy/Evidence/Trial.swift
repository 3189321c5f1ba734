import Agreements
import Wire

/// The time for which a provisional commitment is measured as a trial, before it lapses.
struct Trial {
  let commitment: Commitment
  /// The first whole period, and the last: the baseline count plus one of its periods.
  let first: Period
  let last: Period
  private let fiscal: FiscalCalendar

  /// The trial of a commitment that is effective from a day on.
  init(_ commitment: Commitment, effective: CivilDate, charter: Charter) {
    self.commitment = commitment
    fiscal = charter.parameters.fiscal
    let holding = Period.containing(effective, unit: commitment.period, in: fiscal)
    first = holding.days(in: fiscal).lowerBound < effective ? holding.next : holding
    last = (0..<charter.parameters.baselinePeriods).reduce(first) { period, _ in period.next }
  }

  /// Periods after a lapse in which nothing of the same kind is tried again.
  static let pause = 4

  /// Whether another trial of the same kind starts after this one did and before the pause after its lapse is over.
  ///
  /// Days are compared, so that another length of period, or another name while this one runs, is no way around it.
  func bars(_ other: Trial) -> Bool {
    let end = (0..<Self.pause).reduce(last) { period, _ in period.next }
    func days(_ period: Period) -> Range<CivilDate> { period.days(in: fiscal) }
    let start = days(other.first).lowerBound
    return commitment.measure.metric == other.commitment.measure.metric
      && commitment.measure.filter.overlaps(other.commitment.measure.filter)
      && days(first).lowerBound < start && start < days(end).upperBound
  }

  /// The trials that the versions of an agreement have held, each from the version that began it, without those that
  /// became firm.
  static func all(of agreement: String, upTo version: Int, in tree: LedgerTree, charter: Charter)
    throws(LedgerError) -> [Trial]
  {
    var trials: [Trial] = []
    var running: Set<String> = []
    for number in stride(from: 1, through: version, by: 1) {
      guard let text = try tree.agreement(agreement, version: number) else { continue }
      let provisional = text.commitments.filter(\.isProvisional)
      let firm = Set(text.commitments.map(\.id)).subtracting(provisional.map(\.id))
      trials.removeAll { firm.contains($0.commitment.id) }
      trials += provisional.filter { !running.contains($0.id) }.map {
        Trial($0, effective: text.effective, charter: charter)
      }
      running = Set(provisional.map(\.id))
    }
    return trials
  }
}
