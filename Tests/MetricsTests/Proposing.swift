import Agreements
import Foundation
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

  static func mapping(_ proposal: MappingProposal) throws -> Mapping {
    try Mapping(Document(proposal.mapping, kind: .mapping).json)
  }

  /// What each event of a mapping is read from.
  static func events(_ proposal: MappingProposal) throws -> [String: String] {
    Dictionary(
      try mapping(proposal).events.map { ($0.event.rawValue, $0.column) },
      uniquingKeysWith: { first, _ in first })
  }
}
