package import Wire

extension Shape {
  /// This shape as JSON Schema (2020-12), with `x-class` where a property says what a change of it is.
  package var schema: JSON {
    switch self {
    case .boolean: return .object([.init("type", .string("boolean"))])
    case .integer(let range):
      return .object([
        .init("type", .string("integer")), .init("minimum", .integer(range.lowerBound)),
        .init("maximum", .integer(range.upperBound)),
      ])
    case .text(let format): return format.schema
    case .choice(let words):
      return words.count == 1
        ? .object([.init("const", .string(words[0]))])
        : .object([.init("enum", .array(words.map(JSON.string)))])
    case .list(let item, let count, _):
      return .object([
        .init("type", .string("array")), .init("items", item.schema),
        .init("minItems", .integer(count.lowerBound)),
        .init("maxItems", .integer(count.upperBound)),
      ])
    case .record(let record): return record.schema
    case .variants(let records): return .object([.init("oneOf", .array(records.map(\.schema)))])
    case .nullable(let shape):
      return .object([.init("oneOf", .array([.object([.init("type", .string("null"))]), shape.schema]))])
    }
  }
}

extension TextFormat {
  fileprivate var schema: JSON {
    var members: [JSON.Member] = [.init("type", .string("string"))]
    if let pattern { members.append(.init("pattern", .string(pattern))) }
    members.append(.init("minLength", .integer(length.lowerBound)))
    members.append(.init("maxLength", .integer(length.upperBound)))
    return .object(members)
  }
}

extension Shape.Record {
  fileprivate var schema: JSON {
    let members = properties.map { JSON.Member($0.name, $0.schema) }
    let needed = properties.filter(\.isRequired).map { JSON.string($0.name) }
    return .object([
      .init("title", .string(title)), .init("type", .string("object")), .init("properties", .object(members)),
      .init("required", .array(needed)), .init("patternProperties", .object([.init("^x-", .object([]))])),
      .init("additionalProperties", .bool(false)),
    ])
  }
}

extension Shape.Property {
  fileprivate var schema: JSON {
    var members = [JSON.Member("description", .string(about))]
    if let change { members.append(.init("x-class", .string(change.rawValue))) }
    if let example { members.append(.init("examples", .array([.string(example)]))) }
    return .object(members + (shape.schema.members ?? []))
  }
}
