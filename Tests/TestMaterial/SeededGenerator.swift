import Foundation

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed, on every machine.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// Draws a seed, or takes COUNTERSIGN_SEED, and prints it, so that a failure can be run again.
  package init(_ test: String = #function) {
    let given = ProcessInfo.processInfo.environment["COUNTERSIGN_SEED"].flatMap { UInt64($0) }
    self.init(seed: given ?? UInt64.random(in: .min ... .max))
    print("\(test): COUNTERSIGN_SEED=\(state)")
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 up to, and without, `bound`; 0 where that leaves nothing.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

  /// One of `values`, which are not empty.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
