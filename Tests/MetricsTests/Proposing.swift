import Agreements
import Foundation
import Testing
import Wire

@testable import Metrics

/// Proposals for exports that tests write.
enum Proposing {
  static func proposal(
    _ text: String, _ hints: MappingProposal.Hints = MappingProposal.Hints(),
    encoding: String.Encoding = .utf8
  ) throws -> MappingProposal {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.data(using: encoding)?.write(to: file)
    return try MappingProposal(file: file.path, hints)
  }

  /// A proposal for three leads with an MQL, all of which have the same cells in some columns besides.
  static func proposal(columns: [String], _ cells: [String]) throws -> MappingProposal {
    let header = (["Lead ID", "Email", "MQL Date"] + columns).joined(separator: ";")
    let rows = (1...3).map {
      "L\($0)x;a\($0)@example.com;2026-01-0\($0) 10:00;" + cells.joined(separator: ";")
    }
    return try proposal(([header] + rows).joined(separator: "\n"), .init(zone: "UTC"))
  }

  static func mapping(_ proposal: MappingProposal) throws -> Mapping {
    try Mapping(Document(proposal.mapping, kind: .mapping).json)
  }

  /// What is read from a column of times beside one with MQLs, which the table of columns has to say, too.
  static func kinds(of column: String) throws -> [String] {
    let rows = (1...4).map { "L\($0)x;a\($0)@example.com;2026-01-0\($0) 10:00;2026-01-0\($0) 09:30" }
    let proposed = try proposal(
      (["Lead ID;Email;MQL Date;\(column)"] + rows).joined(separator: "\n"), .init(zone: "UTC"))
    let kinds = try mapping(proposed).events.filter { $0.column == column }.map(\.event)
    let role = proposed.columns.last?.role
    #expect(role?.isTime != true ? kinds.isEmpty : kinds.first.map { .event($0) } == role, "\(column)")
    return kinds.map(\.rawValue)
  }

  /// What each event of a mapping is read from.
  static func events(_ proposal: MappingProposal) throws -> [String: String] {
    Dictionary(
      try mapping(proposal).events.map { ($0.event.rawValue, $0.column) },
      uniquingKeysWith: { first, _ in first })
  }
}
