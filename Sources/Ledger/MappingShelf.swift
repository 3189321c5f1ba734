import Agreements
import Policy
import Wire

/// A mapping that the ledger holds, or that is about to be committed.
struct KnownMapping {
  let path: LedgerPath
  let document: Document
  let value: Mapping
  let isNew: Bool
}

/// The mappings of a ledger, by name.
struct MappingShelf {
  private let tree: LedgerTree
  private var added: [KnownMapping] = []

  init(_ tree: LedgerTree) { self.tree = tree }

  /// The one that is chosen; one that the ledger does not know becomes the next revision of its name.
  mutating func mapping(_ choice: MeasuringOrder.MappingChoice) throws(Failure) -> KnownMapping {
    switch choice {
    case .proposed(let json): return try known(json, in: "the proposed mapping")
    case .named(let name) where name.hasSuffix(".json"):
      let bytes = try Disk.contents(name)
      let json: JSON
      do { json = try Document.structured(bytes, kind: .mapping) } catch { throw Failure(error, in: name) }
      return try known(json, in: name)
    case .named(let name):
      guard let latest = try revisions(of: name).last else {
        throw Failure(.usage, "the ledger has no mapping \(name)", do: "Pass its file, which ends in .json.")
      }
      return latest
    }
  }

  private mutating func known(_ json: JSON, in place: String) throws(Failure) -> KnownMapping {
    let same = try revisions(of: json["name"]?.text)
    let arranged = DocumentKind.mapping.shape.arranged(json).removing("revision")
    if let found = same.first(where: { $0.document.json.removing("revision") == arranged }) { return found }
    let revision = (same.map(\.value.revision).max() ?? 0) + 1
    do {
      let document = try Document(json.setting("revision", to: .integer(revision)), kind: .mapping)
      let value = try document.decoded { (json) throws(StructureProblem) in try Mapping(json) }
      let new = KnownMapping(
        path: .mapping(name: value.name, revision: revision), document: document, value: value, isNew: true)
      added.append(new)
      return new
    } catch { throw Failure(error, in: place) }
  }

  private func revisions(of name: String?) throws(Failure) -> [KnownMapping] {
    guard let name else { return [] }
    var found = added.filter { $0.value.name.hasSameBytes(as: name) }
    found += try attempt {
      try tree.names(in: "mappings").compactMap { file in
        guard let path = LedgerPath("mappings/\(file)"), case .mapping(name, _) = path,
          let document = try tree.document(path)
        else { return nil }
        let value = try document.decoded { (json) throws(StructureProblem) in try Mapping(json) }
        return KnownMapping(path: path, document: document, value: value, isNew: false)
      }
    }
    return found.sorted { $0.value.revision < $1.value.revision }
  }
}
