internal import Agreements
import Wire

/// What has to be said of a proposed mapping: what stands in its way, and what was assumed.
struct ProposalRemarks {
  private let draft: MappingDraft
  private let kinds: Set<String>
  private var system: CRMSystem { draft.system }
  private var columns: ColumnRemarks { ColumnRemarks(draft: draft) }

  init(_ draft: MappingDraft) {
    self.draft = draft
    kinds = Set(draft.events.compactMap { $0["event"]?.text })
  }

  /// Why it cannot be used at all.
  var obstacles: [String] {
    if let line = draft.sample.headerLine {
      let title =
        draft.columns.map(\.profile.name).first { !$0.isEmpty }.map { " (\"\($0.prefix(60))\")" } ?? ""
      return [
        "its first line\(title) does not name the columns; line \(line) looks as if it did: delete the lines above it"
      ]
    }
    if let what = unrelated {
      return ["it is \(what), and says nothing of what happened to leads; leave it out"]
    }
    if looksHeaderless {
      return ["its first line looks like a row, and not like the names of columns; export it with them"]
    }
    var obstacles: [String] = []
    if draft.rows == .activities {
      if kinds.isEmpty { obstacles.append(undecided ?? nothingKnown) }
      if draft.column(.id) == nil, draft.column(.email) == nil, draft.joiningDeal == nil {
        obstacles.append("no column says whose it is: \(system.advice(.whose))")
      }
      return obstacles
    }
    if kinds.isEmpty {
      obstacles.append(undecided ?? "no column is known as the time of anything: \(system.advice(.created))")
    }
    if draft.column(.id) == nil, draft.joiningAddress == nil {
      obstacles.append(
        "no column looks like the lead's id, without which nothing can be counted: \(system.advice(.id))")
    }
    if startsNothing {
      obstacles.append(
        "\(emptyMQL)it does not say when a lead became an MQL, so that nothing can be counted: \(system.advice(.mql))"
      )
    }
    return obstacles
  }

  /// Whether it does not say when leads became MQLs.
  var startsNothing: Bool {
    draft.rows != .activities && draft.sample.headerLine == nil && unrelated == nil && !looksHeaderless
      && !kinds.contains("mql")
      && !kinds.contains("requested")
  }

  /// A column that by its name says when, and is empty.
  private var emptyMQL: String {
    guard let column = draft.column(.event(.mql)), column.profile.filled == 0 else { return "" }
    return "\"\(column.profile.name)\" is empty in every row looked at; "
  }

  /// Columns with times that are not read, as nobody knows which days they mean.
  private var undecided: String? {
    let names = columns.undecided.map { "\"\($0)\"" }
    guard !names.isEmpty else { return nil }
    return "which days \(names.joined(separator: ", ")) means is open; say --day-first or --month-first"
  }

  private var nothingKnown: String {
    let column = draft.column(draft.kind == .history ? .property : draft.kind == .deals ? .dealStage : .kind)
    let values = (column?.profile.values ?? []).prefix(8).map { String($0.prefix(40)) }
    let found =
      values.isEmpty ? "" : " (\"\(column?.profile.name ?? "")\" says \(values.joined(separator: ", ")))"
    return "nothing in it is known as a call, a mail, a meeting, a deal or a change of stage\(found)"
  }

  /// A list of something else, by names that only such lists have.
  private var unrelated: String? {
    let names = Set(draft.columns.map { Vocabulary.normalized($0.profile.name) })
    let lists: [(String, Set<String>)] = [
      (
        "a list of users",
        [
          "username", "profile id", "user role id", "user type", "active user id", "portal id", "agent name",
          "agent department",
        ]
      ),
      (
        "a list of products sold",
        ["pricebook entry id", "unit price", "quantity", "total price", "list price"]
      ),
      ("a record of merges", ["vid to merge", "canonical vid"]),
      ("a list of computed results", ["payload json", "run timestamp", "snapshot id"]),
      (
        "a list of which activity belongs to whom",
        ["engagement type", "type id", "category", "engagement id"]
      ),
    ]
    guard draft.kind != .deals, draft.kind != .history else { return nil }
    let isOfLeads = kinds.contains { $0 != "created" } || draft.column(.source) != nil
    return lists.first { names.intersection($0.1).count >= 2 && !isOfLeads }?.0
  }

  /// Whether the first line holds what only rows hold.
  private var looksHeaderless: Bool {
    draft.columns.contains { column in
      let name = Array(column.profile.name.utf8)[...]
      var guess = FormatGuess()
      return FieldValidity.isEmail(name) || guess.add(name) && !guess.formats.isEmpty
    }
  }

  /// What was taken for granted.
  var doubts: [String] {
    var doubts: [String] = []
    if draft.needsZone, draft.hints.zone == nil {
      doubts.append(
        "its times carry no zone, and are read as UTC; name the CRM's with --zone, such as --zone Europe/Amsterdam"
      )
    }
    doubts += withoutHours
    doubts += columns.unread + columns.guesses + columns.openNumbers
    let likely = draft.stages.filter { !$0.isSure }.map { "\"\($0.value)\" for \($0.words ?? "nothing")" }
    if !likely.isEmpty {
      doubts.append("stages are taken by some of their words only: \(likely.joined(separator: ", "))")
    }
    if let address = draft.joiningAddress {
      doubts.append("no column looks like the lead's id; leads are told apart by \"\(address.profile.name)\"")
    }
    if sampleHasForeignBytes { doubts.append("it is no UTF-8, and is read as Windows-1252") }
    if let deal = draft.joiningDeal, draft.column(.id) == nil {
      doubts.append(
        "no column says whose a deal is; it is found through the lead that was converted into \"\(deal.profile.name)\" (Converted Opportunity ID in the export of leads)"
      )
    }
    return doubts
  }

  /// Times that are dates only, although numbers in hours begin or end with them.
  private var withoutHours: [String] {
    let times = draft.timed.filter { $0.profile.filled > 0 && Self.wantsHours($0.role) }
    func said(_ columns: [MappingProposal.Column], _ words: String) -> [String] {
      let names = columns.map { "\"\($0.profile.name)\"" }.joined(separator: ", ")
      return columns.isEmpty ? [] : ["\(names): \(words)\(self.columns.hours)"]
    }
    let days = times.filter { !$0.hasHours }
    return said(
      days.filter { $0.writing?.isOfMidnights != true },
      "dates without time; nothing in hours can be measured from them")
      + said(
        days.filter { $0.writing?.isOfMidnights == true },
        "midnight in every row, and so read as dates without time; nothing in hours can be measured from them"
      )
      + said(
        times.filter { $0.hasHours && $0.writing?.time == nil && $0.profile.midnight != nil },
        "midnight in every row, as programs write dates without time; hours measured from them would be wrong, so export the times of day, or dates as 2026-01-31"
      )
  }

  /// Whether numbers in hours begin or end with such a time.
  private static func wantsHours(_ role: ColumnRole?) -> Bool {
    switch role {
    case .time: true
    case .event(let kind): kind.wantsHours
    default: false
    }
  }

  private var sampleHasForeignBytes: Bool { draft.sample.encoding == .windows1252 }
}
