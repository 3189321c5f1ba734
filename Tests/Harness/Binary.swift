import Foundation

/// The command line that is tested.
package enum Binary {
  /// The path of `sla`: the variable SLA, else the debug build beside the tests; throws where there is none.
  package static func path() throws -> String {
    let path =
      ProcessInfo.processInfo.environment["SLA"]
      ?? packageRoot.appending(path: ".build/debug/sla").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw ProgramFailed(
        description: "\(path) is missing: build it with `swift build --product sla`, or name another with SLA"
      )
    }
    return URL(filePath: path).standardizedFileURL.path
  }

  static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

/// Suites and data that others wrote; never part of the project.
package enum TestData {
  /// The path of a file; throws where it is not there, so that a test that needs it fails.
  package static func path(_ name: String) throws -> String {
    let folder =
      ProcessInfo.processInfo.environment["COUNTERSIGN_TESTDATA"]
      ?? Binary.packageRoot.deletingLastPathComponent().appending(path: "shared").path
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw ProgramFailed(
        description:
          "\(path) is missing: set COUNTERSIGN_TESTDATA to the folder with the suites and data that others wrote"
      )
    }
    return path
  }
}
