internal import Agreements
internal import Wire

/// How verdicts on cases are counted.
protocol CaseCount: Sendable {
  /// What is judged of a case.
  associatedtype Verdict
  /// How many numbers it counts.
  var width: Int { get }
  /// Counts the verdict on a case of a class.
  func add(_ verdict: Verdict, ofClass number: Int32, to tally: inout CaseTally)
  /// The figures of a measure, of cases that were let through.
  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures
}

/// Cases for which something holds, of all that are judged.
struct ShareCount: CaseCount {
  let width = 2
  private let asLeads: Bool

  /// Told as a share, or as leads with all of them beside.
  init(asLeads: Bool = false) { self.asLeads = asLeads }

  func add(_ holds: Bool, ofClass number: Int32, to tally: inout CaseTally) {
    tally.add(at: 0, ofClass: number)
    if holds { tally.add(at: 1, ofClass: number) }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    let (all, some) = (sum.numbers[0], sum.numbers[1])
    return asLeads
      ? .count(Figures.Count(value: some, gross: all))
      : .share(Figures.Share(numerator: some, denominator: all))
  }
}

/// Leads by the number that is added.
struct SumCount: CaseCount {
  let width = 1

  func add(_ count: Int, ofClass number: Int32, to tally: inout CaseTally) {
    tally.add(count, at: 0, ofClass: number)
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    .count(Figures.Count(value: sum.numbers[0], gross: sum.numbers[0]))
  }
}

/// `mql.completeness`: the valid fields as bits.
struct CompletenessCount: CaseCount {
  private let fields: [String]

  init(fields: [String]) { self.fields = fields }

  var width: Int { 2 + fields.count }

  func add(_ bits: UInt64, ofClass number: Int32, to tally: inout CaseTally) {
    tally.add(at: 0, ofClass: number)
    if bits.nonzeroBitCount == fields.count { tally.add(at: 1, ofClass: number) }
    for index in fields.indices where bits & (1 << UInt64(index)) != 0 {
      tally.add(at: 2 + index, ofClass: number)
    }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    .share(
      Figures.Share(
        numerator: sum.numbers[1], denominator: sum.numbers[0],
        parts: zip(fields, sum.numbers[2...]).map { Snapshot.Tally(id: $0, count: $1) }.sortedByID))
  }
}

/// `mql.per-rep`: delivered MQLs and whom they were given to.
struct PerRepCount: CaseCount {
  let width = 1
  private let headcount: Int?

  /// For an agreed number of people; for those who were given any where nil.
  init(headcount: Int?) { self.headcount = headcount }

  func add(_ owner: Int32, ofClass number: Int32, to tally: inout CaseTally) {
    tally.add(at: 0, ofClass: number)
    if owner != 0 { tally.insert(member: owner, ofClass: number) }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    .quotient(Figures.Quotient(numerator: sum.numbers[0], denominator: headcount ?? sum.members.count))
  }
}

/// Rejections of all decisions, or by themselves, by reason.
struct RejectionCount: CaseCount {
  private let reasons: [String]
  private let asShare: Bool

  init(reasons: [String], asShare: Bool) {
    self.reasons = reasons
    self.asShare = asShare
  }

  /// Episodes, decisions, and rejections: those without a reason of the taxonomy first.
  var width: Int { 3 + reasons.count }

  /// Adds an episode; nil where nothing is decided.
  func add(_ decision: Decision?, ofClass number: Int32, to tally: inout CaseTally) {
    tally.add(at: 0, ofClass: number)
    guard let decision else { return }
    tally.add(at: 1, ofClass: number)
    if case .rejected(let reason, _) = decision {
      tally.add(at: reasons.indices.contains(Int(reason)) ? 3 + Int(reason) : 2, ofClass: number)
    }
  }

  func figures(of measure: Measure, _ sum: CaseTally.Sum) -> Figures {
    let rejected = sum.numbers[2...]
    let parts = zip([Self.noReason] + reasons, rejected).filter { $0.1 > 0 }
      .map { Snapshot.Tally(id: $0, count: $1) }.sortedByID
    let (episodes, all) = (sum.numbers[0], rejected.reduce(0, +))
    return asShare
      ? .share(Figures.Share(numerator: all, denominator: sum.numbers[1], n: episodes, parts: parts))
      : .count(Figures.Count(value: all, gross: episodes, parts: parts))
  }

  /// Where no reason of the taxonomy was given; no id of a reason is written so.
  static let noReason = "(none)"
}

extension [Snapshot.Tally] {
  /// By the bytes of their ids.
  var sortedByID: [Snapshot.Tally] { sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) } }
}
