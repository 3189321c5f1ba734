package import Wire

/// A place where a document is not what its schema says.
package struct StructureProblem: Error, Equatable, Sendable {
  package let pointer: JSONPointer
  /// What is wrong there and what belongs there.
  package let message: String

  package init(_ pointer: JSONPointer, _ message: String) {
    self.pointer = pointer
    self.message = message
  }
}

extension Shape {
  /// Everything about `value` that this shape does not allow, in the order of the document; at most 50 problems.
  ///
  /// The verdict (any problem or none) is that of a stock JSON Schema validator with ``Shape/schema``.
  package func problems(in value: JSON) -> [StructureProblem] { examination(of: value).problems }

  /// The problems, and whether all members stand in the order of the written form.
  func examination(of value: JSON) -> (problems: [StructureProblem], isArranged: Bool) {
    var checker = ShapeChecker()
    checker.check(value, self)
    return (checker.problems, checker.isArranged)
  }
}

private struct ShapeChecker {
  var problems: [StructureProblem] = []
  var isArranged = true
  /// The way to the value that is looked at, put into words only where something is wrong there.
  private var path: [Step] = []
  /// Nobody reads more than fifty; looking on would be work for whoever wrote the junk to ask for.
  private var isFull: Bool { problems.count >= 50 }

  private enum Step {
    case member(String)
    case item(Int)

    var token: String {
      switch self {
      case .member(let key): key
      case .item(let index): String(index)
      }
    }
  }

  mutating func check(_ value: JSON, _ shape: Shape) {
    guard !isFull else { return }
    switch (shape, value) {
    case (.nullable, .null), (.boolean, .bool): break
    case (.nullable(let shape), _): check(value, shape)
    case (.integer(let range), .integer(let number)):
      if !range.contains(number) {
        report("\(number) is not between \(range.lowerBound) and \(range.upperBound)")
      }
    case (.text(let format), .string(let text)):
      if !format.accepts(text) { report(Self.complaint(text, format)) }
    case (.choice(let words), .string(let text)):
      if !words.contains(where: { $0.hasSameBytes(as: text) }) { report(Self.complaint(text, words)) }
    case (.list(let item, let count, _), .array(let items)):
      if !count.contains(items.count) {
        report("holds \(items.count) items; allowed are \(count.lowerBound) to \(count.upperBound)")
      }
      for (index, value) in items.enumerated() { check(value, item, below: .item(index)) }
    case (.record(let record), .object(let members)): check(members, record)
    case (.variants(let records), .object(let members)): check(members, variants: records)
    default: report("is \(value.kind); \(shape.expectation) belongs here")
    }
  }

  private mutating func check(_ value: JSON, _ shape: Shape, below step: Step) {
    path.append(step)
    check(value, shape)
    path.removeLast()
  }

  private mutating func check(_ members: [JSON.Member], _ record: Shape.Record) {
    var next = 0
    var required = 0
    for member in members {
      if isFull { return }
      guard let index = record.index(of: member.key, from: next) else {
        checkUnknown(member.key, record)
        continue
      }
      if index < next { isArranged = false }
      next = index + 1
      let property = record.properties[index]
      if property.isRequired { required += 1 }
      check(member.value, property.shape, below: .member(member.key))
    }
    if isArranged { isArranged = record.endsArranged(members) }
    guard required < record.requiredCount else { return }
    for property in record.properties where property.isRequired {
      if !members.contains(where: { $0.key.hasSameBytes(as: property.name) }) {
        report("\"\(property.name)\" is missing\(Self.wanted(property)): \(property.about)")
      }
    }
  }

  private mutating func checkUnknown(_ key: String, _ record: Shape.Record) {
    if !record.isClosed, key.utf8.starts(with: "x-".utf8) { return }
    path.append(.member(key))
    report("the key \"\(key)\" is not known here\(Self.suggestion(for: key, in: record))")
    path.removeLast()
  }

  private mutating func check(_ members: [JSON.Member], variants: [Shape.Record]) {
    guard let tag = variants.first?.properties.first?.name else { return }
    guard case .string(let word)? = members.first(where: { $0.key.hasSameBytes(as: tag) })?.value,
      let record = variants.first(where: { $0.tagWord?.hasSameBytes(as: word) ?? false })
    else {
      report("\"\(tag)\" has to be one of: \(variants.compactMap(\.tagWord).joined(separator: ", "))")
      return
    }
    check(members, record)
  }

  private mutating func report(_ message: String) {
    guard !isFull else { return }
    problems.append(StructureProblem(JSONPointer(path.map(\.token)), message))
  }

  private static func complaint(_ text: String, _ format: TextFormat) -> String {
    let count = text.unicodeScalars.count
    if !format.length.contains(count) {
      return "has \(count) characters; allowed are \(format.length.lowerBound) to \(format.length.upperBound)"
    }
    return "\"\(text.prefix(60))\" is not written like \(format.example)"
  }

  private static func complaint(_ text: String, _ words: [String]) -> String {
    let meant = NearMiss.closest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
    return "\"\(text.prefix(60))\" is not one of: \(words.joined(separator: ", "))\(meant)"
  }

  /// What a member that is missing has to hold, where that is one word only.
  private static func wanted(_ property: Shape.Property) -> String {
    guard case .choice(let words) = property.shape, words.count == 1 else { return "" }
    return ", and has to be \"\(words[0])\""
  }

  private static func suggestion(for key: String, in record: Shape.Record) -> String {
    NearMiss.closest(to: key, among: record.properties.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}

extension Shape.Record {
  /// The word of the first property, where that is a tag.
  package var tagWord: String? {
    if case .choice(let words)? = properties.first?.shape { words.first } else { nil }
  }
}

extension Shape {
  /// What belongs here, in words.
  fileprivate var expectation: String {
    switch self {
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .text, .choice: "a string"
    case .list: "a list"
    case .record, .variants: "an object"
    case .nullable(let shape): "\(shape.expectation) or null"
    }
  }
}
