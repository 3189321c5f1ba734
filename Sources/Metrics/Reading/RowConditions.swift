internal import Wire

/// What rows are asked about their cells: each column is looked up once a row for all that is asked about it.
struct RowConditions {
  /// For each condition whether it holds for cells that are filled with none of its values.
  private var isNegated: [Bool] = []
  private var columns: [Column] = []

  private struct Column {
    let column: Int
    /// All conditions about it.
    var conditions: [Int] = []
    /// By a cell, which of the lists that follow has the conditions whose values it is among.
    var values = KeyTable<Int>()
    var lists: [[Int]] = []
  }

  var count: Int { isNegated.count }

  /// Adds the condition that a cell is one of some values or, where negated, filled with anything else; answers its number.
  mutating func add(_ cells: ExportLayout.Cells, isNegated: Bool = false) -> Int {
    let number = count
    self.isNegated.append(isNegated)
    let place = columns.firstIndex { $0.column == cells.column } ?? columns.count
    if place == columns.count { columns.append(Column(column: cells.column)) }
    columns[place].conditions.append(number)
    for value in cells.cells {
      let list = columns[place].lists.count
      if let known = columns[place].values.insert(KeyedDigest(of: value), list) {
        columns[place].lists[known].append(number)
      } else {
        columns[place].lists.append([number])
      }
    }
    return number
  }

  /// Finds out which conditions hold for a row; `holds` has room for each.
  func judge(_ record: borrowing ExportRecord, _ holds: inout [Bool]) {
    for index in columns.indices {
      let cell = record.cell(columns[index].column).trimmed
      for number in columns[index].conditions { holds[number] = isNegated[number] && !cell.isEmpty }
      guard let list = columns[index].values[KeyedDigest(of: cell)] else { continue }
      for number in columns[index].lists[list] { holds[number] = !isNegated[number] }
    }
  }
}
