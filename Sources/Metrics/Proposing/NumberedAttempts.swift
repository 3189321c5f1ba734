internal import Agreements
internal import Wire

/// Columns for each of several attempts to reach a lead: `Touch 1`, `Touch 1 Type`, `Touch 2`.
struct NumberedAttempt: Hashable {
  let number: Int
  /// What is numbered, in a word.
  let thing: String
  /// The words that say what the column has of it; none for the time.
  let rest: [String]

  /// Nil for a name without a number, or of something else than attempts.
  init?(_ name: String) {
    var words: [String] = []
    for word in Vocabulary.normalized(name).split(separator: " ").map(String.init) {
      // "touch1" is two words.
      let digits = word.drop { !$0.isASCII || !$0.isNumber }
      let letters = word.prefix(word.count - digits.count)
      if !letters.isEmpty { words.append(String(letters)) }
      if !digits.isEmpty { words.append(String(digits)) }
    }
    let numbers = words.compactMap(Self.number)
    let things = words.filter(Self.things.contains)
    guard numbers.count == 1, things.count == 1, let number = numbers.first, let thing = things.first else {
      return nil
    }
    // The first touch is marketing's, where it is not one of several.
    guard !Self.vague.contains(thing) || !words.contains("first") else { return nil }
    self.number = number
    self.thing = thing
    rest = words.filter { Self.number($0) == nil && $0 != thing && !Self.around.contains($0) }
  }

  var isTime: Bool { rest.isEmpty }
  /// Whether it says how the attempt was made.
  var isChannel: Bool { rest.count == 1 && rest.allSatisfy(Self.channels.contains) }
  /// Whether its words are about what brings people in.
  var isOfCampaign: Bool { rest.contains(where: Self.campaigns.contains) }
  /// Whether marketing counts such things, too.
  var isVague: Bool { Self.vague.contains(thing) }

  func isBeside(_ other: NumberedAttempt) -> Bool { number == other.number && thing == other.thing }

  private static func number(_ word: String) -> Int? {
    if let place = places.firstIndex(where: { $0.contains(word) }) { return place + 1 }
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count),
      ["", "st", "nd", "rd", "th", "e", "er", "eme", "ª", "º"].contains(word.dropFirst(digits.count))
    else { return nil }
    return Int(digits)
  }

  private static let things: Set<String> = [
    "touch", "touchpoint", "attempt", "call", "dial", "anruf", "kontaktversuch", "anrufversuch", "appel",
    "relance", "tentative", "llamada", "intento", "ligacao", "tentativa", "chiamata", "tentativo",
    "telefonata",
    "belpoging", "contactpoging", "telefoontje",
  ]
  private static let places: [Set<String>] = [
    ["first"], ["second", "zweiter", "zweite", "deuxieme", "segundo", "segunda", "tweede"],
    ["third", "dritter", "dritte", "troisieme", "tercero", "tercera", "terceiro", "terceira", "derde"],
    ["fourth", "vierter", "quatrieme", "cuarto", "cuarta", "quarto", "quarta", "vierde"],
    ["fifth", "funfter", "cinquieme", "quinto", "quinta", "vijfde"],
  ]
  private static let vague: Set<String> = ["touch", "touchpoint"]
  private static let around: Set<String> = [
    "date", "time", "timestamp", "datetime", "at", "on", "am", "le", "el", "em", "il", "op", "datum",
    "fecha", "data", "de", "du", "d", "da", "del", "della", "la", "no", "nr", "contact", "sales", "sdr",
    "phone",
    "bdr",
    "utc", "made",
  ]
  private static let channels: Set<String> = [
    "type", "channel", "method", "kind", "via", "typ", "art", "kanal", "canal", "tipo", "canale", "kanaal",
    "soort",
  ]
  private static let campaigns: Set<String> = [
    "source", "campaign", "medium", "utm", "page", "url", "ad", "content", "form", "asset", "quelle",
    "kampagne", "campagne", "fuente", "campana", "fonte", "campanha", "bron",
  ]
}

extension RoleAssignment {
  /// Takes the times of numbered attempts for such, and what says how each was made.
  mutating func addNumberedAttempts(_ profiles: [ColumnProfile]) {
    let numbered = profiles.map { NumberedAttempt($0.name) }
    for index in profiles.indices {
      guard let own = numbered[index], own.isTime,
        roles[index] == nil || roles[index]?.role == .event(.attempt),
        !profiles[index].formats.isEmpty
      else { continue }
      let beside = profiles.indices.filter { numbered[$0]?.isBeside(own) == true && $0 != index }
      let channel = beside.first { numbered[$0]?.isChannel == true && profiles[$0].values != nil }
      let isKnown = channel.map { Self.saysAttempts(profiles[$0]) }
      if own.isVague, isKnown == false || beside.contains(where: { numbered[$0]?.isOfCampaign == true }) {
        continue
      }
      if roles[index] == nil {
        give(.event(.attempt), to: index, certainty: own.isVague && isKnown != true ? 60 : 85)
      }
      if let channel, isKnown == true, roles[channel] == nil {
        give(.attemptChannel, to: channel, certainty: 85)
      }
    }
  }

  private static func saysAttempts(_ profile: ColumnProfile) -> Bool {
    (profile.values ?? []).contains {
      Vocabulary.sense(of: $0, among: [.call, .message, .meeting]) != nil
    }
  }
}

extension MappingDraft {
  /// What stands beside an attempt: who made it, or how, by which programs' attempts are told from people's.
  func details(ofAttempt column: MappingProposal.Column) -> [JSON.Member] {
    let by = name(.contactedBy).map { [JSON.Member("value", $0)] } ?? []
    guard let own = NumberedAttempt(column.profile.name) else { return by }
    let channel = columns.first {
      $0.role == .attemptChannel && NumberedAttempt($0.profile.name)?.isBeside(own) == true
    }
    guard let name = channel?.profile.name else { return own.number == 1 ? by : [] }
    let value = automaticChannels.isEmpty ? [] : [JSON.Member("value", .string(name))]
    return value + [.init("channelColumn", .string(name))]
  }

  /// How programs reach leads, by the words in columns that say how an attempt was made.
  var automaticChannels: [String] {
    let values = columns.filter { $0.role == .attemptChannel }.flatMap { column in
      zip(column.profile.values ?? [], column.profile.counts).filter { value, count in
        let words = Vocabulary.normalized(value).split(separator: " ").map(String.init)
        return words.contains(where: Self.automatic.contains) && labels.allows(value, count: count)
      }.map(\.0)
    }
    return Set(values).sorted()
  }

  private static let automatic: Set<String> = [
    "auto", "automatic", "automated", "automation", "sequence", "workflow", "bot", "chatbot",
    "autoresponder", "automatisch", "automatische", "automatique", "automatico", "automatica",
  ]
}
