/// How an export writes times, as a mapping says it.
extension Mapping {
  /// How an export writes times.
  package enum DateFormat: Sendable, Hashable {
    /// ISO 8601 with or without time, seconds, fraction and offset.
    case iso8601
    /// Whole seconds, or milliseconds, since 1970 in UTC.
    case epochSeconds, epochMilliseconds
    /// A picture of `DDD YYYY MM MMM DD Do hh mm ss SSS AP ZZZ` and the characters between them.
    case picture(String)
  }

  /// A column with times of day, beside one with dates; a date without one is a date only.
  package struct TimeOfDay: Sendable, Hashable {
    package let column: String
    /// Pictures of `hh mm ss SSS AP ZZZ` and the characters between them; at least one.
    package let formats: [String]

    package init(column: String, formats: [String]) {
      self.column = column
      self.formats = formats
    }
  }
}

extension Mapping.EventColumn {
  /// How many formats a column has at most.
  package static let greatestFormatCount = 8
}

extension Mapping.TimeOfDay {
  /// The time of day that a member names for the dates of another member's column; nil where there is none.
  init?(_ fields: Fields, _ key: String, of date: String) throws(StructureProblem) {
    guard let own = fields.optionalRecord(key) else { return nil }
    guard fields.has(date) else {
      throw fields.problem(
        key, "is the time of day of \"\(date)\", which is not there; name that column, or leave this out")
    }
    self.init(column: try own.text("column"), formats: [try own.text("format")] + own.texts("otherFormats"))
  }
}

extension Mapping.DateFormat {
  /// A format as documents name it.
  package init(_ text: String) {
    self =
      switch text {
      case "iso8601": .iso8601
      case "epochSeconds": .epochSeconds
      case "epochMilliseconds": .epochMilliseconds
      default: .picture(text)
      }
  }

  /// The format as documents name it.
  package var text: String {
    switch self {
    case .iso8601: "iso8601"
    case .epochSeconds: "epochSeconds"
    case .epochMilliseconds: "epochMilliseconds"
    case .picture(let picture): picture
    }
  }
}
