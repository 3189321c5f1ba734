import Wire

@testable import History

/// A small generator (SplitMix64) whose every run is the same for the same seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

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
