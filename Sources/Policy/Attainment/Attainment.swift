package import Agreements
import Metrics
package import Wire

/// What became of a commitment in one period.
package struct Attainment {
  package let commitment: Commitment
  /// The number of the version that governed the period.
  package let version: Int
  package let period: Period
  package let state: State
  /// What was measured, and where; nil where nothing was.
  package let figures: Figures?
  package let snapshot: LedgerPath?
  /// Whether too few cases were measured to say much.
  package let isLowCount: Bool
  /// Whether the version was ratified after the period had begun.
  package let isBackdated: Bool
  /// The exception that relieves the period, and what it would read without; nil where there is none.
  package let relief: Relief?

  package enum State: String, Sendable, CaseIterable {
    case met, missed
    /// Its clocks have not run out, or nobody could have exported yet.
    case pending
    /// Measured, and nothing was there.
    case noData
    /// Relieved by an exception.
    case excused
    /// No snapshot five business days after its clocks had run out: as loud as a miss, so that not exporting hides
    /// nothing.
    case unmeasured
  }

  package init(
    commitment: Commitment, version: Int, period: Period, state: State, figures: Figures?,
    snapshot: LedgerPath?, isLowCount: Bool, isBackdated: Bool, relief: Relief? = nil
  ) {
    self.commitment = commitment
    self.version = version
    self.period = period
    self.state = state
    self.figures = figures
    self.snapshot = snapshot
    self.isLowCount = isLowCount
    self.isBackdated = isBackdated
    self.relief = relief
  }

  /// Whether it counts against whoever promised it.
  package var isBreach: Bool { !commitment.isProvisional && (state == .missed || state == .unmeasured) }
}

extension Attainment {
  /// What an excused period is shown against.
  package struct Relief: Sendable {
    /// The exception's number.
    package let exception: Int
    /// What was promised meanwhile; nil where the commitment was suspended.
    package let target: Commitment.Target?
    /// What the period would read without the exception.
    package let original: State
    /// Whether the softer target was met; nil where there was none, or too little is measured to say.
    package let isTargetMet: Bool?
  }
}

/// What became of an agreement's commitments, period by period.
package struct AttainmentRecord {
  private let agreement: String
  private let governance: Governance
  private let exceptions: [Exception]
  private let tree: LedgerTree
  private let charter: Charter
  private let now: Instant

  /// The record as it stands at `now` in `tree`, whose versions were `ratified` when their commits say.
  package init(
    of agreement: String, in tree: LedgerTree, charter: Charter, ratified: [Int: Instant], now: Instant
  ) throws(LedgerError) {
    self.agreement = agreement
    self.tree = tree
    self.charter = charter
    self.now = now
    governance = try Governance(of: agreement, in: tree, charter: charter, ratified: ratified)
    exceptions = try tree.exceptions(from: agreement)
  }

  /// The commitments of the latest version and of those that governed a period at hand, each with its periods, the
  /// latest last, at most `count` of them.
  package func all(_ count: Int) throws(LedgerError) -> [(id: String, periods: [Attainment])] {
    var ids: [String] = []
    for version in governance.versions.reversed() {
      for commitment in version.text.commitments where !ids.contains(commitment.id) {
        ids.append(commitment.id)
      }
    }
    var found: [(id: String, periods: [Attainment])] = []
    for id in ids {
      let periods = try periods(of: id, count)
      if !periods.isEmpty { found.append((id, periods)) }
    }
    return found
  }

  /// The periods of one commitment up to the last that is over.
  package func periods(of id: String, _ count: Int) throws(LedgerError) -> [Attainment] {
    guard
      let unit = governance.versions.last(where: { $0.text.commitment(id) != nil })?.text.commitment(id)?
        .period,
      let zone = governance.versions.last?.text.measurement.zone
    else { return [] }
    let today: CivilDate
    do { today = try Zone(named: zone).date(of: now) } catch { throw .zone(error) }
    var period = Period.containing(today, unit: unit, in: charter.parameters.fiscal)
      .previous
    var found: [Attainment] = []
    for _ in 0..<count {
      if let attainment = try attainment(of: id, in: period) { found.insert(attainment, at: 0) }
      period = period.previous
    }
    return found
  }

  /// Nil where no version that governs the period has the commitment.
  private func attainment(of id: String, in period: Period) throws(LedgerError) -> Attainment? {
    guard let reign = governance.reign(over: period), let commitment = reign.text.commitment(id),
      commitment.period == period.unit
    else { return nil }
    let measured = try measured(commitment, in: period, reign.clock)
    let state = state(commitment, period, reign, measured?.snapshot.asOf, measured?.figures)
    let relief = relief(of: commitment, in: period, original: state, measured?.figures)
    return Attainment(
      commitment: commitment, version: reign.text.version, period: period,
      state: relief == nil ? state : .excused, figures: measured?.figures, snapshot: measured?.path,
      isLowCount: measured?.figures.size.map { $0 < charter.parameters.lowCountFloor } ?? false,
      isBackdated: reign.isBackdated, relief: relief)
  }

  /// What the latest exception about a period makes of it; nil where none is, or the promise is a trial.
  private func relief(
    of commitment: Commitment, in period: Period, original: Attainment.State, _ figures: Figures?
  ) -> Attainment.Relief? {
    guard !commitment.isProvisional,
      let exception = exceptions.last(where: { $0.relief(of: commitment.id, in: period) != nil })
    else { return nil }
    let target = exception.relief(of: commitment.id, in: period)?.target
    // A version that came later may promise in another unit.
    let isDecided = original == .met || original == .missed
    return Attainment.Relief(
      exception: exception.version, target: target, original: original,
      isTargetMet: target.flatMap { target in
        isDecided && target.unit == commitment.target.unit
          ? figures?.meets(target, of: commitment.measure.metric) : nil
      })
  }

  /// The number of the latest revision that no correction withdraws and that was measured as the version wants it.
  private func measured(
    _ commitment: Commitment, in period: Period, _ clock: MeasuringClock
  ) throws(LedgerError) -> (path: LedgerPath, snapshot: Snapshot, figures: Figures)? {
    let revisions = try tree.snapshots(of: agreement, period)
    let standing = revisions.filter { revision in !revisions.contains { $0.snapshot.withdraws(revision.path) }
    }
    let found = standing.compactMap { item -> (path: LedgerPath, snapshot: Snapshot, figures: Figures)? in
      let basis = clock.basis.digest(of: commitment.measure, period: period, asOf: item.snapshot.asOf)
      return item.snapshot.entries.first { $0.basis == basis }.map { (item.path, item.snapshot, $0.figures) }
    }
    return found.max { ($0.snapshot.asOf, $0.snapshot.revision) < ($1.snapshot.asOf, $1.snapshot.revision) }
  }

  private func state(
    _ commitment: Commitment, _ period: Period, _ reign: Governance.Reign, _ asOf: Instant?,
    _ figures: Figures?
  ) -> Attainment.State {
    if commitment.isProvisional, let trial = trial(of: commitment), period > trial.last { return .unmeasured }
    guard let mature = reign.clock.maturity(of: commitment.measure, period) else { return .noData }
    if let asOf, let figures {
      let isComplete = commitment.measure.metric.isWait && Maturity.isComplete(figures)
      if asOf >= mature || isComplete {
        guard let met = figures.meets(commitment.target, of: commitment.measure.metric) else {
          return .noData
        }
        return met ? .met : .missed
      }
    }
    let deadline = reign.clock.calendar.close(ofBusinessDay: Self.grace, after: mature)
    return deadline.map { $0 < now } ?? false ? .unmeasured : .pending
  }

  /// The trial that a provisional commitment is in, from the version on that began it.
  private func trial(of commitment: Commitment) -> Trial? {
    let run = governance.versions.reversed().prefix {
      $0.text.commitment(commitment.id)?.isProvisional == true
    }
    guard let first = run.last?.text, let begun = first.commitment(commitment.id) else { return nil }
    return Trial(begun, effective: first.effective, charter: charter)
  }

  /// Business days after its clocks have run out in which a period has to be measured.
  private static let grace = 5
}
