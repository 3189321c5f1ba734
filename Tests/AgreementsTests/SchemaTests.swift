import Agreements
import Foundation
import Testing
import Wire

/// The JSON Schemas under `schema/`, which are printed from the shapes.
struct SchemaTests {
  @Test(arguments: DocumentKind.allCases)
  func `the file in the folder schema is what the code prints`(kind: DocumentKind) throws {
    let file = Package.root.appending(path: "schema/\(kind.rawValue).schema.json")
    let printed = Data(kind.schema.written())
    if ProcessInfo.processInfo.environment["COUNTERSIGN_RECORD"] == "1" {
      try printed.write(to: file)
    }
    let recorded = try? Data(contentsOf: file)
    #expect(
      recorded == printed, "differs: COUNTERSIGN_RECORD=1 swift test --filter SchemaTests writes it anew")
  }

  @Test func `the folder schema holds no schema of a kind that there is not`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Package.root.appending(path: "schema").path)
    let kinds = files.filter { $0.hasSuffix(".schema.json") }.map { String($0.dropLast(12)) }
    #expect(Set(kinds) == Set(DocumentKind.allCases.map(\.rawValue)))
  }

  @Test(arguments: DocumentKind.allCases)
  func `a schema names its draft and, as its id, what documents say of themselves`(kind: DocumentKind) throws
  {
    #expect(kind.schema["$schema"]?.text == "https://json-schema.org/draft/2020-12/schema")
    #expect(kind.schema["$id"]?.text == kind.urn)
    #expect(kind.schema["title"]?.text?.isEmpty == false)
    #expect(try Fixtures.json(kind)["$schema"]?.text == kind.urn)
    #expect(DocumentKind(urn: kind.urn) == kind)
  }

  @Test(arguments: DocumentKind.allCases)
  func `every property says what it is, and the class of its change`(kind: DocumentKind) throws {
    let properties = kind.shape.properties
    #expect(!properties.isEmpty)
    for property in properties {
      #expect(property.about.hasSuffix("."), "\(property.name): \(property.about)")
      let schema = Shape.record(Shape.Record("Any", [property])).schema
      let keywords = try #require(schema.value(at: JSONPointer(["properties", property.name])))
      #expect(keywords["description"]?.text == property.about)
      #expect(keywords["x-class"]?.text.flatMap(ChangeClass.init) != nil)
    }
  }

  @Test(arguments: DocumentKind.allCases) func `every example is good where it stands`(kind: DocumentKind) {
    for property in kind.shape.properties {
      guard let example = property.example else { continue }
      #expect(property.shape.problems(in: .string(example)) == [], "\(property.name): \(example)")
    }
  }

  @Test(arguments: TextFormat.allCases) func `every example of a format is of that format`(format: TextFormat)
  {
    for example in format.examples { #expect(format.accepts(example), "\(example)") }
  }

  @Test func `a class holds for all below, until a property has its own`() throws {
    let schema = DocumentKind.agreement.schema
    func change(_ names: String...) throws -> String? {
      var pointer = JSONPointer()
      for name in names { for token in ["properties", name] { pointer.append(token) } }
      return try #require(schema.value(at: pointer))["x-class"]?.text
    }
    #expect(try change("title") == "editorial")
    #expect(try change("measurement", "zone") == "redefined")
    #expect(try change("communication", "meetings") == "maintenance")
    #expect(try change("supersedes", "digest") == "header")
  }
}

extension Shape {
  /// Every property at any depth.
  var properties: [Property] {
    switch self {
    case .boolean, .integer, .text, .choice: []
    case .list(let item, _, _), .nullable(let item): item.properties
    case .record(let record): record.properties.flatMap { [$0] + $0.shape.properties }
    case .variants(let records): records.flatMap { Shape.record($0).properties }
    }
  }
}
