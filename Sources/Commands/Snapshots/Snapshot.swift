import Agreements
import ArgumentParser
import Ledger
import Wire

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Measured numbers of closed periods.",
    subcommands: [
      SnapshotTake.self, SnapshotList.self, SnapshotShow.self, SnapshotCheckCommand.self,
      SnapshotMap.self, SnapshotExplain.self, SnapshotSQL.self, SnapshotImport.self,
    ])

  /// Reads `1`, or `r1` as lists print it.
  @Sendable static func revision(_ text: String) throws -> Int {
    let digits = text.hasPrefix("r") ? text.dropFirst() : Substring(text)
    guard let number = Int(digits), number > 0 else {
      throw ValidationError("\(text) is no revision; write 1, or r1.")
    }
    return number
  }

  static func period(_ text: String) throws(Failure) -> Period {
    guard let period = Period(text) else {
      throw Failure(.usage, "\"\(text)\" is no period", do: "Write 2026-01, 2026-W05, 2026-Q1 or 2026.")
    }
    return period
  }

  static func asOf(_ text: String) throws(Failure) -> Instant {
    let local = LocalTimestamp(text)
    guard let local, let offset = local.offsetMinutes else {
      throw Failure(
        .usage, "\"\(text)\" is no time with its offset", do: "Write it as 2026-02-01T08:00:00+01:00.")
    }
    return local.instant(offsetSeconds: offset * 60)
  }

  /// The day until which an export is kept: two years from the day of the command where none is given.
  static func keptUntil(_ text: String?, _ taking: SnapshotTaking) throws(Failure) -> CivilDate {
    let today = CivilDate(day: taking.writer.dates.committer.when.milliseconds.floorDivided(by: 86_400_000))
    guard let day = text.map({ CivilDate($0) }) ?? today.adding(days: 730) else {
      throw Failure(.usage, "--kept-until is no day", do: "Write it as 2028-02-01.")
    }
    return day
  }
}
