import SystemPackage
import Testing

@testable import Wire

struct ScratchFileTests {
  @Test func `what was written is read again, in any order`() throws {
    let file = try ScratchFile()
    let first = try file.append([1, 2, 3, 4])
    let second = try file.append(Array(repeating: 9, count: 100_000))
    var bytes: [UInt8] = [0]
    try file.read(second + 99_998..<second + 100_000, into: &bytes)
    try file.read(first + 1..<first + 4, into: &bytes)
    #expect(bytes == [0, 9, 9, 2, 3, 4])
  }

  @Test func `what cannot be set aside, or read again, is told with where, and with what to do`() throws {
    let directory = "/nowhere/countersign"
    #expect(throws: ExportError.cannotSetAside(in: directory, cause: "No such file or directory")) {
      _ = try ScratchFile(in: "/nowhere/countersign")
    }
    let file = try ScratchFile()
    var bytes: [UInt8] = []
    #expect(throws: ExportError.self) { try file.read(0..<1, into: &bytes) }
    #expect(
      "\(ExportError.cannotSetAside(in: directory, cause: "No space left on device"))".contains("TMPDIR"))
  }
}
