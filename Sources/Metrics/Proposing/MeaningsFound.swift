package import Agreements
internal import Wire

/// What an export's values could mean, for an agreement's `measurement`: labels that a CRM offers to choose from, and
/// nothing that names anybody.
package struct MeaningsFound: Sendable {
  /// Which values state what.
  package var meanings: [Found] = []
  /// How the CRM writes the reasons of rejections, most frequent first.
  package var reasons: [String] = []
  /// Sources that are spelled in several ways, each with its other spellings.
  package var spellings: [Spelling] = []
  /// Whether the export tells of opportunities, so that it matters whose sources are.
  package var tellsOfDeals = false
  /// The sources that are marketing's by their names.
  package var marketingSources: [String] = []
  /// The currency of every amount, where the export says it.
  package var currency: String?
  /// Fields in which the lead's behaviour is recorded, by the mapping's names.
  package var historyFields: [String] = []
  /// Columns with values that are for the agreement to say and could not be proposed, each with the reason.
  package var left: [Left] = []

  package init() {}

  package struct Found: Sendable, Equatable {
    package let subject: Measurement.Meaning.Subject
    package let meaning: Measurement.Meaning
    package let column: String
    /// Whether the mapping is wrong without it: the column's time alone does not state the event.
    package let isNeeded: Bool
  }

  package struct Spelling: Sendable, Equatable {
    package let source: String
    package let values: [String]
  }

  package struct Left: Sendable, Equatable {
    package let column: String
    package let why: String
    /// Some of the values, as they stand there; for the terminal only.
    package let values: [String]
  }
}
