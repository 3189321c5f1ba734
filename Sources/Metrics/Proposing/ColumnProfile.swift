package import Agreements
internal import Wire

/// What a column of an unknown export holds.
package struct ColumnProfile: Sendable {
  package let name: String
  /// Rows in which it says something, and all that were looked at.
  package let filled: Int
  package let rows: Int
  /// The values of a column that has few, most frequent first; nil for others.
  package let values: [String]?
  /// In how many rows each of them stands.
  package let counts: [Int]
  /// Whether no value stands in two rows.
  package let isUnique: Bool
  /// Whether it counts the rows from 1, and so is of this file and of nothing in it.
  let countsRows: Bool
  package let isEmail: Bool
  package let isNumber: Bool
  /// The formats by which the filled cells can be read as times; two lists of them where day and month could be exchanged.
  package let formats: [[Mapping.DateFormat]]
  /// Those with a year of two digits first, where it could stand there as well as last; empty for others.
  let yearFirst: [Mapping.DateFormat]
  /// Whether the day stands first in some cells and the month in others, so that nobody can tell which day is meant.
  let mixesOrders: Bool
  /// The pictures by which they can be read as times of day; empty for anything else.
  let clockFormats: [String]
  /// Whether some time has hours, and whether some of those has no offset.
  package let hasHours: Bool
  package let hasNaiveHours: Bool
  /// Whether some time is another than midnight, which programs write where they have only a date.
  let hasOwnHours: Bool
  /// What is known of times that are all midnight; nil where some time is another.
  let midnight: MidnightGuess?
  /// Whether some cell is a time, and the first that is none; nil where each is one.
  let hasTimes: Bool
  let unread: String?
  /// A cell as it stands in the file.
  package let sample: String

  /// Whether it holds codes of two capitals only.
  var holdsRegionCodes: Bool {
    guard let values, !values.isEmpty else { return false }
    return values.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy { $0 &- 0x41 < 26 } }
  }

  /// How many different values a column with few has.
  static let fewValues = 60
}

/// Collects what the cells of a column have in common; one in fifty may be a slip of somebody's pen.
struct ColumnProfiler {
  private let name: String
  private var rows = 0
  private var filled = 0
  private var counts: [String: Int] = [:]
  private var hasManyValues = false
  private var seen: Set<KeyedDigest> = []
  private var isUnique = true
  private var countsRows = true
  private var emails = 0
  private var numbers = 0
  private var guess = FormatGuess()
  private var clock = ClockGuess()
  private var sample = ""

  init(_ name: String) { self.name = name }

  /// Answers whether it is a time that is written as none before.
  mutating func add(_ cell: ArraySlice<UInt8>) -> Bool {
    rows += 1
    let cell = cell.trimmed
    guard FieldValidity.isFilled(cell) else { return false }
    filled += 1
    let text = String(decoding: cell.prefix(400), as: UTF8.self)
    if sample.isEmpty { sample = text }
    if countsRows { countsRows = filled == rows && text == "\(rows)" }
    if !hasManyValues {
      counts[text, default: 0] += 1
      hasManyValues = counts.count > ColumnProfile.fewValues
    }
    if isUnique { isUnique = seen.insert(KeyedDigest(of: cell)).inserted }
    // What most of the first cells are not, the column is not.
    if emails * 2 >= filled - 10, FieldValidity.isEmail(cell) { emails += 1 }
    if numbers * 2 >= filled - 10, Self.isNumber(cell) { numbers += 1 }
    let bare = cell.bare
    clock.add(bare)
    return guess.add(bare)
  }

  private static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    [nil, 0x2C, 0x2E].contains { DecimalCell.read(cell, scale: 2, mark: $0) != nil }
  }

  var profile: ColumnProfile {
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let hasValues = !hasManyValues && filled > 0
    return ColumnProfile(
      name: name, filled: filled, rows: rows, values: hasValues ? ranked.map(\.key) : nil,
      counts: hasValues ? ranked.map(\.value) : [], isUnique: isUnique && filled > 0,
      countsRows: countsRows && filled == rows && rows > 0,
      isEmail: filled > 0 && emails * 10 >= filled * 9, isNumber: filled > 0 && numbers * 50 >= filled * 49,
      formats: guess.formats, yearFirst: guess.yearFirst, mixesOrders: guess.mixesOrders,
      clockFormats: clock.formats,
      hasHours: guess.hasHours, hasNaiveHours: guess.hasNaiveHours, hasOwnHours: guess.hasOwnHours,
      midnight: guess.midnight.areMidnights ? guess.midnight : nil, hasTimes: guess.hasTimes,
      unread: guess.unread.map { String(decoding: $0.prefix(400), as: UTF8.self) }, sample: sample)
  }
}
