internal import Agreements

/// Whether years of two digits stand first in an export, where a column by itself leaves that open.
struct YearPlace {
  /// Nil where nothing decides.
  private let isFirst: Bool?

  /// Decided by what the user says of days, which stand before years or behind them, else by columns that can be read in one way
  /// only, where they agree.
  init(_ profiles: [ColumnProfile], isDayFirst said: Bool?) {
    let told = Set(
      profiles.filter(\.yearFirst.isEmpty).flatMap { profile in
        (profile.formats.first ?? []).filter { Self.isShort($0.text) }.map { Self.isFirst($0.text) }
      })
    isFirst = said != nil ? false : told.count == 1 ? told.first : nil
  }

  /// The formats of a column with the year first; nil where they are those with the year last.
  func formats(of profile: ColumnProfile) -> [Mapping.DateFormat]? {
    isFirst == true && !profile.yearFirst.isEmpty ? profile.yearFirst : nil
  }

  /// What has to be looked at where nothing decides.
  func doubts(_ columns: [MappingProposal.Column]) -> [String] {
    guard isFirst == nil else { return [] }
    return columns.filter { !$0.profile.yearFirst.isEmpty && $0.role != nil }.map { column in
      let (name, cell) = (column.profile.name, column.profile.sample.prefix(30))
      let picture = column.profile.yearFirst.map(\.text).joined(separator: " or ")
      return
        "in \"\(name)\" (\(cell)) the first number could be the year as well as the last; read with the year last (--day-first or --month-first says that it is so; where it stands first, write \(picture) into the mapping, or export years with four digits)"
    }
  }

  /// Whether a picture has a year of two digits among numbers.
  private static func isShort(_ picture: String) -> Bool {
    picture.contains("YY") && !picture.contains("YYYY") && !picture.contains("MMM")
  }

  /// Whether a picture has a year of two digits before month and day.
  static func isFirst(_ picture: String) -> Bool {
    ["YY/M/", "YY-M-", "YY.M.", "YY. M. "].contains { picture.contains($0) } && isShort(picture)
  }

  /// Whether one of two readings of the same cells is right, as it brings them much closer together in days.
  static func isCloser(_ days: Int, than others: Int) -> Bool { others >= 4 * max(days, 60) }
}
