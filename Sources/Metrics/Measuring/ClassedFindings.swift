/// What was found in a page, with the classes of each case by several kinds of dimensions.
struct ClassedFindings {
  let found: PeriodFindings
  let episodes: Cases<Episode>
  let created: Cases<CreatedLead>
  let open: Cases<OpenEpisode>
  let attempts: Cases<AttemptMade>
  let alerts: Cases<AlertDue>
  let deals: Cases<Deal>

  /// Cases of one sort, and for each of the kinds of dimensions every case's class.
  struct Cases<Case> {
    let all: [Case]
    let classes: [[Int32]]

    fileprivate init(_ all: [Case], _ known: inout [CaseClasses], _ dimensions: (Case) -> Dimensions) {
      self.all = all
      var classes: [[Int32]] = []
      for place in known.indices {
        classes.append(all.map { known[place].number(of: dimensions($0)) })
      }
      self.classes = classes
    }
  }

  /// Numbers classes that are not `known` yet.
  init(_ found: PeriodFindings, _ known: inout [CaseClasses]) {
    self.found = found
    episodes = Cases(found.episodes, &known, \.dimensions)
    created = Cases(found.created, &known, \.dimensions)
    open = Cases(found.open, &known, \.dimensions)
    attempts = Cases(found.attempts, &known, \.dimensions)
    alerts = Cases(found.alerts, &known, \.dimensions)
    deals = Cases(found.deals, &known, \.dimensions)
  }
}
