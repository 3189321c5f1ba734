import Signatures
import TestMaterial
import Testing

/// RFC 4251, section 5.
struct SSHWireTests {
  struct Failure: SSHWireFailure, Equatable {
    let problem: SSHWireError
    static func malformed(_ problem: SSHWireError) -> Failure { Failure(problem: problem) }
  }

  @Test func `what is written is read again`() throws {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let number = UInt32.random(in: .min ... .max, using: &random)
      let magnitude = (0..<Int.random(in: 1...70, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      var writer = SSHWriter()
      writer.uint32(number)
      writer.byte(UInt8(truncatingIfNeeded: number))
      writer.string(magnitude)
      writer.integer(magnitude: [1] + magnitude)
      try SSHReader<Failure>.read(writer.bytes[...]) { reader throws(Failure) in
        #expect(try reader.uint32() == number)
        #expect(try reader.byte() == UInt8(truncatingIfNeeded: number))
        #expect(Array(try reader.string()) == magnitude)
        #expect(Array(try reader.positiveInteger(limit: 71)) == [1] + magnitude)
      }
    }
  }

  @Test func `a scope that leaves something unread fails`() {
    #expect(throws: Failure(problem: .trailingData(bytes: 3))) {
      try SSHReader<Failure>.read([1, 2, 3, 4]) { reader throws(Failure) in _ = try reader.byte() }
    }
  }

  @Test(arguments: [
    [], [0], [0, 0, 0], [0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF, 1], [0x7F, 0xFF, 0xFF, 0xFF],
  ])
  func `a string longer than its scope is refused`(bytes: [UInt8]) {
    #expect(throws: Failure(problem: .endsEarly)) {
      try SSHReader<Failure>.read(bytes[...]) { reader throws(Failure) in _ = try reader.string() }
    }
  }

  @Test(
    arguments: [
      ([], .notPositiveInteger), ([0], .notPositiveInteger), ([0x80], .notPositiveInteger),
      ([0xFF, 1], .notPositiveInteger), ([0, 1], .integerNotMinimal), ([0, 0x7F, 1], .integerNotMinimal),
      ([0, 0, 0x80], .integerNotMinimal), ([1, 2, 3, 4, 5], .integerTooLarge),
      ([0, 0x80, 2, 3, 4, 5], .integerTooLarge),
    ] as [([UInt8], SSHWireError)])
  func `an integer that is not positive, minimal and bounded is refused`(
    digits: [UInt8], problem: SSHWireError
  ) {
    var writer = SSHWriter()
    writer.string(digits)
    #expect(throws: Failure(problem: problem)) {
      try SSHReader<Failure>.read(writer.bytes[...]) { reader throws(Failure) in
        _ = try reader.positiveInteger(limit: 4)
      }
    }
  }

  @Test(
    arguments: [[0xFF], [0xC0, 0x80], [0x61, 0], [0x1B, 0x5B], [0x7F], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func `a name that is not plain text is refused`(name: [UInt8]) {
    var writer = SSHWriter()
    writer.string(name)
    #expect(throws: Failure(problem: .notText)) {
      try SSHReader<Failure>.read(writer.bytes[...]) { reader throws(Failure) in _ = try reader.text() }
    }
  }
}
