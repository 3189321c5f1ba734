internal import Wire

/// Why a row of an export is not measured.
package enum RowRejection: String, Sendable, CaseIterable {
  case ragged
  case strayQuote = "stray-quote"
  case notUTF8 = "not-utf8"
  case nul
  case notJSON = "not-json"
  case duplicateKey = "duplicate-key"
  case noLeadID = "no-lead-id"
  case unreadableTime = "unreadable-time"
  /// A time without zone, while the mapping names no zone for such.
  case timeWithoutZone = "time-without-zone"
  case unreadableScore = "unreadable-score"
  case unreadableAmount = "unreadable-amount"
  /// An amount in a currency that the agreement does not count in.
  case otherCurrency = "other-currency"

  init(_ problem: RecordProblem) {
    switch problem {
    case .ragged: self = .ragged
    case .strayQuote: self = .strayQuote
    case .notUTF8: self = .notUTF8
    case .nul: self = .nul
    case .notJSON: self = .notJSON
    case .duplicateKey: self = .duplicateKey
    }
  }
}

extension RowRejection: CustomStringConvertible {
  /// One clause in the reader's words.
  package var description: String {
    switch self {
    case .ragged: "it has more or fewer fields than the header line"
    case .strayQuote: "something follows a closing quote"
    case .notUTF8:
      "it holds bytes that are no text in the export's encoding; the mapping's \"encoding\" names another"
    case .nul: "it holds a NUL byte"
    case .notJSON: "it is no JSON object on one line"
    case .duplicateKey: "it holds a key twice"
    case .noLeadID: "it has no lead id"
    case .unreadableTime: "a time is not written as the mapping says"
    case .timeWithoutZone: "a time has no zone, and the mapping names none for such times"
    case .unreadableScore: "the score is no number"
    case .unreadableAmount: "the amount is no number that can be read in one way only"
    case .otherCurrency: "the amount is in a currency that the agreement does not count in"
    }
  }
}

/// A row that is not measured, where it stands, and why.
package struct RejectedRow: Sendable, Equatable {
  /// The number of the export, from 1.
  package let source: Int
  /// The number of the row, from 1, without the header line.
  package let row: Int
  package let line: Int
  package let reason: RowRejection
  /// The column at fault; nil where it is the row as a whole.
  package let column: String?
}

extension RejectedRow: CustomStringConvertible {
  /// `line 12: sentence`, without any value of the row.
  package var description: String {
    "line \(line): \(reason)\(column.map { " (column \"\($0.prefix(60))\")" } ?? "")"
  }
}
