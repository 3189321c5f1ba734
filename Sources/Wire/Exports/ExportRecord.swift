/// One row, its fields unquoted; a reader fills the same record again and again.
package struct ExportRecord: Sendable {
  /// The number of the row, from 1; the header line is not counted.
  package internal(set) var row = 0
  /// The line on which it starts, from 1, as an editor counts.
  package internal(set) var line = 0
  /// Why it cannot be used; nil for a good row.
  package internal(set) var problem: RecordProblem?
  /// How many fields it has; those beyond the header's are counted but not kept.
  package internal(set) var fieldCount = 0

  var bytes: [UInt8] = []
  var ends: [Int] = []
  var quoted: [Bool] = []
  /// All bytes of the row, or-ed: whether any is not ASCII.
  var bits: UInt8 = 0
  var hasNUL = false
  var hasStrayQuote = false
  /// Whether a field beyond the header's says something.
  var hasSurplus = false
  /// What is wrong with a line of JSON.
  var jsonProblem: RecordProblem?

  package init() {}

  /// The bytes of a field; empty where the row has no such field.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(index) else { return [] }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Whether a field was written in quotes.
  package func isQuoted(_ index: Int) -> Bool { quoted.indices.contains(index) && quoted[index] }

  /// Where the field that is being read starts.
  var fieldStart: Int { ends.last ?? 0 }

  mutating func start(line: Int) {
    self.line = line
    problem = nil
    fieldCount = 0
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
    (bits, hasNUL, hasStrayQuote, hasSurplus, jsonProblem) = (0, false, false, false, nil)
  }

  /// Ends the field that is being read, and forgets it where `columns` fields are there already.
  mutating func endField(quoted isQuoted: Bool, columns: Int) {
    fieldCount += 1
    if fieldCount > columns {
      if bytes.count > fieldStart { hasSurplus = true }
      bytes.removeSubrange(fieldStart...)
    } else {
      ends.append(bytes.count)
      quoted.append(isQuoted)
    }
  }

  /// Sets ``problem`` once all fields are read; empty fields at the end, beyond the header's, are none.
  mutating func end(columns: Int) {
    if let jsonProblem {
      problem = jsonProblem
    } else if hasStrayQuote {
      problem = .strayQuote
    } else if hasNUL {
      problem = .nul
    } else if !isUTF8 {
      problem = .notUTF8
    } else if fieldCount < columns || hasSurplus {
      problem = .ragged(fields: fieldCount, columns: columns)
    }
  }

  private var isUTF8: Bool {
    guard bits >= 0x80 else { return true }
    // Field by field: halves of a character on both sides of a delimiter are none.
    return ends.indices.allSatisfy { String(validating: self[$0], as: UTF8.self) != nil }
  }
}
