internal import Agreements
internal import Wire

/// A row of an unknown export as a proposed mapping reads it; for the terminal of whoever has the export, and nothing else.
package struct SampleRow: Sendable, Equatable {
  /// Its number, from 1.
  package let row: Int
  /// The lead's id, or its address where rows have none.
  package let lead: String
  /// What happened, and when, as it is read: `mql 2026-01-05 09:30 Europe/Amsterdam`.
  package let events: [String]
  /// What else is known of it: `score 85`.
  package let facts: [String]
  /// In which of several formats its times are written, by column.
  var ways: Set<String> = []

  /// A number with some decimal places, as it is read: `1500`, `12.50`, `-0.125`.
  static func number(_ value: Int, places: Int) -> String {
    let unit = (0..<places).reduce(1) { power, _ in power * 10 }
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    let digits = "\(fraction)"
    let zeros = String(repeating: "0", count: places - min(places, digits.count))
    return (value < 0 ? "-" : "") + "\(whole)" + (fraction == 0 ? "" : "." + zeros + digits)
  }
}

extension MappingDraft {
  /// The rows that tell most, read through the mapping, and those that write times as no other of them: three, or five at
  /// most.
  func samples(_ json: JSON, _ meanings: MeaningsFound) -> [SampleRow] {
    guard let mapping = try? Mapping(json) else { return [] }
    let reader = SampleReader(mapping, meanings, header: columns.map(\.profile.name))
    var left = sample.rows.map { reader.read($0.cells, row: $0.number) }.filter { !$0.events.isEmpty }
    var (shown, ways): ([SampleRow], Set<String>) = ([], [])
    while shown.count < 5 {
      func rank(_ row: SampleRow) -> (Int, Int, Int) {
        (row.ways.subtracting(ways).count, row.events.count, -row.row)
      }
      guard let next = left.indices.max(by: { rank(left[$0]) < rank(left[$1]) }),
        shown.count < 3 || rank(left[next]).0 > 0
      else { break }
      ways.formUnion(left[next].ways)
      shown.append(left.remove(at: next))
    }
    return shown.sorted { $0.row < $1.row }
  }
}

/// Reads cells through a mapping.
private struct SampleReader {
  private let mapping: Mapping
  private let indices: [[UInt8]: Int]
  private let values: [Measurement.Meaning.Subject: [String]]

  /// `meanings` are those proposed with the mapping.
  init(_ mapping: Mapping, _ meanings: MeaningsFound, header: [String]) {
    self.mapping = mapping
    indices = Dictionary(
      header.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    var values: [Measurement.Meaning.Subject: [String]] = [:]
    for found in meanings.meanings {
      if case .values(let listed) = found.meaning { values[found.subject] = listed }
    }
    self.values = values
  }

  func read(_ row: [ArraySlice<UInt8>], row number: Int) -> SampleRow {
    func cell(_ column: String?) -> ArraySlice<UInt8>? {
      guard let column, let index = indices[Array(column.utf8)], FieldValidity.isFilled(row[index]) else {
        return nil
      }
      return row[index]
    }
    func text(_ column: String?) -> String? {
      cell(column).map { String(decoding: $0.prefix(40), as: UTF8.self) }
    }
    func read(_ column: String?) -> String? {
      cell(column).map { cell in
        DecimalCell.read(cell, scale: 2, mark: mapping.decimalMark).map { SampleRow.number($0, places: 2) }
          ?? "\(String(decoding: cell.prefix(40), as: UTF8.self)) not read"
      }
    }
    var ways: Set<String> = []
    let events = mapping.events.compactMap { event -> (order: (Int, Int), words: String)? in
      let isTold = event.when.allSatisfy { condition in
        cell(condition.column).map { cell in condition.values.contains { cell.elementsEqual($0.utf8) } }
          ?? false
      }
      let isMeant = event.event.subject.flatMap { values[$0] }.map { listed in
        cell(event.value).map { cell in listed.contains { cell.elementsEqual($0.utf8) } } ?? true
      }
      guard isTold, isMeant ?? true, let time = time(of: event, row) else { return nil }
      if let way = way(of: event, row) { ways.insert(way) }
      let more =
        [event.value, event.reason, event.owner].compactMap { text($0) }
        + [read(event.amount)].compactMap { $0 }
      let told =
        [event.event.rawValue, words(time)] + (more.isEmpty ? [] : ["(\(more.joined(separator: ", ")))"])
      return ((time.date.day, time.millisecondOfDay ?? 0), told.joined(separator: " "))
    }.sorted { $0.order < $1.order }.map(\.words)
    let lead = mapping.lead
    let own = [
      ("score", read(lead.score)), ("amount", read(lead.amount)), ("source", text(lead.source)),
      ("region", text(lead.region)), ("owner", text(lead.owner)), ("team", text(lead.team)),
    ]
    let facts = own.compactMap { name, value in value.map { "\(name) \($0)" } }
    return SampleRow(
      row: number, lead: text(lead.id) ?? text(lead.email) ?? "", events: events, facts: facts, ways: ways)
  }

  private func time(of event: Mapping.EventColumn, _ row: [ArraySlice<UInt8>]) -> WrittenTime? {
    guard let column = indices[Array(event.column.utf8)], let format = try? event.timestamps,
      let date = format.read(row[column].bare)
    else { return nil }
    guard let time = event.time else { return date }
    guard let column = indices[Array(time.column.utf8)], let clock = try? time.clock else { return nil }
    let cell = row[column]
    return clock.time(date, cell.span)
  }

  /// The column and the format in which an event's time is written; nil where there is only one.
  private func way(of event: Mapping.EventColumn, _ row: [ArraySlice<UInt8>]) -> String? {
    guard !event.otherFormats.isEmpty, let column = indices[Array(event.column.utf8)] else { return nil }
    let format = ([event.format] + event.otherFormats).first {
      TimestampFormat($0)?.read(row[column].bare) != nil
    }
    return format.map { "\(column) \($0.text)" }
  }

  /// A time as it is read: day before time, and its zone or offset.
  private func words(_ time: WrittenTime) -> String {
    guard let millisecond = time.millisecondOfDay else { return "\(time.date)" }
    let minutes = millisecond / 60_000
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var zone = mapping.zone ?? "UTC"
    if let offset = time.offset {
      let minutes = abs(offset) / 60
      zone = offset == 0 ? "UTC" : "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
    return "\(time.date) \(two(minutes / 60)):\(two(minutes % 60)) \(zone)"
  }
}
