internal import Agreements
internal import Wire

/// Deals with an id that several leads tell of, or rows that are nobody's.
///
/// Each is told from what all of them say of it, and belongs to the lead that came first, whose dimensions, MQL and touches
/// are the deal's. Few deals are shared; the leads that share some are looked at again, each once to hear what they say and
/// once to tell of the deals that are theirs, so that nothing is kept of all the others but who tells of which deal.
struct SharedDeals {
  private let table: LeadTable
  private let further: FurtherRows
  private let cases: PeriodCases
  /// By their keys the deals' indices among what is told.
  private var numbers = KeyTable<Int>()
  private var told: [Told] = []
  private var history = LeadHistory()

  /// That a lead tells of a deal.
  struct Mention: Sendable {
    let deal: KeyedDigest
    /// The row that stands for the lead, or is nobody's.
    let row: Int32
  }

  /// What is told of one deal.
  private struct Told {
    let key: KeyedDigest
    /// Of the lead that it belongs to; nil where the agreement covers none of those under which it was opened or won.
    var best: DealClaim?
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
  }

  /// Those that several `mentions` are about; each lead's stand in one run of one part.
  init(_ mentions: [[Mention]], _ table: LeadTable, _ further: FurtherRows, _ cases: PeriodCases) {
    self.table = table
    self.further = further
    self.cases = cases
    var firsts = KeyTable<Int32>(count: mentions.reduce(0) { $0 + $1.count })
    for part in mentions {
      for mention in part {
        guard let first = firsts.insert(mention.deal, mention.row), first != mention.row,
          numbers.insert(mention.deal, told.count) == nil
        else { continue }
        told.append(Told(key: mention.deal))
      }
    }
    for part in mentions where !told.isEmpty { hear(part) }
  }

  /// Whether a deal is one of them.
  func contains(_ deal: Deal) -> Bool { deal.key.map { numbers[$0] != nil } ?? false }

  /// Hears all leads that tell of shared deals; one lead's mentions stand together.
  private mutating func hear(_ mentions: [Mention]) {
    var last: Int32 = -1
    for mention in mentions where mention.row != last && numbers[mention.deal] != nil {
      last = mention.row
      hear(Int(mention.row))
    }
  }

  private mutating func hear(_ row: Int) {
    history.tell(ofLead: row, further, in: table)
    for var event in history.events where event.kind.isOfDeal {
      guard let detail = history.detail(of: event), let number = detail.deal.flatMap({ numbers[$0] }) else {
        continue
      }
      event.detail = Int32(clamping: told[number].details.count)
      told[number].events.append(event)
      told[number].details.append(detail)
    }
    guard cases.covers(history) else { return }
    let id = leastID(ofLead: row)
    for story in DealStory.all(in: history.events, history.details) {
      guard let number = story.key.flatMap({ numbers[$0] }) else { continue }
      let claim = DealClaim(story, of: history, row: row, id: id)
      if told[number].best.map({ claim.precedes($0, in: table) }) ?? true { told[number].best = claim }
    }
  }

  /// The least key of an id among the rows of a lead; nil where none has one.
  private func leastID(ofLead row: Int) -> KeyedDigest? {
    let others = further.rows(of: further.run(ofLead: row)).lazy.map { Int($0) }
    return ([row] + others).compactMap { table.id(at: table.place(of: $0)) }.min()
  }

  /// Those that the period counts, each told from what all say.
  mutating func settled() -> [Deal] {
    var deals: [Deal] = []
    let owned = told.compactMap { deal in deal.best.map { (row: $0.row, deal: deal) } }
      .sorted { $0.row < $1.row }
    var next = 0
    while next < owned.count {
      let row = owned[next].row
      history.tell(ofLead: row, further, in: table)
      while next < owned.count, owned[next].row == row {
        if let deal = story(owned[next].deal).flatMap({ cases.deal($0, of: history) }) { deals.append(deal) }
        next += 1
      }
    }
    return deals
  }

  private func story(_ deal: Told) -> DealStory? {
    let events = deal.events.sorted { LeadHistory.precedes($0, $1, deal.details, table.names.owners) }
    return DealStory(of: deal.key, in: events, deal.details)
  }
}
