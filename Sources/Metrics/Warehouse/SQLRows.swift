internal import Agreements
internal import Wire

/// The rows of a table that can be read, with what is known of their leads and events.
extension SQLCells {
  /// The columns of the last step; each event has its own, by its number in the layout.
  var rows: [SQL] {
    var columns: [SQL] = [
      "fault", "\(idKey) AS id", "\(emailKey) AS mail", "\(tier) AS tier", "\(source) AS src",
      "\(layout.region.map(cell) ?? "''") AS reg", "\(layout.team.map(cell) ?? "''") AS team",
      "\(layout.owner.map(cell) ?? "''") AS rep", "\(hasHistory.flag) AS his",
      "\(score) AS pts", "\(validFields) AS val",
      "\(layout.scope.map(holds).conjunction.flag) AS scp", "\(start) AS st", "\(isImprecise) AS imp",
    ]
    for (index, alias) in layout.aliases.enumerated() { columns.append("\(cell(alias.column)) AS a\(index)") }
    for index in moments.indices { columns += ["s\(index)", "l\(index)", "y\(index)", "o\(index)"] }
    for (index, event) in layout.events.enumerated() {
      columns += [
        "x\(index)", "h\(index)", "\(reason(event)) AS rs\(index)", "\(channel(event)) AS ch\(index)",
      ]
      if let owner = event.beside.owner { columns.append("\(cell(owner)) AS ow\(index)") }
    }
    return columns
  }

  /// Local milliseconds, kind, and offset.
  static let timeLetters: [SQL] = ["l", "y", "o"]

  /// When the row's first MQL or demo request was; never where it tells of none.
  private var start: SQL {
    var times: [SQL] = ["\(SQLClocks.never)"]
    for (index, event) in layout.events.enumerated() where event.kind == .mql || event.kind == .requested {
      let place = places[index].at
      let at = clocks.earliest("l\(place)", "y\(place)", "o\(place)", naive: naiveOffset("l\(place)"))
      times.append("CASE WHEN h\(index) = 1 AND fault = '' THEN \(at) ELSE \(SQLClocks.never) END")
    }
    return times.count == 1 ? times[0] : "LEAST(\(times.joined(", ")))"
  }

  /// What local clocks are ahead by where a time does not say; nil where the mapping names no zone.
  func naiveOffset(_ local: SQL) -> SQL? {
    naiveZone?.offset(atLocal: local, upTo: clocks.horizon.milliseconds)
  }

  /// Whether a date without time stands where an hour was wanted.
  private var isImprecise: SQL {
    let events = layout.events.enumerated().filter {
      $0.element.kind.wantsHours && moments[places[$0.offset].at].kinds.day
    }
    return events.map { "(h\($0.offset) = 1 AND y\(places[$0.offset].at) = 0)" as SQL }.disjunction.flag
  }
}
