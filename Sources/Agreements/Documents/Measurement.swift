package import Wire

/// Every meaning that a number of the agreement depends on, in the CRM's own values.
package struct Measurement: Sendable {
  /// The edition of the catalogue's definitions that the numbers follow.
  package let definitions: Int
  /// The IANA zone of the calendar and of all periods.
  package let zone: String
  /// A lead is covered when each field holds one of its values.
  package let scope: [ScopeRule]
  package let meanings: [Meaning.Subject: Meaning]
  package let tiers: Tiers?
  package let requiredFields: [String]
  package let excludedSources: [String]
  package let sourceSpellings: [Spelling]
  package let rejectionReasons: [RejectionReason]
  package let calendar: CalendarRules
  /// Where first-contact clocks start unless a commitment says otherwise.
  package let clockStart: ClockStart
  /// Days within which a recycled lead does not count as a new MQL.
  package let coolOffDays: Int
  /// Fields of which one has to be filled for a lead's behaviour to be recorded.
  package let historyFields: [String]
  /// The sources whose pipeline is marketing's; nil where the agreement does not say.
  package let marketingSources: [String]?
  /// In which currency money is counted; nil where the agreement does not say.
  package let money: Money?
  /// The whole section as written, for digests.
  package let json: JSON

  package struct ScopeRule: Sendable, Hashable {
    package let field: String
    package let values: [String]
  }

  /// What the CRM's values say about an event.
  package enum Meaning: Sendable, Hashable {
    /// The event's own timestamp states it, whatever else the row says.
    case stamped
    /// The row's value has to be one of these.
    case values([String])
    /// The row's value has to be any but these, and none is no value: whoever is not the integration is a person.
    case otherThan([String])

    /// What can be given a meaning.
    package enum Subject: String, Sendable, CaseIterable {
      case mql, demoRequest, pricingRequest, contactRequest, humanAttempt, accepted, rejected, won
    }
  }

  package struct Tiers: Sendable, Hashable {
    package let basis: Basis
    /// ISO 4217, where tiers go by amount.
    package let currency: String?
    /// Highest first; a lead below the lowest has no tier.
    package let bands: [Band]

    package enum Basis: String, Sendable, CaseIterable { case score, amount }

    package struct Band: Sendable, Hashable {
      package let id: String
      package let title: String
      /// Points, or minor units of the currency.
      package let atLeast: Int
    }
  }

  /// The currency that sums are in, and what others are worth in it.
  package struct Money: Sendable, Hashable {
    /// ISO 4217.
    package let currency: String
    package let rates: [Rate]

    /// What one unit of another currency is worth: a fraction, exact.
    package struct Rate: Sendable, Hashable {
      package let currency: String
      package let numerator: Int
      package let denominator: Int
    }
  }

  package struct Spelling: Sendable, Hashable {
    package let source: String
    package let values: [String]
  }

  package struct RejectionReason: Sendable, Hashable {
    package let id: String
    /// How the CRM writes it.
    package let values: [String]
  }

  /// The mark at which a clock starts.
  package enum ClockStart: String, Sendable, CaseIterable { case mql, request, handoff, assignment }
}

/// When business is open, in local wall time of the measurement's zone.
package struct CalendarRules: Sendable, Hashable {
  /// Windows of Monday (0) to Sunday (6).
  package let week: [[Window]]
  package let holidays: [CivilDate]
  /// Days whose windows replace those of their weekday.
  package let halfDays: [(CivilDate, [Window])]

  /// From one time of day to another, in minutes after midnight; `to` ≤ `from` runs past midnight.
  package struct Window: Sendable, Hashable {
    package let from: Int
    package let to: Int

    package init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }
  }

  package init(week: [[Window]], holidays: [CivilDate], halfDays: [(CivilDate, [Window])]) {
    self.week = week
    self.holidays = holidays
    self.halfDays = halfDays
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.week == right.week && left.holidays == right.holidays
      && left.halfDays.elementsEqual(right.halfDays) { $0.0 == $1.0 && $0.1 == $1.1 }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(week)
    hasher.combine(holidays)
  }
}

extension Measurement {
  package init(_ fields: Fields) throws(StructureProblem) {
    json = fields.json
    definitions = try fields.number("definitions")
    zone = try fields.text("zone")
    scope = try fields.list("scope") { (rule) throws(StructureProblem) in
      ScopeRule(field: try rule.text("field"), values: rule.texts("values"))
    }
    meanings = try Self.meanings(fields.record("meanings"))
    tiers = try fields.optionalRecord("tiers").map { (tiers) throws(StructureProblem) in try Tiers(tiers) }
    requiredFields = fields.texts("requiredFields")
    excludedSources = fields.texts("excludedSources")
    sourceSpellings = try fields.list("sourceSpellings") { (item) throws(StructureProblem) in
      Spelling(source: try item.text("source"), values: item.texts("values"))
    }
    rejectionReasons = try fields.list("rejectionReasons") { (item) throws(StructureProblem) in
      RejectionReason(id: try item.text("id"), values: item.texts("values"))
    }
    calendar = try CalendarRules(fields.record("calendar"))
    clockStart = try fields.value("clockStart", "clock start", { ClockStart(rawValue: $0) })
    coolOffDays = try fields.number("coolOffDays")
    historyFields = fields.texts("historyFields")
    marketingSources = fields.has("marketingSources") ? fields.texts("marketingSources") : nil
    money = try fields.optionalRecord("money").map { (money) throws(StructureProblem) in try Money(money) }
    try fields.requireUnique("rejectionReasons")
    try fields.requireUnique("sourceSpellings", by: "source")
  }

  private static func meanings(_ fields: Fields) throws(StructureProblem) -> [Meaning.Subject: Meaning] {
    var meanings: [Meaning.Subject: Meaning] = [:]
    for subject in Meaning.Subject.allCases {
      guard let meaning = fields.optionalRecord(subject.rawValue) else { continue }
      meanings[subject] =
        switch try meaning.text("is") {
        case "stamped": .stamped
        case "valued": .values(meaning.texts("values"))
        default: .otherThan(meaning.texts("values"))
        }
    }
    return meanings
  }
}

extension Measurement.Tiers {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    basis = try fields.value("by", "basis of tiers", { Basis(rawValue: $0) })
    currency = fields.optionalText("currency")
    bands = try fields.list("bands") { (band) throws(StructureProblem) in
      Band(id: try band.text("id"), title: try band.text("title"), atLeast: try band.number("atLeast"))
    }
    try fields.requireUnique("bands")
    if basis == .amount, currency == nil { throw fields.problem("by", "tiers by amount need a \"currency\"") }
    for (index, pair) in zip(bands, bands.dropFirst()).enumerated() where pair.0.atLeast <= pair.1.atLeast {
      throw StructureProblem(
        fields.pointer.appending("bands").appending(String(index + 1)),
        "bands stand from the highest to the lowest")
    }
  }
}

extension Measurement.Money {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    currency = try fields.text("currency")
    rates = try fields.list("rates") { (rate) throws(StructureProblem) in
      Rate(
        currency: try rate.text("currency"), numerator: try rate.number("numerator"),
        denominator: try rate.number("denominator"))
    }
    try fields.requireUnique("rates", by: "currency")
    if rates.contains(where: { $0.currency == currency }) {
      throw fields.problem("rates", "\(currency) is what sums are in; it needs no rate")
    }
  }
}

extension CalendarRules {
  /// The names of `week`'s members, Monday first.
  package static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    let days = try fields.record("week")
    var week: [[Window]] = []
    for name in Self.weekdays { week.append(try days.list(name, Window.init)) }
    let holidays = try fields.list("holidays") { (day) throws(StructureProblem) in try day.date("date") }
    let halfDays = try fields.list("halfDays") { (day) throws(StructureProblem) in
      (try day.date("date"), try day.list("windows", Window.init))
    }
    try fields.requireUnique("holidays", by: "date")
    try fields.requireUnique("halfDays", by: "date")
    self.init(week: week, holidays: holidays, halfDays: halfDays)
  }
}

extension CalendarRules.Window {
  fileprivate init(_ fields: Fields) throws(StructureProblem) {
    from = try fields.value("from", "time of day", Self.minutes)
    to = try fields.value("to", "time of day", Self.minutes)
  }

  /// Minutes after midnight of `HH:MM`, 00:00 to 24:00.
  private static func minutes(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, let hour = Decimals.read(bytes[0..<2]), let minute = Decimals.read(bytes[3..<5]),
      minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }
}
