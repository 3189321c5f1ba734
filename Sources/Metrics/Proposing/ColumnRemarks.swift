internal import Agreements
internal import Wire

/// What has to be said of single columns of an unknown export.
struct ColumnRemarks {
  let draft: MappingDraft

  /// How to come by the time of day.
  var hours: String {
    if let clock = draft.columns.first(where: { $0.role == nil && !$0.profile.clockFormats.isEmpty }) {
      return
        "; \"\(clock.profile.name)\" has times of day, and its name does not say of what: name it in the mapping as the \"time\" of the right event"
    }
    return draft.kind == .activities ? draft.system.advice(.hours) : ""
  }

  /// Columns that are called like a time, and hold what is not read as one.
  var unread: [String] {
    draft.columns.compactMap { column in
      let profile = column.profile
      let isWritten = profile.sample.utf8.count > 4 && profile.sample.contains(where: \.isNumber)
      guard column.role == nil, profile.formats.isEmpty, isWritten || profile.hasTimes,
        let role = RoleAssignment.time(called: profile.name, in: draft.kind)
      else { return nil }
      if profile.mixesOrders {
        return
          "\"\(profile.name)\" seems to say \(role.description), but has the day first in some cells and the month first in others (\(profile.sample.prefix(30))), so that nobody can tell 03/04 from 04/03; export it as 2026-01-31 09:30"
      }
      let cell = (profile.unread ?? profile.sample).prefix(30)
      return
        "\"\(profile.name)\" seems to say \(role.description), but not all of its cells are written as times in ways that are known, such as this one: \(cell); export them as 2026-01-31 09:30, and leave those empty that say nothing"
    }
  }

  /// Columns with numbers that could be read in two ways.
  var openNumbers: [String] {
    guard draft.decimalMark == nil else { return [] }
    return draft.columns.indices.compactMap { index in
      let column = draft.columns[index]
      guard column.role == .amount || column.role == .score,
        let cell = draft.sample.rows.lazy.map({ $0.cells[index] }).first(where: DecimalCell.isEitherWay)
      else { return nil }
      func read(_ mark: UInt8) -> String {
        DecimalCell.read(cell, scale: 3, mark: mark).map { SampleRow.number($0, places: 3) } ?? "nothing"
      }
      return
        "\"\(column.profile.name)\" (\(String(decoding: cell.prefix(30), as: UTF8.self))): nothing says what stands before decimal places, and such numbers are not read; --decimal-mark comma makes \(read(0x2C)) of it, --decimal-mark point \(read(0x2E))"
    }
  }

  /// Columns with times in several formats, of which one could be read with day and month in either order.
  var undecided: [String] {
    draft.columns.filter { $0.role?.isTime == true && $0.profile.filled > 0 && $0.writing == nil }.map(
      \.profile.name)
  }

  /// What would make it say more to its readers.
  var advice: [String] {
    draft.columns.compactMap { column in
      let lacks: String
      switch column.role {
      case .owner: lacks = "numbers per person are right, but lists of leads by owner show ids"
      case .actor, .contactedBy: lacks = "no program can be told from people by them"
      default: return nil
      }
      guard column.profile.holdsIDs else { return nil }
      let sample = column.profile.sample.prefix(40)
      return "\"\(column.profile.name)\" holds ids (\(sample)); \(lacks): \(draft.system.advice(.names))"
    }
  }

  /// Columns that do not say whether marketing or sales qualified, and an id that only its content gave away.
  var guesses: [String] {
    draft.columns.compactMap { column in
      let name = Vocabulary.normalized(column.profile.name)
      switch column.role {
      case .event(.mql) where !name.contains("mql") && !name.contains("marketing") && column.certainty > 40:
        return
          "\"\(column.profile.name)\" does not say who qualified; it is taken for marketing's (MQL)"
      case .owner where column.certainty == RoleAssignment.byContent:
        return "\"\(column.profile.name)\" is taken for the owner, as it holds ids of Salesforce's users"
      case .score where column.certainty == RoleAssignment.byContent,
        .amount where column.certainty == RoleAssignment.byContent:
        return
          "the agreement sorts leads by \(column.role?.description ?? ""), and no column is called so; \"\(column.profile.name)\" is taken for it"
      case .id where column.certainty < 50:
        let counts =
          column.profile.countsRows
          ? "; it counts the rows of this file, and a lead may have another number in the next" : ""
        return
          "\"\(column.profile.name)\" is taken for the lead's id, as no two rows share a value in it\(counts)"
      default: return nil
      }
    }
  }

  /// What happened by the values of a column, and is counted as nothing.
  var uncounted: [String] {
    guard let what = draft.column(.kind) else { return [] }
    let counted = draft.events.flatMap { $0["when"]?.items ?? [] }.filter {
      $0["column"]?.text == what.profile.name
    }.flatMap { ($0["values"]?.items ?? []).compactMap(\.text) }
    return (what.profile.values ?? []).filter { !counted.contains($0) }
  }
}
