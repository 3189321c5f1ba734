internal import Agreements
import Wire

/// Finds out how a column writes times, by what can read it.
struct FormatGuess {
  /// The shapes of cells, and which of them a cell has by its bytes with zeros for digits.
  private var shapes: [Shape] = []
  private var known: [[UInt8]: Int] = [:]
  private var cells = 0
  /// Cells that nothing reads.
  private var misses = 0
  private var isHopeless = false
  private(set) var hasHours = false
  private(set) var hasNaiveHours = false
  /// Whether some time is another than midnight, which programs write where they have only a date.
  private(set) var hasOwnHours = false
  /// Whether some cell is a time, and the first that is none.
  private(set) var hasTimes = false
  private(set) var unread: ArraySlice<UInt8>?
  private(set) var midnight = MidnightGuess()

  /// Cells with the same formats to read them by.
  private struct Shape {
    let candidates: [(text: String, format: TimestampFormat)]
    var cells = 0
    /// How many cells each candidate could not read.
    var misses: [Int]
    /// The days that each candidate read, from first to last.
    var days: [ClosedRange<Int>?]

    init(_ texts: [String]) {
      candidates = texts.compactMap { text in TimestampFormat(Mapping.DateFormat(text)).map { (text, $0) } }
      misses = Array(repeating: 0, count: candidates.count)
      days = Array(repeating: nil, count: candidates.count)
    }

    /// How many days there are from the first to the last that one of some candidates read, whichever makes them fewest.
    func width(_ candidates: [Int]) -> Int { candidates.compactMap { days[$0]?.count }.min() ?? 0 }
  }

  /// More ways of writing times than that are in no column.
  private static let greatestShapeCount = 24
  /// Names of months and weekdays make several of one shape.
  private static let greatestKnownCount = 200

  /// Answers whether it is written as no cell before, and read.
  mutating func add(_ cell: ArraySlice<UInt8>) -> Bool {
    guard !isHopeless else { return false }
    cells += 1
    let before = shapes.count
    var isRead = false
    if let index = shape(of: cell) {
      shapes[index].cells += 1
      for (number, candidate) in shapes[index].candidates.enumerated() {
        guard let time = candidate.format.read(cell), Self.isLikely(time, cell, candidate.text) else {
          shapes[index].misses[number] += 1
          continue
        }
        let day = time.date.day
        let known = shapes[index].days[number] ?? day...day
        shapes[index].days[number] = min(known.lowerBound, day)...max(known.upperBound, day)
        if !isRead { note(time, cell) }
        isRead = true
      }
    }
    if isRead { return shapes.count > before }
    misses += 1
    if unread == nil { unread = cell }
    if misses > 1 + cells / 50 { (isHopeless, shapes, known) = (true, [], [:]) }
    return false
  }

  private mutating func note(_ time: WrittenTime, _ cell: ArraySlice<UInt8>) {
    hasTimes = true
    midnight.add(cell, time)
    guard time.millisecondOfDay != nil else { return }
    hasHours = true
    if time.offset == nil { hasNaiveHours = true }
    if time.offset != nil || time.millisecondOfDay != 0 { hasOwnHours = true }
  }

  private mutating func shape(of cell: ArraySlice<UInt8>) -> Int? {
    guard cell.count <= CellPictures.greatestCount else { return nil }
    let key = cell.map { $0 &- 0x30 < 10 ? 0x30 : $0 }
    if let index = known[key] { return index >= 0 ? index : nil }
    let texts = Self.texts(cell)
    var index = shapes.firstIndex { $0.candidates.map(\.text) == texts }
    if index == nil, !texts.isEmpty, shapes.count < Self.greatestShapeCount {
      index = shapes.count
      shapes.append(Shape(texts))
    }
    if known.count < Self.greatestKnownCount { known[key] = index ?? -1 }
    return index
  }

  /// The formats that may read cells with as many digits in the same places.
  private static func texts(_ cell: ArraySlice<UInt8>) -> [String] {
    if cell.allSatisfy({ $0 &- 0x30 < 10 }) {
      if cell.count == 13 { return ["epochMilliseconds"] }
      if cell.count == 10 { return ["epochSeconds"] }
    }
    // Ones are as many digits that name a day and an hour of every calendar.
    let written = cell.map { $0 &- 0x30 < 10 ? UInt8(ascii: "1") : $0 }
    let isISO = TimestampFormat.iso8601(written.span) != nil
    return (isISO ? ["iso8601"] : []) + CellPictures.times(cell) + CellPictures.basicTimes(cell)
  }

  /// The ways that together read all of it but for one cell in fifty, most cells' first; and the same with day and month
  /// exchanged, where they could be in a part of the cells.
  var formats: [[Mapping.DateFormat]] {
    formats(isYearFirst: false)
  }

  /// The same with the year first, where it could be as well; empty where that changes nothing.
  var yearFirst: [Mapping.DateFormat] {
    let (first, last) = (formats(isYearFirst: true), formats(isYearFirst: false))
    return first == last ? [] : first.first ?? []
  }

  private func formats(isYearFirst: Bool) -> [[Mapping.DateFormat]] {
    guard !isHopeless else { return [] }
    let monthFirst = chosen(isDayFirst: false, isYearFirst)
    let dayFirst = chosen(isDayFirst: true, isYearFirst)
    guard let monthFirst, let dayFirst else { return [] }
    return (monthFirst == dayFirst ? [monthFirst] : [monthFirst, dayFirst]).map { texts in
      texts.map { Mapping.DateFormat($0) }
    }
  }

  /// Whether the day stands first in some cells and the month in others that are written alike.
  var mixesOrders: Bool {
    !isHopeless
      && shapes.contains { shape in
        let turned = shape.candidates.indices.filter { DayOrder.isDayFirst(shape.candidates[$0].text) != nil }
        // What only one order reads has other cells that are no times.
        return !turned.isEmpty && shape.cells * 50 > cells
          && shape.misses.allSatisfy { $0 * 50 > shape.cells }
          && turned.allSatisfy { shape.misses[$0] < shape.cells }
      }
  }

  /// The fewest formats that read everything, by and large; nil where there are none.
  private func chosen(isDayFirst: Bool, _ isYearFirst: Bool) -> [String]? {
    var open = shapes.map { (cells: $0.cells, texts: good($0, isDayFirst: isDayFirst, isYearFirst)) }
    let unread = misses + open.reduce(0) { $0 + ($1.texts.isEmpty ? $1.cells : 0) }
    open.removeAll { $0.texts.isEmpty }
    guard cells > 0, unread * 50 <= cells, !open.isEmpty else { return nil }
    var chosen: [String] = []
    while let text = best(open) {
      chosen.append(text)
      open.removeAll { $0.texts.contains(text) }
    }
    return chosen.count <= Mapping.EventColumn.greatestFormatCount ? chosen : nil
  }

  /// The format that reads most cells; of several the one that is likelier by itself.
  private func best(_ shapes: [(cells: Int, texts: [String])]) -> String? {
    var best: (text: String, cells: Int)?
    for text in shapes.flatMap(\.texts) {
      let count = shapes.reduce(0) { $0 + ($1.texts.contains(text) ? $1.cells : 0) }
      if count > best?.cells ?? 0 { best = (text, count) }
    }
    return best?.text
  }

  /// The candidates that read all cells of a shape but for one in fifty, and where day and month could be exchanged in all of
  /// them, those in one order; none where so few cells could be either that they may be slips.
  private func good(_ shape: Shape, isDayFirst: Bool, _ isYearFirst: Bool) -> [String] {
    let good = Self.placed(
      shape.candidates.indices.filter { shape.misses[$0] * 50 <= shape.cells }, of: shape, isYearFirst)
    let texts = good.map { shape.candidates[$0].text }
    let turned = texts.filter { DayOrder.isDayFirst($0) != nil }
    guard turned.count > 1 else { return texts }
    // One way that reads all of them is right where the other one does not.
    if let whole = good.first(where: { shape.misses[$0] == 0 }),
      good.contains(where: { shape.misses[$0] > 0 })
    {
      return [shape.candidates[whole].text]
    }
    if shape.cells * 50 <= cells { return [] }
    return turned.filter { DayOrder.isDayFirst($0) == isDayFirst }
  }

  /// Those of some candidates that have the year where it is, as that makes the days lie much closer together, or where it is
  /// taken to be.
  private static func placed(_ candidates: [Int], of shape: Shape, _ isYearFirst: Bool) -> [Int] {
    let first = candidates.filter { YearPlace.isFirst(shape.candidates[$0].text) }
    let last = candidates.filter { !first.contains($0) }
    if first.isEmpty || last.isEmpty { return candidates }
    let (ofFirst, ofLast) = (shape.width(first), shape.width(last))
    if YearPlace.isCloser(ofFirst, than: ofLast) { return first }
    return YearPlace.isCloser(ofLast, than: ofFirst) || !isYearFirst ? last : first
  }

  /// Whether a time lies in years that CRMs have data of.
  private static func isLikely(_ time: WrittenTime, _ cell: ArraySlice<UInt8>, _ text: String) -> Bool {
    // 26-01-05 may be 5 January 2026 as well; most days taken for years are long past.
    let isShort = text.contains("-YY") && !text.contains("YYYY") || YearPlace.isFirst(text)
    return (isShort ? 2015...2035 : 1990...2100).contains(time.date.components.year)
  }
}
