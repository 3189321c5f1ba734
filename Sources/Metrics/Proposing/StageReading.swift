/// What a stage or status of an unknown export is taken to say, by the words in it.
package struct StageReading: Sendable, Equatable {
  package let value: String
  /// Nil where it says nothing that is known, says two things, or could name somebody.
  let sense: Vocabulary.Sense?
  /// Whether nothing else stands in it but what goes with it anyway, such as why a lead was rejected.
  package let isSure: Bool

  /// What it says, in the reader's words; nil where that is nothing.
  package var words: String? { sense.map(Self.words) }

  /// - Parameters:
  ///   - count: in how many rows it stands.
  ///   - labels: decides whether it may be written down.
  init(_ value: String, count: Int, _ labels: LabelGuard) {
    let told = labels.allows(value, count: count) ? Vocabulary.stage(value) : nil
    self.value = value
    sense = told?.sense
    isSure = told?.isSure ?? true
  }

  private static func words(_ sense: Vocabulary.Sense) -> String {
    switch sense {
    case .qualified: "an MQL"
    case .salesQualified: "an SQL"
    case .handedOver: "handed over to sales"
    case .accepted: "accepted by sales"
    case .rejected: "rejected by sales"
    case .recycled: "sent back to marketing"
    case .opportunity: "an opportunity"
    case .won: "won"
    case .lost: "lost"
    case .request, .pricingRequest, .contactRequest, .meeting, .reply, .call, .message, .connected: ""
    }
  }
}

/// How companies call the stages of their leads; see ``Vocabulary``.
extension Vocabulary {
  /// What a stage says and whether that is sure.
  ///
  /// What was decided comes after what was decided upon: a rejected MQL is rejected. A stage with two decisions, or in
  /// which a word says that it is not so yet, says nothing.
  static func stage(_ value: String) -> (sense: Sense, isSure: Bool)? {
    let words = normalized(value).split(separator: " ").map(String.init).filter { !isOrdinal($0) }
    guard hedges.isDisjoint(with: words) else { return nil }
    let bare = words.filter { !besides.contains($0) }.joined(separator: " ")
    if let whole = wholeStages.first(where: { $0.names.contains(bare) }) {
      return (whole.sense, whole.isSure)
    }
    let name = " \(words.joined(separator: " ")) "
    let told = decided.filter { says($0, name) }
    let senses = told.isEmpty ? reached.filter { says($0, name) } : told
    guard senses.count == 1 else { return nil }
    return (senses[0], isWhole(name, senses[0]))
  }

  private static let decided: [Sense] = [.accepted, .rejected, .recycled, .won, .lost]
  private static let reached: [Sense] = [.qualified, .handedOver, .salesQualified, .opportunity]

  private static func says(_ sense: Sense, _ name: String) -> Bool {
    self.sense(of: name, among: [sense]) != nil
      && !words(for: sense).contains { phrase in
        negations.contains { name.contains(" \($0) \(phrase) ") }
      }
  }

  /// Whether a name is a phrase for a sense and only words that change nothing about it, or say why.
  private static func isWhole(_ name: String, _ sense: Sense) -> Bool {
    words(for: sense).contains { phrase in
      guard let range = name.firstRange(of: " \(phrase) ") else { return false }
      let others = (name[..<range.lowerBound] + " " + name[range.upperBound...]).split(separator: " ")
      return others.map(String.init).allSatisfy { word in
        besides.contains(word) || [.rejected, .lost, .recycled].contains(sense) && reasonWords.contains(word)
      }
    }
  }

  /// Every word of ``wholeStages`` and of what may stand beside a stage.
  static var wordsOfStages: Set<String> {
    besides.union(wholeStages.flatMap(\.names).flatMap { $0.split(separator: " ").map(String.init) })
  }

  /// The number that stands before a stage so that lists are in order.
  private static func isOrdinal(_ word: String) -> Bool {
    word.utf8.count <= 2 && word.utf8.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Names that say something only where nothing but ``besides`` stands beside them, which is left out of them, too.
  ///
  /// Those that CRMs come with are sure.
  private static let wholeStages: [(sense: Sense, isSure: Bool, names: Set<String>)] = [
    (
      .qualified, false,
      [
        "ready", "ready for", "vertriebsreif", "pret pour la vente", "listo para", "pronto para",
        "pronto per le",
        "klaar voor",
      ]
    ),
    (.won, true, ["customer", "kunde", "client", "cliente", "klant"]),
    (
      .opportunity, true,
      ["converted", "konvertiert", "converti", "convertido", "convertito", "geconverteerd"]
    ),
    (.rejected, false, ["junk"]),
  ]

  /// Words that change nothing about what a stage says.
  private static let besides: Set<String> = [
    "lead", "leads", "closed", "stage", "status", "phase", "by", "sales", "vertrieb", "vom", "von", "the",
    "por", "par", "da", "dalle", "door", "durch", "ventas", "ventes", "vendas", "vendite", "verkoop",
  ]

  /// Words with which something has not happened yet, or is over.
  private static let hedges: Set<String> = [
    "pre", "pending", "candidate", "almost", "awaiting", "waiting", "wait", "potential", "possible", "before",
    "ex", "former", "was", "review", "check", "fast", "bald", "wartet", "warten", "moglich", "prufung",
    "potentiell", "attente", "potentiel", "pendiente", "potencial", "pendente", "attesa", "potenziale",
    "mogelijk", "wacht",
  ]
}
