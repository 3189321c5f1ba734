/// A place in a text file, as an editor counts it.
package struct SourcePosition: Equatable, Sendable, CustomStringConvertible {
  /// The number of bytes before it.
  package let offset: Int
  /// The line, from 1; a line ends at LF.
  package let line: Int
  /// The column, from 1, in Unicode scalars.
  package let column: Int

  /// The place of the byte at `offset`; past the end it is the place after the last byte.
  package init(offset: Int, in bytes: [UInt8]) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var column = 1
    for byte in bytes[..<end] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = end
    self.line = line
    self.column = column
  }

  /// `line:column`.
  package var description: String { "\(line):\(column)" }
}
