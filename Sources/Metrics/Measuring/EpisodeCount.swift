internal import Agreements
internal import Wire

/// Counts what was judged of cases, for one entry.
protocol EpisodeCount {
  associatedtype Verdict
  mutating func add(_ verdict: Verdict)
  var figures: Figures { get }
}

/// Leads that count, of those that might.
struct LeadCount: EpisodeCount {
  private var count = Figures.Count(value: 0, gross: 0)

  mutating func add(_ counts: Bool) {
    count.gross += 1
    if counts { count.value += 1 }
  }

  var figures: Figures { .count(count) }
}

/// Leads by the number that is added.
struct SumCount: EpisodeCount {
  private var count = Figures.Count(value: 0, gross: 0)

  mutating func add(_ number: Int) {
    count.value += number
    count.gross += number
  }

  var figures: Figures { .count(count) }
}

/// Cases for which something holds, of all that are judged.
struct ShareCount: EpisodeCount {
  private var share = Figures.Share(numerator: 0, denominator: 0)

  mutating func add(_ holds: Bool) {
    share.denominator += 1
    if holds { share.numerator += 1 }
  }

  var figures: Figures { .share(share) }
}

/// `mql.completeness`: the valid fields as bits.
struct CompletenessCount: EpisodeCount {
  private let fields: [String]
  private var complete = 0
  private var total = 0
  private var valid: [Int]

  init(fields: [String]) {
    self.fields = fields
    valid = fields.map { _ in 0 }
  }

  mutating func add(_ bits: UInt64) {
    total += 1
    if bits.nonzeroBitCount == fields.count { complete += 1 }
    for index in fields.indices where bits & (1 << UInt64(index)) != 0 { valid[index] += 1 }
  }

  var figures: Figures {
    .share(
      Figures.Share(
        numerator: complete, denominator: total,
        parts: zip(fields, valid).map { Snapshot.Tally(id: $0, count: $1) }.sortedByID))
  }
}

/// `mql.per-rep`: delivered MQLs and whom they were given to.
struct PerRepCount: EpisodeCount {
  private let headcount: Int?
  private var delivered = 0
  private var owners: Set<Int32> = []

  /// For an agreed number of people; for those who were given any where nil.
  init(headcount: Int?) { self.headcount = headcount }

  mutating func add(_ owner: Int32) {
    delivered += 1
    if owner != 0 { owners.insert(owner) }
  }

  var figures: Figures {
    .quotient(Figures.Quotient(numerator: delivered, denominator: headcount ?? owners.count))
  }
}

/// Rejections of all decisions, or by themselves, by reason.
struct RejectionCount: EpisodeCount {
  private let reasons: [String]
  private let asShare: Bool
  private var share = Figures.Share(numerator: 0, denominator: 0, n: 0)
  private var byReason: [Int16: Int] = [:]

  init(reasons: [String], asShare: Bool) {
    self.reasons = reasons
    self.asShare = asShare
  }

  /// Adds an episode; nil where nothing is decided.
  mutating func add(_ decision: Decision?) {
    share.n = (share.n ?? 0) + 1
    guard let decision else { return }
    share.denominator += 1
    if case .rejected(let reason, _) = decision {
      share.numerator += 1
      byReason[reason, default: 0] += 1
    }
  }

  var figures: Figures {
    var share = share
    share.parts =
      byReason.map { reason, count in
        Snapshot.Tally(
          id: reasons.indices.contains(Int(reason)) ? reasons[Int(reason)] : Self.noReason, count: count)
      }.sortedByID
    if asShare { return .share(share) }
    return .count(Figures.Count(value: share.numerator, gross: share.n ?? 0, parts: share.parts))
  }

  /// Where no reason of the taxonomy was given; no id of a reason is written so.
  static let noReason = "(none)"
}

extension [Snapshot.Tally] {
  /// By the bytes of their ids.
  var sortedByID: [Snapshot.Tally] { sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) } }
}
