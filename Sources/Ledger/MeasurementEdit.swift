import Agreements
package import Metrics
package import Wire

/// What exports' values could mean, put into a draft's `measurement`; everything else in it stays as it is.
///
/// Nothing that the draft says already is taken away: values are added to those listed, a meaning is replaced only where it
/// says of every timestamp what holds of some values only.
package struct MeasurementEdit {
  /// The measurement with what was found.
  package private(set) var json: JSON
  /// What differs, in words, one for each place; empty where nothing does.
  package private(set) var changes: [String] = []

  /// Adds what was found in exports to a measurement as it is written.
  package init(_ measurement: JSON, with found: [MeaningsFound]) {
    json = measurement
    for found in found {
      for meaning in found.meanings { add(meaning) }
      add(reasons: found.reasons)
      for spelling in found.spellings { add(spelling) }
    }
    addWhereMissing(found)
  }

  private mutating func add(_ found: MeaningsFound.Found) {
    let subject = found.subject.rawValue
    let meanings = json["meanings"] ?? .object([])
    let present = meanings[subject]
    let wanted: JSON?
    switch (found.meaning, present?["is"]?.text) {
    case (.stamped, nil): wanted = .object([.init("is", .string("stamped"))])
    case (.stamped, _): wanted = nil
    case (.values(let values), "stamped") where found.isNeeded:
      wanted = Self.meaning("valued", values, beside: nil)
    // That the mapping picks the rows already is enough.
    case (.values, "stamped"), (.values, "other"), (.otherThan, "valued"): wanted = nil
    case (.values(let values), _): wanted = Self.meaning("valued", values, beside: present)
    case (.otherThan(let values), "stamped"): wanted = Self.meaning("other", values, beside: nil)
    case (.otherThan(let values), _): wanted = Self.meaning("other", values, beside: present)
    }
    guard let wanted, wanted != present else { return }
    json = json.setting("meanings", to: meanings.setting(subject, to: wanted))
    changes.append("meanings.\(subject): \(Self.words(wanted)) (\"\(found.column)\")")
  }

  private static func meaning(_ kind: String, _ values: [String], beside present: JSON?) -> JSON {
    let known = (present?["values"]?.items ?? []).compactMap(\.text)
    let new = values.filter { value in !known.contains { $0.hasSameBytes(as: value) } }
    return .object([
      .init("is", .string(kind)), .init("values", .array((known + new).map(JSON.string))),
    ])
  }

  private static func words(_ meaning: JSON) -> String {
    let values = (meaning["values"]?.items ?? []).compactMap(\.text).map { "\"\($0)\"" }.joined(
      separator: ", ")
    return switch meaning["is"]?.text {
    case "stamped": "whenever there is a time"
    case "other": "whoever is not \(values)"
    default: "where the value is \(values)"
    }
  }

  /// Adds reasons under ids of their own, or to the agreed reason that is called the same.
  private mutating func add(reasons: [String]) {
    var items = json["rejectionReasons"]?.items ?? []
    for label in reasons {
      let isKnown = items.contains { item in
        item["id"]?.text == label
          || (item["values"]?.items ?? []).contains { $0.text?.hasSameBytes(as: label) == true }
      }
      guard !isKnown, let id = ReasonName.id(of: label), items.count < 200 else { continue }
      if let index = items.firstIndex(where: { $0["id"]?.text == id || $0["title"]?.text == label }) {
        let values = (items[index]["values"]?.items ?? []) + [.string(label)]
        items[index] = items[index].setting("values", to: .array(values))
      } else {
        items.append(
          .object([
            .init("id", .string(id)), .init("title", .string(label)),
            .init("values", .array([.string(label)])),
          ]))
      }
      changes.append("rejectionReasons.\(id): \"\(label)\"")
    }
    json = json.setting("rejectionReasons", to: .array(items))
  }

  private mutating func add(_ spelling: MeaningsFound.Spelling) {
    var items = json["sourceSpellings"]?.items ?? []
    let known = Set(
      items.flatMap { ($0["values"]?.items ?? []).compactMap(\.text) + [$0["source"]?.text ?? ""] })
    let new = spelling.values.filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    if let index = items.firstIndex(where: { $0["source"]?.text == spelling.source }) {
      let values = (items[index]["values"]?.items ?? []) + new.map(JSON.string)
      items[index] = items[index].setting("values", to: .array(values))
    } else if known.contains(spelling.source) {
      return
    } else {
      items.append(
        .object([.init("source", .string(spelling.source)), .init("values", .array(new.map(JSON.string)))]))
    }
    json = json.setting("sourceSpellings", to: .array(items))
    let listed = new.map { "\"\($0)\"" }.joined(separator: ", ")
    changes.append("sourceSpellings: \"\(spelling.source)\" is also written \(listed)")
  }

  /// What is only proposed to an agreement that says nothing of it.
  private mutating func addWhereMissing(_ found: [MeaningsFound]) {
    let fields = Set(found.flatMap(\.historyFields)).sorted()
    if (json["historyFields"]?.items ?? []).isEmpty, !fields.isEmpty {
      json = json.setting("historyFields", to: .array(fields.map(JSON.string)))
      changes.append("historyFields: \(fields.joined(separator: ", "))")
    }
    let currencies = Set(found.compactMap(\.currency)).sorted()
    if json["money"] == nil, currencies.count == 1 {
      json = json.setting("money", to: .object([.init("currency", .string(currencies[0]))]))
      changes.append("money: all sums are in \(currencies[0])")
    }
    let sources = Set(found.flatMap(\.marketingSources)).sorted()
    if json["marketingSources"] == nil, !sources.isEmpty, found.contains(where: \.tellsOfDeals) {
      json = json.setting("marketingSources", to: .array(sources.map(JSON.string)))
      changes.append("marketingSources: \(sources.map { "\"\($0)\"" }.joined(separator: ", "))")
    }
  }
}

/// Short names of reasons.
enum ReasonName {
  /// The label in lower-case words joined by hyphens, at most 60 characters; nil where it has no letter or digit of ASCII.
  static func id(of label: String) -> String? {
    var id = ""
    for scalar in label.lowercased().unicodeScalars {
      let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
      if isWord { id.unicodeScalars.append(scalar) } else if !id.isEmpty, !id.hasSuffix("-") { id += "-" }
    }
    id = String(id.prefix(60))
    while id.hasSuffix("-") { id.removeLast() }
    return TextFormat.slug.accepts(id) ? id : nil
  }
}
