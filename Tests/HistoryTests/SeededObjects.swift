import TestMaterial
import Wire

@testable import History

extension SeededGenerator {
  mutating func objectID() -> ObjectID {
    ObjectID(bytes: (0..<20).map { _ in UInt8.random(in: 0...255, using: &self) }) ?? .zero
  }

  mutating func identity() -> CommitIdentity {
    CommitIdentity(
      name: ["Dana", "Zoë Å", "A. B-C"][below(3)], email: ["a@b.example", "", "x y"][below(3)],
      when: Instant(seconds: Int.random(in: 0...253_402_300_799, using: &self)),
      offsetMinutes: Int.random(in: -840...840, using: &self))
  }

  /// One to four bytes flipped, dropped, doubled or replaced by ones that matter to git.
  mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<(1 + below(4)) where !bytes.isEmpty {
      let index = below(bytes.count)
      switch below(5) {
      case 0: bytes[index] ^= UInt8(1 << below(8))
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(bytes[index], at: index)
      case 3: bytes[index] = [0, 10, 32, 47, 60, 62][below(6)]
      default: bytes.removeSubrange(index..<min(bytes.count, index + below(30)))
      }
    }
    return bytes
  }
}
