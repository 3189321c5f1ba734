import Metrics
import Presentation

/// Why numbers have no data, told once each.
enum GapReport {
  static func lines(_ measured: ExportMeasurement) -> [String] {
    var causes: [(cause: String, count: Int)] = []
    for gap in measured.gaps {
      let cause = "\(gap.cause)"
      if let index = causes.firstIndex(where: { $0.cause == cause }) {
        causes[index].count += 1
      } else {
        causes.append((cause, 1))
      }
    }
    return causes.map { "no data for \($0.count.counted("number")), as \($0.cause)" }
  }
}
