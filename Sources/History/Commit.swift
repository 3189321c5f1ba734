/// A commit, read strictly from the bytes of its object.
///
/// The headers are `tree`, any `parent`s, `author`, `committer` and at most one `gpgsig`, in this order, and
/// nothing else: what git or another reader could understand in two ways is refused. So are NUL bytes, text that
/// is not UTF-8 and a last line without its newline.
package struct Commit: Equatable, Sendable {
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: CommitIdentity
  package let committer: CommitIdentity
  /// The armoured signature as a verifier takes it, unfolded, each line with its newline; nil where unsigned.
  package let signature: [UInt8]?
  /// The bytes that were signed: the commit without its `gpgsig` header.
  package let signedPayload: [UInt8]
  /// Everything after the blank line, byte for byte.
  package let message: String

  /// The most bytes a commit may have, header and all.
  package static let maximumSize = 128 << 10
  /// The most bytes of a message.
  package static let maximumMessageSize = 64 << 10
  /// The most bytes of a signature.
  package static let maximumSignatureSize = 16 << 10

  /// The headers a commit may have.
  package enum Header: String, Sendable, CaseIterable {
    case tree, parent, author, committer, gpgsig
  }

  /// Reads the content of a commit object; throws for everything that is not exactly of the form above.
  package init(parsing raw: [UInt8]) throws(CommitError) {
    guard raw.count <= Self.maximumSize else { throw .tooLarge(limit: Self.maximumSize) }
    guard !raw.contains(0) else { throw .nulByte }
    var parser = CommitParser(bytes: raw)
    tree = try parser.objectID(.tree)
    var parents: [ObjectID] = []
    while parser.isNext(.parent) { parents.append(try parser.objectID(.parent)) }
    self.parents = parents
    author = try parser.identity(.author)
    committer = try parser.identity(.committer)
    let signatureStart = parser.index
    signature = parser.isNext(.gpgsig) ? try parser.foldedSignature() : nil
    signedPayload = Array(raw[..<signatureStart] + raw[parser.index...])
    message = try parser.message()
  }

  /// The first line of the message.
  package var subject: String {
    String(decoding: message.utf8.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
