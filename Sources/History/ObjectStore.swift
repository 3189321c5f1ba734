/// The four kinds of object that git keeps.
package enum ObjectKind: String, Sendable, CaseIterable {
  case commit, tree, blob, tag
}

/// What is known of an object before its content is read.
package struct ObjectHeader: Equatable, Sendable {
  package let kind: ObjectKind
  /// The length of the content in bytes.
  package let size: Int

  package init(kind: ObjectKind, size: Int) {
    self.kind = kind
    self.size = size
  }
}

/// Where objects and references are read from: all that history needs of git.
package protocol ObjectStore {
  /// The kind and size of an object, read without its content.
  func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader

  /// The content of an object whose id was recomputed from it, at most `limit` bytes of it.
  ///
  /// Throws where the object is missing, is of another kind or larger than that (before its content is read), or
  /// does not hash to its id.
  func bytes(of id: ObjectID, kind: ObjectKind, limit: Int) throws(ObjectStoreError) -> [UInt8]

  /// What a reference points to, by its full name such as `refs/heads/main`; nil where there is none such.
  ///
  /// Throws for a symbolic reference: the ledger's is a plain one, and one that forwards elsewhere is a trap.
  func reference(_ name: String) throws(ObjectStoreError) -> ObjectID?

  /// Throws where the store says of itself that history was left out of it, or names objects by another hash.
  func requireComplete() throws(ObjectStoreError)
}

/// Where objects are written to.
package protocol ObjectWriter {
  /// Stores an object and returns its id; one that is already there is left as it is.
  func write(_ bytes: [UInt8], kind: ObjectKind) throws(ObjectStoreError) -> ObjectID
}

/// Why an object or a reference could not be read or written.
package enum ObjectStoreError: Error, Equatable, Sendable {
  case missing(ObjectID)
  case wrongKind(ObjectID, expected: ObjectKind, found: ObjectKind)
  case tooLarge(ObjectID, size: Int, limit: Int)
  /// The content does not hash to the id, or cannot be unpacked.
  case corrupt(ObjectID)
  /// The store could not be read at all; what was wanted, and what the system or the library said.
  case unreadable(String, reason: String)
  case unwritable(String, reason: String)
  case symbolicReference(String)
  case incomplete(Incompleteness)

  /// What makes a store unfit for verification.
  package enum Incompleteness: Equatable, Sendable {
    case shallow
    case partialClone
    case objectFormat(String)
  }
}

extension ObjectStoreError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .missing(let id):
      "the object \(id) is not in this repository; fetch again, or restore it from another clone"
    case .wrongKind(let id, let expected, let found):
      "the object \(id) is a \(found.rawValue) where a \(expected.rawValue) has to stand"
    case .tooLarge(let id, let size, let limit):
      "the object \(id) has \(size) bytes; more than \(limit) are never read here"
    case .corrupt(let id):
      "the object \(id) is damaged: its content is not what its name stands for; run: git fsck, "
        + "and restore it from another clone"
    case .unreadable(let what, let reason): "\(what) cannot be read: \(reason)"
    case .unwritable(let what, let reason): "\(what) cannot be written: \(reason)"
    case .symbolicReference(let name):
      "\(name) is a symbolic reference; it has to name a commit itself"
    case .incomplete(let what): what.description
    }
  }
}

extension ObjectStoreError.Incompleteness: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .shallow: "this clone is shallow: its history was cut off; run: git fetch --unshallow"
    case .partialClone: "this is a partial clone: objects were left out of it; clone again without --filter"
    case .objectFormat(let name):
      "this repository names its objects by \(name); a ledger is kept in git's SHA-1 format"
    }
  }
}
