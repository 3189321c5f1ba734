import Agreements
import Wire

/// Mappings that a commit adds.
extension Judgement {
  mutating func judgeMappings() throws(LedgerError) {
    let added = claim { path, change in
      if case .mapping = path { change.before == nil } else { false }
    }
    for (path, _) in added {
      guard case .mapping(let name, let revision) = path else { continue }
      require(.mappings, for: path, in: nil)
      guard let (_, mapping) = try read(path, { (json) throws(StructureProblem) in try Mapping(json) }) else {
        continue
      }
      if mapping.name != name || mapping.revision != revision {
        report(
          .place, path, "the mapping calls itself \(mapping.name) revision \(mapping.revision)",
          do: "Name the file \(mapping.name).r\(mapping.revision).json.")
      }
      if revision > 1, try act.after.blob(.mapping(name: name, revision: revision - 1)) == nil {
        report(
          .revision, path, "there is no revision \(revision - 1) before it",
          do: "Number it after the last one.")
      }
    }
  }
}
