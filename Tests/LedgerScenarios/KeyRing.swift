import Foundation
import Signatures
package import SystemPackage

/// A key pair that `ssh-keygen` made: once per run of the tests, in a temporary folder.
package struct KeyPair: Sendable {
  /// Where the private key is.
  package let path: FilePath
  /// Type and base64, as a charter lists it.
  package let line: String

  /// The pair of that name, made when it is first asked for.
  package static func named(_ name: String, type: String = "ed25519", bits: Int? = nil) -> KeyPair {
    ring.pair(name, type: type, bits: bits)
  }

  private static let ring = KeyRing()
}

/// Makes each pair once.
private final class KeyRing: Sendable {
  private let folder: FilePath
  private let lock = NSLock()

  init() {
    folder = Workbench.root.appending("keys")
    try? FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
  }

  func pair(_ name: String, type: String, bits: Int?) -> KeyPair {
    lock.withLock {
      let path = folder.appending(name)
      if !FileManager.default.fileExists(atPath: path.string + ".pub") { make(path, type: type, bits: bits) }
      let text = (try? String(contentsOfFile: path.string + ".pub", encoding: .utf8)) ?? ""
      return KeyPair(path: path, line: text.split(separator: " ").prefix(2).joined(separator: " "))
    }
  }

  private func make(_ path: FilePath, type: String, bits: Int?) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["ssh-keygen", "-q", "-t", type, "-N", "", "-C", "test", "-f", path.string]
      + (bits.map { ["-b", "\($0)"] } ?? [])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { fatalError("ssh-keygen cannot be run: \(error)") }
    process.waitUntilExit()
    precondition(process.terminationStatus == 0, "ssh-keygen made no key at \(path)")
  }
}
