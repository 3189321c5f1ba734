/// What a lead asked for before it came to sales.
///
/// Only a demo request begins an episode. The others tell what an MQL came from.
package enum RequestKind: String, Sendable, CaseIterable {
  case demo, pricing, contact

  /// Such requests, in the words of statements and reports: `demo requests`.
  package var words: String { "\(rawValue) requests" }
}
