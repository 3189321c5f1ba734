package import Agreements

/// Whether exports have what an agreement's `measurement` needs, before anything is read to the end.
package enum ExportFit {
  /// What is missing, and what to add to which export; empty where a snapshot can be taken.
  package static func obstacles(_ proposals: [MappingProposal], under measurement: Measurement) -> [String] {
    let speakers = proposals.filter { $0.rows == .leads }
    guard let first = speakers.first ?? proposals.first(where: { $0.rows == .events }) else {
      return ["there are only activities; add the export that lists the leads, with a --source of its own"]
    }
    let system = first.system
    let mappings = (speakers.isEmpty ? [first] : speakers).compactMap { try? Mapping($0.mapping) }
    let fields = mappings.map { mapping in
      Set(mapping.lead.fields.map(\.id) + named(mapping.lead).compactMap { $1 == nil ? nil : $0 })
    }
    var obstacles: [String] = []
    func need(_ field: String, for what: String, _ more: String = "") {
      guard fields.contains(where: { !$0.contains(field) }) else { return }
      obstacles.append(
        "the agreement \(what) \"\(field)\", which no column is known as: \(system.advice(field: field))\(more)"
      )
    }
    for field in measurement.requiredFields { need(field, for: "requires the field") }
    for rule in measurement.scope { need(rule.field, for: "covers leads by the field") }
    if let tiers = measurement.tiers {
      need(tiers.basis.rawValue, for: "sorts leads into tiers by", words(proposals))
    }
    if !measurement.excludedSources.isEmpty { need("source", for: "leaves out leads by their") }
    return obstacles + meanings(proposals, measurement)
  }

  /// What is to be said where leads are sorted, but not by numbers.
  private static func words(_ proposals: [MappingProposal]) -> String {
    guard let grade = proposals.flatMap(\.columns).first(where: { $0.role == .grade })?.profile else {
      return ""
    }
    let values = (grade.values ?? []).prefix(6).map { String($0.prefix(20)) }.joined(separator: ", ")
    return "; \"\(grade.name)\" sorts leads in words (\(values)), and tiers go by a number"
  }

  private static func named(_ lead: Mapping.LeadColumns) -> [(String, String?)] {
    [
      ("email", lead.email), ("score", lead.score), ("amount", lead.amount), ("currency", lead.currency),
      ("source", lead.source), ("region", lead.region), ("owner", lead.owner), ("team", lead.team),
      ("id", lead.id),
    ]
  }

  /// Events that the agreement has to tell by a value, and does not; or by a value that the mapping has no column for.
  private static func meanings(_ proposals: [MappingProposal], _ measurement: Measurement) -> [String] {
    let found = proposals.flatMap { proposal in
      proposal.meanings.meanings.compactMap { found -> String? in
        guard found.isNeeded, case .values(let values) = found.meaning else { return nil }
        switch measurement.meanings[found.subject] {
        case .values?, .otherThan?: return nil
        case .stamped?, nil:
          let listed = values.map { "\"\($0)\"" }.joined(separator: ", ")
          return
            "\"\(found.column)\" tells \(found.subject.rawValue) by its value (\(listed)), and the agreement's meanings do not say so"
        }
      }
    }
    let untold = proposals.flatMap { proposal in
      (try? Mapping(proposal.mapping))?.events.compactMap { event -> String? in
        guard event.value == nil, let subject = event.event.subject, subject != .humanAttempt,
          case .values(let values)? = measurement.meanings[subject]
        else { return nil }
        let listed = values.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        return
          "the agreement tells \(subject.rawValue) by a value (\(listed)), and beside \"\(event.column)\" no column is known to hold it; write the mapping by hand"
      } ?? []
    }
    return found + untold
  }
}

extension CRMSystem {
  /// How to come by a field of the agreement, by the names under which the CRM offers it.
  func advice(field: String) -> String {
    switch field {
    case "score": advice(.score)
    case "amount": advice(.amount)
    case "source": advice(.source)
    case "region": advice(.region)
    case "owner": advice(.owner)
    case "team": advice(.team)
    case "email": self == .other ? "add the e-mail address" : "add Email"
    case "company": self == .hubspot ? "add \"Company name\" (company)" : "add the company's name (Company)"
    case "role":
      self == .hubspot
        ? "add \"Job Title\" (jobtitle)" : self == .salesforce ? "add Title" : "add the job title"
    case "phone": self == .hubspot ? "add \"Phone Number\" (phone)" : "add Phone"
    case "country": self == .hubspot ? "add \"Country/Region\" (country)" : "add Country"
    default:
      "add the column, and name it in the mapping's fields (sla snapshot map EXPORT --out mapping.json writes one to start from)"
    }
  }
}
