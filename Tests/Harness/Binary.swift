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
