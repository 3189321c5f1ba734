package import Wire

/// The sentences that statements are made of; a released edition never changes, because signatures cover its words.
package enum StatementTemplate: String, CaseIterable, Sendable {
  case approve, decline, approveCharter, declineCharter, approveException, declineException, founding
  case added, tightened, weakened, removed, changed
  case suspended, eased, excused, incident
  case evidence, baseline, keptBefore, because, note

  /// The sentence, with its places in braces.
  package var text: String {
    switch self {
    case .approve: "I approve {title}, {series} version {version} (round {round}), effective {effective}."
    case .decline: "I decline {title}, {series} version {version} (round {round})."
    case .approveCharter: "I approve the charter version {version} (round {round})."
    case .declineCharter: "I decline the charter version {version} (round {round})."
    case .approveException:
      "I approve exception {version} of {agreement} (round {round}), for {periods}."
    case .declineException:
      "I decline exception {version} of {agreement} (round {round}), for {periods}."
    case .founding: "I approve the first charter of the ledger {ledger} and hold in it: {roles}."
    case .added: "Adds {id} ({after})."
    case .tightened: "Tightens {id} from ({before}) to ({after})."
    case .weakened: "Weakens {id}, in favour of {party}, from ({before}) to ({after})."
    case .removed: "Removes {id} ({before})."
    case .changed: "Changes {pointer} from {before} to {after}."
    case .suspended: "Suspends {id} ({before})."
    case .eased: "Eases {id} ({before}) to {target}."
    case .excused: "Whatever is measured in these periods reads excused, and counts for no streak."
    case .incident: "Incident: \"{incident}\"."
    case .evidence: "Measured: {figures}, on snapshots {snapshots}."
    case .baseline: "Baseline {baseline}; {cap} % above it is {ceiling}."
    case .keptBefore: "The old target was met in every cited period."
    case .because: "Because: \"{reason}\"."
    case .note: "Note: {note}."
    }
  }

  /// The sentence with its places filled.
  func filled(_ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      result += values[String(rest[rest.index(after: open)..<close])] ?? ""
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// The edition as the file `schema/statements-1.json`.
  package static var json: JSON {
    .object([
      .init("templates", .string(Statement.templates)),
      .init("sentences", .object(allCases.map { JSON.Member($0.rawValue, .string($0.text)) })),
    ])
  }
}
