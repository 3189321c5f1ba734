package import Agreements
package import History
package import Metrics
import Signatures
import Wire

/// Why the ledger could not be read; never to be taken for a verdict.
package enum LedgerError: Error, Sendable {
  case history(HistoryError)
  /// A document that was let in, or is wanted, and is not what it should be.
  case document(path: String, DocumentError)
  case missing(path: String)
  /// The zone of an agreement is not known here.
  case zone(ZoneError)
}

/// Reads documents out of an object store, each blob once.
///
/// One reader serves one task: it keeps caches, and the store under it is one connection.
package final class LedgerReader {
  package let store: any ObjectStore
  package let trees: TreeReader
  private var documents: [ObjectID: Document] = [:]
  private var charters: [ObjectID: Charter] = [:]
  private var rosters: [ObjectID: Roster] = [:]
  private var agreements: [ObjectID: Agreement] = [:]
  private var snapshots: [ObjectID: Snapshot] = [:]

  package init(_ store: any ObjectStore) {
    self.store = store
    trees = TreeReader(store)
  }

  /// The most bytes that are read of any document.
  static let documentLimit = JSON.Limits.document.bytes

  /// The bytes of a file's blob; one that is too large is a document that cannot be read.
  func bytes(_ blob: ObjectID, path: String) throws(LedgerError) -> [UInt8] {
    do { return try trees.blob(blob, limit: Self.documentLimit) } catch {
      guard case .store(.tooLarge) = error else { throw .history(error) }
      let position = SourcePosition(offset: 0, in: [])
      throw .document(
        path: path, .syntax(JSONError(position: position, problem: .tooLarge(limit: Self.documentLimit))))
    }
  }

  /// The blob as a document of that kind.
  package func document(_ blob: ObjectID, kind: DocumentKind, path: String) throws(LedgerError) -> Document {
    if let known = documents[blob], known.kind == kind { return known }
    let bytes = try bytes(blob, path: path)
    do {
      let document = try Document(bytes, kind: kind)
      if documents.count > 2_000 { documents.removeAll(keepingCapacity: true) }
      documents[blob] = document
      return document
    } catch { throw .document(path: path, error) }
  }

  func charter(_ blob: ObjectID, path: String) throws(LedgerError) -> Charter {
    try cached(blob, .charter, path, \.charters) { (json) throws(StructureProblem) in try Charter(json) }
  }

  func agreement(_ blob: ObjectID, path: String) throws(LedgerError) -> Agreement {
    try cached(blob, .agreement, path, \.agreements) { (json) throws(StructureProblem) in try Agreement(json)
    }
  }

  func snapshot(_ blob: ObjectID, path: String) throws(LedgerError) -> Snapshot {
    try cached(blob, .snapshot, path, \.snapshots) { (json) throws(StructureProblem) in try Snapshot(json) }
  }

  /// A charter's keys, read once.
  func roster(_ blob: ObjectID, path: String) throws(LedgerError) -> Roster {
    if let known = rosters[blob] { return known }
    let roster = Roster(try charter(blob, path: path))
    rosters[blob] = roster
    return roster
  }

  private func cached<Value>(
    _ blob: ObjectID, _ kind: DocumentKind, _ path: String,
    _ cache: ReferenceWritableKeyPath<LedgerReader, [ObjectID: Value]>,
    _ read: (JSON) throws(StructureProblem) -> Value
  ) throws(LedgerError) -> Value {
    if let known = self[keyPath: cache][blob] { return known }
    let document = try document(blob, kind: kind, path: path)
    do {
      let value = try document.decoded(read)
      if self[keyPath: cache].count > 1_000 { self[keyPath: cache].removeAll(keepingCapacity: true) }
      self[keyPath: cache][blob] = value
      return value
    } catch { throw .document(path: path, error) }
  }
}

/// Runs a read of history, and says of its error that it was history's.
func reading<Value>(_ read: () throws(HistoryError) -> Value) throws(LedgerError) -> Value {
  do { return try read() } catch { throw .history(error) }
}

extension LedgerError: CustomStringConvertible {
  /// One sentence in the reader's words, with the place.
  package var description: String {
    switch self {
    case .history(let error): error.description
    case .zone(let error): error.description
    case .missing(let path): "\(path) is not in the ledger"
    case .document(let path, let error):
      error.details.map { "\(path):\($0.position.map { "\($0): " } ?? " ")\($0.message)" }.joined(
        separator: "\n")
    }
  }
}
