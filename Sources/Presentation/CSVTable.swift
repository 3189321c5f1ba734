/// Rows for spreadsheets.
package enum CSVTable {
  /// Comma-separated values with CRLF (RFC 4180).
  ///
  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, as foreign text stands in cells.
  package static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.first { !isSkipped($0) }
    let isFormula = start.map { formulaStarts.contains($0) } ?? false || scalars.first.map(isSkipped) ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.unicodeScalars.contains(where: { quoted.contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// What makes a cell a formula in one spreadsheet or another; full-width forms are read like the others.
  private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%"]
  private static let quoted: Set<Unicode.Scalar> = ["\"", ",", "\r", "\n", ";", "\t"]

  /// Blanks and controls, which some programs skip before they look.
  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF
  }
}
