import Foundation
import Harness

extension Person {
  /// SHA-256 over every file of this person's clone, `.git` included: name, permissions, content.
  func digestOfClone() async throws -> String {
    let script = """
      find . -type f -printf '%p %m\\n' -exec sha256sum {} + | LC_ALL=C sort | sha256sum
      """
    return try await run("sh", ["-c", script]).require(0).text
  }
}
