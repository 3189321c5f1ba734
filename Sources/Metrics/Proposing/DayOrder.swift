internal import Agreements

/// Whether days stand before months in an export, where a column by itself leaves that open.
struct DayOrder {
  private let isDayFirst: Bool
  private let isDecided: Bool

  /// Decided by what the user says, else by columns that can be read in one way only, where they agree.
  init(_ profiles: [ColumnProfile], isDayFirst said: Bool?) {
    let told = profiles.flatMap { profile -> [Bool] in
      // What day and month are exchanged in says nothing.
      let decided = profile.formats.first?.filter { format in
        profile.formats.allSatisfy { $0.contains(format) }
      }
      return (decided ?? []).compactMap { Self.isDayFirst($0.text) }
    }
    isDecided = said != nil || Set(told).count == 1
    isDayFirst = said ?? (Set(told).count == 1 ? told[0] : false)
  }

  /// The formats of a column; nil where it has none, or has several, and nothing says which day some of its cells mean.
  func formats(of profile: ColumnProfile) -> [Mapping.DateFormat]? {
    guard let first = profile.formats.first, isOpen(profile) else { return profile.formats.first }
    if !isDecided, first.count > 1 { return nil }
    return profile.formats.first { $0.contains { Self.isDayFirst($0.text) == isDayFirst } } ?? first
  }

  private func isOpen(_ profile: ColumnProfile) -> Bool { profile.formats.count > 1 }

  /// What has to be looked at where nothing decides.
  func doubts(_ columns: [MappingProposal.Column]) -> [String] {
    let open = columns.filter { isOpen($0.profile) && $0.role != nil }
    guard !isDecided, !open.isEmpty else { return [] }
    func names(_ columns: [MappingProposal.Column]) -> String {
      columns.map { "\"\($0.profile.name)\"" }.joined(separator: ", ")
    }
    let (read, left) = (open.filter { $0.writing != nil }, open.filter { $0.writing == nil })
    var doubts: [String] = []
    if !read.isEmpty {
      doubts.append(
        "in \(names(read)) day and month could be exchanged; read with the month first (--day-first reads the day first)"
      )
    }
    if !left.isEmpty {
      doubts.append(
        "\(names(left)): written in several ways, in one of which day and month could be exchanged in every row; not read until you say which stands first (--day-first or --month-first)"
      )
    }
    return doubts
  }

  /// Whether the day stands before the month in a picture; nil where nobody writes both orders.
  static func isDayFirst(_ picture: String) -> Bool? {
    // What stands between quotes is no part of it.
    let parts = picture.split(separator: "'", omittingEmptySubsequences: false)
    let date = parts.indices.filter { $0.isMultiple(of: 2) }.map { parts[$0] }.joined().replacing(
      "DDD", with: "")
    guard !date.contains("MMM"), let day = date.firstIndex(of: "D"), let month = date.firstIndex(of: "M"),
      let year = date.firstIndex(of: "Y"), year > day || year > month,
      date[min(day, month)..<max(day, month)].contains(where: { $0 == "/" || $0 == "-" })
    else { return nil }
    return day < month
  }
}
