import Foundation
import Harness

/// Bad input to a command, and the status it ends with; the words are in a golden.
struct Complaint: Sendable, CustomStringConvertible {
  let arguments: [String]
  /// Files beside the clone that the command is given, by name.
  var files: [String: [UInt8]] = [:]
  var environment: [String: String] = [:]
  let status: Int

  /// What is typed, and what the files hold.
  var description: String {
    let variables = environment.map { "\($0)=\($1) " }.joined()
    let words = arguments.map { $0.isEmpty || $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    let texts = files.sorted { $0.key < $1.key }.map { name, bytes in
      "\n\(name): \(Self.escaped(bytes))"
    }
    return "$ \(variables)sla \(words)\(texts.joined())"
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      switch byte {
      case 0x0A: "\\n"
      case 0x20..<0x7F: String(UnicodeScalar(byte))
      default: String(format: "\\x%02X", byte)
      }
    }.joined()
  }

  init(_ arguments: [String], _ status: Int, environment: [String: String] = [:]) {
    self.arguments = arguments
    self.status = status
    self.environment = environment
  }

  /// A mapping that cannot be used.
  static func mapping(_ text: String) -> Complaint {
    var complaint = Complaint(take(mapping: "../bad.json"), 65)
    complaint.files = ["bad.json": Array(text.utf8)]
    return complaint
  }

  /// An export that cannot be used, in place of the good one.
  static func export(_ text: String) -> Complaint { export(Array(text.utf8)) }

  static func export(_ bytes: [UInt8]) -> Complaint {
    var complaint = Complaint(take(source: "../bad.csv"), 65)
    complaint.files = ["bad.csv": bytes]
    return complaint
  }

  /// A document given to a command that reads one.
  static func document(_ arguments: [String], _ status: Int, _ text: String) -> Complaint {
    var complaint = Complaint(arguments + ["../bad.json"], status)
    complaint.files = ["bad.json": Array(text.utf8)]
    return complaint
  }

  /// The arguments that take a snapshot, each good where it is not given.
  static func take(
    _ period: String = "2025-10", source: String = "../export.csv", mapping: String = "../crm.json",
    asOf: String = "2026-01-05T06:00:00Z", more: [String] = []
  ) -> [String] {
    [
      "snapshot", "take", period, "--draft", "first", "--source", source, "--mapping", mapping, "--as-of",
      asOf,
    ] + more
  }
}
