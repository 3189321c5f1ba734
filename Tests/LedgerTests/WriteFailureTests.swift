import Foundation
import Harness
import Testing

/// Disks that take nothing.
@Suite struct WriteFailures {
  /// Runs `sla` as somebody whom permissions hold, also where the tests run as root.
  private func held(_ person: Person, _ arguments: [String], in directory: String? = nil) async throws
    -> Outcome
  {
    guard getuid() == 0 else { return try await person.run(Binary.path(), arguments, in: directory) }
    return try await person.run(
      "setpriv", ["--bounding-set", "-dac_override,-dac_read_search,-fowner", Binary.path()] + arguments,
      in: directory)
  }

  private func protect(_ path: String, _ isProtected: Bool) throws {
    let files = FileManager.default
    let mode = isProtected ? 0o555 : 0o755
    for name in try files.subpathsOfDirectory(atPath: path) + [""] {
      var isDirectory: ObjCBool = false
      let place = "\(path)/\(name)"
      if unsafe files.fileExists(atPath: place, isDirectory: &isDirectory), isDirectory.boolValue {
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: place)
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a directory that cannot be written ends with 73, and nothing is changed`() async throws {
    let company = try await Company.drafting()
    let before = try await company.tip()
    for folder in [".git/objects", ".git/refs/heads", ".git/countersign"] {
      let path = "\(company.rev.clone)/\(folder)"
      try protect(path, true)
      let outcome = try await held(
        company.rev, ["amend", "set", "first", "volume-t1", "60", "--because", "So."])
      try protect(path, false)
      #expect(outcome.status == 73, "\(folder): \(outcome)")
      #expect(try await company.tip() == before)
    }
    try await company.set(61).require(0)
    try await company.expectWhole()
  }

  @Test(.timeLimit(.minutes(10)))
  func `a ledger is not founded where nothing can be written`() async throws {
    let workplace = try Workplace()
    let rev = try await workplace.person("Rev Ops")
    let mo = try await workplace.person("Mo Marsh")
    let place = "\(workplace.path)/place"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    try protect(place, true)
    let outcome = try await held(
      rev,
      [
        "init", "ledger", "--vp-marketing", mo.introduction, "--vp-sales", rev.introduction,
      ], in: place)
    try protect(place, false)
    #expect(outcome.status == 73, "\(outcome)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
  }
}
