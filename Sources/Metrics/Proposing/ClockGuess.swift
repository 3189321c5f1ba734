internal import Agreements
import Wire

/// Finds out how a column writes times of day, without dates.
struct ClockGuess {
  private var counts: [String: Int] = [:]
  private var cells = 0
  private var misses = 0
  private var isHopeless = false

  mutating func add(_ cell: ArraySlice<UInt8>) {
    guard !isHopeless else { return }
    cells += 1
    if let text = CellPictures.timeOfDay(cell), ClockFormat(text)?.read(cell.span) != nil {
      counts[text, default: 0] += 1
    } else {
      misses += 1
      isHopeless = misses > 1 + cells / 50
    }
  }

  /// The pictures that together read all of it but for one cell in fifty, most cells' first; empty where there are none.
  var formats: [String] {
    guard !isHopeless, misses * 50 <= cells, counts.count <= Mapping.EventColumn.greatestFormatCount else {
      return []
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
