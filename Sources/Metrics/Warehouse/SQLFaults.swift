internal import Agreements

/// Why a row is not read: the first fault in the order in which ``RowReader`` looks.
extension SQLCells {
  /// The columns of the step that says which rows cannot be read, and which events the others state.
  var faults: [SQL] {
    var whens: [SQL] = []
    if layout.speaks { whens.append("WHEN nameless = 1 THEN 'no-lead-id'") }
    for (letter, column, numbers) in numbers { whens += numberFaults(letter, column, numbers) }
    for index in layout.events.indices {
      whens += timeFaults("x\(index)")
      for place in [places[index].documented, places[index].logged].compactMap({ $0 }) {
        whens += timeFaults("s\(place)", where: "x\(index) = 1 AND p\(places[index].at) = 1 AND ")
      }
    }
    // Of rows that can be read otherwise.
    for (letter, column, numbers) in behaviour {
      whens.append(
        "WHEN NOT \(isNumber(letter, numbers)) AND \(numbers.mayBeNothing(cell(column))) THEN '\(SQL.unread)'"
      )
    }
    let fault: SQL = whens.isEmpty ? "''" : "CASE \(whens.joined("\n")) ELSE '' END"
    var columns: [SQL] = ["\(fault) AS fault"]
    for index in layout.events.indices {
      columns.append("CASE WHEN x\(index) = 1 AND p\(places[index].at) = 1 THEN 1 ELSE 0 END AS h\(index)")
    }
    return columns
  }

  private func timeFaults(_ state: SQL, where condition: SQL = "") -> [SQL] {
    [
      "WHEN \(condition)\(state) = 2 THEN 'unreadable-time'",
      "WHEN \(condition)\(state) = 3 THEN 'time-without-zone'",
    ]
  }

  private func numberFaults(_ letter: SQL, _ column: Int, _ numbers: SQLNumbers) -> [SQL] {
    let cell = cell(column)
    let isNumber = isNumber(letter, numbers)
    let currency = letter == "n" ? layout.tiers?.currency : nil
    let unreadable: SQL = currency == nil ? "'unreadable-score'" : "'unreadable-amount'"
    var whens: [SQL] = [
      "WHEN NOT \(isNumber) AND \(numbers.mayHaveCurrency(cell)) THEN '\(SQL.unread)'",
      "WHEN NOT \(isNumber) AND \(isFilled(cell)) THEN \(unreadable)",
    ]
    if let currency, let column = layout.tiers?.currencyColumn {
      let given = self.cell(column)
      whens.append(
        "WHEN \(isNumber) AND \(given) <> '' AND \(given) <> \(dialect.literal(currency)) THEN 'other-currency'"
      )
    }
    return whens
  }
}

extension SQL {
  /// What a row's fault is called whose number the query does not read although the reader of files might.
  static let unread: SQL = "unread"
}
