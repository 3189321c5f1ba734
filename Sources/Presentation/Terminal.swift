import Wire

/// How text is dressed for a terminal, or left plain.
package struct Style: Sendable {
  package let usesColor: Bool

  package init(usesColor: Bool) { self.usesColor = usesColor }

  package func bold(_ text: String) -> String { dressed(text, "1") }
  package func red(_ text: String) -> String { dressed(text, "31") }
  package func green(_ text: String) -> String { dressed(text, "32") }
  package func yellow(_ text: String) -> String { dressed(text, "33") }
  package func dim(_ text: String) -> String { dressed(text, "2") }

  private func dressed(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// Foreign text made safe to print: nothing in it steers the terminal or hides what is there; line breaks stay.
  package var shown: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\n" || !$0.isInvisibleControl ? $0 : "?" }))
  }

  /// The same with line breaks masked too, so that a name in a hostile ledger cannot pose as a line of the report.
  package var shownOnOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.isInvisibleControl ? "?" : $0 }))
  }

  /// The text in at most `width` characters: of a longer one the beginning and the end, by which names differ, with `…` between.
  package func shortened(_ width: Int) -> String {
    guard count > width else { return self }
    let end = width / 2
    return "\(prefix(max(0, width - 1 - end)))…\(suffix(end))"
  }

  /// The text broken into lines of at most `width` characters at its spaces, each after an indent.
  package func wrapped(_ width: Int, indent: String = "") -> String {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width - indent.count {
        lines.append(indent + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(indent + line) }
    return lines.joined(separator: "\n")
  }
}

extension Int {
  /// The number with its noun: `1 commit`, `2 commits`.
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

/// A table with aligned columns.
package enum Table {
  /// Rows of cells, two spaces between columns, each column as wide as its widest cell.
  package static func text(_ rows: [[String]]) -> String {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}
