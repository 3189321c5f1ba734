package import Wire

extension DocumentKind {
  /// The JSON Schema (2020-12) of such documents, as `schema/` holds it.
  package var schema: JSON {
    .object(
      [
        .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        .init("$id", .string(urn)),
      ] + (shape.schema.members ?? []))
  }
}

extension Shape {
  /// This shape as JSON Schema (2020-12); each property says in `x-class` what a change of it is.
  package var schema: JSON { .object(keywords(.redefined)) }

  /// The schema's keywords; `change` is the class of what is above.
  fileprivate func keywords(_ change: ChangeClass) -> [JSON.Member] {
    switch self {
    case .boolean: [.init("type", .string("boolean"))]
    case .integer(let range):
      [
        .init("type", .string("integer")), .init("minimum", .integer(range.lowerBound)),
        .init("maximum", .integer(range.upperBound)),
      ]
    case .text(let format): format.keywords
    case .choice(let words):
      words.count == 1
        ? [.init("const", .string(words[0]))] : [.init("enum", .array(words.map(JSON.string)))]
    case .list(let item, let count, _):
      [
        .init("type", .string("array")), .init("items", .object(item.keywords(change))),
        .init("minItems", .integer(count.lowerBound)), .init("maxItems", .integer(count.upperBound)),
      ]
    case .record(let record): record.keywords(change)
    case .variants(let records):
      [.init("oneOf", .array(records.map { .object($0.keywords(change)) }))]
    case .nullable(let shape):
      [
        .init(
          "oneOf",
          .array([.object([.init("type", .string("null"))]), .object(shape.keywords(change))]))
      ]
    }
  }
}

extension TextFormat {
  fileprivate var keywords: [JSON.Member] {
    var members: [JSON.Member] = [.init("type", .string("string"))]
    if let pattern { members.append(.init("pattern", .string(pattern))) }
    members.append(.init("minLength", .integer(length.lowerBound)))
    members.append(.init("maxLength", .integer(length.upperBound)))
    if !examples.isEmpty { members.append(.init("examples", .array(examples.map(JSON.string)))) }
    return members
  }
}

extension Shape.Record {
  fileprivate func keywords(_ change: ChangeClass) -> [JSON.Member] {
    let members = properties.map { JSON.Member($0.name, .object($0.keywords(change))) }
    let needed = properties.filter(\.isRequired).map { JSON.string($0.name) }
    return [
      .init("title", .string(title)), .init("type", .string("object")), .init("properties", .object(members)),
      .init("required", .array(needed)),
    ]
      + (isClosed ? [] : [.init("patternProperties", .object([.init("^x-", .object([]))]))])
      + [.init("additionalProperties", .bool(false))]
  }
}

extension Shape.Property {
  fileprivate func keywords(_ above: ChangeClass) -> [JSON.Member] {
    let change = self.change ?? above
    var members = [JSON.Member("description", .string(about)), .init("x-class", .string(change.rawValue))]
    var shapeMembers = shape.keywords(change)
    if let example {
      members.append(.init("examples", .array([.string(example)])))
      shapeMembers.removeAll { $0.key == "examples" }
    }
    return members + shapeMembers
  }
}
