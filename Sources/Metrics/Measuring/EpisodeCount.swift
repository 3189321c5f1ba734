internal import Agreements
internal import Wire

/// Counts what was judged of episodes, for one entry.
protocol EpisodeCount {
  associatedtype Verdict
  mutating func add(_ verdict: Verdict)
  var figures: Figures { get }
}

extension FirstContactCount: EpisodeCount {}

/// `mql.delivered`: whether an MQL meets all restrictions.
struct VolumeCount: EpisodeCount {
  private var count = Figures.Count(value: 0, gross: 0)

  mutating func add(_ isDelivered: Bool) {
    count.gross += 1
    if isDelivered { count.value += 1 }
  }

  var figures: Figures { .count(count) }
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

/// `follow-up.depth`: whether it was deep enough.
struct DepthCount: EpisodeCount {
  private var share = Figures.Share(numerator: 0, denominator: 0)

  mutating func add(_ isDeepEnough: Bool) {
    share.denominator += 1
    if isDeepEnough { share.numerator += 1 }
  }

  var figures: Figures { .share(share) }
}

/// `rejection.rate`: rejections of all decisions, by reason.
struct RejectionCount: EpisodeCount {
  private let reasons: [String]
  private var share = Figures.Share(numerator: 0, denominator: 0)
  private var byReason: [Int16: Int] = [:]

  init(reasons: [String]) { self.reasons = reasons }

  mutating func add(_ decision: Decision) {
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
    return .share(share)
  }

  /// Where no reason of the taxonomy was given; no id of a reason is written so.
  private static let noReason = "(none)"
}

/// `rejection.documented`: documented rejections of all.
struct DocumentedCount: EpisodeCount {
  private var share = Figures.Share(numerator: 0, denominator: 0)

  mutating func add(_ decision: Decision) {
    guard case .rejected(_, let isDocumented) = decision else { return }
    share.denominator += 1
    if isDocumented { share.numerator += 1 }
  }

  var figures: Figures { .share(share) }
}

extension [Snapshot.Tally] {
  /// By the bytes of their ids.
  var sortedByID: [Snapshot.Tally] { sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) } }
}
