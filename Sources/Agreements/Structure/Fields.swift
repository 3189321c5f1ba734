package import Wire

/// The members of one record, read into Swift values after the structural check has passed.
///
/// What is left to find here are values that are well written but mean nothing (30 February); each is thrown as a
/// ``StructureProblem`` at its place.
package struct Fields: Sendable {
  package let json: JSON
  private let place: Place

  package init(_ json: JSON, at pointer: JSONPointer = JSONPointer()) {
    self.init(json, .here(pointer))
  }

  private init(_ json: JSON, _ place: Place) {
    self.json = json
    self.place = place
  }

  /// Where in the document this record stands.
  package var pointer: JSONPointer { place.pointer }

  /// The way to a record, put together only where a problem has to name it.
  private indirect enum Place: Sendable {
    case here(JSONPointer)
    case member(String, of: Place)
    case item(Int, of: Place)

    var pointer: JSONPointer {
      switch self {
      case .here(let pointer): pointer
      case .member(let key, let place): place.pointer.appending(key)
      case .item(let index, let place): place.pointer.appending(String(index))
      }
    }
  }

  /// Whether the member is there.
  package func has(_ key: String) -> Bool { json[key] != nil }

  package func text(_ key: String) throws(StructureProblem) -> String {
    guard let text = json[key]?.text else { throw missing(key) }
    return text
  }

  package func optionalText(_ key: String) -> String? { json[key]?.text }

  package func number(_ key: String) throws(StructureProblem) -> Int {
    guard let number = json[key]?.number else { throw missing(key) }
    return number
  }

  package func optionalNumber(_ key: String) -> Int? { json[key]?.number }

  /// The strings of a list; empty where it is left out.
  package func texts(_ key: String) -> [String] { json[key]?.items?.compactMap(\.text) ?? [] }

  /// The member, as a record of its own.
  package func record(_ key: String) throws(StructureProblem) -> Fields {
    guard let fields = optionalRecord(key) else { throw missing(key) }
    return fields
  }

  package func optionalRecord(_ key: String) -> Fields? {
    json[key].map { Fields($0, .member(key, of: place)) }
  }

  /// Each item of a list, read by `read`; empty where the list is left out.
  package func list<Value>(
    _ key: String, _ read: (Fields) throws(StructureProblem) -> Value
  ) throws(StructureProblem) -> [Value] {
    guard let items = json[key]?.items else { return [] }
    let place = Place.member(key, of: place)
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      values.append(try read(Fields(item, .item(index, of: place))))
    }
    return values
  }

  /// A string that has to mean a value: `parse` answers nil where it does not.
  package func value<Value>(
    _ key: String, _ kind: String, _ parse: (String) -> Value?
  ) throws(StructureProblem) -> Value {
    let text = try text(key)
    guard let value = parse(text) else { throw problem(key, "\"\(text)\" is no \(kind)") }
    return value
  }

  package func optionalValue<Value>(
    _ key: String, _ kind: String, _ parse: (String) -> Value?
  ) throws(StructureProblem) -> Value? {
    has(key) ? try value(key, kind, parse) : nil
  }

  package func date(_ key: String) throws(StructureProblem) -> CivilDate {
    try value(key, "date of the calendar", { CivilDate($0) })
  }

  package func optionalDate(_ key: String) throws(StructureProblem) -> CivilDate? {
    has(key) ? try date(key) : nil
  }

  /// An instant in the one way it is written.
  package func instant(_ key: String) throws(StructureProblem) -> Instant {
    try value(key, "instant, or not written like 2026-02-28T23:00:00Z") { text in
      Instant(text).flatMap { $0.description == text ? $0 : nil }
    }
  }

  package func digest(_ key: String) throws(StructureProblem) -> SHA256Digest {
    try value(key, "SHA-256 digest", { SHA256Digest($0) })
  }

  /// Throws for a member whose id stands twice in a list.
  package func requireUnique(_ key: String, by id: String = "id") throws(StructureProblem) {
    var seen: Set<[UInt8]> = []
    for (index, item) in (json[key]?.items ?? []).enumerated() {
      guard let text = item[id]?.text ?? item.text else { continue }
      if !seen.insert(Array(text.utf8)).inserted {
        throw StructureProblem(
          pointer.appending(key).appending(String(index)), "\"\(text)\" stands twice in \"\(key)\"; keep one")
      }
    }
  }

  package func problem(_ key: String, _ message: String) -> StructureProblem {
    StructureProblem(pointer.appending(key), message)
  }

  private func missing(_ key: String) -> StructureProblem {
    StructureProblem(pointer, "\"\(key)\" is missing or of another kind")
  }
}
