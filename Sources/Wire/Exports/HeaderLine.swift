/// The start of a CSV file, as far as is needed to tell what separates its fields.
struct HeaderLine {
  /// All bytes that were read; the first line that is not blank is whole within them, or all there is.
  private(set) var bytes: [UInt8] = []

  /// Reads on until that line ends, or is longer than a header line may be.
  init(_ text: any ByteStream, chunkSize: Int) throws(ExportError) {
    // However short the reads are, the same bytes decide what separates fields.
    while bytes.count < CSVScanner.greatestField, !isWhole {
      var more = [UInt8](repeating: 0, count: max(1, chunkSize))
      let count = try text.read(into: &more)
      if count == 0 { break }
      bytes.append(contentsOf: more[..<count])
    }
  }

  /// The byte that a line `sep=;` names, with which spreadsheets are told what separates fields; nil for any other line.
  var namedDelimiter: UInt8? {
    var name = line
    if name.count == 7, name.first == CSVByte.quote, name.last == CSVByte.quote {
      name = name.dropFirst().dropLast()
    }
    guard name.count == 5, name.dropLast().map({ $0 | 0x20 }).elementsEqual("sep=".utf8),
      let delimiter = name.last, Self.delimiters.contains(delimiter)
    else { return nil }
    return delimiter
  }

  private static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  /// What the line names, or the one of `,`, `;`, tab and `|` that stands most often in the line outside quotes; `,` where
  /// none does.
  var delimiter: UInt8 {
    if let namedDelimiter { return namedDelimiter }
    var counts = Self.delimiters.map { (byte: $0, count: 0) }
    var isQuoted = false
    for byte in line {
      if byte == CSVByte.quote { isQuoted.toggle() }
      for choice in counts.indices where !isQuoted && counts[choice].byte == byte {
        counts[choice].count += 1
      }
    }
    return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.byte
  }

  private var isWhole: Bool { bytes.count >= 4 && line.endIndex < bytes.endIndex }

  /// The first line that is not blank, up to a line end outside quotes.
  private var line: ArraySlice<UInt8> {
    let line = bytes.drop { $0 == CSVByte.lineFeed || $0 == CSVByte.carriageReturn }
    var isQuoted = false
    return line.prefix { byte in
      if byte == CSVByte.quote { isQuoted.toggle() }
      return isQuoted || (byte != CSVByte.lineFeed && byte != CSVByte.carriageReturn)
    }
  }
}
