extension JSON {
  /// The bytes of the written form: two-space indent, members in the order given, LF, a final newline.
  ///
  /// Escaped are `"`, `\` and U+0000–001F, as in RFC 8785, and the other characters that steer a display: no document
  /// may hold them, but a report of a hostile ledger may have to name them. The order of keys is the schema's and is
  /// the caller's to give; `capacity` is how many bytes are expected.
  package func written(reserving capacity: Int = 0) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(capacity)
    write(to: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private func write(to out: inout [UInt8], indent: Int) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .string(let value): Self.write(value, to: &out)
    case .array(let items):
      Self.writeList("[", "]", items, to: &out, indent: indent) { item, out in
        item.write(to: &out, indent: indent + 1)
      }
    case .object(let members):
      Self.writeList("{", "}", members, to: &out, indent: indent) { member, out in
        Self.write(member.key, to: &out)
        out.append(contentsOf: ": ".utf8)
        member.value.write(to: &out, indent: indent + 1)
      }
    }
  }

  private static func writeList<Item>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ items: [Item], to out: inout [UInt8], indent: Int,
    _ writeItem: (Item, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      newLine(indent + 1, to: &out)
      writeItem(item, &out)
    }
    if !items.isEmpty { newLine(indent, to: &out) }
    out.append(UInt8(ascii: close))
  }

  private static func newLine(_ indent: Int, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }

  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    defer { out.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard !isPlain else {
      out.append(contentsOf: text.utf8)
      return
    }
    for scalar in text.unicodeScalars { write(scalar, to: &out) }
  }

  private static func write(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    switch scalar {
    case "\"", "\\": out.append(contentsOf: "\\\(scalar)".utf8)
    case "\u{08}": out.append(contentsOf: "\\b".utf8)
    case "\t": out.append(contentsOf: "\\t".utf8)
    case "\n": out.append(contentsOf: "\\n".utf8)
    case "\u{0C}": out.append(contentsOf: "\\f".utf8)
    case "\r": out.append(contentsOf: "\\r".utf8)
    case _ where scalar.isInvisibleControl:
      let value = scalar.value
      out.append(contentsOf: "\\u\(Hex.encode([UInt8(value >> 8), UInt8(value & 0xFF)]))".utf8)
    default: out.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    }
  }
}
