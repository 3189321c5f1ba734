internal import Wire

/// What stands before a packed row among others: how long it is, what is true of it, and by what its lead is found.
struct RowHead {
  /// Where the row starts, and where the next one does.
  let start, end: Int
  let role: RowRole
  /// With those that say how the row is packed.
  let flags: LeadRow.Flags
  /// Whether it has looked everywhere for whose it is, or has no key to be found by.
  let isNobodys: Bool
  /// Whether it was read into another part than that of its lead.
  let isStray: Bool
  /// The key of its lead's id, or of an activity what decides first whose it is.
  let key: KeyedDigest
  /// How many more keys may tell whose an activity is.
  let furtherKeys: Int

  /// How many bytes it has before further keys.
  static var length: Int { 23 }
  /// How many bytes a further key has.
  static var keyLength: Int { 16 }
  // The lowest bits of the fourth and fifth byte are flags. Computed, as what is stored is asked for whether it is there yet.
  private static var flagBits: UInt64 { 0x3FF }
  private static var roleShift: UInt64 { 10 }
  private static var nobodysShift: UInt64 { 12 }
  private static var strayShift: UInt64 { 13 }

  /// Reads the head that starts at a place.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at start: Int) {
    let word = bytes.eightBytes(at: start)
    self.start = start
    end = start + Int(truncatingIfNeeded: word & 0xFF_FFFF) * 8
    let bits = word >> 24 & 0xFFFF
    flags = LeadRow.Flags(rawValue: UInt16(truncatingIfNeeded: bits & Self.flagBits))
    role = RowRole(rawValue: UInt8(truncatingIfNeeded: bits >> Self.roleShift & 3)) ?? .activity
    isNobodys = bits >> Self.nobodysShift & 1 == 1
    isStray = bits >> Self.strayShift & 1 == 1
    furtherKeys = Int(truncatingIfNeeded: word >> 40 & 0xFFFF)
    key = KeyedDigest(
      secret: bytes.eightBytes(at: start + 7), order: bytes.eightBytes(at: start + 15))
  }

  /// Where the row itself starts.
  @inline(__always)
  var body: Int { start + Self.length + furtherKeys * Self.keyLength }

  /// The key that decides after the first.
  func firstFurtherKey(of bytes: [UInt8]) -> KeyedDigest {
    var reader = PackedNumberReader(bytes.span, from: start + Self.length)
    return reader.key()
  }

  /// Hands over the heads of all rows that stand one after the other.
  @inline(__always)
  static func forEach(in bytes: [UInt8], _ take: (RowHead) -> Void) {
    let span = bytes.span
    var place = 0
    while place < bytes.count {
      let head = RowHead(span, at: place)
      take(head)
      place = head.end
    }
  }

  /// Writes a head before a row that is so many times eight bytes long.
  @_lifetime(writer: copy writer)
  static func put(
    words: Int, flags: LeadRow.Flags, role: RowRole, isNobodys: Bool,
    isStray: Bool = false, key: KeyedDigest, furtherKeys: Int, into writer: inout PackedNumberWriter
  ) {
    let bits =
      UInt64(flags.rawValue) & flagBits | UInt64(role.rawValue) << roleShift
      | (isNobodys ? 1 : 0) << nobodysShift | (isStray ? 1 : 0) << strayShift
    writer.put(
      UInt64(truncatingIfNeeded: words) | bits << 24 | UInt64(truncatingIfNeeded: furtherKeys) << 40,
      length: 7)
    writer.put(key)
  }
}

/// What a row is to its lead.
enum RowRole: UInt8, Sendable {
  /// It is the lead, as the CRM lists it.
  case lead
  /// Something that happened to a lead that nothing else lists.
  case event
  /// Something that happened to a lead of another export.
  case activity
}
