/// Quantiles in integers.
enum Quantile {
  /// The value at rank ⌈percent · n / 100⌉, those that are not in `sorted` counting as infinitely great: nil.
  static func nearestRank(_ percent: Int, in sorted: [Int], of n: Int) -> Int? {
    let rank = (percent * n + 99) / 100
    return sorted.indices.contains(rank - 1) ? sorted[rank - 1] : nil
  }
}
