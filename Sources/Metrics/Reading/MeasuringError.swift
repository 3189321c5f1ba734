package import Agreements
package import Wire

/// Why an export cannot be measured at all.
package indirect enum MeasuringError: Error, Equatable, Sendable {
  case periodNotOver(Period, end: Instant, asOf: Instant)
  case periodNotRunning(Period, Range<Instant>, asOf: Instant)
  case calendarNeverOpens
  case zone(ZoneError)
  case file(ExportError)
  /// Columns that the mapping names and the header line does not have, each with one that may be meant.
  case columnsMissing([MissingColumn])
  /// A field of the agreement for which the mapping names no column.
  case fieldNotMapped(field: String, neededFor: String)
  case tiersNotMapped(by: String)
  /// The agreement tells an event by values, the mapping names no column for them.
  case valueNotMapped(event: String, column: String)
  case badPicture(column: String, picture: String)
  case badClock(column: String, picture: String)
  /// No mapping has an MQL or a demo request.
  case noStart
  /// All exports are activities.
  case noLeads
  /// What is wrong with one of several exports, by its number from 1.
  case source(number: Int, MeasuringError)
  case tooManyFields(limit: Int)
  case tooManyRejected(rejected: Int, read: Int, perMille: Int, first: [RejectedRow])

  package struct MissingColumn: Equatable, Sendable {
    package let name: String
    package let closest: String?
  }
}

extension MeasuringError {
  /// The rows that could not be read, where they were too many; the first 1,000 of them.
  package var rejected: [RejectedRow] {
    switch self {
    case .tooManyRejected(_, _, _, let rows): rows
    case .source(_, let error): error.rejected
    default: []
    }
  }
}

extension MeasuringError: CustomStringConvertible {
  /// What is wrong and what to do, in the reader's words.
  package var description: String {
    switch self {
    case .periodNotOver(let period, let end, let asOf):
      "\(period) ends at \(end), but the export is as of \(asOf); take the snapshot once the period is over"
    case .periodNotRunning(let period, let bounds, let asOf):
      "\(period) runs from \(bounds.lowerBound) to \(bounds.upperBound), and the export is as of \(asOf); a closed period takes a snapshot"
    case .calendarNeverOpens:
      "the agreement's calendar has no opening hours, so that no clock would ever run; give it some"
    case .zone(let error): "\(error)"
    case .file(let error): "\(error)"
    case .columnsMissing(let columns):
      "the export has no column "
        + columns.prefix(10).map { column in
          "\"\(column.name)\"\(column.closest.map { " (is \"\($0.prefix(60))\" meant?)" } ?? "")"
        }.joined(separator: ", ") + "; add it to the export, or correct the mapping"
    case .fieldNotMapped(let field, let need):
      "the agreement's \(need) needs the field \"\(field)\", for which the mapping names no column"
    case .tiersNotMapped(let by):
      "the agreement's tiers go by \(by), for which the mapping names no column"
    case .valueNotMapped(let event, let column):
      "the agreement tells \(event) by a value; name the column with it for \"\(column)\" in the mapping"
    case .badPicture(let column, let picture):
      """
      the format "\(picture)" of column "\(column)" is none; write iso8601, epochSeconds, epochMilliseconds, or a \
      picture of YYYY or YY, MM, M or MMM, DD or D, DDD, hh or h, mm, ss, SSS, AP and ZZZ, with other words that have such \
      letters between quotes ('Uhr')
      """
    case .badClock(let column, let picture):
      """
      the format "\(picture)" of column "\(column)" is none of a time of day; write a picture of hh or h, mm, ss, SSS, AP \
      and ZZZ, with other words that have such letters between quotes (h'h'mm)
      """
    case .noStart: "the mapping names no column for MQLs nor for demo requests; there is nothing to count"
    case .noLeads: "there are only activities; add the export that lists the leads"
    case .source(let number, let error): "export \(number): \(error)"
    case .tooManyFields(let limit): "the agreement requires more than \(limit) fields"
    case .tooManyRejected(let rejected, let read, let perMille, let first):
      """
      \(rejected) of \(read) rows cannot be read; allowed are \(perMille / 10).\(perMille % 10) %. The first are:
      \(first.prefix(10).map { "  \($0)" }.joined(separator: "\n"))
      """
    }
  }
}
