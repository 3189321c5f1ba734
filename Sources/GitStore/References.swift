internal import CGit2
package import History

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A reference as it stands in a repository.
package struct Reference: Equatable, Sendable {
  package let name: String
  package let target: Target

  /// What a reference names.
  package enum Target: Equatable, Sendable {
    case object(ObjectID)
    /// Another reference, which need not exist.
    case reference(String)
  }
}

extension Repository {
  package func reference(_ name: String) throws(ObjectStoreError) -> ObjectID? {
    switch try target(of: name) {
    case .object(let id)?: return id
    case .reference?: throw .symbolicReference(PrintableText.line(name))
    case nil: return nil
    }
  }

  /// What HEAD names: a branch, also one without commits yet, or a commit where it is detached.
  package func head() throws(GitError) -> Reference.Target {
    guard let target = try GitError.storing({ () throws(ObjectStoreError) in try target(of: "HEAD") }) else {
      throw .store(.unreadable("HEAD", reason: "it is missing"))
    }
    return target
  }

  /// Points HEAD to a branch, by its full name, whether or not it has commits.
  package func setHead(to branch: String) throws(GitError) {
    try requireValidName(branch)
    try check(unsafe git_repository_set_head(handle.pointer, branch), "HEAD cannot be set")
  }

  /// All references but HEAD, in the order of their names.
  ///
  /// Throws for a name that is not UTF-8, instead of showing a name that is another.
  package func references() throws(GitError) -> [Reference] {
    var iterator: OpaquePointer?
    try check(
      unsafe git_reference_iterator_new(&iterator, handle.pointer), "the references cannot be listed")
    defer { unsafe git_reference_iterator_free(iterator) }
    var found: [Reference] = []
    while true {
      var reference: OpaquePointer?
      let status = unsafe git_reference_next(&reference, iterator)
      if status == GIT_ITEROVER.rawValue { break }
      try check(status, "the references cannot be listed")
      guard let reference = unsafe reference else { break }
      defer { unsafe git_reference_free(reference) }
      guard let name = unsafe String(validatingCString: git_reference_name(reference)),
        let target = unsafe Self.target(of: reference)
      else { throw .store(.unreadable("a reference", reason: "its name is not UTF-8")) }
      found.append(Reference(name: name, target: target))
    }
    return found.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Moves a reference from what the caller last saw to a commit; from nil, creates it.
  ///
  /// Throws ``GitError/moved(_:expected:found:)`` where it is something else by now, and changes nothing then. The
  /// comparison is made under git's own lock, so that of several that try one wins.
  package func moveReference(
    _ name: String, from expected: ObjectID?, to new: ObjectID, message: String
  ) throws(GitError) {
    _ = try GitError.storing { () throws(ObjectStoreError) in try header(of: new) }
    if expected == nil { try requireRoom(for: name) }
    try change(name, from: expected) { (transaction) throws(GitError) in
      var target = new.library
      try check(
        unsafe git_transaction_set_target(transaction.pointer, name, &target, nil, message),
        "\(PrintableText.line(name)) cannot be moved")
    }
  }

  /// Deletes a reference that still is what the caller last saw.
  ///
  /// Throws ``GitError/moved(_:expected:found:)`` where it is something else by now.
  package func deleteReference(_ name: String, from expected: ObjectID) throws(GitError) {
    try change(name, from: expected) { (transaction) throws(GitError) in
      try check(
        unsafe git_transaction_remove(transaction.pointer, name),
        "\(PrintableText.line(name)) cannot be deleted")
    }
  }

  private func change(
    _ name: String, from expected: ObjectID?,
    _ queue: (borrowing Handle<TransactionResource>) throws(GitError) -> Void
  ) throws(GitError) {
    guard !isQuarantined else { throw .quarantined }
    try requireValidName(name)
    let transaction = try Handle<TransactionResource>("references cannot be changed") {
      unsafe git_transaction_new(&$0.pointer, handle.pointer)
    }
    try lock(name, transaction)
    let found = try GitError.storing { () throws(ObjectStoreError) in try reference(name) }
    guard found == expected else { throw .moved(name, expected: expected, found: found) }
    try queue(transaction)
    try check(
      unsafe git_transaction_commit(transaction.pointer), "\(PrintableText.line(name)) cannot be changed")
  }

  /// Takes the lock, waiting a little for somebody who holds it, as git does.
  private func lock(
    _ name: String, _ transaction: borrowing Handle<TransactionResource>
  ) throws(GitError) {
    for _ in 0..<50 {
      let status = unsafe git_transaction_lock_ref(transaction.pointer, name)
      guard status == GIT_ELOCKED.rawValue else { return try check(status, name) }
      usleep(10_000)
    }
    throw .locked(name)
  }

  private func requireValidName(_ name: String) throws(GitError) {
    var isValid: Int32 = 0
    let status = unsafe git_reference_name_is_valid(&isValid, name)
    guard status >= 0, isValid == 1, !name.utf8.contains(0) else { throw .badReferenceName(name) }
  }

  /// Throws where `a/b` is to be created and `a` or `a/b/c` is there: as files they exclude each other.
  private func requireRoom(for name: String) throws(GitError) {
    for reference in try references() where reference.name != name {
      let (here, there) = (name + "/", reference.name + "/")
      guard !here.utf8.starts(with: there.utf8), !there.utf8.starts(with: here.utf8) else {
        throw .referenceInTheWay(name, other: reference.name)
      }
    }
  }

  private func target(of name: String) throws(ObjectStoreError) -> Reference.Target? {
    var reference: OpaquePointer?
    let status = unsafe git_reference_lookup(&reference, handle.pointer, name)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    guard status >= 0, let reference = unsafe reference, !name.utf8.contains(0) else {
      throw .unreadable(PrintableText.line(name), reason: lastReason())
    }
    defer { unsafe git_reference_free(reference) }
    guard let target = unsafe Self.target(of: reference) else {
      throw .unreadable(PrintableText.line(name), reason: "it names nothing that can be read")
    }
    return target
  }

  private static func target(of reference: OpaquePointer) -> Reference.Target? {
    if let id = unsafe git_reference_target(reference) { return unsafe .object(ObjectID(id.pointee)) }
    return unsafe git_reference_symbolic_target(reference)
      .flatMap { unsafe String(validatingCString: $0) }
      .map(Reference.Target.reference)
  }
}
