import Agreements
import TestMaterial
import Testing
import Wire

/// Two opinions on structure, the product's and a stock validator's, which must never differ.
struct ValidatorTests {
  @Test(.timeLimit(.minutes(15)))
  func `the structural check and a stock JSON Schema validator never disagree on documents`() throws {
    var random = SeededGenerator()
    var documents: [(kind: DocumentKind, json: JSON)] = []
    for kind in DocumentKind.allCases {
      let fixture = try Fixtures.json(kind)
      documents.append((kind, fixture))
      for index in 0..<(Self.mutants[kind] ?? 300) {
        let sample = index.isMultiple(of: 2) ? kind.shape.sample(using: &random) : fixture
        documents.append((kind, index.isMultiple(of: 7) ? sample : sample.mutated(using: &random)))
      }
    }
    // What the strict parser refuses has no second opinion to agree with.
    documents = documents.filter { (try? JSON.parse($0.json.written())) == $0.json }
    let ours = documents.map { $0.kind.shape.problems(in: $0.json).isEmpty }
    #expect(documents.count > 2500)
    #expect(ours.count { $0 } > 400, "too few good documents to tell anything")
    #expect(ours.count { !$0 } > 1000, "too few bad documents to tell anything")

    let schemas = try DocumentKind.allCases.map { ($0.rawValue, try Package.schema($0)) }
    let theirs = try StockValidator.accepts(
      documents.map { ($0.kind.rawValue, $0.json) }, schemas: Dictionary(uniqueKeysWithValues: schemas))
    for ((kind, json), (our, their)) in zip(documents, zip(ours, theirs)) where our != their {
      let problems = kind.shape.problems(in: json).map { "\($0.pointer): \($0.message)" }
      let text = String(decoding: json.written(), as: UTF8.self)
      Issue.record("\(kind): ours \(our), theirs \(their)\n\(problems.joined(separator: "\n"))\n\(text)")
    }
  }

  /// More of the kinds that hold more; as many as a slow validator can take.
  private static let mutants: [DocumentKind: Int] = [.agreement: 600, .charter: 500, .snapshot: 600]

  @Test(.timeLimit(.minutes(5)))
  func `a format's check in bytes and its pattern never disagree`() throws {
    var random = SeededGenerator()
    var texts: [(format: TextFormat, text: String)] = []
    for format in TextFormat.allCases {
      for _ in 0..<4000 {
        var text = format.sample(using: &random)
        for _ in 0..<random.below(4) { text = JSON.edited(text, using: &random) }
        if (try? JSON.parse(JSON.string(text).written())) == .string(text) { texts.append((format, text)) }
      }
    }
    let theirs = try StockValidator.accepts(
      texts.map { ($0.format.rawValue, .string($0.text)) },
      schemas: Dictionary(
        uniqueKeysWithValues: TextFormat.allCases.map { ($0.rawValue, Shape.text($0).schema) }))
    for ((format, text), their) in zip(texts, theirs) where format.accepts(text) != their {
      Issue.record("\(format): ours \(!their), theirs \(their): \(text.debugDescription)")
    }
    for format in TextFormat.allCases {
      let verdicts = Set(zip(texts, theirs).filter { $0.0.format == format }.map(\.1))
      #expect(verdicts == [true, false], "\(format): nothing but one verdict tells nothing")
    }
  }

  @Test(arguments: TextFormat.allCases.filter { $0.pattern == nil })
  func `lengths are counted in characters at both ends`(format: TextFormat) throws {
    let limits = [format.length.lowerBound - 1, format.length.lowerBound, format.length.upperBound]
    for length in limits + [format.length.upperBound + 1] {
      let text = String(repeating: "\u{1F600}", count: length)
      #expect(format.accepts(text) == format.length.contains(length))
    }
  }
}
