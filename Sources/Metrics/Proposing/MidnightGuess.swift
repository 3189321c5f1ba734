internal import Agreements
internal import Wire

/// Finds out whether a column's times are all midnight, which programs write where they have only dates.
struct MidnightGuess {
  private var isHopeless = false
  private var hasTimes = false
  /// As many as are needed to tell.
  private var days: Set<Int> = []
  /// A cell of each way of writing, by its bytes with zeros for digits.
  private var examples: [[UInt8]: [UInt8]] = [:]

  /// On fewer days everything may have happened at midnight by chance.
  private static let leastDays = 3
  /// Columns that write midnights in more ways are read as times.
  private static let greatestExampleCount = 200

  /// Notes the time that a cell was read as.
  mutating func add(_ cell: ArraySlice<UInt8>, _ time: WrittenTime) {
    guard !isHopeless else { return }
    guard time.millisecondOfDay ?? 0 == 0, examples.count < Self.greatestExampleCount else {
      isHopeless = true
      examples = [:]
      return
    }
    if time.millisecondOfDay != nil { hasTimes = true }
    if days.count < Self.leastDays { days.insert(time.date.day) }
    let key = cell.map { $0 &- 0x30 < 10 ? 0x30 : $0 }
    if examples[key] == nil { examples[key] = Array(cell) }
  }

  /// Whether all of them are, on several days.
  var areMidnights: Bool { !isHopeless && hasTimes && days.count >= Self.leastDays }

  /// The formats by which the same cells are read as dates; nil where a mapping cannot say that.
  func dates(_ formats: [Mapping.DateFormat]) -> [Mapping.DateFormat]? {
    var found: [Mapping.DateFormat] = []
    for key in examples.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let cell = examples[key]?[...] else { continue }
      let pictures = formats.lazy.compactMap { Self.date(cell, writtenAs: $0) }
      guard let picture = pictures.first else { return nil }
      if !found.contains(picture) { found.append(picture) }
    }
    return found.isEmpty || found.count > Mapping.EventColumn.greatestFormatCount ? nil : found
  }

  /// The format that reads a midnight in another as its date; nil where there is none.
  private static func date(
    _ cell: ArraySlice<UInt8>, writtenAs format: Mapping.DateFormat
  ) -> Mapping.DateFormat? {
    guard let time = TimestampFormat(format)?.read(cell) else { return nil }
    return pictures(cell, format).map { Mapping.DateFormat.picture($0) }.first {
      TimestampFormat($0)?.read(cell) == WrittenTime(date: time.date)
    }
  }

  /// Pictures in which the time of day stands for itself.
  private static func pictures(_ cell: ArraySlice<UInt8>, _ format: Mapping.DateFormat) -> [String] {
    switch format {
    case .epochSeconds, .epochMilliseconds: return []
    case .iso8601:
      let clock = String(decoding: cell.dropFirst(10), as: UTF8.self)
      // Midnight of another zone is another day's time somewhere.
      guard !clock.contains("+"), !clock.contains("-") else { return [] }
      return ["YYYY-MM-DD" + PictureDrawing.literal(clock)]
    case .picture(let picture):
      let parts = picture.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
      let clocks = picture.contains("AP") ? [("12", "'AM'"), ("12", "'am'")] : [("00", ""), ("0", "")]
      return clocks.map { hour, half in
        parts.indices.map { index in
          index.isMultiple(of: 2) ? drawn(parts[index], hour: hour, half: half) : "'\(parts[index])'"
        }.joined()
      }
    }
  }

  /// A part of a picture without quotes, with digits for the time of day.
  private static func drawn(_ part: String, hour: String, half: String) -> String {
    var text = part
    let digits = [("hh", hour), ("h", hour), ("mm", "00"), ("ss", "00"), ("SSS", "000"), ("AP", half)]
    for (letters, digits) in digits { text = text.replacing(letters, with: digits) }
    return text
  }
}
