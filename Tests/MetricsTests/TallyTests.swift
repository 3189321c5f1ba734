import Agreements
import TestMaterial
import Testing

@testable import Metrics

@Suite struct TallyTests {
  private static let sources = ["", "Web", "Fair", "Partner", "Ads"]

  private static func dimensions(_ random: inout SeededGenerator) -> Dimensions {
    let lead = LeadRow(
      validFields: 0, score: nil, source: Int32(random.below(sources.count)), region: 0, owner: 0, team: 0,
      tier: Int16(random.below(3)) - 1, flags: [])
    return Dimensions(lead, request: random.pick([0, RequestKind.demo.number]))
  }

  /// Pages of leads whose times are what is counted.
  private static func pages(_ random: inout SeededGenerator) -> [PeriodFindings] {
    (0..<random.below(9)).map { _ in
      var found = PeriodFindings()
      found.created = (0..<random.below(30)).map { _ in
        CreatedLead(
          dimensions: dimensions(&random), at: random.below(1000), mql: random.below(2) == 0 ? 1 : nil)
      }
      return found
    }
  }

  private static let questions: [Question] = [
    Question(\.created, ShareCount(asLeads: true)) { lead, _ in lead.mql != nil },
    Question(\.created, PerRepCount(headcount: nil)) { lead, _ in Int32(lead.at % 7) },
    Question(\.created, AmountCount(currency: nil)) { lead, _ in lead.mql == nil ? .some(nil) : lead.at },
  ]

  /// Nothing counted yet, by the source or the request of leads.
  private static var none: PeriodTallies {
    PeriodTallies(questions.map { PeriodTallies.Asked(question: $0, kinds: [.source, .request]) })
  }

  /// All that is told through some filters.
  private static func told(_ tallies: PeriodTallies, _ names: NameTables) throws -> [[Figures]] {
    let measurement = try measurement()
    let filters =
      [LeadFilter(), LeadFilter(request: .demo)] + sources.dropFirst().map { LeadFilter(source: $0) }
    return try questions.indices.map { index in
      try filters.map { filter in
        let through = EpisodeFilter(filter, measurement: measurement, names)
        let sum = try #require(tallies.sum(ofQuestion: index, through: through, filter.kinds))
        return questions[index].figures(of: Measure(metric: .leadCreated), sum)
      }
    }
  }

  /// The same from the leads that a filter lets through, one by one.
  private static func toldPlainly(_ pages: [PeriodFindings]) -> [[Figures]] {
    let numbers = sources.indices.dropFirst().map { Int32($0) }
    let filters: [(Dimensions) -> Bool] =
      [{ _ in true }, { $0.request == RequestKind.demo.number }]
      + numbers.map { number in { $0.source == number } }
    let through = filters.map { filter in pages.flatMap(\.created).filter { filter($0.dimensions) } }
    return [
      through.map { .count(Figures.Count(value: $0.count { $0.mql != nil }, gross: $0.count)) },
      through.map { leads in
        let owners = Set(leads.map { $0.at % 7 }).subtracting([0])
        return .quotient(Figures.Quotient(numerator: leads.count, denominator: owners.count))
      },
      through.map { leads in
        let values = leads.filter { $0.mql != nil }.map(\.at).sorted()
        var amount = Figures.Amount(currency: nil)
        (amount.n, amount.missing) = (values.count, leads.count - values.count)
        amount.sum = values.reduce(0, +)
        amount.median = values.isEmpty ? nil : values[(values.count + 1) / 2 - 1]
        return .amount(amount)
      },
    ]
  }

  @Test func `what threads have counted adds up to the same whoever counted what`() throws {
    var random = SeededGenerator()
    let names = ExportNames()
    for source in Self.sources { _ = names.sources.number(of: Array(source.utf8)[...]) }
    for _ in 0..<60 {
      let pages = Self.pages(&random)
      var parts = (0...random.below(4)).map { _ in Self.none }
      for page in pages.shuffled(using: &random) { parts[random.below(parts.count)].add(page) }
      let tallies = PeriodTallies(adding: &parts)
      #expect(try Self.told(tallies, NameTables(names)) == Self.toldPlainly(pages))
    }
  }

  private static let sums: [(values: [Int], sum: Int)] = [
    ([Int.max, 5], Int.max), ([Int.min, -5], Int.min), ([Int.max, Int.max, -Int.max, -Int.max, 7], 7),
    ([-1, -4_294_967_296, 1_099_511_627_776], 1_095_216_660_479),
  ]

  @Test(arguments: sums)
  func `sums are exact whatever comes first, and beyond 64 bits at the nearest number`(
    values: [Int], sum: Int
  ) throws {
    let lead = LeadRow(
      validFields: 0, score: nil, source: 0, region: 0, owner: 0, team: 0, tier: -1, flags: [])
    for values in [values, values.reversed()] {
      // As if a thread had counted each.
      var parts = values.map { value in
        var page = PeriodFindings()
        page.created = [CreatedLead(dimensions: Dimensions(lead), at: value, mql: 1)]
        var part = Self.none
        part.add(page)
        return part
      }
      let figures = try Self.told(PeriodTallies(adding: &parts), NameTables(ExportNames()))
      guard case .amount(let amount) = figures[2][0] else {
        Issue.record("no amount")
        continue
      }
      #expect(amount.sum == sum && amount.n == values.count)
    }
  }
}
