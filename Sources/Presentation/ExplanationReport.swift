import Agreements
package import Metrics
import Policy
import Wire

/// What became of one lead, told so that whoever was late or in time can follow it.
package enum ExplanationReport {
  package static func text(_ lead: LeadExplanation, id: String, _ style: Style) -> String {
    var text = style.bold(id.shownOnOneLine) + ": \(place(lead.place))\n"
    if !lead.events.isEmpty {
      text += "\nWhat happened\n"
      text += Table.text(
        lead.events.map { ["  " + lead.zone.written($0.at, isDay: $0.isDay), $0.kind.rawValue] })
    }
    for episode in lead.episodes {
      text += "\nEpisode of \(lead.zone.written(episode.start, isDay: false)), "
      text += "\(episode.tier.map { "tier \($0)" } ?? "no tier"), source \(episode.source.shownOnOneLine)"
      text += "\(episode.request.map { ", from a \($0.rawValue) request" } ?? "")\n"
      text += clocks(episode.clocks, lead.zone)
    }
    return text
  }

  /// Each clock with the hours that it ran, and under it what was promised on it.
  private static func clocks(_ stories: [LeadExplanation.ClockStory], _ zone: Zone) -> String {
    var text = ""
    var told: [String] = []
    for story in stories {
      let name = name(story.measure.parameters)
      guard !told.contains(name) else { continue }
      told.append(name)
      text += "\n  \(name)\n"
      if let ran = story.ran {
        text += "    from \(zone.written(ran.lowerBound, isDay: false))\n"
        text +=
          "    to   \(zone.written(ran.upperBound, isDay: false)), \(Milliseconds.words(story.milliseconds))\n"
        text += story.days.map { "      \($0.date)  \(Milliseconds.words($0.milliseconds))\n" }.joined()
      }
      text += Table.text(
        stories.filter { self.name($0.measure.parameters) == name }.map { story in
          [
            "    within \(story.measure.parameters.within?.words ?? "?")", verdict(story.verdict),
            story.due.map { "due \(zone.written($0, isDay: false))" } ?? "",
          ]
        })
    }
    return text
  }

  private static func name(_ parameters: MetricParameters) -> String {
    "\(parameters.clock?.rawValue ?? "business") clock from \(parameters.start?.rawValue ?? "mql")"
  }

  private static func place(_ place: LeadExplanation.Place) -> String {
    switch place {
    case .notFound: "the exports have no such lead"
    case .outOfScope: "the agreement does not cover it"
    case .neverMQL: "it never became an MQL"
    case .outOfPeriod: "its episodes began in other periods"
    case .inPeriod: "counted in this period"
    }
  }

  private static func verdict(_ verdict: LeadExplanation.Verdict) -> String {
    switch verdict {
    case .met: "in time"
    case .breached: "too late"
    case .breachedOpen: "no contact yet, and too late"
    case .pending: "no contact yet, and not late"
    case .noClock: "the clock did not start"
    case .imprecise: "set aside: a date without time gives no hours"
    case .alreadyEngaged: "set aside: somebody had been at it for longer"
    case .resolvedBeforeContact: "set aside: rejected with a documented reason first"
    case .gone: "set aside: merged or unsubscribed first"
    case .engagedBefore: "in time: somebody was at it just before"
    }
  }
}
