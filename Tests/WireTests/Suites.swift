import Foundation
import Testing

/// The vectors that others wrote, which stand beside the project and are no part of it.
enum Suites {
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "\(path) is not there; set COUNTERSIGN_TESTDATA to the folder that holds suites/ (these tests never skip)"
    }
  }

  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["COUNTERSIGN_TESTDATA"] {
      return URL(filePath: path).appending(path: "suites")
    }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared/suites")
  }()

  static func data(_ path: String) throws -> Data {
    let url = folder.appending(path: path)
    guard let data = FileManager.default.contents(atPath: url.path) else { throw Missing(path: url.path) }
    return data
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try data(path)) }

  static func files(in path: String) throws -> [String] {
    let url = folder.appending(path: path)
    guard let names = FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String],
      !names.isEmpty
    else { throw Missing(path: url.path) }
    return names.sorted()
  }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Draws a seed, or takes COUNTERSIGN_SEED, and prints it, so that a failure can be run again.
  init(_ test: String = #function) {
    let given = ProcessInfo.processInfo.environment["COUNTERSIGN_SEED"].flatMap { UInt64($0) }
    state = given ?? UInt64.random(in: .min ... .max)
    print("\(test): COUNTERSIGN_SEED=\(state)")
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
