/// A commit about to be written.
package struct CommitDraft: Sendable {
  package var tree: ObjectID
  package var parents: [ObjectID]
  package var author: CommitIdentity
  package var committer: CommitIdentity
  /// The message; a last newline is added where there is none.
  package var message: String

  package init(
    tree: ObjectID, parents: [ObjectID], author: CommitIdentity, committer: CommitIdentity, message: String
  ) {
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }

  /// The bytes of the unsigned commit, which are those to sign.
  ///
  /// Throws where they would not be read back as a commit: a name with a newline in it, a date out of range.
  package func payload() throws(CommitError) -> [UInt8] {
    let raw = Array((headers + "\n" + terminatedMessage).utf8)
    _ = try Commit(parsing: raw)
    return raw
  }

  /// The bytes of the commit signed by an armoured signature over ``payload()``, folded as git folds it.
  ///
  /// Throws where the armour is not lines of ASCII that each end with a newline.
  package func signed(with armour: [UInt8]) throws(CommitError) -> [UInt8] {
    let payload = try payload()
    guard armour.last == UInt8(ascii: "\n") else { throw .malformedSignature }
    var header = Array(Commit.Header.gpgsig.rawValue.utf8)
    for line in armour.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      header += [UInt8(ascii: " ")] + line + [UInt8(ascii: "\n")]
    }
    let raw = Array(headers.utf8) + header + payload.dropFirst(headers.utf8.count)
    let commit = try Commit(parsing: raw)
    guard commit.signature == armour, commit.signedPayload == payload else { throw .malformedSignature }
    return raw
  }

  private var headers: String {
    var lines = ["tree \(tree)"]
    lines += parents.map { "parent \($0)" }
    lines += ["author \(author.written)", "committer \(committer.written)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var terminatedMessage: String {
    message.utf8.isEmpty || message.utf8.last == UInt8(ascii: "\n") ? message : message + "\n"
  }
}
