import Agreements
import Testing
import Wire

@testable import Metrics

/// Deals with an id that several leads tell of, or rows that are nobody's: each is told from what all of them say.
struct SharedDealTests {
  /// Leads with their MQLs and regions, and what any number of exports tell of deals.
  private struct Company {
    var leads = ["A,2026-02-02 10:00,EMEA,", "B,2026-03-02 10:00,APAC,"]
    var deals: [[String]]
    var scope = "[]"

    /// The figures of a month, which are the same whatever the order of rows and exports, and the number of threads.
    func figures(_ month: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Found {
      let measurer = try measurer(month)
      let result = try measure(measurer, turned: false, threads: 1, blockSize: 1 << 18)
      for (turned, threads, blockSize) in [
        (true, 1, 1 << 18), (false, 1, 1), (true, 2, 40), (false, 3, 1), (true, 3, 1),
      ] {
        let other = try measure(measurer, turned: turned, threads: threads, blockSize: blockSize)
        #expect(
          other.entries == result.entries && other.rows == result.rows, sourceLocation: sourceLocation)
      }
      return Found(figures: Dictionary(uniqueKeysWithValues: result.entries.map { ($0.id, $0.figures) }))
    }

    private func measurer(_ month: String) throws -> ExportMeasurer {
      var followUp = MetricParameters()
      followUp.clock = .wall
      return try ExportMeasurer(
        measurement: measurement([
          "money": #"{"currency": "EUR"}"#, "tiers": "", "marketingSources": #"["Web"]"#, "scope": scope,
        ]),
        measures: [
          Measure(metric: .revenue, filter: LeadFilter(region: "EMEA")), Found.followUp(followUp),
        ],
        period: #require(Period(month)), asOf: instant("2026-07-01T00:00:00Z"), fiscal: .calendarYear)
    }

    private func measure(
      _ measurer: ExportMeasurer, turned: Bool, threads: Int, blockSize: Int
    ) throws -> ExportMeasurement {
      let more = #""deal": "deal", "amount": "sum""#
      let leadMapping = try mapping(
        lead: #"{"id": "id", "region": "region"}"#, zone: "Europe/Amsterdam",
        events: [event("mql", "mql"), event("attempt", "call")])
      let dealMapping = try mapping(
        lead: #"{"id": "id"}"#, zone: "Europe/Amsterdam",
        events: [
          event("opportunity", "opened", more), event("won", "won", more), event("lost", "lost", more),
        ], #""rows": "activities""#)
      func source(_ header: String, _ rows: [String], _ mapping: Mapping) -> ExportSource {
        let rows = turned ? rows.reversed() : rows
        return ExportSource(
          bytes: Array(([header] + rows).joined(separator: "\n").utf8), mapping: mapping,
          blockSize: blockSize)
      }
      let sources =
        [source("id,mql,region,call", leads, leadMapping)]
        + deals.map { source("id,deal,opened,won,lost,sum", $0, dealMapping) }
      return try measurer.measure(turned ? sources.reversed() : sources, threads: threads)
    }
  }

  /// The figures by their entries' ids.
  private struct Found {
    let figures: [String: Figures]

    static func followUp(_ parameters: MetricParameters) -> Measure {
      Measure(metric: .opportunityFollowUp, parameters: parameters)
    }

    /// How many deals were opened, and for how much.
    var pipeline: [Int]? { amount(Measure(metric: .pipelineBySource)) }
    /// How many were won, and for how much.
    var revenue: [Int]? { amount(Measure(metric: .revenue)) }
    /// The same of the region of lead A.
    var revenueOfA: [Int]? { amount(Measure(metric: .revenue, filter: LeadFilter(region: "EMEA"))) }
    var cycle: Int? { figures[Measure(metric: .cycleLength).entryID]?.durations?.median }
    var followUp: Figures.Durations? {
      var parameters = MetricParameters()
      parameters.clock = .wall
      return figures[Self.followUp(parameters).entryID]?.durations
    }

    private func amount(_ measure: Measure) -> [Int]? {
      figures[measure.entryID]?.amount.map { [$0.n, $0.sum] }
    }
  }

  private static let day = 86_400_000

  @Test func `a deal opened under one lead and won under another is won, and is the first lead's`() throws {
    let rows = ["A,X,2026-03-05 10:00,,,500", "B,X,,2026-04-06 11:00,,700"]
    for deals in [[rows], rows.map { [$0] }] {
      let company = Company(deals: deals)
      let march = try company.figures("2026-03")
      #expect(march.pipeline == [1, 50_000] && march.revenue == [0, 0])
      #expect(march.followUp?.n == 1)
      let april = try company.figures("2026-04")
      #expect(april.pipeline == [0, 0] && april.revenue == [1, 70_000] && april.revenueOfA == [1, 70_000])
      // From A's MQL at 10 o'clock, in winter, to the win at 11, in summer.
      #expect(april.cycle == 63 * Self.day && april.followUp?.n == 0)
    }
  }

  @Test func `a deal won under the lead that came first, and opened under the second, is the first lead's`()
    throws
  {
    let company = Company(deals: [["B,X,2026-03-05 10:00,,,500", "A,X,,2026-04-06 10:00,,"]])
    #expect(try company.figures("2026-03").pipeline == [1, 50_000])
    let april = try company.figures("2026-04")
    #expect(april.revenue == [1, 50_000] && april.revenueOfA == [1, 50_000])
  }

  @Test func `what is touched is the lead that a deal belongs to, whoever tells that it is open`() throws {
    let leads = ["A,2026-02-02 10:00,EMEA,2026-03-25 10:00", "B,2026-03-02 10:00,APAC,2026-03-07 10:00"]
    let company = Company(leads: leads, deals: [["B,X,2026-03-05 10:00,,,500", "A,X,,2026-04-06 10:00,,"]])
    #expect(try company.figures("2026-03").followUp?.median == 20 * Self.day)
  }

  @Test func `a deal won under both leads alike is won once`() throws {
    let company = Company(deals: [
      ["A,X,2026-03-05 10:00,2026-04-06 10:00,,500", "B,X,2026-03-05 10:00,2026-04-06 10:00,,500"]
    ])
    #expect(try company.figures("2026-03").pipeline == [1, 50_000])
    #expect(try company.figures("2026-04").revenue == [1, 50_000])
  }

  @Test func `a deal lost under one lead and won under the other later is won`() throws {
    let company = Company(deals: [
      ["A,X,2026-03-05 10:00,,2026-03-20 10:00,500", "B,X,,2026-04-06 10:00,,600"]
    ])
    let march = try company.figures("2026-03")
    #expect(march.pipeline == [1, 50_000] && march.followUp?.n == 0)
    #expect(try company.figures("2026-04").revenue == [1, 60_000])
  }

  @Test func `a deal that another lead tells the loss of is not open, and one lost after its win is not won`()
    throws
  {
    let lost = Company(deals: [["A,X,2026-03-05 10:00,,,500", "B,X,,,2026-03-20 10:00,"]])
    #expect(try lost.figures("2026-03").followUp?.n == 0)
    #expect(try lost.figures("2026-04").followUp?.n == 0)
    let undone = Company(deals: [
      ["A,X,2026-03-05 10:00,2026-04-06 10:00,,500", "B,X,,,2026-04-20 10:00,"]
    ])
    #expect(try undone.figures("2026-04").revenue == [0, 0])
  }

  @Test(arguments: ["2026-04-06 10:00", "2026-04-06"])
  func `a win that a lead tells once more without an amount takes none away, whatever was lost between`(
    win: String
  ) throws {
    let own = Company(deals: [["A,X,2026-03-05 10:00,,,500", "A,X,,2026-04-06 10:00,,400", "A,X,,\(win),,"]])
    #expect(try own.figures("2026-04").revenue == [1, 40_000])
    let lost = Company(deals: [
      ["A,X,2026-03-05 10:00,\(win),,400", "B,X,,,2026-04-08 10:00,", "B,X,,2026-04-10 10:00,,"]
    ])
    #expect(try lost.figures("2026-04").revenue == [1, 40_000])
  }

  @Test func `no hours come from the date alone of a deal or of a touch`() throws {
    let opened = Company(deals: [["A,X,2026-03-27,,,500"]])
    #expect(try opened.figures("2026-03").followUp?.missing == 1)
    let leads = ["A,2026-02-02 10:00,EMEA,2026-03-25"]
    let touched = Company(leads: leads, deals: [["A,X,2026-03-05 10:00,,,500"]])
    let march = try touched.figures("2026-03")
    #expect(march.followUp?.missing == 1 && march.followUp?.n == 0)
  }

  @Test func `an amount that one lead tells is the deal's, at its opening and at its win`() throws {
    let opened = Company(deals: [
      ["A,X,2026-03-05 10:00,,,", "B,X,2026-03-05 10:00,2026-04-06 10:00,,500"]
    ])
    #expect(try opened.figures("2026-03").pipeline == [1, 50_000])
    #expect(try opened.figures("2026-04").revenue == [1, 50_000])
    // The date alone, told by the second, is the end of its day, and takes nothing away.
    for win in ["2026-04-06 10:00", "2026-04-06"] {
      let won = Company(deals: [
        ["A,X,2026-03-05 10:00,,,500", "A,X,,2026-04-06 10:00,,400", "B,X,,\(win),,"]
      ])
      #expect(try won.figures("2026-04").revenue == [1, 40_000], "\(win)")
    }
  }

  @Test func `rows that are nobody's tell of a lead's deal, and do not take it`() throws {
    let deals = [["A,X,2026-03-05 10:00,,,500", "Z,X,,2026-04-06 10:00,,700"]]
    for scope in ["[]", #"[{"field": "region", "values": ["EMEA"]}]"#] {
      let april = try Company(deals: deals, scope: scope).figures("2026-04")
      #expect(april.revenue == [1, 70_000] && april.revenueOfA == [1, 70_000], "\(scope)")
    }
    let nobodys = [["Y,X,2026-03-05 10:00,,,500", "Z,X,,2026-04-06 10:00,,700"]]
    #expect(try Company(deals: nobodys).figures("2026-04").revenue == [1, 70_000])
    let scoped = Company(deals: nobodys, scope: #"[{"field": "region", "values": ["EMEA"]}]"#)
    #expect(try scoped.figures("2026-04").revenue == [0, 0])
  }

  @Test func `a lead that the agreement does not cover tells of a deal, and does not take it`() throws {
    let rows = ["A,X,2026-03-05 10:00,,,500", "B,X,,2026-04-06 10:00,,700"]
    let first = Company(deals: [rows], scope: #"[{"field": "region", "values": ["EMEA"]}]"#)
    #expect(try first.figures("2026-04").revenue == [1, 70_000])
    // The lead that came first is not covered: it is the second's, as if there were no other lead.
    let second = Company(deals: [rows], scope: #"[{"field": "region", "values": ["APAC"]}]"#)
    #expect(try second.figures("2026-03").pipeline == [1, 50_000])
    let april = try second.figures("2026-04")
    #expect(april.revenue == [1, 70_000] && april.revenueOfA == [0, 0])
    let neither = Company(deals: [rows], scope: #"[{"field": "region", "values": ["LATAM"]}]"#)
    #expect(try neither.figures("2026-04").revenue == [0, 0])
  }

  @Test func `a lead with many deals shares each with another`() throws {
    let numbers = 1...40
    let leads = ["A,2026-02-02 10:00,EMEA,"] + numbers.map { "B\($0),2026-03-02 10:00,APAC," }
    let company = Company(
      leads: leads,
      deals: [
        numbers.map { "A,X\($0),2026-03-05 10:00,,,500" },
        numbers.map { "B\($0),X\($0),,2026-04-06 10:00,," },
      ])
    #expect(try company.figures("2026-03").pipeline == [40, 40 * 50_000])
    #expect(try company.figures("2026-04").revenueOfA == [40, 40 * 50_000])
  }
}
