package import Foundation

/// Suites and data that others wrote; never part of the project.
package enum TestData {
  /// A file or folder that a test needs and that is not there: tests fail without it, and never skip.
  package struct Missing: Error, CustomStringConvertible {
    let path: String

    package var description: String {
      "\(path) is missing: set COUNTERSIGN_TESTDATA to the folder with the suites and data that others wrote"
    }
  }

  /// The variable COUNTERSIGN_TESTDATA, else `shared` beside the repository.
  private static let folder: String =
    ProcessInfo.processInfo.environment["COUNTERSIGN_TESTDATA"]
    ?? URL(filePath: #filePath).appending(path: "../../../../shared").standardized.path

  /// The path of a file or folder; throws where it is not there.
  package static func path(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { throw Missing(path: path) }
    return path
  }

  package static func data(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

  package static func bytes(_ name: String) throws -> [UInt8] { Array(try data(name)) }

  /// A JSON file as Foundation reads it.
  package static func json(_ name: String) throws -> Any {
    try JSONSerialization.jsonObject(with: data(name))
  }

  /// The names of everything below a folder, sorted; throws where there is nothing.
  package static func files(in name: String) throws -> [String] {
    let path = try path(name)
    guard let names = FileManager.default.enumerator(atPath: path)?.allObjects as? [String], !names.isEmpty
    else { throw Missing(path: path) }
    return names.sorted()
  }
}
