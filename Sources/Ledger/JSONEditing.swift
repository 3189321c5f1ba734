package import Wire

/// Changed copies of documents.
extension JSON {
  /// This object with a member set, or put last where it was not there.
  package func setting(_ key: String, to value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let index = members.firstIndex(where: { $0.key.hasSameBytes(as: key) }) {
      members[index].value = value
    } else {
      members.append(.init(key, value))
    }
    return .object(members)
  }

  /// This object without a member.
  package func removing(_ key: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { !$0.key.hasSameBytes(as: key) })
  }

  /// This list of records with the one of an id replaced by what `change` makes of it; nil removes it.
  package func changingItem(_ id: String, _ change: (JSON?) throws -> JSON?) rethrows -> JSON {
    let items = items ?? []
    guard let index = items.firstIndex(where: { $0["id"]?.text == id }) else {
      return .array(items + (try change(nil).map { [$0] } ?? []))
    }
    var changed = items
    if let item = try change(items[index]) { changed[index] = item } else { changed.remove(at: index) }
    return .array(changed)
  }
}
