/// A text with the place of interest marked by 1️⃣, as it reads without the mark.
struct MarkedText {
  let bytes: [UInt8]
  /// The bytes before the mark.
  let offset: Int

  init(_ marked: String) {
    let parts = marked.split(separator: "1️⃣", maxSplits: 1, omittingEmptySubsequences: false)
    let before = Array(parts[0].utf8)
    bytes = before + parts.dropFirst().flatMap { Array($0.utf8) }
    offset = before.count
  }
}
