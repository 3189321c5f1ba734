internal import Agreements
internal import Wire

/// Sums of money or points, in total and by source.
struct AmountCount: CaseCount {
  private let currency: String?
  /// The names that parts are told by; no parts where nil.
  private let names: NameTable?

  init(currency: String?, partsBy names: NameTable? = nil) {
    self.currency = currency
    self.names = names
  }

  let width = 3

  /// The numbers that are counted: values, their sum, and cases without one.
  private enum Place { static let (values, sum, missing) = (0, 1, 2) }

  /// Adds a value; nil where there is none.
  func add(_ value: Int?, ofClass number: Int32, to tally: inout Tally) {
    guard let value else { return tally.add(at: Place.missing, ofClass: number) }
    tally.add(at: Place.values, ofClass: number)
    tally.add(value, at: Place.sum, ofClass: number)
    tally.append(value, ofClass: number)
  }

  /// Sums beyond what a document can hold are refused where the snapshot is made.
  func figures(_ sum: Tally.Sum) -> Figures {
    var amount = Figures.Amount(currency: currency)
    amount.n = sum.numbers[Place.values]
    amount.missing = sum.numbers[Place.missing]
    amount.sum = sum.numbers[Place.sum]
    amount.median = Quantile.nearestRank(50, in: sum.values, of: amount.n)
    if let names { amount.parts = parts(sum, names) }
    return .amount(amount)
  }

  private func parts(_ sum: Tally.Sum, _ names: NameTable) -> [Figures.Amount.Part] {
    let bySource = sum.bySource
    var counts = [Int](repeating: 0, count: names.names.count)
    for (source, numbers) in bySource { counts[Int(source)] = numbers[Place.values] }
    let group = NameGroup(counts, names, limit: 200)
    var parts: [String: Figures.Amount.Part] = [:]
    for (source, numbers) in bySource where numbers[Place.values] > 0 {
      let id =
        group.numbers.contains(source)
        ? String(decoding: names.names[Int(source)], as: UTF8.self) : LeadFilter.others
      var part = parts[id] ?? Figures.Amount.Part(id: id, n: 0, sum: 0)
      part.n += numbers[Place.values]
      part.sum = Tally.sum(part.sum, numbers[Place.sum])
      parts[id] = part
    }
    return parts.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }
}

/// How long something took, by nearest rank.
struct DurationCount: CaseCount {
  let width = 1

  /// Adds milliseconds; nil where they cannot be measured.
  func add(_ milliseconds: Int?, ofClass number: Int32, to tally: inout Tally) {
    if let milliseconds {
      tally.append(milliseconds, ofClass: number)
    } else {
      tally.add(at: 0, ofClass: number)
    }
  }

  func figures(_ sum: Tally.Sum) -> Figures {
    var durations = Figures.Durations()
    durations.n = sum.values.count
    durations.missing = sum.numbers[0]
    durations.median = Quantile.nearestRank(50, in: sum.values, of: durations.n)
    durations.p90 = Quantile.nearestRank(90, in: sum.values, of: durations.n)
    durations.p95 = Quantile.nearestRank(95, in: sum.values, of: durations.n)
    return .durations(durations)
  }
}
