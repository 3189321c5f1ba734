internal import Agreements
internal import Wire

/// Figures out of a result's numbers, in the order in which ``SQLFigures`` has them.
extension Figures {
  /// How many numbers a metric has in a result.
  static func count(of metric: Metric, _ measurement: Measurement) -> Int {
    switch metric {
    case .mqlCompleteness: 2 + measurement.requiredFields.count
    case .rejectionRate, .rejectionReasons: 4 + measurement.rejectionReasons.count
    case .firstContact: 13
    default: 2
    }
  }

  /// The figures of a metric; those of no episodes at all where there are no numbers.
  init(of metric: Metric, _ numbers: [Int?]?, _ measurement: Measurement) {
    let known = numbers ?? Array(repeating: nil, count: Self.count(of: metric, measurement))
    let counts = known.map { $0 ?? 0 }
    switch metric {
    case .mqlDelivered: self = .count(Figures.Count(value: counts[0], gross: counts[1]))
    case .mqlCompleteness:
      let parts = zip(measurement.requiredFields, counts.dropFirst(2)).map {
        Snapshot.Tally(id: $0, count: $1)
      }
      self = .share(Figures.Share(numerator: counts[0], denominator: counts[1], parts: parts.sortedByID))
    case .rejectionRate, .rejectionReasons:
      let reasons = [RejectionCount.noReason] + measurement.rejectionReasons.map(\.id)
      let parts = zip(reasons, counts.dropFirst(3)).filter { $1 > 0 }.map {
        Snapshot.Tally(id: $0, count: $1)
      }
      .sortedByID
      self =
        metric == .rejectionRate
        ? .share(Figures.Share(numerator: counts[0], denominator: counts[1], n: counts[2], parts: parts))
        : .count(Figures.Count(value: counts[0], gross: counts[2], parts: parts))
    case .firstContact: self = .clock(Figures.Clock(counts, quantiles: Array(known.suffix(3))))
    default: self = .share(Figures.Share(numerator: counts[0], denominator: counts[1]))
    }
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
