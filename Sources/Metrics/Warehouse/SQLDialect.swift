/// The engines that a query can be written for, and what they write differently.
package enum SQLDialect: String, CaseIterable, Sendable {
  case postgres, duckdb, spark
}

extension SQLDialect {
  /// A regular expression in the grammar that all three read alike: no backslashes, no classes by name.
  typealias Pattern = String

  func text(_ value: SQL) -> SQL {
    switch self {
    case .postgres: "CAST(\(value) AS text)"
    case .duckdb: "CAST(\(value) AS VARCHAR)"
    case .spark: "CAST(\(value) AS STRING)"
    }
  }

  /// The whole number that digits write; they have been looked at before.
  func integer(_ digits: SQL) -> SQL {
    self == .postgres ? "CAST(\(digits) AS bigint)" : "TRY_CAST(\(digits) AS BIGINT)"
  }

  /// A number of which so many may be added as there are rows; the others' sums are wider than what is added.
  func wide(_ number: SQL) -> SQL { self == .spark ? "CAST(\(number) AS DECIMAL(20, 0))" : number }

  /// Division of a number that is not negative, without remainder.
  func quotient(_ dividend: SQL, _ divisor: Int) -> SQL {
    switch self {
    case .postgres: "((\(dividend)) / \(divisor))"
    case .duckdb: "((\(dividend)) // \(divisor))"
    case .spark: "((\(dividend)) div \(divisor))"
    }
  }

  /// Whether the whole of a trimmed text is written so.
  func matches(_ value: SQL, _ pattern: Pattern) -> SQL {
    switch self {
    case .postgres: "(\(value) ~ \(literal("^(?:\(pattern))$")))"
    case .duckdb: "regexp_full_match(\(value), \(literal(pattern)))"
    case .spark: "(\(value) RLIKE \(literal(Self.javaPattern(pattern))))"
    }
  }

  /// What a pair of parentheses holds of a text that is written so; empty where it holds nothing.
  func capture(_ value: SQL, _ pattern: Pattern, _ number: Int) -> SQL {
    let whole = literal("^(?:\(pattern))$")
    return switch self {
    case .postgres: "COALESCE((regexp_match(\(value), \(whole)))[\(number)], '')"
    case .duckdb: "regexp_extract(\(value), \(whole), \(number))"
    case .spark: "regexp_extract(\(value), \(literal(Self.javaPattern(pattern))), \(number))"
    }
  }

  /// The whole of a text for Java, where a dollar sign would also stand before a line's end.
  private static func javaPattern(_ pattern: Pattern) -> Pattern { "^(?:\(pattern))(?![^a]|a)" }

  /// Days from 1970-01-01 to a date of the years 1 to 9999 written `YYYY-MM-DD`.
  func day(_ date: SQL) -> SQL {
    switch self {
    case .postgres: "CAST(CAST(\(date) AS date) - DATE '1970-01-01' AS bigint)"
    case .duckdb: "CAST(date_diff('day', DATE '1970-01-01', CAST(\(date) AS DATE)) AS BIGINT)"
    case .spark: "CAST(datediff(CAST(\(date) AS DATE), DATE '1970-01-01') AS BIGINT)"
    }
  }

  /// The year of a day by its number from 1970-01-01, which is not negative.
  func year(_ day: SQL) -> SQL {
    switch self {
    case .postgres: "CAST(extract(year FROM DATE '1970-01-01' + CAST(\(day) AS int)) AS int)"
    case .duckdb: "CAST(year(DATE '1970-01-01' + CAST(\(day) AS INTEGER)) AS INTEGER)"
    case .spark: "year(date_add(DATE '1970-01-01', CAST(\(day) AS INT)))"
    }
  }

  /// The first 128 bits of a text's SHA-256 in hexadecimal digits: what tells ids apart.
  func key(_ value: SQL) -> SQL {
    switch self {
    case .postgres: "(substr(encode(sha256(convert_to(\(value), 'UTF8')), 'hex'), 1, 32) COLLATE \"C\")"
    case .duckdb: "substr(sha256(\(value)), 1, 32)"
    case .spark: "substr(sha2(\(value), 256), 1, 32)"
    }
  }

  func byteCount(_ value: SQL) -> SQL {
    self == .duckdb ? "strlen(\(value))" : "octet_length(\(value))"
  }

  /// How many Unicode scalars a text has.
  func scalarCount(_ value: SQL) -> SQL {
    self == .spark ? "char_length(\(value))" : "length(\(value))"
  }

  /// The parts of a text between separators, a row each; stands alone in a list of columns.
  func parts(_ value: SQL, separator: String) -> SQL {
    switch self {
    case .postgres: "unnest(string_to_array(\(value), \(literal(separator))))"
    case .duckdb: "unnest(string_split(\(value), \(literal(separator))))"
    case .spark: "explode(split(\(value), \(literal("\\Q\(separator)\\E"))))"
    }
  }

  /// Texts of a group with commas between them, in the order of whole numbers.
  func list(_ value: SQL, by number: SQL) -> SQL {
    switch self {
    case .postgres, .duckdb: "COALESCE(string_agg(\(value), ',' ORDER BY \(number)), '')"
    case .spark:
      "concat_ws(',', transform(array_sort(collect_list(named_struct('n', \(number), 'v', \(value)))), z -> z.v))"
    }
  }

  /// A cell of a column as the text that an export would have, without blanks around it; empty for NULL.
  func cell(_ column: String, isTime: Bool) -> SQL {
    let column = name(column)
    switch self {
    case .postgres:
      // Bytes decide what is equal and what comes first, whatever collation the column has.
      return trimmed("COALESCE(CAST(\(column) AS text), '') COLLATE \"C\"")
    case .duckdb: return trimmed("COALESCE(CAST(\(column) AS VARCHAR), '')")
    case .spark:
      // Spark writes an instant in the session's zone and leaves the offset out.
      let text: SQL =
        isTime
        ? """
        CASE WHEN typeof(\(column)) = 'timestamp' \
        THEN date_format(CAST(\(column) AS TIMESTAMP), \(literal("yyyy-MM-dd'T'HH:mm:ss.SSSXXXXX"))) \
        ELSE CAST(\(column) AS STRING) END
        """ : "CAST(\(column) AS STRING)"
      return trimmed("COALESCE(\(text), '')")
    }
  }

  /// A time's cell without what ``BareText`` leaves out, and without blanks around it.
  func bare(_ cell: SQL, hasLetters: Bool) -> SQL {
    let bare: SQL = "translate(\(cell), \(unseen(BareText.marks)), '')"
    let whole =
      hasLetters
      ? BareText.letters.reduce(bare) { text, letter in
        let apart: SQL = "\(literal(String(letter.plain))) || \(unseen([letter.accent]))"
        return "replace(\(text), \(apart), \(literal(String(letter.whole))))"
      } : bare
    return trimmed(whole)
  }

  /// Characters that nobody would see between quotes, and editors might change there.
  private func unseen(_ scalars: [Unicode.Scalar]) -> SQL {
    if self == .spark { return literal(String(String.UnicodeScalarView(scalars))) }
    return scalars.map { "chr(\(Int($0.value)))" as SQL }.joined(" || ")
  }

  /// What is no part of a cell where it stands around it.
  static let blanks = " \t\n\u{0B}\u{0C}\r\u{A0}"

  /// Whether texts are compared by their bytes here, as the engine's settings may say otherwise.
  var comparesBytes: SQL {
    switch self {
    case .postgres: "current_setting('server_encoding') = 'UTF8'"
    case .duckdb, .spark: "('a' <> 'A' AND 'B' < 'a' AND 'a' <> 'a ')"
    }
  }
}

extension SQL {
  /// With the letters of ASCII in lower case.
  var lowercased: SQL {
    "translate(\(self), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
  }

  /// With the letters of ASCII in upper case.
  var uppercased: SQL {
    "translate(\(self), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"
  }

  /// 1 where this holds, else 0.
  var flag: SQL { "CASE WHEN \(self) THEN 1 ELSE 0 END" }
}
