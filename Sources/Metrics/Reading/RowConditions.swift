internal import Wire

/// What conditions about their cells leave of what rows could tell: each column is looked up once a row for all that is
/// asked about it.
///
/// For one thread, which remembers what it was told lately.
struct RowConditions {
  /// All that rows can state.
  private let all: StatementSet
  private var columns: [Column] = []
  /// For each column, by a cell, the number of what it leaves.
  private var values: [KeyTable<Int>] = []
  private var left: [StatementSet] = []
  /// Short cells that were looked up lately, each at a place of its bytes' choice within those of its column.
  private var recent: [Recent] = []

  private static let placeBits = 5

  /// That a cell has to be one of some values or, where negated, filled with anything else, for a row to make a statement.
  struct Condition {
    let statement: Int
    let cells: ExportLayout.Cells
    var isNegated = false

    fileprivate func holds(for cell: ArraySlice<UInt8>) -> Bool {
      cells.cells.contains(cell) ? !isNegated : isNegated && !cell.isEmpty
    }
  }

  private struct Column {
    let column: Int
    /// What is left where a cell is empty, and where it is none of the values.
    let empty: StatementSet
    var other: StatementSet
  }

  private struct Recent {
    var cell = ShortName()
    var left = StatementSet()
  }

  /// For rows that can state so many events.
  init(_ conditions: [Condition], events: Int) {
    all = StatementSet(events: events)
    for column in Set(conditions.map(\.cells.column)).sorted() {
      let own = conditions.filter { $0.cells.column == column }
      var other = all
      for condition in own where !condition.isNegated { other.remove(condition.statement) }
      columns.append(Column(column: column, empty: all.left(by: own, of: []), other: other))
      var numbers = KeyTable<Int>()
      for value in Set(own.flatMap(\.cells.cells)) {
        _ = numbers.insert(KeyedDigest(of: value), left.count)
        left.append(all.left(by: own, of: value))
      }
      values.append(numbers)
      recent += repeatElement(Recent(), count: 1 << Self.placeBits)
    }
  }

  /// The statements that a row could make.
  mutating func statements(of record: borrowing ExportRecord) -> StatementSet {
    var all = all
    for place in columns.indices {
      let cell = record.cell(columns[place].column).trimmed
      if cell.isEmpty {
        all.formIntersection(columns[place].empty)
      } else if let name = record.shortName(columns[place].column), name.count == cell.count {
        // Blanks around it are no part of the cell.
        all.formIntersection(statements(of: name, cell, place))
      } else {
        all.formIntersection(statements(of: cell, place))
      }
    }
    return all
  }

  @inline(__always)
  private mutating func statements(of name: ShortName, _ cell: Span<UInt8>, _ column: Int) -> StatementSet {
    let place = column << Self.placeBits + name.place(bits: Self.placeBits)
    if recent[place].cell == name { return recent[place].left }
    let left = statements(of: cell, column)
    recent[place] = Recent(cell: name, left: left)
    return left
  }

  private func statements(of cell: Span<UInt8>, _ column: Int) -> StatementSet {
    values[column][KeyedDigest(of: cell)].map { left[$0] } ?? columns[column].other
  }
}

/// Some of what rows can state, by number: their events, at most 200 in a mapping, and that the agreement covers the lead.
struct StatementSet {
  private var words: InlineArray<4, UInt64> = [0, 0, 0, 0]

  /// The number of the statement that the agreement covers the lead, behind all events.
  static let scope = 255

  init() {}

  /// All that rows with so many events can state.
  fileprivate init(events: Int) {
    for number in 0..<events { insert(number) }
    insert(Self.scope)
  }

  private mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

  fileprivate mutating func remove(_ number: Int) { words[number >> 6] &= ~(1 << UInt64(number & 63)) }

  fileprivate mutating func formIntersection(_ other: StatementSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// What conditions leave of these where their column's cell is so.
  fileprivate func left(by conditions: [RowConditions.Condition], of cell: ArraySlice<UInt8>) -> StatementSet
  {
    var left = self
    for condition in conditions where !condition.holds(for: cell) { left.remove(condition.statement) }
    return left
  }

  /// Takes the lowest out; nil where none is left.
  @inline(__always)
  mutating func popFirst() -> Int? {
    for index in words.indices where words[index] != 0 {
      let bit = words[index].trailingZeroBitCount
      words[index] &= words[index] &- 1
      return index &* 64 &+ bit
    }
    return nil
  }
}
