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
  @usableFromInline var bytes: [UInt8] = []
  /// The bytes of fields that are not as they stand there: quotes once, escapes resolved.
  @usableFromInline var rewritten: [UInt8] = []
  /// Where its fields are, as far as ``kept`` says; those of other rows may follow.
  @usableFromInline var fields: [Field] = []
  @usableFromInline var kept = 0

  /// Where the bytes of a field are: in one word, so that it is written and read at once.
  @usableFromInline
  struct Field: Sendable {
    @usableFromInline let word: UInt64

    init(_ range: Range<Int>, isQuoted: Bool = false, isRewritten: Bool = false) {
      word =
        UInt64(truncatingIfNeeded: range.lowerBound) | UInt64(truncatingIfNeeded: range.upperBound) << 31
        | (isQuoted ? 1 << 62 : 0) | (isRewritten ? 1 << 63 : 0)
    }

    @inlinable
    var range: Range<Int> {
      Int(truncatingIfNeeded: word & 0x7FFF_FFFF)..<Int(truncatingIfNeeded: word >> 31 & 0x7FFF_FFFF)
    }
    @inlinable
    var isEmpty: Bool { word >> 31 & 0x7FFF_FFFF == word & 0x7FFF_FFFF }
    var isQuoted: Bool { word & 1 << 62 != 0 }
    /// Whether it is among those rewritten.
    @inlinable
    var isRewritten: Bool { word & 1 << 63 != 0 }
  }

  package init() {}

  /// Starts a row on a line.
  mutating func start(line: Int) {
    self.line = line
    problem = nil
    (fieldCount, kept) = (0, 0)
    rewritten.removeAll(keepingCapacity: true)
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

  /// The same without keeping the row's bytes, for as long as the row is not changed.
  @inlinable
  @inline(__always)
  @_lifetime(borrow self)
  package func cell(_ index: Int) -> Span<UInt8> {
    guard index < kept else { return bytes.span.extracting(first: 0) }
    let field = fields[index]
    return field.isRewritten ? rewritten.span.extracting(field.range) : bytes.span.extracting(field.range)
  }

  /// Whether there is nothing in a field, or no such field.
  @inlinable
  @inline(__always)
  package func isEmpty(_ index: Int) -> Bool { index >= kept || fields[index].isEmpty }

  /// Whether a field was written in quotes.
  package func isQuoted(_ index: Int) -> Bool {
    index < kept && fields[index].isQuoted
  }
}
