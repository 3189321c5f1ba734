internal import Wire

/// Foreign text made safe for a terminal.
enum PrintableText {
  /// The text with `?` for each character that steers the display instead of being shown.
  static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isInvisibleControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isInvisibleControl ? "?" : $0 }))
  }

  /// The lines of what a program said, which end with LF or CR, without blanks at their ends; empty ones left out.
  static func lines(_ bytes: some Sequence<UInt8>) -> [String] {
    Array(bytes).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { line in
        let end =
          line.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } ?? line.startIndex - 1
        return Self.line(String(decoding: line[...end], as: UTF8.self))
      }
      .filter { !$0.isEmpty }
  }
}
