import Agreements
import History
import Policy
import Presentation
import Wire

/// What came of a verification.
enum VerdictReport {
  static func text(_ history: VerifiedHistory, missing: [String], base: ObjectID?, _ style: Style) -> String {
    let trusted =
      base.map { "; \($0) was taken on trust" }
      ?? (history.trusted > 0 ? ", \(history.trusted) of them earlier" : "")
    var text =
      "\(style.green("Verified")) \((history.judged + history.trusted).counted("commit")) up to \(history.tip)\(trusted)\n"
    text += "Ledger \(history.identity)\n"
    if !missing.isEmpty {
      text += "charter.unsealed: the first charter waits for \(missing.joined(separator: ", "))\n"
    }
    return text
  }

  static func verified(_ history: VerifiedHistory, missing: [String], base: ObjectID?) -> JSON {
    .object([
      .init("verdict", .string(missing.isEmpty ? "verified" : "unsealed")),
      .init("ledger", .string(history.identity.hex)),
      .init("tip", .string(history.tip.description)), .init("judged", .integer(history.judged)),
      .init("trusted", .integer(history.trusted)),
      .init("takenOnTrust", base.map { .string($0.description) } ?? .null),
      .init("missingFounders", .array(missing.map(JSON.string))),
      .init("findings", .array([])),
    ])
  }

  static func refused(_ findings: [Finding], lastGood: ObjectID?, unjudged: Int) -> JSON {
    .object([
      .init("verdict", .string("refused")),
      .init("lastGood", lastGood.map { .string($0.description) } ?? .null),
      .init("unjudged", .integer(unjudged)), .init("findings", FindingReport.json(findings)),
    ])
  }
}
