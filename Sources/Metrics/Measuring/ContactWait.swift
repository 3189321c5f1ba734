internal import Agreements

/// A wait whose time is taken: what is waited for, from where on, and on which clock.
struct ContactWait: Hashable {
  let start: Measurement.ClockStart
  let goal: ContactGoal
  let clock: MetricParameters.Clock

  /// Nil for a measure of something else, or one without a limit.
  init?(_ measure: Measure, _ measurement: Measurement) {
    guard measure.parameters.within != nil else { return nil }
    switch measure.metric {
    case .firstContact, .handoffToContact: goal = .contact
    case .timeToConnect: goal = .connection
    default: return nil
    }
    start = measure.clockStart(measurement)
    clock = measure.parameters.clock ?? .business
  }
}

extension Measure {
  /// Where its clock starts.
  func clockStart(_ measurement: Measurement) -> Measurement.ClockStart {
    metric == .handoffToContact ? .handoff : parameters.start ?? measurement.clockStart
  }
}
