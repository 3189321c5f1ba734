/// A piece of SQL.
///
/// It is put together of literals of this program, numbers and other pieces only, so that nothing that
/// a document or a person says can become SQL but through ``SQLDialect/literal(_:)`` and ``SQLDialect/name(_:)``.
struct SQL: Hashable, Sendable, ExpressibleByStringInterpolation {
  let text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
  fileprivate init(verbatim text: String) { self.text = text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text: String

    init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }
    mutating func appendInterpolation(_ piece: SQL) { text += piece.text }
    mutating func appendInterpolation(_ number: Int) { text += String(number) }
  }
}

extension [SQL] {
  func joined(_ separator: SQL) -> SQL { SQL(verbatim: map(\.text).joined(separator: separator.text)) }

  /// Whether all hold; true for none.
  var conjunction: SQL { isEmpty ? "TRUE" : "(\(joined(" AND ")))" }

  /// Whether any holds; false for none.
  var disjunction: SQL { isEmpty ? "FALSE" : "(\(joined(" OR ")))" }
}

extension SQLDialect {
  /// A text as a literal of its bytes.
  func literal(_ text: String) -> SQL {
    switch self {
    case .spark:
      // Which escapes a literal has, and whether ${…} is replaced in it, depends on Spark's settings.
      guard text.utf8.allSatisfy(Self.isPlain) else {
        return SQL(verbatim: "CAST(X'\(Self.hex(text))' AS STRING)")
      }
      return SQL(verbatim: "'\(text)'")
    case .postgres:
      let doubled = Self.doubling("'", in: text)
      // With E, backslashes mean the same whatever standard_conforming_strings is.
      return text.utf8.contains(UInt8(ascii: "\\"))
        ? SQL(verbatim: "E'\(Self.doubling("\\", in: doubled))'") : SQL(verbatim: "'\(doubled)'")
    case .duckdb: return SQL(verbatim: "'\(Self.doubling("'", in: text))'")
    }
  }

  /// The name of a table, column or part of such, as it is written and in no other case.
  func name(_ name: String) -> SQL {
    self == .spark
      ? SQL(verbatim: "`\(Self.doubling("`", in: name))`")
      : SQL(verbatim: "\"\(Self.doubling("\"", in: name))\"")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "\""): false
    case 0x20..<0x7F: true
    default: false
    }
  }

  private static func hex(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(
      decoding: text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func doubling(_ mark: Unicode.Scalar, in text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == mark { scalars.append(scalar) }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
