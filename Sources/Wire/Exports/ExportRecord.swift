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
  var bytes: [UInt8] = []
  /// The bytes of fields that are not as they stand there: quotes once, escapes resolved.
  var rewritten: [UInt8] = []
  /// Where its fields are, as far as ``kept`` says; those of other rows may follow.
  var fields: [Field] = []
  var kept = 0

  /// Where the bytes of a field are.
  struct Field: Sendable {
    var start: UInt32
    var end: UInt32
    var isQuoted = false
    /// Whether it is among those rewritten.
    var isRewritten = false
  }

  package init() {}

  /// Starts a row on a line.
  mutating func start(line: Int) {
    self.line = line
    problem = nil
    (fieldCount, kept) = (0, 0)
    rewritten.removeAll(keepingCapacity: true)
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
    let range = Int(field.start)..<Int(field.end)
    return field.isRewritten ? rewritten[range] : bytes[range]
  }

  /// The same without keeping the row's bytes, for as long as the row is not changed.
  @_lifetime(borrow self)
  package func cell(_ index: Int) -> Span<UInt8> {
    guard index < kept else { return bytes.span.extracting(first: 0) }
    let field = fields[index]
    let range = Int(field.start)..<Int(field.end)
    return field.isRewritten ? rewritten.span.extracting(range) : bytes.span.extracting(range)
  }

  /// Whether a field was written in quotes.
  package func isQuoted(_ index: Int) -> Bool {
    index < kept && fields[index].isQuoted
  }
}
