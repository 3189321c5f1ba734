internal import Agreements
import Wire

/// Finds out how a column writes times, by what can read it.
struct FormatGuess {
  private var candidates = Self.known.map { Candidate(text: $0.text, format: $0.format) }
  private var cells = 0
  private(set) var hasHours = false
  private(set) var hasNaiveHours = false

  private struct Candidate {
    let text: String
    let format: TimestampFormat
    /// How many cells it could not read.
    var misses = 0
  }

  /// Pictures of times as CRMs and spreadsheets write them, the likelier first; month before day as in the United
  /// States, and the other way round.
  private static let known: [(text: String, format: TimestampFormat)] = {
    let days = [
      "YYYY/M/D", "M/D/YYYY", "D/M/YYYY", "M/D/YY", "D/M/YY", "D.M.YYYY", "D.M.YY", "D-M-YYYY", "M-D-YYYY",
      "D-M-YY", "M-D-YY",
      "D MMM YYYY", "MMM D, YYYY", "MMM D YYYY", "D. MMM YYYY", "D-MMM-YYYY", "D-MMM-YY", "D MMM YY",
      "D/MMM/YYYY",
      "D.MMM.YYYY", "D.MMM.YY", "D de MMM de YYYY", "YYYY-MM-DD",
    ]
    let times = [
      "", " h:mm AP", ", h:mm AP", " h:mm:ss AP", " h:mm", ", h:mm", " h:mm:ss", ", h:mm:ss", " h:mm:ss ZZZ",
      " à h:mm",
    ]
    let pictures = days.flatMap { day in times.map { day + $0 } }
    return (["iso8601"] + pictures + ["epochMilliseconds", "epochSeconds"]).compactMap { text in
      TimestampFormat(Mapping.DateFormat(text)).map { (text, $0) }
    }
  }()

  mutating func add(_ cell: ArraySlice<UInt8>) {
    guard !candidates.isEmpty else { return }
    cells += 1
    var isFirst = true
    for index in candidates.indices {
      guard let time = candidates[index].format.read(cell), Self.isLikely(time, cell, candidates[index].text)
      else {
        candidates[index].misses += 1
        continue
      }
      if isFirst, time.millisecondOfDay != nil {
        hasHours = true
        if time.offset == nil { hasNaiveHours = true }
      }
      isFirst = false
    }
    candidates.removeAll { $0.misses > 1 + cells / 50 }
  }

  /// The ways that read all of it but for one cell in fifty: the one that reads most, and the other one where only the order
  /// of day and month differs.
  var formats: [Mapping.DateFormat] {
    let good = candidates.filter { $0.misses * 50 <= cells }
    guard let least = good.map(\.misses).min(), let first = good.first(where: { $0.misses == least }) else {
      return []
    }
    let turned = Self.turned(first.text)
    let isOpen = turned != first.text && good.contains { $0.text == turned && $0.misses == least }
    return (isOpen ? [first.text, turned] : [first.text]).map { Mapping.DateFormat($0) }
  }

  /// The picture with day and month exchanged.
  private static func turned(_ picture: String) -> String {
    String(
      picture.map { letter in
        switch letter {
        case "M" where !picture.contains("MMM"): "D"
        case "D" where !picture.contains("MMM"): "M"
        default: letter
        }
      })
  }

  /// Whether a time lies in years that CRMs have data of; numbers are times only when they are as long as such.
  private static func isLikely(_ time: WrittenTime, _ cell: ArraySlice<UInt8>, _ text: String) -> Bool {
    if text == "epochMilliseconds", cell.count != 13 { return false }
    if text == "epochSeconds", cell.count != 10 { return false }
    // 26-01-05 may be 5 January 2026 as well; most days taken for years are long past.
    let isShort = text.contains("-YY") && !text.contains("YYYY")
    return (isShort ? 2015...2035 : 1990...2100).contains(time.date.components.year)
  }
}
