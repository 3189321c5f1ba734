package import History
internal import SystemPackage

/// Objects are read from the object database by their ids: `refs/replace`, `info/grafts` and the commit-graph, which
/// bend how git follows them, have no part in that.
extension Repository: ObjectStore {
  package func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader { try objects.header(of: id) }

  package func bytes(
    of id: ObjectID, kind: ObjectKind, limit: Int
  ) throws(ObjectStoreError) -> [UInt8] {
    try objects.bytes(of: id, kind: kind, limit: limit)
  }

  package func requireComplete() throws(ObjectStoreError) {
    let shallow = commonDirectory.appending("shallow")
    do {
      _ = try shallow.stat(followTargetSymlink: false)
      throw ObjectStoreError.incomplete(.shallow)
    } catch let error as ObjectStoreError {
      throw error
    } catch {
      guard let error = error as? Errno, error == .noSuchFileOrDirectory else {
        throw .unreadable(PrintableText.line(shallow.string), reason: "\(error)")
      }
    }
    guard !isShallowPush else { throw .incomplete(.shallow) }
    let isPartial: Bool
    do { isPartial = try settings.isPartialClone() } catch {
      throw .unreadable("the repository's configuration", reason: "\(error)")
    }
    guard !isPartial else { throw .incomplete(.partialClone) }
  }
}

extension Repository: ObjectWriter {
  package func write(_ bytes: [UInt8], kind: ObjectKind) throws(ObjectStoreError) -> ObjectID {
    guard !isQuarantined else { throw .unwritable("the object", reason: "\(GitError.quarantined)") }
    return try objects.write(bytes, kind: kind)
  }

  /// Stores the content of a file and returns its id.
  package func writeBlob(_ bytes: [UInt8]) throws(ObjectStoreError) -> ObjectID {
    try write(bytes, kind: .blob)
  }

  /// Stores a commit and returns its id; throws where its bytes would not be read back.
  package func writeCommit(_ raw: [UInt8]) throws(GitError) -> ObjectID {
    do { _ = try Commit(parsing: raw) } catch { throw .history(.commit(.zero, error)) }
    return try GitError.storing { () throws(ObjectStoreError) in try write(raw, kind: .commit) }
  }
}
