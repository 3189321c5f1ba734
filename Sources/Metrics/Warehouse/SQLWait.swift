internal import Agreements

/// The columns of one wait: of where its clock starts, of what went before, and of how it ended.
extension SQLWaits {
  /// What is known of where clocks start.
  func began(_ start: SQL) -> [SQL] {
    // When the MQL was is asked for of every episode.
    let letters: [SQL] = start == "mql" ? ["d", "b"] : ["t", "d", "b"]
    return letters.map { "MAX(\($0)\(start)) AS \($0)\(start)" }
      + closes.map { "MAX(q\(start)\($0)) AS q\(start)\($0)" } + [
        "MAX(CASE WHEN at1 < t\(start) AND r IN \(closing) THEN k END) AS shut\(start)",
        "MAX(CASE WHEN at1 < t\(start) AND r = \(reopened) THEN k END) AS back\(start)",
      ]
  }

  /// What is known of one wait: engagement before its start, and what stood when it ended.
  func wait(_ wait: ContactWait) -> [SQL] {
    let (start, name) = (wait.mark, wait.name)
    let before: SQL = "at1 < t\(start) AND r IN \(wait.reaching)"
    let after: SQL = "at1 >= t\(start) AND at1 < e1 AND (f\(name) IS NULL OR k < f\(name))"
    return [
      "MAX(f\(name)) AS f\(name)",
      "MAX(CASE WHEN \(before) THEN k END) AS con\(name)",
      "MAX(CASE WHEN \(before) AND dd = 0 AND at1 >= o\(start) THEN 1 ELSE 0 END) AS eng\(name)",
      "MAX(CASE WHEN \(before) AND dd = 1 AND fin >= o\(start) THEN 1 ELSE 0 END) AS imp\(name)",
      // Only what is documented settles an episode.
      "MAX(CASE WHEN \(after) AND r = \(rejected) AND (k & 1) = 1 THEN k END) AS rej\(name)",
      "MAX(CASE WHEN \(after) AND r = \(reopened) THEN k END) AS rea\(name)",
    ]
  }

  /// The number of the case of ``Outcome``.
  func outcome(_ wait: ContactWait) -> SQL {
    let (start, name) = (wait.mark, wait.name)
    let isGone: SQL =
      "(w.f\(name) & \(SQLKey.kinds)) IN \(SQLEvents.kinds { [.merged, .unsubscribed].contains($0) })"
    let last: SQL =
      "w.shut\(start) IS NULL OR w.con\(name) > w.shut\(start) OR w.back\(start) > w.shut\(start)"
    return """
      CASE WHEN w.t\(start) IS NULL THEN \(Outcome.noClock.rawValue)
      WHEN w.d\(start) <> 0 OR (w.eng\(name) = 0 AND w.imp\(name) = 1) THEN \(Outcome.imprecise.rawValue)
      WHEN w.eng\(name) = 1 THEN \(Outcome.engaged.rawValue)
      WHEN w.con\(name) IS NOT NULL AND (\(last)) THEN \(Outcome.alreadyEngaged.rawValue)
      WHEN w.rej\(name) IS NOT NULL AND (w.rea\(name) IS NULL OR w.rej\(name) > w.rea\(name)) \
      THEN \(Outcome.resolvedBeforeContact.rawValue)
      WHEN \(isGone) THEN \(Outcome.gone.rawValue)
      WHEN w.f\(name) IS NULL THEN \(Outcome.open.rawValue)
      WHEN (w.f\(name) & \(SQLKey.later)) <> 0 THEN \(Outcome.imprecise.rawValue)
      ELSE \(Outcome.made.rawValue) END
      """
  }

  /// The cases of ``FirstContact``, by number.
  enum Outcome: Int {
    case noClock, imprecise, alreadyEngaged, resolvedBeforeContact, gone, engaged, made, open
  }
}

extension ContactWait {
  /// What the names of the columns about its clock's start end with.
  var mark: SQL { SQLEpisodes.name(start) }

  /// What those of its own columns end with.
  var name: SQL { goal == .contact ? mark : "\(mark)_met" }

  /// The events that fulfil it, and those that end it.
  var reaching: SQL { SQLEvents.ranks(goal.isMet) }
  var stopping: SQL {
    SQLEvents.ranks { goal.isMet(by: $0) || $0 == .merged || $0 == .unsubscribed }
  }
}
