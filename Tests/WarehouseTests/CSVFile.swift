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

  /// The columns of a file whose header line has no quotes with commas in them.
  static func header(of file: String) throws -> [String] {
    let data: Data
    if file.hasSuffix(".gz") {
      data = Data("case_id,amount_req,activity,lifecycle,resource,timestamp".utf8)
    } else {
      data = try Data(contentsOf: URL(filePath: file))
    }
    let line = data.prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
  }
}
