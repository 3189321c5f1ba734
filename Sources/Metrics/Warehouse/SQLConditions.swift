internal import Agreements
internal import Wire

/// What cells say besides times: conditions, meanings, fields, sources and reasons.
extension SQLCells {
  /// Whether a row tells of an event, its time put aside.
  func isTold(_ event: ExportLayout.Event) -> SQL {
    var conditions = event.when.map(holds)
    switch event.rule {
    case .any: break
    case .one(let cells): conditions.append(holds(cells))
    case .other(let cells): conditions.append("\(cell(cells.column)) <> '' AND NOT \(holds(cells))")
    }
    return conditions.conjunction
  }

  /// Whether a cell has one of the values that are listed.
  func holds(_ cells: ExportLayout.Cells) -> SQL {
    let values = cells.cells.sorted { $0.lexicographicallyPrecedes($1) }
    return "\(cell(cells.column)) IN (\(values.map(literal).joined(", ")))"
  }

  private func literal(_ bytes: ArraySlice<UInt8>) -> SQL {
    dialect.literal(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether a cell holds a letter or digit, and is no placeholder.
  func isFilled(_ cell: SQL) -> SQL {
    let alphanumeric = dialect.literal("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    let placeholders = FieldValidity.placeholders.sorted { $0.lexicographicallyPrecedes($1) }
    return """
      ((translate(\(cell), \(alphanumeric), '') <> \(cell) \
      OR \(dialect.byteCount(cell)) <> \(dialect.scalarCount(cell))) \
      AND \(cell.lowercased) NOT IN (\(placeholders.map(literal).joined(", "))))
      """
  }

  /// Whether a cell looks like an e-mail address.
  func isEmail(_ cell: SQL) -> SQL {
    // Nothing up to the space and no DEL; no engine's cells hold NUL.
    let controls = dialect.literal(
      String(String.UnicodeScalarView((1...0x20).compactMap { UnicodeScalar($0) } + ["\u{7F}"])))
    return """
      (\(dialect.matches(cell, "[^@]+@[^@.]+(?:[.][^@.]+)+")) AND \(dialect.byteCount(cell)) <= 320 \
      AND translate(\(cell), \(controls), '') = \(cell))
      """
  }

  var emailKey: SQL {
    guard let column = layout.email else { return dialect.text("NULL") }
    let cell = cell(column)
    return "CASE WHEN \(isEmail(cell)) THEN \(dialect.key(cell.lowercased)) END"
  }

  var idKey: SQL {
    guard let column = layout.id else { return dialect.text("NULL") }
    return "CASE WHEN \(cell(column)) <> '' THEN \(dialect.key(cell(column))) END"
  }

  /// The name under which the row's source is counted.
  var source: SQL {
    guard let column = layout.source else { return "'unknown'" }
    let cell = cell(column)
    var values: [ArraySlice<UInt8>: [ArraySlice<UInt8>]] = [:]
    for (value, name) in layout.sourceNames { values[name, default: []].append(value) }
    let whens: [SQL] = values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { name, values in
      let values = values.sorted { $0.lexicographicallyPrecedes($1) }.map(literal)
      return "WHEN \(cell) IN (\(values.joined(", "))) THEN \(literal(name))"
    }
    return "CASE \(whens.joined(" ")) WHEN \(cell) = '' THEN 'unknown' ELSE \(cell) END"
  }

  /// A bit for each required field that is valid.
  var validFields: SQL {
    let bits: [SQL] = layout.required.enumerated().map { index, field in
      let isValid = field.isEmail ? isEmail(cell(field.column)) : isFilled(cell(field.column))
      return "CASE WHEN \(isValid) THEN \(1 << index) ELSE 0 END"
    }
    return bits.isEmpty ? "0" : "(\(bits.joined(" + ")))"
  }

  /// The index of the row's tier, from the highest; -1 for none.
  var tier: SQL {
    guard let tiers = layout.tiers else { return "-1" }
    let whens: [SQL] = tiers.atLeast.enumerated().map { "WHEN \(number("n")) >= \($1) THEN \($0)" }
    return "CASE WHEN nn = 0 OR fault <> '' THEN -1 ELSE CASE \(whens.joined(" ")) ELSE -1 END END"
  }

  /// The row's score in whole points; less than any where it has none.
  var score: SQL {
    guard numbers.contains(where: { $0.letter == "p" }) else { return "-\(SQLClocks.never)" }
    return "CASE WHEN pn = 0 OR fault <> '' THEN -\(SQLClocks.never) ELSE \(number("p")) END"
  }

  /// Whether one of the fields with the lead's behaviour says something; a count of nothing does not.
  var hasHistory: SQL {
    let says: [SQL] = behaviour.map { letter, column, numbers in
      "(\(isFilled(cell(column))) AND CASE WHEN \(isNumber(letter, numbers)) THEN \(number(letter)) <> 0 ELSE TRUE END)"
    }
    return says.disjunction
  }

  private func number(_ letter: SQL) -> SQL {
    guard let numbers = (numbers + behaviour).first(where: { $0.letter == letter })?.numbers else {
      return "0"
    }
    let fraction: SQL = "\(letter)f"
    return numbers.value(numbers.whole("\(letter)b", fraction), fraction, isNegative: "\(letter)g = 1")
  }

  /// The index of a rejection's reason in the taxonomy; -1 for none of it, and -2 for whatever an acceptance says.
  func reason(_ event: ExportLayout.Event) -> SQL {
    if event.kind == .accepted, let column = event.beside.reason {
      return "CASE WHEN \(isFilled(cell(column))) THEN -2 ELSE -1 END"
    }
    guard event.kind == .rejected, let column = event.beside.reason, !layout.reasons.isEmpty else {
      return "-1"
    }
    var values: [Int16: [ArraySlice<UInt8>]] = [:]
    for (value, index) in layout.reasons { values[index, default: []].append(value) }
    let whens: [SQL] = values.sorted { $0.key < $1.key }.map { index, values in
      let values = values.sorted { $0.lexicographicallyPrecedes($1) }.map(literal)
      return "WHEN \(cell(column)) IN (\(values.joined(", "))) THEN \(Int(index))"
    }
    return "CASE \(whens.joined(" ")) ELSE -1 END"
  }

  /// An attempt's channel.
  func channel(_ event: ExportLayout.Event) -> SQL {
    if let column = event.beside.channel { return cell(column) }
    return event.channel.map(literal) ?? "''"
  }
}
