import Agreements
import Testing
import Wire

/// Two opinions on structure, the product's and a stock validator's, which must never differ.
struct ValidatorTests {
  @Test(.timeLimit(.minutes(10)))
  func `the structural check and a stock JSON Schema validator never disagree`() throws {
    var random = SeededGenerator()
    var documents: [(kind: DocumentKind, json: JSON)] = []
    for kind in DocumentKind.allCases {
      let fixture = try Fixtures.json(kind)
      documents.append((kind, fixture))
      let count = Self.mutants[kind] ?? 400
      for index in 0..<count {
        let sample = index.isMultiple(of: 3) ? kind.shape.sample(using: &random) : fixture
        documents.append((kind, index.isMultiple(of: 9) ? sample : sample.mutated(using: &random)))
      }
    }
    // What the strict parser refuses has no second opinion to agree with.
    documents = documents.filter { (try? JSON.parse($0.json.written())) == $0.json }
    #expect(documents.count > 4000)

    let ours = documents.map { $0.kind.shape.problems(in: $0.json).isEmpty }
    #expect(ours.count { $0 } > 500, "too few good documents to tell anything")
    #expect(ours.count { !$0 } > 2000, "too few bad documents to tell anything")
    let theirs = try StockValidator.accepts(documents)
    for ((kind, json), (our, their)) in zip(documents, zip(ours, theirs)) where our != their {
      let problems = kind.shape.problems(in: json).map { "\($0.pointer): \($0.message)" }
      let text = String(decoding: json.written(), as: UTF8.self)
      Issue.record("\(kind): ours \(our), theirs \(their)\n\(problems.joined(separator: "\n"))\n\(text)")
    }
  }

  /// More of the kinds that hold more; one of the others.
  private static let mutants: [DocumentKind: Int] = [.agreement: 1500, .charter: 800, .snapshot: 900]

  @Test(arguments: TextFormat.allCases.filter { $0.pattern == nil })
  func `lengths are counted in characters at both ends`(format: TextFormat) throws {
    let limits = [format.length.lowerBound - 1, format.length.lowerBound, format.length.upperBound]
    for length in limits + [format.length.upperBound + 1] {
      let text = String(repeating: "\u{1F600}", count: length)
      #expect(format.accepts(text) == format.length.contains(length))
    }
  }
}
