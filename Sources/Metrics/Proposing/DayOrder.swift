internal import Agreements

/// Whether days stand before months in an export, where a column by itself leaves that open.
struct DayOrder {
  private let isDayFirst: Bool
  private let isDecided: Bool

  /// Decided by what the user says, else by a column that can be read in one way only.
  init(_ profiles: [ColumnProfile], isDayFirst said: Bool?) {
    let told = profiles.compactMap { profile -> Bool? in
      guard profile.formats.count == 1, case .picture(let picture) = profile.formats[0],
        picture.contains("/") || picture.contains("-")
      else { return nil }
      return picture.hasPrefix("D") ? true : picture.hasPrefix("M") && !picture.hasPrefix("MMM") ? false : nil
    }
    isDecided = said != nil || !told.isEmpty
    isDayFirst = said ?? told.first ?? false
  }

  func format(of profile: ColumnProfile) -> Mapping.DateFormat? {
    guard profile.formats.count > 1 else { return profile.formats.first }
    return profile.formats.first { Self.isDayFirst($0) == isDayFirst } ?? profile.formats.first
  }

  /// What has to be looked at where nothing decides.
  func doubts(_ columns: [MappingProposal.Column]) -> [String] {
    let open = columns.filter { $0.profile.formats.count > 1 && $0.role != nil }.map {
      "\"\($0.profile.name)\""
    }
    guard !isDecided, !open.isEmpty else { return [] }
    return [
      "in \(open.joined(separator: ", ")) day and month could be exchanged; read with the month first (--day-first reads the day first)"
    ]
  }

  private static func isDayFirst(_ format: Mapping.DateFormat) -> Bool {
    if case .picture(let picture) = format { picture.hasPrefix("D") } else { false }
  }
}
