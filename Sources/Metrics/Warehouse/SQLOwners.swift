internal import Agreements

/// Whom an episode's lead was given to first, as ``EpisodeFinder`` finds it.
///
/// Names serve to tell owners apart while the query runs. What leaves the warehouse is how many there are.
enum SQLOwners {
  /// Whether a measure counts owners.
  static func isAsked(_ group: Measure) -> Bool {
    group.metric == .mqlPerRep && group.parameters.headcount == nil
  }

  /// Of each episode's marks: whether the lead was somebody's already, and the order number of the assignment.
  static let marks: [SQL] = {
    let isStanding = SQLEpisodes.isStanding("assignment")
    return [
      "\(isStanding.flag) AS held",
      "CASE WHEN \(isStanding) THEN givenassignment ELSE kassignment END AS kgiven",
    ]
  }()

  /// The owner, of the rows of an episode with each event of its lead; empty for nobody.
  ///
  /// Of assignments at one moment the first names come first, and last those that name nobody, which leave the lead to
  /// whom its row names.
  static let owner: SQL = {
    let named: SQL = "CASE WHEN k = kgiven AND ow <> '' THEN ow END"
    return """
      CASE WHEN MAX(held) = 0 THEN COALESCE(MIN(\(named)), MAX(rep)) \
      WHEN MAX(CASE WHEN k = kgiven AND ow = '' THEN 1 ELSE 0 END) = 1 THEN MAX(rep) \
      ELSE MAX(\(named)) END AS rep
      """
  }()
}
