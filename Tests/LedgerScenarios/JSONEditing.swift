package import Wire

extension JSON {
  /// This document with what stands at a pointer replaced; nil takes it out.
  ///
  /// Items of lists are named by their `id`, `pointer` or index. A member, or an item, that was not there is put last.
  package func replacing(_ pointer: String, with value: JSON?) -> JSON {
    guard let tokens = JSONPointer(pointer)?.tokens else { return self }
    return changed(tokens[...]) { _ in value } ?? .null
  }

  /// This document with an item added to the end of the list at a pointer.
  package func appending(_ item: JSON, to pointer: String) -> JSON {
    guard let tokens = JSONPointer(pointer)?.tokens else { return self }
    return changed(tokens[...]) { .array(($0?.items ?? []) + [item]) } ?? .null
  }

  /// What stands at a pointer whose list items are named as in ``replacing(_:with:)``.
  package func item(_ pointer: String) -> JSON? {
    var found: JSON?
    _ = JSONPointer(pointer).map {
      changed($0.tokens[...]) {
        found = $0
        return $0
      }
    }
    return found
  }

  /// Reads a text that the test wrote itself.
  package static func parsed(_ text: String) throws -> JSON { try JSON.parse(Array(text.utf8)) }

  private func changed(_ path: ArraySlice<String>, _ change: (JSON?) -> JSON?) -> JSON? {
    guard let token = path.first else { return change(self) }
    switch self {
    case .array(var items):
      let place = items.firstIndex { ($0["id"] ?? $0["pointer"])?.text == token } ?? Int(token)
      guard let place, items.indices.contains(place) else {
        if path.count == 1, let item = change(nil) { items.append(item) }
        return .array(items)
      }
      if let item = items[place].changed(path.dropFirst(), change) {
        items[place] = item
      } else {
        items.remove(at: place)
      }
      return .array(items)
    case .object(var members):
      guard let place = members.firstIndex(where: { $0.key.hasSameBytes(as: token) }) else {
        if path.count == 1, let value = change(nil) { members.append(Member(token, value)) }
        return .object(members)
      }
      if let value = members[place].value.changed(path.dropFirst(), change) {
        members[place].value = value
      } else {
        members.remove(at: place)
      }
      return .object(members)
    default: return self
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
