import ArgumentParser
import Ledger
import Metrics

/// What people say about cells of an export that can be read in two ways, where a mapping is proposed.
struct CellOptions: ParsableArguments {
  @Flag(help: "Where a mapping is proposed: read 05/01/2026 as 5 January where both could be meant.")
  var dayFirst = false
  @Flag(help: "Where a mapping is proposed: read 05/01/2026 as 1 May where both could be meant.")
  var monthFirst = false
  @Option(
    help: ArgumentHelp(
      "Where a mapping is proposed: what stands before decimal places, comma or point.", valueName: "mark"))
  var decimalMark: String?

  /// The same hints with what was said; throws where that contradicts itself.
  func adding(to hints: MappingProposal.Hints) throws(Failure) -> MappingProposal.Hints {
    guard !(dayFirst && monthFirst) else {
      throw Failure(.usage, "--day-first and --month-first exclude each other")
    }
    guard [nil, "comma", "point"].contains(decimalMark) else {
      throw Failure(.usage, "--decimal-mark is comma or point")
    }
    var hints = hints
    hints.isDayFirst = dayFirst ? true : monthFirst ? false : nil
    hints.decimalMark = decimalMark
    return hints
  }
}
