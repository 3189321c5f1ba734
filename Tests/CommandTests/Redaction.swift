import Foundation

/// Takes out of what a command wrote whatever differs from run to run: keys are made anew for each.
///
/// Digests and commits are numbered in the order in which a text names them, so that a golden still shows which are the
/// same.
struct Redaction {
  /// The directory of the run.
  let folder: String
  /// Where the program and its hooks lie.
  let binary: String

  func callAsFunction(_ text: String) -> String {
    var text = text.replacing(folder, with: "<folder>").replacing(binary, with: "/bin/sla")
    text = text.replacing(/"nonce": "[0-9a-f]{32}"/, with: #""nonce": "<nonce>""#)
    text = text.replacing(/SHA256:[A-Za-z0-9+\/]{43}/, with: "SHA256:<fingerprint>")
    text = text.replacing(/AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+\/]{48}/, with: "<key>")
    text = numbered(text, /\b[0-9a-f]{64}\b/, "digest")
    text = numbered(text, /\b[0-9a-f]{40}\b/, "commit")
    text = text.replacing(/\b[0-9a-f]{12}…/, with: "<digest>…")
    text = text.replacing(/\(commit [0-9a-f]{10}\)/, with: "(commit <commit>)")
    return text.replacing(/(?m)^[0-9a-f]{10} (?=\d{4}-)/, with: "<commit> ")
  }

  private func numbered(_ text: String, _ pattern: Regex<Substring>, _ name: String) -> String {
    var seen: [String] = []
    return text.replacing(pattern) { match in
      let found = String(match.output)
      let number = (seen.firstIndex(of: found) ?? seen.endIndex) + 1
      if number > seen.count { seen.append(found) }
      return "<\(name) \(number)>"
    }
  }
}
