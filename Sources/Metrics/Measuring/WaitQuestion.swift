internal import Agreements
internal import Wire

/// How long a wait took in each episode, once for all limits.
struct WaitQuestion: Question {
  private let wait: ContactWait
  private let asOf: Instant
  private let calendar: BusinessCalendar
  /// The limits in business days that are asked for.
  ///
  /// Whether one was missed is judged for each wait, as no time on the clock says it.
  private let limits: [Int]
  private let judges: [FirstContactJudge]

  /// For the limits of these measures of the wait.
  init(_ wait: ContactWait, _ measures: [Measure], asOf: Instant, calendar: BusinessCalendar) {
    self.wait = wait
    self.asOf = asOf
    self.calendar = calendar
    limits = Set(measures.compactMap { Self.businessDays($0) }).sorted()
    judges = limits.map {
      FirstContactJudge(within: .businessDays($0), clock: wait.clock, asOf: asOf, calendar: calendar)
    }
  }

  private static func businessDays(_ measure: Measure) -> Int? {
    if case .businessDays(let count)? = measure.parameters.within { count } else { nil }
  }

  /// The numbers of waits that are counted: those set aside, and for each limit in business days those that missed it.
  private enum Place {
    static let (imprecise, alreadyEngaged, resolved, gone, underAMinute) = (0, 1, 2, 3, 4)
    /// The first of the three of a limit: missed by a contact, by one that took no time on the clock, and still open.
    static func late(_ limit: Int) -> Int { 5 + 3 * limit }
  }

  var width: Int { Place.late(limits.count) }

  func count(_ page: ClassedFindings, into tally: inout Tally) {
    let episodes = page.episodes
    for index in episodes.all.indices {
      let episode = episodes.all[index]
      let contact = FirstContact(
        of: episode, page.found.events(of: episode), from: wait.start, to: wait.goal, calendar: calendar)
      count(contact, ofClass: episodes.classes[index], into: &tally)
    }
  }

  private func count(_ contact: FirstContact, ofClass number: Int32, into tally: inout Tally) {
    switch contact {
    case .noClock: return
    case .imprecise: return tally.add(at: Place.imprecise, ofClass: number)
    case .alreadyEngaged: return tally.add(at: Place.alreadyEngaged, ofClass: number)
    case .resolvedBeforeContact: return tally.add(at: Place.resolved, ofClass: number)
    case .gone: return tally.add(at: Place.gone, ofClass: number)
    case .engaged: return tally.append(0, ofClass: number)
    case .made(let start, let at, let isAttempt):
      if isAttempt, at.milliseconds(since: start) < 60_000 {
        tally.add(at: Place.underAMinute, ofClass: number)
      }
      countTime(of: contact, from: start, to: at, isOpen: false, ofClass: number, into: &tally)
    case .open(let start):
      countTime(of: contact, from: start, to: asOf, isOpen: true, ofClass: number, into: &tally)
    }
  }

  private func countTime(
    of contact: FirstContact, from start: Instant, to end: Instant, isOpen: Bool, ofClass number: Int32,
    into tally: inout Tally
  ) {
    let took = contact.milliseconds(on: wait.clock, asOf: asOf, calendar)
    tally.append(took, isOpen: isOpen, ofClass: number)
    for (limit, judge) in judges.enumerated() where judge.isLate(took, from: start, at: end) {
      tally.add(at: Place.late(limit) + (isOpen ? 2 : 0), ofClass: number)
      if took == 0, !isOpen { tally.add(at: Place.late(limit) + 1, ofClass: number) }
    }
  }

  func figures(of measures: [Measure], _ sum: Tally.Sum) -> [Figures] {
    var clock = Figures.Clock()
    clock.imprecise = sum.numbers[Place.imprecise]
    clock.alreadyEngaged = sum.numbers[Place.alreadyEngaged]
    clock.resolvedBeforeContact = sum.numbers[Place.resolved]
    clock.gone = sum.numbers[Place.gone]
    clock.underAMinute = sum.numbers[Place.underAMinute]
    let count = WaitCount(sum.values, open: sum.open, besides: clock)
    return measures.map { measure in
      switch measure.parameters.within {
      case .time(let limit)?: .clock(count.figures(within: limit))
      case .businessDays(let days)?: .clock(count.figures(late: late(after: days, sum)))
      case nil: .clock(clock)
      }
    }
  }

  private func late(after days: Int, _ sum: Tally.Sum) -> WaitCount.Late {
    guard let limit = limits.firstIndex(of: days) else { return WaitCount.Late() }
    let numbers = sum.numbers[Place.late(limit)..<Place.late(limit + 1)].map(\.self)
    return WaitCount.Late(made: numbers[0], atOnce: numbers[1], open: numbers[2])
  }
}
