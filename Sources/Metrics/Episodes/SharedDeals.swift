internal import Agreements
internal import Wire

/// Deals with an id that several leads tell of, or rows that are nobody's.
///
/// Each is told from what all of them say of it, and belongs to the lead that came first, whose dimensions, MQL and touches
/// are the deal's. Few deals are shared; the leads that share some are looked at again, each once to hear what they say and
/// once to tell of the deals that are theirs, so that nothing is kept of all the others but who tells of which deal.
struct SharedDeals {
  private let table: LeadTable
  private let cases: PeriodCases
  /// By their keys the deals' indices among what is told.
  private var numbers = KeyTable<Int>()
  private var told: [Told] = []
  private var history = LeadHistory()
  /// The part that was read last.
  private var part = LeadPart()
  private var partNumber = -1

  /// A lead, or an activity of nobody.
  struct Teller: Hashable, Comparable {
    private let partNumber: Int16
    let isNobody: Bool
    private let index: Int32

    init(part: Int, lead index: Int) { self.init(part: part, isNobody: false, index) }
    init(part: Int, nobody index: Int) { self.init(part: part, isNobody: true, index) }

    private init(part: Int, isNobody: Bool, _ index: Int) {
      self.isNobody = isNobody
      (partNumber, self.index) = (Int16(truncatingIfNeeded: part), Int32(truncatingIfNeeded: index))
    }

    /// The part in which it is found.
    var part: Int { Int(partNumber) }
    /// Its number among the leads of the part, or among its activities that are nobody's.
    var number: Int { Int(index) }

    static func < (left: Teller, right: Teller) -> Bool {
      (left.partNumber, left.isNobody ? 1 : 0, left.index) < (
        right.partNumber, right.isNobody ? 1 : 0, right.index
      )
    }
  }

  /// That a lead tells of a deal.
  struct Mention: Sendable {
    let deal: KeyedDigest
    let teller: Teller
  }

  /// What is told of one deal.
  private struct Told {
    let key: KeyedDigest
    /// Of the lead that it belongs to; nil where the agreement covers none of those under which it was opened or won.
    var best: DealClaim?
    var events: [LeadEvent] = []
    var details: [EventDetail] = []
  }

  /// Those that several `mentions` are about; throws where a part cannot be read again.
  init(_ mentions: [[Mention]], _ table: LeadTable, _ cases: PeriodCases) throws(ExportError) {
    self.table = table
    self.cases = cases
    var firsts = KeyTable<Teller>(count: mentions.reduce(0) { $0 + $1.count })
    for mention in mentions.joined() {
      guard let first = firsts.insert(mention.deal, mention.teller), first != mention.teller,
        numbers.insert(mention.deal, told.count) == nil
      else { continue }
      told.append(Told(key: mention.deal))
    }
    var tellers: Set<Teller> = []
    for mention in mentions.joined() where numbers[mention.deal] != nil { tellers.insert(mention.teller) }
    for teller in tellers.sorted() { try hear(teller) }
  }

  /// Whether a deal is one of them.
  func contains(_ deal: Deal) -> Bool { deal.key.map { numbers[$0] != nil } ?? false }

  private mutating func tell(of teller: Teller) throws(ExportError) {
    if partNumber != teller.part {
      partNumber = teller.part
      try part.read(partNumber, of: table)
    }
    if teller.isNobody {
      history.tell(ofNobodys: part.nobodys[teller.number], in: part, table.names)
    } else {
      history.tell(of: teller.number, in: part, table.names)
    }
  }

  /// Hears what a lead tells of shared deals.
  private mutating func hear(_ teller: Teller) throws(ExportError) {
    try tell(of: teller)
    for var event in history.events where event.kind.isOfDeal {
      guard let detail = history.detail(of: event), let number = detail.deal.flatMap({ numbers[$0] }) else {
        continue
      }
      event.detail = Int32(clamping: told[number].details.count)
      told[number].events.append(event)
      told[number].details.append(detail)
    }
    guard cases.covers(history), let speaker = history.speaker else { return }
    for story in DealStory.all(in: history.events, history.details) {
      guard let number = story.key.flatMap({ numbers[$0] }) else { continue }
      let claim = DealClaim(
        story, of: history, teller, speaker: part.claim(of: speaker),
        id: teller.isNobody ? speaker.key : table.home(of: speaker.key))
      if told[number].best.map({ claim.precedes($0, table.names) }) ?? true { told[number].best = claim }
    }
  }

  /// Those that the period counts, each told from what all say; throws where a part cannot be read again.
  mutating func settled() throws(ExportError) -> [Deal] {
    var deals: [Deal] = []
    let owned = told.compactMap { deal in deal.best.map { (teller: $0.teller, deal: deal) } }
      .sorted { $0.teller < $1.teller }
    var last: Teller?
    for (teller, deal) in owned {
      if teller != last { try tell(of: teller) }
      last = teller
      if let deal = story(deal).flatMap({ cases.deal($0, of: history) }) { deals.append(deal) }
    }
    return deals
  }

  private func story(_ deal: Told) -> DealStory? {
    let events = deal.events.sorted { LeadHistory.precedes($0, $1, deal.details, table.names.owners) }
    return DealStory(of: deal.key, in: events, deal.details)
  }
}
