internal import Agreements
internal import Wire

/// Contacts of which exports know the last one only, so that a first contact would be found too late.
struct LastContacts {
  /// The columns with their times, by the number of the export; empty where another contact is known, or none.
  let columns: [(export: Int, name: String)]

  init(_ proposals: [MappingProposal]) {
    var last: [(export: Int, name: String)] = []
    for (index, proposal) in proposals.enumerated() {
      for event in proposal.eventList {
        guard let kind = event["event"]?.text.flatMap({ Mapping.EventKind(rawValue: $0) }),
          let column = event["column"]?.text, [.attempt, .replied, .meetingBooked].contains(kind)
        else { continue }
        guard proposal.rows == .leads, Self.isLast(column) else {
          columns = []
          return
        }
        last.append((index, column))
      }
    }
    columns = last
  }

  /// Whether a column is named for the last time at which something happened.
  private static func isLast(_ name: String) -> Bool {
    Vocabulary.normalized(name).split(separator: " ").contains { Vocabulary.latest.contains($0) }
  }

  /// The proposals, each with a doubt where it has such a column.
  static func doubted(_ proposals: [MappingProposal]) -> [MappingProposal] {
    var proposals = proposals
    let columns = LastContacts(proposals).columns
    for index in proposals.indices {
      let names = columns.filter { $0.export == index }.map { "\"\($0.name)\"" }
      guard !names.isEmpty else { continue }
      proposals[index].doubts.append(
        "\(names.joined(separator: ", ")) \(names.count == 1 ? "tells" : "tell") of the last contact only, so that first contact would be measured too late: \(proposals[index].system.advice(.contact))"
      )
    }
    return proposals
  }
}
