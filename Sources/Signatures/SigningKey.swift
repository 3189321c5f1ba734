package import SystemPackage

/// The key to sign with, as git's `user.signingKey` names it.
package enum SigningKey: Equatable, Sendable {
  /// A private key, or the `.pub` beside it or of a key that an agent holds.
  case file(FilePath)
  /// A public key whose private half an agent holds.
  case literal(SSHPublicKey)

  /// Reads a value of `user.signingKey`: `key::ssh-ed25519 AAAA…`, `ssh-ed25519 AAAA…`, or a path.
  ///
  /// A path may start with `~/`. Throws ``SSHKeygenError`` for an empty value, a literal that is no key, and a path
  /// below another user's home.
  package init(configured value: String, home: FilePath?) throws(SSHKeygenError) {
    if let key = Self.literal(in: value) {
      do { self = .literal(try SSHPublicKey(publicKeyFile: key)) } catch { throw .literalKey(error) }
    } else {
      self = .file(try Self.path(value, home: home))
    }
  }

  /// What git takes for a key written out: after `key::`, or anything that starts with `ssh-`.
  private static func literal(in value: String) -> String? {
    if value.utf8.starts(with: "key::".utf8) { return String(value.dropFirst(5)) }
    return value.utf8.starts(with: "ssh-".utf8) ? value : nil
  }

  private static func path(_ value: String, home: FilePath?) throws(SSHKeygenError) -> FilePath {
    guard !value.isEmpty, !value.utf8.contains(0) else { throw .noKey }
    guard value.utf8.first == UInt8(ascii: "~") else { return FilePath(value) }
    guard value.utf8.starts(with: "~/".utf8), let home else { throw .unreadableHome(value) }
    return home.appending(String(value.dropFirst(2)))
  }
}
