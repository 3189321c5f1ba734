/// A cell with a time, written in one of several ways, and what it states by that in which it is written.
struct SQLTimeCell {
  let column: Int
  let ways: [SQLTimestamps]

  /// The cell without what nobody sees in it.
  var cell: SQL { Self.cell(column) }

  static func cell(_ column: Int) -> SQL { "q\(column)" }

  func isSame(as other: SQLTimeCell) -> Bool {
    column == other.column && ways.count == other.ways.count
      && zip(ways, other.ways).allSatisfy { $0.isSame(as: $1) }
  }

  /// What kinds of times it can be.
  var kinds: (day: Bool, naive: Bool) {
    (ways.contains { $0.kinds.day }, ways.contains { $0.kinds.naive })
  }

  /// Whether it is written in some way, and whoever can read it reads the same time.
  var isWritten: SQL {
    let cases: [SQL] = ways.indices.map { index in
      let others: [SQL] = ways[(index + 1)...].map { other in
        "CASE WHEN \(other.isWritten) THEN \(isSame(ways[index], other)) ELSE TRUE END"
      }
      return "WHEN \(ways[index].isWritten) THEN \(others.conjunction)"
    }
    return ways.count == 1 ? ways[0].isWritten : "CASE \(cases.joined(" ")) ELSE FALSE END"
  }

  /// Of a cell that is written in both.
  private func isSame(_ one: SQLTimestamps, _ other: SQLTimestamps) -> SQL {
    """
    (\(one.kind) = \(other.kind) AND \(one.local) = \(other.local) \
    AND CASE WHEN \(one.kind) = 1 THEN \(one.offset) = \(other.offset) ELSE TRUE END)
    """
  }

  /// 0 for a date alone, 1 for a time with its offset, 2 for a time without, of a cell that is written.
  var kind: SQL { picked(\.kind) }

  /// Milliseconds from 1970-01-01T00:00, or from midnight, on the same clock.
  var local: SQL { picked(\.local) }

  /// Milliseconds ahead of UTC of a cell with an offset.
  var offset: SQL { picked(\.offset) }

  private func picked(_ value: (SQLTimestamps) -> SQL) -> SQL {
    let cases: [SQL] = ways.dropLast().map { "WHEN \($0.isWritten) THEN \(value($0))" }
    let last = ways.last.map(value) ?? "0"
    return cases.isEmpty ? last : "CASE \(cases.joined(" ")) ELSE \(last) END"
  }
}
