internal import Wire

/// The name of a git object: its SHA-1, held inline so that a hundred thousand of them stay small.
package struct ObjectID: Hashable, Comparable, Sendable {
  private let head: UInt64
  private let middle: UInt64
  private let tail: UInt32

  /// The number of bytes of an id.
  package static let byteCount = 20

  /// Forty zeros: what git writes in place of an id where a reference does not exist.
  package static let zero = ObjectID(head: 0, middle: 0, tail: 0)

  /// Takes twenty bytes; nil for any other number.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for (offset, byte) in bytes.enumerated() {
      switch offset {
      case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
      case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
      default: words.2 = words.2 << 8 | UInt32(byte)
      }
    }
    self.init(head: words.0, middle: words.1, tail: words.2)
  }

  /// Reads forty lower-case hexadecimal digits; nil for anything else.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Self.byteCount, let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// Reads forty lower-case hexadecimal digits; nil for anything else.
  package init?(_ hex: String) { self.init(hex: hex.utf8) }

  private init(head: UInt64, middle: UInt64, tail: UInt32) {
    self.head = head
    self.middle = middle
    self.tail = tail
  }

  /// The twenty bytes, as a tree object holds them.
  package var bytes: [UInt8] {
    (0..<Self.byteCount).map { offset in
      switch offset {
      case 0..<8: UInt8(truncatingIfNeeded: head >> (56 - 8 * UInt64(offset)))
      case 8..<16: UInt8(truncatingIfNeeded: middle >> (120 - 8 * UInt64(offset)))
      default: UInt8(truncatingIfNeeded: tail >> (152 - 8 * UInt32(offset)))
      }
    }
  }

  /// Enough of it to tell two apart on a screen; never to be compared by.
  package var short: String { String(description.prefix(10)) }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.head, left.middle, left.tail) < (right.head, right.middle, right.tail)
  }
}

extension ObjectID: CustomStringConvertible {
  /// The forty hexadecimal digits.
  package var description: String { Hex.encode(bytes) }
}
