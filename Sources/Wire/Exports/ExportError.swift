/// Why an export cannot be read at all.
package enum ExportError: Error, Equatable, Sendable {
  case cannotOpen(cause: String)
  case cannotRead(cause: String)
  case empty
  /// Written to since it was opened.
  case changedWhileRead
  /// A gzip file that is damaged or cut short.
  case gzip
  /// JSON that is no object a line.
  case jsonDocument
  /// A format that is no text, by its first bytes.
  case notText(kind: String)
  case badHeader(RecordProblem)
  case duplicateColumn(String)
  case tooManyColumns(limit: Int)
  /// The quoted field that starts on that line is still open at the end of the file.
  case unclosedQuote(line: Int)
  case fieldTooLong(line: Int, limit: Int)
  case recordTooLong(line: Int, limit: Int)
  /// What was read is too much for memory, and no file takes it.
  case cannotSetAside(in: String, cause: String)
  /// So many rows may be of one lead that they cannot be looked at together.
  case tooManyRowsTogether
}

extension ExportError {
  /// Whether nothing is wrong with the export, but with where it is set aside.
  package var isOfWriting: Bool {
    if case .cannotSetAside = self { return true }
    return false
  }

  /// The same, of lines that stand `lines` further down.
  func moved(by lines: Int) -> ExportError {
    switch self {
    case .unclosedQuote(let line): .unclosedQuote(line: line + lines)
    case .fieldTooLong(let line, let limit): .fieldTooLong(line: line + lines, limit: limit)
    case .recordTooLong(let line, let limit): .recordTooLong(line: line + lines, limit: limit)
    default: self
    }
  }
}

extension ExportError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .cannotOpen(let cause): "the file cannot be opened: \(cause)"
    case .cannotRead(let cause): "the file cannot be read: \(cause)"
    case .empty: "the file is empty; export it again, with a header line"
    case .changedWhileRead: "the file was written to while it was read; wait until the export is complete"
    case .gzip: "the gzip file is damaged or cut short; export it again"
    case .jsonDocument: "the file is one JSON document; export JSON Lines, an object a line"
    case .notText(let kind): "the file is \(kind); export CSV or JSON Lines"
    case .badHeader(let problem): "the header line cannot be read: \(problem)"
    case .duplicateColumn(let name):
      "two columns are called \"\(name.prefix(60))\"; rename one in the export, so that it is clear which is meant"
    case .tooManyColumns(let limit): "the header line has more than \(limit) columns"
    case .unclosedQuote(let line):
      "line \(line): a quoted field starts here and never ends; the export is cut short or a quote is missing"
    case .fieldTooLong(let line, let limit):
      "line \(line): a field starts here that is longer than \(limit) bytes; most likely a quote is missing"
    case .recordTooLong(let line, let limit): "line \(line): the row is longer than \(limit) bytes"
    case .cannotSetAside(let directory, let cause):
      "what was read cannot be set aside in \(directory): \(cause); make room there, or set TMPDIR to another directory"
    case .tooManyRowsTogether:
      "more rows have to be joined than can be looked at together; export one period at a time, and only what it needs"
    }
  }
}

/// Why one row cannot be used, although the file as a whole can be read.
package enum RecordProblem: Error, Equatable, Sendable {
  /// More or fewer fields than the header line has.
  case ragged(fields: Int, columns: Int)
  /// Something follows a closing quote.
  case strayQuote
  case notUTF8
  case nul
  /// A line of JSON that is no object, or none that can be read.
  case notJSON
  /// A line of JSON that holds a key twice.
  case duplicateKey
}

extension RecordProblem: CustomStringConvertible {
  /// One clause in the reader's words.
  package var description: String {
    switch self {
    case .ragged(let fields, let columns): "it has \(fields) fields where the header line has \(columns)"
    case .strayQuote: "something follows a closing quote; a quote inside a field is written twice"
    case .notUTF8: "it holds bytes that are no text in the export's encoding"
    case .nul: "it holds a NUL byte"
    case .notJSON: "it is no JSON object on one line"
    case .duplicateKey: "it holds a key twice"
    }
  }
}
