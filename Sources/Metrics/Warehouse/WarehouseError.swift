package import Wire

/// Why a query cannot be written, or its result not be taken.
package enum WarehouseError: Error, Equatable, Sendable {
  case measuring(MeasuringError)
  /// A table's name that the query could not tell from its own steps, or that is no name.
  case badTable(String)
  /// A column's name that the engine does not take, with the longest name that it takes.
  case longName(String, limit: Int)
  /// A name in which Spark would look for variables, or its program for the end of a statement.
  case splitName(String)
  /// A picture in which parts of the time run into one another.
  case picture(column: String)
  /// Several ids in one cell of an activity.
  case activityAliases(mapping: String)
  /// What the query does not compute, in words.
  case notCompiled(String)
  case notJSON(JSONError)
  /// What is wrong with the result, and where.
  case malformed(at: String, String)
  /// The result of another query.
  case otherQuery(expected: SHA256Digest, given: String)
  /// The rounds in which leads are joined did not suffice.
  case notJoined(rounds: Int)
  /// The engine does not compare texts by their bytes.
  case notBytewise
  /// Numbers that the query does not read although the reader of files might.
  case unreadNumbers(table: String, count: Int)
  /// Entries into the CRM of events before the business days that the query knows.
  case beyondCalendar(Int)
  case tooManyRejected(table: String, rejected: Int, read: Int, perMille: Int, reasons: [String])
}

extension WarehouseError: CustomStringConvertible {
  /// What is wrong and what to do, in the reader's words.
  package var description: String {
    switch self {
    case .measuring(let error): "\(error)"
    case .badTable(let name):
      """
      "\(name.prefix(60))" is no table that can be named here; write TABLE or SCHEMA.TABLE, as the warehouse writes it, and \
      no name that starts with sla_
      """
    case .longName(let name, let limit):
      "\"\(name.prefix(80))\" is longer than the \(limit) bytes that names have there; make a view with a shorter one"
    case .splitName(let name):
      """
      "\(name.prefix(80))" has a character in it ($, ;, \\, --, /*, a single quote or half a pair of quotes) at which Spark takes \
      statements apart; make a view with another name
      """
    case .picture(let column):
      """
      times of the column "\(column)" are written so that their parts run into one another; make a view that writes \
      them as ISO 8601
      """
    case .activityAliases(let mapping):
      """
      the mapping \(mapping) has several ids in one cell of an activity, which the query cannot follow; make a view with \
      a column for each
      """
    case .notCompiled(let what):
      "the query does not know \(what); leave that out of the mapping, or measure from an export"
    case .notJSON(let error): "it is no JSON: \(error)"
    case .malformed(let place, let problem): "\(place): \(problem)"
    case .otherQuery(let expected, let given):
      """
      it is the result of another query (\(given.prefix(12))…) than the ledger makes of these words (\(expected.short)…); \
      say the same as to sla snapshot sql, or print the query again and run it
      """
    case .notJoined(let rounds):
      """
      rows of one lead hang together by more than \(rounds) steps of shared ids and addresses; join them in a view, or \
      measure from an export
      """
    case .notBytewise:
      "the warehouse does not compare texts by their bytes in UTF-8; set its collation to binary, or measure from an export"
    case .unreadNumbers(let table, let count):
      """
      \(table) has \(count) scores, amounts or counts of behaviour with a currency or letters in them, which the query does \
      not read; make a view with plain numbers
      """
    case .beyondCalendar(let count):
      """
      \(count) events were logged for times more than \(WarehouseQuery.yearsOfLogging) years before the period; take \
      "loggedAt" out of the mapping, or leave those rows out in a view
      """
    case .tooManyRejected(let table, let rejected, let read, let perMille, let reasons):
      """
      \(rejected) of \(read) rows of \(table) cannot be read (\(reasons.joined(separator: ", "))); allowed are \
      \(perMille / 10).\(perMille % 10) %
      """
    }
  }
}
