package import Agreements
import Policy
import Wire

/// A snapshot's numbers as a table.
package enum SnapshotReport {
  package static func text(_ snapshot: Snapshot, _ style: Style) -> String {
    // What is empty is counted and not listed: a small export has many numbers that nothing fell into.
    let told = snapshot.entries.filter { !$0.figures.isEmpty }
    let empty = snapshot.entries.count - told.count
    let rest = empty == 0 ? "" : "\n\(empty.counted("number")) without data; all of them with --format json\n"
    let isToday = snapshot.entries.contains { $0.tierAt == .export }
    let tiers = isToday ? "tiers are those of the export, not those at handoff\n" : ""
    return head(snapshot, style) + tiers + "\n" + groups(told).map { group($0, style) }.joined() + rest
  }

  /// The entries of each measure, those of all leads first, in the order of the catalogue.
  private static func groups(_ entries: [Snapshot.Entry]) -> [[Snapshot.Entry]] {
    var groups: [[Snapshot.Entry]] = []
    var places: [Measure: Int] = [:]
    for entry in entries {
      let kind = Measure(metric: entry.measure.metric, parameters: entry.measure.parameters)
      if let place = places[kind] {
        groups[place].append(entry)
      } else {
        places[kind] = groups.count
        groups.append([entry])
      }
    }
    // Within one metric they stay as they are sorted in the snapshot.
    return Metric.allCases.flatMap { metric in groups.filter { $0[0].measure.metric == metric } }
  }

  private static func group(_ entries: [Snapshot.Entry], _ style: Style) -> String {
    style.bold(entries[0].measure.what.shownOnOneLine) + "\n"
      + Table.text(
        entries.map { entry in
          let leads = entry.measure.filter.words
          return [
            "  " + (leads.isEmpty ? "all" : leads.joined(separator: ", ").shownOnOneLine),
            figures(entry.figures),
          ]
        })
  }

  /// What was measured, and what became of every row; without the numbers.
  package static func head(_ snapshot: Snapshot, _ style: Style) -> String {
    let under =
      switch snapshot.measuredUnder {
      case .version(let number, _): "version \(number)"
      case .draft(let slug, _): "the draft \(slug)"
      }
    var text = style.bold("\(snapshot.agreement) \(snapshot.period) r\(snapshot.revision)") + "\n"
    text += "measured under \(under), as of \(snapshot.asOf), zone \(snapshot.zone)\n"
    let rows = snapshot.rows
    // What hardly any export has is told only where it is there.
    let parts = [
      (rows.inPeriod, "in the period", true), (rows.outOfPeriod, "in others", true),
      (rows.neverMQL, "never MQL", true), (rows.outOfScope, "out of scope", true),
      (rows.duplicates, "duplicates", true), (rows.events, "more of the same leads", false),
      (rows.unmatched, "of unknown leads", false), (rows.rejected, "unreadable", true),
    ]
    let told = parts.filter { $0.2 || $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    text += "rows: \(rows.read) read = \(told.joined(separator: " + "))\n"
    if rows.logged > 0 {
      text += "  entered over a business day late: \(rows.loggedLate) of \(rows.logged) events\n"
    }
    for tally in rows.rejectedBy { text += "  unreadable: \(tally.count) \(tally.id.shown)\n" }
    return text
  }

  /// The figures in a few words.
  package static func figures(_ figures: Figures) -> String {
    switch figures {
    case .count(let count) where !count.parts.isEmpty:
      return "\(count.value) of \(count.gross): "
        + count.parts.map { "\($0.id.shown) \($0.count)" }.joined(separator: ", ")
    case .count(let count) where count.gross != count.value:
      return "\(count.value) (\(count.gross) before restrictions)"
    case .share(let share) where share.n != nil:
      return "\(figures.words), \(share.n ?? 0) in all"
    case .amount(let amount): return self.amount(amount, figures.words)
    case .clock(let clock): return self.clock(clock, figures.words)
    default: return figures.words
    }
  }

  private static func amount(_ amount: Figures.Amount, _ words: String) -> String {
    let parts = amount.parts.map { part in
      "\(part.id.shown) \(amount.currency.map { Money.words(part.sum, $0) } ?? String(part.sum))"
    }
    let missing = amount.missing > 0 ? ["\(amount.missing) without a value"] : []
    return ([words] + missing + parts).joined(separator: ", ")
  }

  private static func clock(_ clock: Figures.Clock, _ words: String) -> String {
    var parts = [words, "median \(Milliseconds.words(clock.median))", "p95 \(Milliseconds.words(clock.p95))"]
    if clock.pending > 0 { parts.append("\(clock.pending) pending") }
    let aside = clock.alreadyEngaged + clock.resolvedBeforeContact + clock.gone + clock.imprecise
    if aside > 0 { parts.append("\(aside) set aside") }
    return parts.joined(separator: ", ")
  }
}
