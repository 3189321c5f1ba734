/// Which 32 bytes are accepted as an Ed25519 public key (RFC 8032, section 5.1.2).
///
/// Signatures are checked as BoringSSL and OpenSSH do: without the cofactor, comparing the encoding of R byte
/// for byte, with S below the group's order. For keys that bind whoever signs, two refusals are added to that:
/// points of small order, under which one signature fits every message, and second encodings of a point.
/// A key with a torsion component besides a large one is accepted: no one but its holder can sign for it.
enum Ed25519Encoding {
  /// Throws for keys of another length, of small order, or whose y is not below 2^255 − 19.
  static func check(_ key: [UInt8]) throws(SSHKeyError) {
    guard key.count == 32 else { throw .ed25519Length(bytes: key.count) }
    var y = key
    y[31] &= 0x7F
    let isReduced = y[31] != 0x7F || y[1..<31].contains { $0 != 0xFF } || y[0] < 0xED
    guard isReduced else { throw .ed25519NotCanonical }
    guard !smallOrder.contains(y) else { throw .ed25519SmallOrder }
  }

  /// The y of the eight points of small order, the sign of x put aside: 1, −1, 0, and the two of order 8.
  private static let smallOrder: Set<[UInt8]> = [
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [UInt8](repeating: 0, count: 32),
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
      0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
      0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
  ]
}
