package import Wire

extension Shape {
  /// `value` with its members in the schema's order and `x-` members last, by bytes: the order of the written form.
  ///
  /// What the shape does not know keeps its place after what it knows; the structural check names it.
  package func arranged(_ value: JSON) -> JSON {
    switch (self, value) {
    case (.nullable(let shape), _): shape.arranged(value)
    case (.list(let item, _, _), .array(let items)): .array(items.map(item.arranged))
    case (.record(let record), .object(let members)): .object(record.arranged(members))
    case (.variants(let records), .object(let members)):
      .object(Shape.variant(of: value, records)?.arranged(members) ?? members)
    default: value
    }
  }

  /// The record among `records` whose tag `value` carries.
  package static func variant(of value: JSON, _ records: [Record]) -> Record? {
    guard let tag = records.first?.properties.first?.name, let word = value[tag]?.text else { return nil }
    return records.first { $0.tagWord?.hasSameBytes(as: word) ?? false }
  }
}

extension Shape.Record {
  /// Whether members that this record does not know stand last, sorted by bytes.
  func endsArranged(_ members: [JSON.Member]) -> Bool {
    // Without extensions there is nothing to look at, and hardly any document has one.
    guard members.contains(where: { $0.key.utf8.starts(with: "x-".utf8) }) else { return true }
    let unknown = members.drop { property($0.key) != nil }.map(\.key)
    return unknown.allSatisfy { property($0) == nil }
      && zip(unknown, unknown.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  fileprivate func arranged(_ members: [JSON.Member]) -> [JSON.Member] {
    var known: [JSON.Member] = []
    for property in properties {
      guard let member = members.first(where: { $0.key.hasSameBytes(as: property.name) }) else { continue }
      known.append(JSON.Member(member.key, property.shape.arranged(member.value)))
    }
    let unknown = members.filter { property($0.key) == nil }
    return known + unknown.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
