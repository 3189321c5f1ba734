import Foundation
import Testing
import Wire

/// Suites and data that others wrote; never part of the project.
enum TestData {
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "\(path) is missing: set COUNTERSIGN_TESTDATA to the folder with the suites and data that others wrote"
    }
  }

  static let folder: String =
    ProcessInfo.processInfo.environment["COUNTERSIGN_TESTDATA"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared").path

  /// The path of a file; throws where it is not there, so that a test that needs it fails.
  static func path(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { throw Missing(path: path) }
    return path
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  static func json(_ name: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(bytes(name)))
  }
}

/// An instant written as RFC 3339; a test that gets it wrong fails.
func instant(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Instant {
  try #require(Instant(text), "\(text) is no instant", sourceLocation: sourceLocation)
}

func date(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CivilDate {
  try #require(CivilDate(text), "\(text) is no date", sourceLocation: sourceLocation)
}

/// A generator with a seed (SplitMix64), so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
