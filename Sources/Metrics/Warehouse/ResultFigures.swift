internal import Agreements
internal import Wire

/// Figures out of a result's numbers, in the order in which ``SQLFigures`` has them.
extension Figures {
  /// How many numbers a measure has in a result.
  static func count(of measure: Measure, _ measurement: Measurement) -> Int {
    switch measure.metric {
    case .leadCreated, .leadsDuplicate: 1
    case .mqlPerRep: SQLOwners.isAsked(measure) ? 2 : 1
    case .mqlScore: 4
    case .mqlCompleteness: 2 + measurement.requiredFields.count
    case .rejectionRate, .rejectionReasons: 4 + measurement.rejectionReasons.count
    case .firstContact, .timeToConnect, .handoffToContact: 13
    default: 2
    }
  }

  /// The places of those that may be less than nothing.
  static func signed(of measure: Measure) -> Range<Int> { measure.metric == .mqlScore ? 2..<4 : 0..<0 }

  /// The figures of a measure; those of no episodes at all where there are no numbers.
  init(of measure: Measure, _ numbers: [Int?]?, _ measurement: Measurement) {
    let known = numbers ?? Array(repeating: nil, count: Self.count(of: measure, measurement))
    let counts = known.map { $0 ?? 0 }
    switch measure.metric {
    case .mqlDelivered: self = .count(Figures.Count(value: counts[0], gross: counts[1]))
    case .leadCreated, .leadsDuplicate: self = .count(Figures.Count(value: counts[0], gross: counts[0]))
    case .mqlPerRep:
      let people = measure.parameters.headcount ?? counts[1]
      self = .quotient(Figures.Quotient(numerator: counts[0], denominator: people))
    case .mqlScore: self = .amount(Figures.Amount(counts, median: known[3]))
    case .mqlCompleteness:
      let parts = zip(measurement.requiredFields, counts.dropFirst(2)).map {
        Snapshot.Tally(id: $0, count: $1)
      }
      self = .share(Figures.Share(numerator: counts[0], denominator: counts[1], parts: parts.sortedByID))
    case .rejectionRate, .rejectionReasons:
      self = Self.rejections(counts, measurement, asShare: measure.metric == .rejectionRate)
    case .firstContact, .timeToConnect, .handoffToContact:
      self = .clock(Figures.Clock(counts, quantiles: Array(known.suffix(3))))
    default: self = .share(Figures.Share(numerator: counts[0], denominator: counts[1]))
    }
  }

  private static func rejections(_ counts: [Int], _ measurement: Measurement, asShare: Bool) -> Figures {
    let reasons = [RejectionCount.noReason] + measurement.rejectionReasons.map(\.id)
    let parts = zip(reasons, counts.dropFirst(3)).filter { $1 > 0 }.map {
      Snapshot.Tally(id: $0, count: $1)
    }
    .sortedByID
    return asShare
      ? .share(Figures.Share(numerator: counts[0], denominator: counts[1], n: counts[2], parts: parts))
      : .count(Figures.Count(value: counts[0], gross: counts[2], parts: parts))
  }
}

extension Figures.Amount {
  /// Points.
  fileprivate init(_ counts: [Int], median: Int?) {
    self.init(currency: nil)
    (n, missing, sum) = (counts[0], counts[1], counts[2])
    self.median = median
  }
}

extension Figures.Clock {
  fileprivate init(_ counts: [Int], quantiles: [Int?]) {
    self.init()
    (met, breached, breachedOpen, pending) = (counts[0], counts[1], counts[2], counts[3])
    (zero, underAMinute) = (counts[4], counts[5])
    (alreadyEngaged, resolvedBeforeContact, gone, imprecise) = (counts[6], counts[7], counts[8], counts[9])
    (median, p90, p95) = (quantiles[0], quantiles[1], quantiles[2])
    n = met + breached + breachedOpen + pending
  }
}
