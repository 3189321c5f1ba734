package import Agreements
package import Wire

/// Everything that a number depends on besides the rows, so that two numbers with one basis may be compared.
package struct Basis: Sendable {
  private let measurement: Measurement
  private let fiscal: FiscalCalendar
  private let calendar: BusinessCalendar

  /// For the meanings of an agreement and the month (1–12) in which its fiscal years start.
  package init(measurement: Measurement, fiscal: FiscalCalendar) throws(ZoneError) {
    let zone = try Zone(named: measurement.zone)
    self.init(
      measurement: measurement, fiscal: fiscal,
      calendar: BusinessCalendar(rules: measurement.calendar, zone: zone))
  }

  /// As above, with a calendar that is there already and has the measurement's rules and zone.
  package init(measurement: Measurement, fiscal: FiscalCalendar, calendar: BusinessCalendar) {
    self.measurement = measurement
    self.fiscal = fiscal
    self.calendar = calendar
  }

  /// The SHA-256 of ``document(of:period:asOf:)`` in written form.
  package func digest(of measure: Measure, period: Period, asOf: Instant) -> SHA256Digest {
    SHA256Digest(of: document(of: measure, period: period, asOf: asOf).written())
  }

  /// Metric, parameters, filter, the parts of `measurement` that matter for them, the definitions' number, zone, fiscal
  /// calendar, weekly windows, and the holidays and half days from ten business days before the period to `asOf`.
  ///
  /// Lists whose order means nothing are sorted; titles are left out.
  package func document(of measure: Measure, period: Period, asOf: Instant) -> JSON {
    let parts = parts(of: measure).map { JSON.Member($0.rawValue, json(of: $0, for: measure)) }
    let days = days(of: period, asOf: asOf)
    return .object(
      measure.members + [
        .init("definitions", .integer(measurement.definitions)),
        .init("measurement", .object(parts)),
        .init("zone", .string(measurement.zone)),
        .init("fiscalStart", .integer(fiscal.startMonth)),
        .init("calendar", measurement.calendar.json(within: days)),
      ] + (fiscal.weeks.map { [.init("fiscalWeeks", $0.json)] } ?? []))
  }

  /// The days whose opening hours a number of the period can depend on.
  private func days(of period: Period, asOf: Instant) -> ClosedRange<CivilDate> {
    let first = period.days(in: fiscal).lowerBound
    // A calendar without ten business days within ten years has no engagement to look back on.
    let start = calendar.date(-10, businessDaysAfter: first) ?? first
    return start...max(start, calendar.zone.date(of: asOf))
  }

  private func parts(of measure: Measure) -> [MeasurementPart] {
    var parts = Set(MetricDefinition(measure.metric).parts)
    if measure.filter.tier != nil { parts.insert(.tiers) }
    if measure.filter.source != nil { parts.insert(.sourceSpellings) }
    if let request = measure.filter.request { parts.formUnion(MetricDefinition.parts(ofFilterBy: request)) }
    return MeasurementPart.allCases.filter(parts.contains)
  }

  private func json(of part: MeasurementPart, for measure: Measure) -> JSON {
    switch part {
    case .scope:
      .sorted(
        measurement.scope.map { rule in
          .object([.init("field", .string(rule.field)), .init("values", .sorted(rule.values))])
        })
    case .mql: json(of: .mql)
    case .demoRequest: json(of: .demoRequest)
    case .pricingRequest: json(of: .pricingRequest)
    case .contactRequest: json(of: .contactRequest)
    case .humanAttempt: json(of: .humanAttempt)
    case .accepted: json(of: .accepted)
    case .rejected: json(of: .rejected)
    case .won: json(of: .won)
    case .tiers: tiers(for: measure.filter)
    case .requiredFields: .sorted(measurement.requiredFields)
    case .excludedSources: .sorted(measurement.excludedSources)
    case .sourceSpellings:
      .sorted(
        measurement.sourceSpellings.map { item in
          .object([.init("source", .string(item.source)), .init("values", .sorted(item.values))])
        })
    case .rejectionReasons:
      .sorted(
        measurement.rejectionReasons.map { reason in
          .object([.init("id", .string(reason.id)), .init("values", .sorted(reason.values))])
        })
    case .coolOffDays: .integer(measurement.coolOffDays)
    case .historyFields: .sorted(measurement.historyFields)
    case .marketingSources: measurement.marketingSources.map { .sorted($0) } ?? .null
    case .money: money
    }
  }

  private var money: JSON {
    guard let money = measurement.money else { return .null }
    return .object([
      .init("currency", .string(money.currency)),
      .init(
        "rates",
        .sorted(
          money.rates.map { rate in
            .object([
              .init("currency", .string(rate.currency)), .init("numerator", .integer(rate.numerator)),
              .init("denominator", .integer(rate.denominator)),
            ])
          })),
    ])
  }

  private func json(of subject: Measurement.Meaning.Subject) -> JSON {
    switch measurement.meanings[subject] {
    case nil: .null
    case .stamped: .string("stamped")
    case .values(let values): .sorted(values)
    case .otherThan(let values): .object([.init("otherThan", .sorted(values))])
    }
  }

  /// What of the tiers matters: with a filter by tier its own bounds, else the least that puts a lead into any.
  private func tiers(for filter: LeadFilter) -> JSON {
    guard let tiers = measurement.tiers else { return .null }
    var members = [JSON.Member("by", .string(tiers.basis.rawValue))]
    if tiers.basis == .amount { members.append(.init("currency", .string(tiers.currency ?? ""))) }
    if let id = filter.tier {
      guard let index = tiers.bands.firstIndex(where: { $0.id.hasSameBytes(as: id) }) else { return .null }
      members.append(.init("atLeast", .integer(tiers.bands[index].atLeast)))
      if index > 0 { members.append(.init("below", .integer(tiers.bands[index - 1].atLeast))) }
    } else if let lowest = tiers.bands.last {
      members.append(.init("atLeast", .integer(lowest.atLeast)))
    }
    return .object(members)
  }
}

extension CalendarRules {
  /// The weekly windows, and the holidays and half days that fall on `days`.
  fileprivate func json(within days: ClosedRange<CivilDate>) -> JSON {
    .object([
      .init("week", .array(week.map(Self.json))),
      .init("holidays", .sorted(holidays.filter(days.contains).map(\.description))),
      .init(
        "halfDays",
        .sorted(
          halfDays.filter { days.contains($0.0) }.map { day, windows in
            .object([.init("date", .string(day.description)), .init("windows", Self.json(windows))])
          })),
    ])
  }

  private static func json(_ windows: [Window]) -> JSON {
    .array(
      windows.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map { window in
        .object([.init("from", .integer(window.from)), .init("to", .integer(window.to))])
      })
  }
}

extension JSON {
  /// A list whose order means nothing, by the bytes of its items.
  fileprivate static func sorted(_ items: [JSON]) -> JSON {
    .array(
      items.map { ($0, $0.written()) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0))
  }

  fileprivate static func sorted(_ texts: [String]) -> JSON { sorted(texts.map { JSON.string($0) }) }
}
