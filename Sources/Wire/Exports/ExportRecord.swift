/// One row, its fields unquoted.
package struct ExportRecord: Sendable {
  /// The number of the row, from 1; the header line is not counted.
  package internal(set) var row = 0
  /// The line on which it starts, from 1, as an editor counts.
  package internal(set) var line = 0
  /// Why it cannot be used; nil for a good row.
  package internal(set) var problem: RecordProblem?
  /// How many fields it has; those beyond the header's are counted but not kept.
  package internal(set) var fieldCount = 0

  /// The bytes of the block that the row stands in.
  package internal(set) var bytes: [UInt8] = []
  /// The bytes of fields that are not as they stand there: quotes once, escapes resolved.
  package internal(set) var rewritten: [UInt8] = []
  /// Where its fields are, as far as ``kept`` says; those of other rows may follow.
  package internal(set) var fields: [Field] = []
  /// How many fields are kept.
  package internal(set) var kept = 0

  /// Where the bytes of a field are: in one word, so that it is written and read at once.
  package struct Field: Sendable {
    /// From the lowest bit on: 31 for where it starts, 31 for where it ends, one for whether it was quoted, one for whether
    /// it is among those rewritten.
    package let word: UInt64

    /// A field that stands in the block as it is; `end` is not before `start`.
    @inline(__always)
    init(from start: Int, to end: Int) {
      word = UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: end) &<< 31
    }

    init(_ range: Range<Int>, isQuoted: Bool = false, isRewritten: Bool = false) {
      word =
        UInt64(truncatingIfNeeded: range.lowerBound) | UInt64(truncatingIfNeeded: range.upperBound) << 31
        | (isQuoted ? 1 << 62 : 0) | (isRewritten ? 1 << 63 : 0)
    }

    var range: Range<Int> {
      Int(truncatingIfNeeded: word & 0x7FFF_FFFF)..<Int(truncatingIfNeeded: word >> 31 & 0x7FFF_FFFF)
    }
    var isEmpty: Bool { word >> 31 & 0x7FFF_FFFF == word & 0x7FFF_FFFF }
    var isQuoted: Bool { word & 1 << 62 != 0 }
    /// Whether it is among those rewritten.
    var isRewritten: Bool { word & 1 << 63 != 0 }
  }

  package init() {}

  /// Starts a row on a line.
  mutating func start(line: Int) {
    self.line = line
    problem = nil
    (fieldCount, kept) = (0, 0)
    if !rewritten.isEmpty { rewritten.removeAll(keepingCapacity: true) }
  }

  /// Makes room for so many fields, which are not there yet.
  mutating func makeRoom(for columns: Int) {
    while fields.count < columns { fields.append(Field(0..<0)) }
  }

  /// Appends a field, which is counted only where `columns` are there.
  mutating func append(_ field: Field, columns: Int) {
    if fieldCount < columns {
      if fieldCount < fields.count { fields[fieldCount] = field } else { fields.append(field) }
      kept += 1
    }
    fieldCount += 1
  }

  /// The bytes of a field; empty where the row has no such field.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    guard index < kept else { return [] }
    let field = fields[index]
    return field.isRewritten ? rewritten[field.range] : bytes[field.range]
  }

  /// Whether a field was written in quotes.
  package func isQuoted(_ index: Int) -> Bool {
    index < kept && fields[index].isQuoted
  }
}
