import Agreements
import Signatures
import Wire

/// What a charter has to be so that it can be lived with.
package struct CharterContent {
  let roster: Roster
  private var charter: Charter { roster.charter }

  package init(_ roster: Roster) { self.roster = roster }

  /// Everything that is wrong with a charter's content, apart from what it follows on.
  package func findings(path: String) -> [Finding] {
    (keys + roles + approvals + charterAlternatives + hostPaths).map { problem in
      Finding(
        problem.rule, path: path, pointer: problem.pointer, problem.message,
        do: "Correct the charter draft; sla charter show prints who holds what."
      ).located(in: charter.json)
    }
  }

  private typealias Problem = (rule: Rule, pointer: JSONPointer, message: String)

  private var keys: [Problem] {
    let unreadable = roster.unreadable.map { entry in
      (
        Rule.charterContent, JSONPointer(["people", entry.person, "keys"]),
        "a key of \(entry.person): \(entry.error)"
      )
    }
    let shared = roster.shared.map { key in
      (
        Rule.charterContent, JSONPointer(["people"]),
        "the key \(key.fingerprint) is listed twice; a key belongs to one person"
      )
    }
    return unreadable + shared
  }

  private var roles: [Problem] {
    var problems: [Problem] = []
    for role in charter.roles {
      let place = JSONPointer(["roles", role.id, "holders"])
      if role.holders.isEmpty {
        problems.append((.charterContent, place, "nobody holds the role \(role.id)"))
      }
      for holder in role.holders where charter.person(holder) == nil {
        problems.append((.charterContent, place, "\(holder), who holds \(role.id), is not among the people"))
      }
    }
    let recovery = charter.roles.first { $0.id == Charter.recovery }?.holders ?? []
    for holder in recovery where roster.roles(of: holder).count > 1 {
      problems.append(
        (
          .charterApprovals, JSONPointer(["roles", Charter.recovery]),
          "\(holder) is a recovery holder and may hold no other role"
        ))
    }
    for right in Charter.Right.allCases {
      for role in charter.rights[right] ?? [] where !charter.roles.contains(where: { $0.id == role }) {
        problems.append(
          (.charterContent, JSONPointer(["rights", right.rawValue]), "there is no role \(role)"))
      }
    }
    return problems
  }

  private var approvals: [Problem] {
    var problems: [Problem] = []
    for kind in Charter.ApprovalKind.allCases {
      for (index, alternative) in (charter.approvals[kind] ?? []).enumerated() {
        let place = JSONPointer(["approvals", kind.rawValue, String(index)])
        let words = alternative.joined(separator: " + ")
        for role in alternative where !charter.roles.contains(where: { $0.id == role }) {
          problems.append((.charterContent, place, "there is no role \(role)"))
        }
        if !canFill(alternative) {
          problems.append(
            (.charterContent, place, "no different people with keys of their own can fill \(words)"))
        }
        if kind == .agreement, Set(sides(alternative)).count < 2 {
          problems.append((.charterApprovals, place, "\(words) leaves out a side; an agreement takes both"))
        }
      }
    }
    return problems
  }

  private var charterAlternatives: [Problem] {
    var problems: [Problem] = []
    for (index, alternative) in (charter.approvals[.charter] ?? []).enumerated() {
      let place = JSONPointer(["approvals", "charter", String(index)])
      for role in charter.roles where alternative.contains(role.id) && role.scope != nil {
        problems.append(
          (.charterApprovals, place, "\(role.id) counts for one agreement only, and never for the charter"))
      }
      if !coversBothSides(alternative), !isRecovery(alternative) {
        problems.append(
          (
            .charterApprovals, place,
            "\(alternative.joined(separator: " + ")) takes neither both sides, nor one of them with a recovery holder, nor two recovery holders"
          ))
      }
    }
    return problems
  }

  /// Host files stay out of the ledger's own folders.
  private var hostPaths: [Problem] {
    charter.host.filter { path in
      ["charter", "agreements", "mappings"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }.map {
      (.charterContent, JSONPointer(["host"]), "\($0) belongs to the ledger and cannot be left to the host")
    }
  }

  /// Whether roles of both sides take part.
  func coversBothSides(_ alternative: Charter.Alternative) -> Bool { Set(sides(alternative)).count == 2 }

  /// Whether it is one of the two ways to replace a lost key: one side with a recovery holder, or two of those.
  private func isRecovery(_ alternative: Charter.Alternative) -> Bool {
    let others = alternative.filter { $0 != Charter.recovery }
    return alternative.count == 2 && others.count < 2 && sides(alternative).count == others.count
  }

  private func sides(_ alternative: Charter.Alternative) -> [Side] {
    alternative.compactMap { id in charter.roles.first { $0.id == id }?.side }
  }

  private func canFill(_ alternative: Charter.Alternative) -> Bool {
    let candidates = alternative.map { role in
      (charter.roles.first { $0.id == role }?.holders ?? []).filter { !roster.keys(of: $0).isEmpty }
    }
    return Assignment.exists(candidates)
  }
}

/// Whether each of several places can be given to somebody else.
enum Assignment {
  /// Whether one candidate per place can be chosen so that nobody is chosen twice.
  ///
  /// By augmenting paths (Kuhn 1955), whose time grows with places × candidates and not with their choices.
  static func exists(_ places: [[String]]) -> Bool {
    var matching: [String: Int] = [:]
    for place in places.indices {
      var tried: Set<String> = []
      guard assign(place, places, &matching, &tried) else { return false }
    }
    return true
  }

  /// Gives a place to a candidate who is free, or whose own place can be given to another.
  private static func assign(
    _ place: Int, _ places: [[String]], _ matching: inout [String: Int], _ tried: inout Set<String>
  ) -> Bool {
    for candidate in places[place] where tried.insert(candidate).inserted {
      if let other = matching[candidate], !assign(other, places, &matching, &tried) { continue }
      matching[candidate] = place
      return true
    }
    return false
  }
}
