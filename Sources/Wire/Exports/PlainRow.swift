/// A row in which nothing is quoted, and which ends with LF or CRLF.
struct PlainRow {
  /// The marks behind it.
  let marks: SeparatorMarks
  /// Where the next row starts.
  let end: Int
  let fieldCount: Int
  /// Whether a field beyond the header's says something.
  private(set) var hasSurplus = false

  /// Finds the fields of such a row, and keeps the first `columns` of them in the record; nil where another starts, or a
  /// very long one.
  @inline(__always)
  init?(
    in record: inout ExportRecord, _ bytes: Span<UInt8>, from index: Int, _ known: SeparatorMarks,
    _ search: SeparatorSearch, columns: Int
  ) {
    record.makeRoom(for: columns)
    var fields = record.fields.mutableSpan
    var marks = known
    var (start, count, hasSurplus) = (index, 0, false)
    // What was read otherwise may leave marks behind.
    if marks.window < index { marks.all &= UInt64.max << UInt64(index - marks.window) }
    while true {
      let others = marks.all & ~marks.delimiters
      let before = (others &- 1) & ~others
      var here = marks.all & marks.delimiters & before
      while here != 0 {
        let place = marks.window &+ here.takeLowestBit()
        if count < columns {
          fields[count] = ExportRecord.Field(from: start, to: place)
        } else if start < place {
          hasSurplus = true
        }
        count &+= 1
        start = place &+ 1
      }
      if others != 0 {
        let place = marks.window + others.trailingZeroBitCount
        let isCRLF = bytes[place] == CSVByte.carriageReturn && bytes[place + 1] == CSVByte.lineFeed
        // No field is longer than its row.
        guard isCRLF || bytes[place] == CSVByte.lineFeed, place - index < CSVScanner.greatestField else {
          return nil
        }
        if count < columns {
          fields[count] = ExportRecord.Field(from: start, to: place)
        } else if start < place {
          hasSurplus = true
        }
        marks.all &= ~before & ~(before &+ 1)
        self.marks = marks
        end = isCRLF ? place + 2 : place + 1
        fieldCount = count + 1
        self.hasSurplus = hasSurplus
        return
      }
      if marks.window >= index + CSVScanner.greatestField { return nil }
      marks = search.marks(in: bytes, after: marks, notBefore: index)
    }
  }
}
