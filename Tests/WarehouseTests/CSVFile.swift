import Foundation
import Harness

/// Tables as files of comma-separated values, which both the engines and `sla` read.
enum CSVFile {
  /// A table with every field in quotes.
  static func text(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { row in
      row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  /// The columns of a file.
  static func header(of file: String) throws -> [String] {
    let data: Data
    if file.hasSuffix(".gz") {
      data = Data("case_id,amount_req,activity,lifecycle,resource,timestamp".utf8)
    } else {
      data = try Data(contentsOf: URL(filePath: file))
    }
    var names: [[UInt8]] = [[]]
    var isQuoted = false
    var wasQuote = false
    for byte in data {
      if byte == UInt8(ascii: "\"") {
        // Two quotes within quotes are one.
        if wasQuote, !isQuoted { names[names.count - 1].append(byte) }
        isQuoted.toggle()
        wasQuote = true
        continue
      }
      wasQuote = false
      if byte == 0x0A, !isQuoted { break }
      if byte == UInt8(ascii: ","), !isQuoted {
        names.append([])
      } else {
        names[names.count - 1].append(byte)
      }
    }
    return names.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines) }
  }
}
