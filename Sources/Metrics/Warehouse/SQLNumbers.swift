/// Numbers and sums of money, read exactly from trimmed cells as ``DecimalCell`` reads them.
///
/// What that would read and this does not, sums with the sign or code of a currency, is told apart: the query says that
/// it saw such, and its result is not taken.
struct SQLNumbers {
  let dialect: SQLDialect
  let scale: Int
  /// The byte before decimal places; nil where the mapping does not say.
  let mark: UInt8?

  /// Whether a cell without sign is written as a number; its digits still have to be counted.
  func isNumber(_ body: SQL) -> SQL {
    let isWritten = dialect.matches(body, forms)
    guard mark == nil else { return isWritten }
    // Twenty, or twenty thousand: nobody can say.
    return "(\(isWritten) AND NOT \(dialect.matches(body, "[1-9][0-9]{0,2}[.,][0-9]{3}")))"
  }

  /// Whether a cell that is no number may be a sum with a currency in it.
  func mayHaveCurrency(_ cell: SQL) -> SQL {
    let signs: [SQL] = CurrencyMark.signs.map { sign, _ in
      let sign = dialect.literal(String(decoding: sign, as: UTF8.self))
      return "replace(\(cell), \(sign), '') <> \(cell)"
    }
    let code: SQL = "translate(\(cell), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') <> \(cell)"
    let digit: SQL = "translate(\(cell), '0123456789', '') <> \(cell)"
    return "(\(digit) AND (\(code) OR \(signs.joined(" OR "))))"
  }

  /// Whether a cell that is no number may be a sum of nothing with a currency beside it.
  func mayBeNothing(_ cell: SQL) -> SQL {
    let signs = CurrencyMark.signs.map { sign, _ in
      Self.escaped(String(decoding: sign, as: UTF8.self))
    }
    let beside = (SQLDialect.blanks.map { String($0) } + ["[A-Z]{3}", "[-]", "[+]", "[(]", "[)]"] + signs)
      .joined(separator: "|")
    let zeros = (["0"] + Self.separators.map(Self.escaped)).joined(separator: "|")
    let isNothing = dialect.matches(cell, "(?:\(beside))*0(?:\(zeros))*(?:[.,][0-9]*)?(?:\(beside))*")
    return "(\(mayHaveCurrency(cell)) AND \(isNothing))"
  }

  /// The digits before the decimal mark of a number; no more than twelve are read.
  func whole(_ body: SQL, _ fraction: SQL) -> SQL {
    let length: SQL = """
      \(dialect.scalarCount(body)) - CASE WHEN \(fraction) = '' THEN 0 ELSE \(dialect.scalarCount(fraction)) + 1 END
      """
    return "translate(substr(\(body), 1, \(length)), \(dialect.literal(Self.separators.joined())), '')"
  }

  /// The greatest whole number that is as many decimal places finer than, or equal to, what the cell writes.
  func value(_ whole: SQL, _ fraction: SQL, isNegative: SQL) -> SQL {
    let places: SQL = scale == 0 ? "''" : "rpad(substr(\(fraction), 1, \(scale)), \(scale), '0')"
    let isCut: SQL = "translate(substr(\(fraction), \(scale + 1)), '0', '') <> ''"
    let number = dialect.integer("\(whole) || \(places)")
    return "CASE WHEN \(isNegative) THEN -\(number) - CASE WHEN \(isCut) THEN 1 ELSE 0 END ELSE \(number) END"
  }

  func isNegative(_ cell: SQL) -> SQL {
    "(\(cell) LIKE '(%)' OR substr(\(cell), 1, 1) = '-' OR (substr(\(cell), 1, 1) <> '+' AND \(cell) LIKE '%-'))"
  }

  /// The cell without its sign and the blanks after or before it.
  func body(_ cell: SQL) -> SQL {
    let length = dialect.scalarCount(cell)
    return """
      CASE WHEN \(cell) LIKE '(%)' THEN substr(\(cell), 2, \(length) - 2) \
      WHEN substr(\(cell), 1, 1) IN ('-', '+') THEN \(dialect.trimmed("substr(\(cell), 2)")) \
      WHEN \(cell) LIKE '%-' THEN \(dialect.trimmed("substr(\(cell), 1, \(length) - 1)")) ELSE \(cell) END
      """
  }

  /// The digits behind the decimal mark of a body that is a number.
  func fraction(_ body: SQL) -> SQL {
    if let mark {
      let point = mark == UInt8(ascii: ".") ? "[.]" : ","
      return dialect.capture(body, ".*\(point)([0-9]+)", 1)
    }
    // A mark that stands once, and no other after it.
    return """
      CASE WHEN \(dialect.matches(body, "[^.]*[.][0-9]+")) THEN \(dialect.capture(body, "[^.]*[.]([0-9]+)", 1)) \
      WHEN \(dialect.matches(body, "[^,]*,[0-9]+")) THEN \(dialect.capture(body, "[^,]*,([0-9]+)", 1)) ELSE '' END
      """
  }

  /// Every form of a body: digits with or without groups, with or without decimal places.
  private var forms: SQLDialect.Pattern {
    var forms: [String] = []
    for point in mark.map({ [String(UnicodeScalar($0))] }) ?? [".", ","] {
      let whole = Self.whole(without: point)
      forms.append("(?:\(whole))\(Self.escaped(point))[0-9]{1,30}")
    }
    switch mark {
    case nil:
      // Without a decimal mark, groups are between marks of one kind that stand twice, or other separators.
      forms.append("[0-9]{1,12}")
      for separator in Self.separators {
        let isMark = [".", ","].contains(separator)
        forms.append(Self.grouped(by: separator, middle: isMark ? "+" : "*"))
      }
    case let mark?: forms.append(Self.whole(without: String(UnicodeScalar(mark))))
    }
    return forms.joined(separator: "|")
  }

  private static func whole(without point: String) -> SQLDialect.Pattern {
    (["[0-9]{1,12}"] + separators.filter { $0 != point }.map { grouped(by: $0, middle: "*") }).joined(
      separator: "|")
  }

  private static func grouped(by separator: String, middle count: String) -> SQLDialect.Pattern {
    let separator = escaped(separator)
    return "[0-9]{1,3}(?:\(separator)[0-9]{2,3})\(count)\(separator)[0-9]{3}"
  }

  /// A text that stands for itself in a pattern.
  private static func escaped(_ text: String) -> String {
    text.map { [".", "$"].contains($0) ? "[\($0)]" : String($0) }.joined()
  }

  /// What stands between groups of digits.
  private static let separators = [",", ".", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{2009}"]
}

extension SQLDialect {
  /// A text without blanks around it.
  func trimmed(_ text: SQL) -> SQL {
    switch self {
    case .postgres: "btrim(\(text), \(literal(Self.blanks)))"
    case .duckdb: "trim(\(text), \(literal(Self.blanks)))"
    case .spark: "trim(BOTH \(literal(Self.blanks)) FROM \(text))"
    }
  }
}
