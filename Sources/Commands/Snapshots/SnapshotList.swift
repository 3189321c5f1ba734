import Agreements
import ArgumentParser
import Ledger
import Policy
import Presentation
import Wire

struct SnapshotList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The snapshots of an agreement.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var reading: ReadOptions

  func run() async throws {
    let tree = try global.open().verified().tree
    let agreement = try tree.onlyAgreement(global.agreement)
    let found = try tree.snapshotPeriods(of: agreement).flatMap { try tree.snapshots(of: agreement, $0) }
    let withdrawn = Set(
      found.flatMap { item -> [String] in
        if case .correction(let withdraws, _) = item.snapshot.purpose { withdraws } else { [] }
      })
    if reading.format == .json {
      let rows = found.map { item in
        JSON.object([
          .init("path", .string(item.path.description)), .init("digest", .string(item.digest.hex)),
          .init("period", .string(item.snapshot.period.description)),
          .init("revision", .integer(item.snapshot.revision)),
          .init("asOf", .string(item.snapshot.asOf.description)),
          .init("entries", .integer(item.snapshot.entries.count)),
          .init("isWithdrawn", .bool(withdrawn.contains(item.path.description))),
        ])
      }
      return Console.write(JSON.array(rows).written())
    }
    Console.write(
      found.isEmpty
        ? "No snapshots yet.\n"
        : Table.text(
          found.map {
            [
              "\($0.snapshot.period)", "r\($0.snapshot.revision)", "as of \($0.snapshot.asOf)",
              "\($0.snapshot.rows.inPeriod) leads", $0.digest.short + "…",
              withdrawn.contains($0.path.description) ? "withdrawn" : "",
            ]
          }))
  }
}
