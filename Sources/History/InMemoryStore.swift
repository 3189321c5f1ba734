internal import Wire

/// A store without a disk, for trying out what is built on top of one.
///
/// Its ids are SHA-256 cut to an id's length, over what git would hash: stable, and not git's own.
package final class InMemoryStore: ObjectStore, ObjectWriter {
  private var objects: [ObjectID: (kind: ObjectKind, bytes: [UInt8])] = [:]
  private var references: [String: ObjectID] = [:]
  private let incompleteness: ObjectStoreError.Incompleteness?

  /// An empty store, which says that it is complete unless told otherwise.
  package init(incompleteness: ObjectStoreError.Incompleteness? = nil) {
    self.incompleteness = incompleteness
  }

  /// Stores an object and returns its id.
  @discardableResult
  package func put(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    let digest = SHA256Digest(of: Array("\(kind.rawValue) \(bytes.count)\0".utf8) + bytes)
    let id = ObjectID(hex: digest.hex.utf8.prefix(2 * ObjectID.byteCount)) ?? .zero
    objects[id] = (kind, bytes)
    return id
  }

  /// Takes an object out again, as damage or an incomplete fetch would.
  package func remove(_ id: ObjectID) { objects[id] = nil }

  /// Points a reference to an object, or removes it.
  package func setReference(_ name: String, to id: ObjectID?) { references[name] = id }

  package func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader {
    guard let object = objects[id] else { throw .missing(id) }
    return ObjectHeader(kind: object.kind, size: object.bytes.count)
  }

  package func bytes(
    of id: ObjectID, kind: ObjectKind, limit: Int
  ) throws(ObjectStoreError) -> [UInt8] {
    guard let object = objects[id] else { throw .missing(id) }
    guard object.kind == kind else { throw .wrongKind(id, expected: kind, found: object.kind) }
    guard object.bytes.count <= limit else { throw .tooLarge(id, size: object.bytes.count, limit: limit) }
    return object.bytes
  }

  package func reference(_ name: String) throws(ObjectStoreError) -> ObjectID? { references[name] }

  package func requireComplete() throws(ObjectStoreError) {
    if let incompleteness { throw .incomplete(incompleteness) }
  }

  package func write(_ bytes: [UInt8], kind: ObjectKind) throws(ObjectStoreError) -> ObjectID {
    put(kind, bytes)
  }
}
