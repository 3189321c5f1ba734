package import Wire

/// One place where two versions differ, list items told apart by their ids.
package struct Difference: Sendable, Equatable {
  package let pointer: JSONPointer
  /// Nil where it was added.
  package let before: JSON?
  /// Nil where it was removed.
  package let after: JSON?
  package let change: ChangeClass

  package init(pointer: JSONPointer, before: JSON?, after: JSON?, change: ChangeClass) {
    self.pointer = pointer
    self.before = before
    self.after = after
    self.change = change
  }
}

extension Difference {
  /// All differences between two documents of a kind, in the schema's order, without those of the header.
  package static func all(from old: JSON, to new: JSON, kind: DocumentKind) -> [Difference] {
    var comparison = Comparison()
    comparison.compare(old, new, kind.shape, JSONPointer(), .redefined)
    return comparison.differences.filter { $0.change != .header }
  }

  /// What a draft of an agreement has to list: every difference, or in version 1 its commitments.
  package static func all(from old: Agreement?, to new: Agreement) -> [Difference] {
    guard let old else {
      let items = new.json["commitments"]?.items ?? []
      return zip(new.commitments, items).map { commitment, item in
        Difference(
          pointer: JSONPointer(["commitments", commitment.id]), before: nil, after: item, change: .added)
      }
    }
    return all(from: old.json, to: new.json, kind: .agreement).map { difference in
      guard difference.pointer.tokens.count == 2, difference.pointer.tokens[0] == "commitments" else {
        return difference
      }
      return difference.reclassified(from: old, to: new)
    }
  }

  /// The same difference of a commitment, with what it means for the promise.
  private func reclassified(from old: Agreement, to new: Agreement) -> Difference {
    let id = pointer.tokens[1]
    let change: ChangeClass =
      switch (old.commitment(id), new.commitment(id)) {
      case (nil, _): .added
      case (_, nil): .removed
      case (let before?, let after?): withUnknownMembers(before.change(to: after))
      }
    return Difference(pointer: pointer, before: before, after: after, change: change)
  }

  /// The class of a changed commitment where members that the schema does not know changed as well: what those
  /// mean is not for the tool to say, so it is redefined, unless it is weakened anyway.
  private func withUnknownMembers(_ change: ChangeClass) -> ChangeClass {
    var comparison = Comparison()
    comparison.compare(before, after, Commitment.shape, JSONPointer(), .redefined)
    let isTouched = comparison.differences.contains { difference in
      difference.pointer.tokens.last?.hasPrefix("x-") ?? false
        || [difference.before, difference.after].contains { $0?.holdsExtension ?? false }
    }
    return isTouched && change != .weakened ? .redefined : change
  }
}

extension Commitment {
  /// What becoming `new` does to the promise: any softening makes it weakened, any other meaning redefined.
  package func change(to new: Commitment) -> ChangeClass {
    guard let steps = steps(to: new), !steps.contains(.incomparable) else { return .redefined }
    if steps.contains(.softer) { return .weakened }
    return steps.contains(.stricter) ? .tightened : .editorial
  }

  /// Whether `new` promises firmly what this did not: it was a trial, or something about it is stricter, whatever else
  /// was softened for it.
  package func isOutdone(by new: Commitment) -> Bool {
    !new.isProvisional && (steps(to: new) ?? []).contains(.stricter)
  }

  /// What becomes stricter or softer; nil where the two measure different things.
  private func steps(to new: Commitment) -> [Step]? {
    guard party == new.party, measure.metric == new.measure.metric, measure.filter == new.measure.filter,
      period == new.period, from == new.from, until == new.until,
      target.comparison == new.target.comparison, target.unit == new.target.unit
    else { return nil }
    var steps = measure.parameters.steps(to: new.measure.parameters)
    steps.append(
      target.comparison == .atLeast
        ? .compare(target.value, new.target.value) : .compare(new.target.value, target.value))
    steps.append(.compare(isProvisional ? 0 : 1, new.isProvisional ? 0 : 1))
    return steps
  }

  fileprivate enum Step {
    case same, stricter, softer, incomparable

    /// Greater is stricter.
    static func compare(_ old: Int, _ new: Int) -> Step {
      old == new ? .same : old < new ? .stricter : .softer
    }
  }
}

extension MetricParameters {
  fileprivate func steps(to new: MetricParameters) -> [Commitment.Step] {
    guard clock == new.clock, start == new.start else { return [.incomparable] }
    let time: Commitment.Step =
      switch (within, new.within) {
      case (nil, nil): .same
      case (.time(let old), .time(let new)): .compare(new, old)
      case (.businessDays(let old), .businessDays(let new)): .compare(new, old)
      default: .incomparable
      }
    return [
      time, .compare(attempts ?? 0, new.attempts ?? 0), .compare(channels ?? 0, new.channels ?? 0),
      .compare(spanDays ?? 0, new.spanDays ?? 0), .compare(new.businessDays ?? 0, businessDays ?? 0),
    ]
  }
}

/// Walks two documents along their shape.
private struct Comparison {
  var differences: [Difference] = []

  mutating func compare(
    _ old: JSON?, _ new: JSON?, _ shape: Shape, _ pointer: JSONPointer, _ change: ChangeClass
  ) {
    guard old != new else { return }
    guard let old, let new else { return note(old, new, pointer, change) }
    switch shape {
    case .record(let record): compare(old, new, record, pointer, change)
    case .variants(let records):
      guard let before = Shape.variant(of: old, records), let after = Shape.variant(of: new, records),
        before.tagWord == after.tagWord
      else { return note(old, new, pointer, change) }
      compare(old, new, after, pointer, change)
    case .list(let item, _, let key?): compare(old.items ?? [], new.items ?? [], item, key, pointer, change)
    default: note(old, new, pointer, change)
    }
  }

  private mutating func compare(
    _ old: JSON, _ new: JSON, _ record: Shape.Record, _ pointer: JSONPointer, _ change: ChangeClass
  ) {
    for property in record.properties {
      compare(
        old[property.name], new[property.name], property.shape, pointer.appending(property.name),
        property.change ?? change)
    }
    let (before, after) = (record.unknown(in: old), record.unknown(in: new))
    let keys = Set(before.keys).union(after.keys).sorted { $0.lexicographicallyPrecedes($1) }
    for key in keys where before[key] != after[key] {
      note(before[key], after[key], pointer.appending(String(decoding: key, as: UTF8.self)), .redefined)
    }
  }

  private mutating func compare(
    _ old: [JSON], _ new: [JSON], _ item: Shape, _ key: String, _ pointer: JSONPointer, _ change: ChangeClass
  ) {
    let isCommitments = pointer.tokens == ["commitments"]
    // Ids are compared as bytes: `é` and `e` with an accent after it are two items.
    let (before, after) = (old.compactMap { $0[key]?.bytes }, new.compactMap { $0[key]?.bytes })
    for (id, value) in zip(before, old) {
      let successor = zip(after, new).first { $0.0 == id }?.1
      let place = pointer.appending(String(decoding: id, as: UTF8.self))
      if isCommitments {
        if value != successor { note(value, successor, place, change) }
      } else {
        compare(value, successor, item, place, change)
      }
    }
    for (id, value) in zip(after, new) where !before.contains(id) {
      note(nil, value, pointer.appending(String(decoding: id, as: UTF8.self)), change)
    }
    let (kept, stayed) = (before.filter(after.contains), after.filter(before.contains))
    if kept != stayed { note(.texts(kept), .texts(stayed), pointer, change) }
  }

  private mutating func note(_ old: JSON?, _ new: JSON?, _ pointer: JSONPointer, _ change: ChangeClass) {
    differences.append(Difference(pointer: pointer, before: old, after: new, change: change))
  }
}

extension Shape.Record {
  /// The members that this record does not know, by the bytes of their keys.
  fileprivate func unknown(in value: JSON) -> [[UInt8]: JSON] {
    let members = (value.members ?? []).filter { property($0.key) == nil }
    return Dictionary(members.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

extension JSON {
  /// Whether some object in it has a member that the schema does not know.
  fileprivate var holdsExtension: Bool {
    switch self {
    case .array(let items): items.contains(where: \.holdsExtension)
    case .object(let members): members.contains { $0.key.hasPrefix("x-") || $0.value.holdsExtension }
    default: false
    }
  }

  /// The UTF-8 of a string; nil for anything else.
  fileprivate var bytes: [UInt8]? { text.map { Array($0.utf8) } }

  /// A list of strings.
  fileprivate static func texts(_ texts: [[UInt8]]) -> JSON {
    .array(texts.map { .string(String(decoding: $0, as: UTF8.self)) })
  }
}
