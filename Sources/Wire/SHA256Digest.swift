internal import Crypto

/// A SHA-256 digest (FIPS 180-4): what documents name each other by.
package struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
  /// Its 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  package let hex: String

  /// The digest of `bytes`.
  package init(of bytes: [UInt8]) {
    hex = Hex.encode(SHA256.hash(data: bytes))
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  package init?(_ hex: String) {
    guard hex.utf8.count == 64, Hex.decode(Array(hex.utf8)) != nil else { return nil }
    self.hex = hex
  }

  fileprivate init(_ digest: SHA256.Digest) {
    hex = Hex.encode(digest)
  }

  package var description: String { hex }

  /// Enough of it to tell two apart on a screen; never to be compared by.
  package var short: String { String(hex.prefix(12)) }
}

/// A digest computed piece by piece, for files too large to hold.
package struct SHA256Stream {
  private var hash = SHA256()

  package init() {}

  /// Adds the next bytes.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }

  /// Adds the next bytes.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    update(Array(bytes)[...])
  }

  /// Adds the bytes of a buffer, which has to stay where it is during the call.
  @unsafe package mutating func update(buffer: UnsafeRawBufferPointer) {
    unsafe hash.update(bufferPointer: buffer)
  }

  /// The digest of everything added so far.
  package func digest() -> SHA256Digest { SHA256Digest(hash.finalize()) }
}
