/// Why a file cannot be read as comma-separated values at all.
package enum CSVError: Error, Equatable, Sendable {
  case cannotOpen(cause: String)
  case cannotRead(cause: String)
  case empty
  case utf16
  /// A format that is no text, by its first bytes.
  case notText(kind: String)
  case badHeader(CSVRowProblem)
  case duplicateColumn(String)
  case tooManyColumns(limit: Int)
  /// The quoted field that starts on that line is still open at the end of the file.
  case unclosedQuote(line: Int)
  case fieldTooLong(line: Int, limit: Int)
  case recordTooLong(line: Int, limit: Int)
}

extension CSVError: CustomStringConvertible {
  /// One sentence in the reader's words, with what to do.
  package var description: String {
    switch self {
    case .cannotOpen(let cause): "the file cannot be opened: \(cause)"
    case .cannotRead(let cause): "the file cannot be read: \(cause)"
    case .empty: "the file is empty; export it again, with a header line"
    case .utf16: "the file is UTF-16, which is not read yet; export or save it as UTF-8"
    case .notText(let kind): "the file is \(kind), not plain CSV; export it as CSV, or unpack it first"
    case .badHeader(let problem): "the header line cannot be read: \(problem)"
    case .duplicateColumn(let name):
      "two columns are called \"\(name.prefix(60))\"; rename one in the export, so that it is clear which is meant"
    case .tooManyColumns(let limit): "the header line has more than \(limit) columns"
    case .unclosedQuote(let line):
      "line \(line): a quoted field starts here and never ends; the export is cut short or a quote is missing"
    case .fieldTooLong(let line, let limit):
      "line \(line): a field starts here that is longer than \(limit) bytes; most likely a quote is missing"
    case .recordTooLong(let line, let limit): "line \(line): the row is longer than \(limit) bytes"
    }
  }
}

/// Why one row cannot be used, although the file as a whole can be read.
package enum CSVRowProblem: Equatable, Sendable {
  /// More or fewer fields than the header line has.
  case ragged(fields: Int, columns: Int)
  /// Something follows a closing quote.
  case strayQuote
  case notUTF8
  case nul
}

extension CSVRowProblem: CustomStringConvertible {
  /// One clause in the reader's words.
  package var description: String {
    switch self {
    case .ragged(let fields, let columns): "it has \(fields) fields where the header line has \(columns)"
    case .strayQuote: "something follows a closing quote; a quote inside a field is written twice"
    case .notUTF8: "it holds bytes that are not UTF-8"
    case .nul: "it holds a NUL byte"
    }
  }
}
