internal import Agreements
internal import Wire

/// The columns of tiers and events, found in a header line.
extension ExportLayout.Tiers {
  init(
    _ tiers: Measurement.Tiers, _ lead: Mapping.LeadColumns, _ columns: ColumnFinder
  ) throws(MeasuringError) {
    let name = tiers.basis == .score ? lead.score : lead.amount
    guard let column = try columns.index(name) else { throw .tiersNotMapped(by: tiers.basis.rawValue) }
    self.column = column
    switch tiers.basis {
    case .score: (currencyColumn, currency, scale) = (nil, nil, 0)
    case .amount:
      let code = tiers.currency ?? ""
      (currencyColumn, currency, scale) = (
        try columns.index(lead.currency), code, MinorUnit.places(of: code)
      )
    }
    atLeast = tiers.bands.map(\.atLeast)
  }
}

extension ExportLayout.Event {
  /// Nil for attempts of which the agreement, or the mapping, does not say who made them: they are never human.
  init?(
    _ event: Mapping.EventColumn, _ lead: Mapping.LeadColumns, _ measurement: Measurement,
    _ columns: ColumnFinder, _ clocks: inout [ExportLayout.Clock]
  ) throws(MeasuringError) {
    kind = event.event
    var when: [ExportLayout.Cells] = []
    for condition in event.when {
      when.append(ExportLayout.Cells(try columns.index(condition.column), condition.values))
    }
    self.when = when
    time = try columns.place(event.column, event.time, &clocks)
    format = try event.timestamps
    channel = event.channel.map { Array($0.utf8)[...] }
    beside = try Beside(event, lead, columns, &clocks, hasMoney: measurement.money != nil)
    let value = try columns.index(event.value)
    let meaning = event.event.subject.flatMap { measurement.meanings[$0] }
    switch meaning {
    case nil where event.event.subject == .humanAttempt: return nil
    case nil, .stamped: rule = .any
    case .values(let texts)?, .otherThan(let texts)?:
      guard let value else {
        if event.event.subject == .humanAttempt { return nil }
        throw .valueNotMapped(event: event.event.rawValue, column: event.column)
      }
      let cells = ExportLayout.Cells(value, texts)
      if case .otherThan? = meaning { rule = .other(cells) } else { rule = .one(cells) }
    }
  }
}

extension ExportLayout.Event.Beside {
  fileprivate init(
    _ event: Mapping.EventColumn, _ lead: Mapping.LeadColumns, _ columns: ColumnFinder,
    _ clocks: inout [ExportLayout.Clock], hasMoney: Bool
  ) throws(MeasuringError) {
    channel = try columns.index(event.channelColumn)
    reason = try columns.index(event.reason)
    documentedAt = try columns.place(event.documentedAt, event.documentedTime, &clocks)
    loggedAt = try columns.place(event.loggedAt, event.loggedTime, &clocks)
    if event.event == .attempt { outcome = try columns.index(event.outcome) }
    if event.event == .assigned { owner = try columns.index(event.owner ?? lead.owner) }
    if event.event == .alert {
      deliveredAt = try columns.place(event.deliveredAt, event.deliveredTime, &clocks)
    }
    guard event.event.isOfDeal, hasMoney else { return }
    deal = try columns.index(event.deal)
    amount = try columns.index(event.amount ?? lead.amount)
    currency = try columns.index(event.currency ?? lead.currency)
  }
}

extension ColumnFinder {
  /// Where a time stands whose time of day may be in a column of its own, which is added to `clocks`.
  fileprivate func place(
    _ column: String, _ time: Mapping.TimeOfDay?, _ clocks: inout [ExportLayout.Clock]
  ) throws(MeasuringError) -> ExportLayout.TimePlace {
    let date: Int = try index(column)
    guard let time else { return ExportLayout.TimePlace(column: date, clock: nil) }
    clocks.append(ExportLayout.Clock(column: try index(time.column), format: try time.clock))
    return ExportLayout.TimePlace(column: date, clock: clocks.count - 1)
  }

  fileprivate func place(
    _ column: String?, _ time: Mapping.TimeOfDay?, _ clocks: inout [ExportLayout.Clock]
  ) throws(MeasuringError) -> ExportLayout.TimePlace? {
    guard let column else { return nil }
    let place: ExportLayout.TimePlace = try self.place(column, time, &clocks)
    return place
  }
}
