internal import Wire

/// What rows are asked about their cells: each column is looked up once a row for all that is asked about it.
///
/// For one thread, which remembers what it was told lately. What belongs to a column or value is chained, so that no
/// references are counted while rows are read.
struct RowConditions {
  /// For each condition whether it holds for cells that are filled with none of its values.
  private var isNegated: [Bool] = []
  private var columns: [Column] = []
  /// For each column, by a cell, which of the `chains` has the conditions whose values it is among.
  private var values: [KeyTable<Int>] = []
  /// Where the conditions of each value start among the links.
  private var chains: [Int] = []
  private var links: [Link] = []
  /// Short cells that were looked up lately, each at a place of its bytes' choice within those of its column.
  private var recent: [Recent] = []

  private static let placeBits = 5

  private struct Column {
    let column: Int
    /// Where all conditions about it start among the links.
    var chain = -1
  }

  private struct Link {
    let condition: Int
    /// -1 for none.
    let next: Int
  }

  private struct Recent {
    var cell = ShortName()
    var chain = -1
  }

  var count: Int { isNegated.count }

  /// Adds the condition that a cell is one of some values or, where negated, filled with anything else; answers its number.
  mutating func add(_ cells: ExportLayout.Cells, isNegated: Bool = false) -> Int {
    let number = count
    self.isNegated.append(isNegated)
    let place = columns.firstIndex { $0.column == cells.column } ?? columns.count
    if place == columns.count {
      columns.append(Column(column: cells.column))
      values.append(KeyTable())
      recent += repeatElement(Recent(), count: 1 << Self.placeBits)
    }
    columns[place].chain = link(number, before: columns[place].chain)
    for value in cells.cells {
      let chain = values[place].insert(KeyedDigest(of: value), chains.count) ?? chains.count
      if chain == chains.count { chains.append(-1) }
      chains[chain] = link(number, before: chains[chain])
    }
    return number
  }

  private mutating func link(_ condition: Int, before next: Int) -> Int {
    links.append(Link(condition: condition, next: next))
    return links.count - 1
  }

  /// Finds out which conditions hold for a row; `holds` has room for each.
  mutating func judge(_ record: borrowing ExportRecord, _ holds: inout [Bool]) {
    for place in columns.indices {
      let column = columns[place]
      let cell = record.cell(column.column).trimmed
      var link = column.chain
      while link >= 0 {
        let condition = links[link].condition
        holds[condition] = isNegated[condition] && !cell.isEmpty
        link = links[link].next
      }
      // Blanks around it are no part of the cell.
      if let name = record.shortName(column.column), name.count == cell.count {
        link = chain(of: name, cell, place)
      } else {
        link = chain(of: cell, place)
      }
      while link >= 0 {
        let condition = links[link].condition
        holds[condition] = !isNegated[condition]
        link = links[link].next
      }
    }
  }

  @inline(__always)
  private mutating func chain(of name: ShortName, _ cell: Span<UInt8>, _ column: Int) -> Int {
    let place = column << Self.placeBits + name.place(bits: Self.placeBits)
    if recent[place].cell == name { return recent[place].chain }
    let chain = chain(of: cell, column)
    recent[place] = Recent(cell: name, chain: chain)
    return chain
  }

  /// Where the conditions start whose values a column's cell is among; -1 for none.
  private func chain(of cell: Span<UInt8>, _ column: Int) -> Int {
    values[column][KeyedDigest(of: cell)].map { chains[$0] } ?? -1
  }
}
