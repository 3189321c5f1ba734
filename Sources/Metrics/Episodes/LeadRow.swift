internal import Agreements
internal import Wire

/// One row of an export, as far as numbers depend on it, its events put aside.
struct LeadRow: Sendable {
  /// A bit for each required field that is valid.
  let validFields: UInt64
  /// In points; nil where it has none.
  let score: Int?
  /// The numbers of its source's, region's, owner's and owner's team's names.
  let source, region, owner, team: Int32
  /// The index of its tier, from the highest; -1 for none.
  let tier: Int16
  let flags: Flags

  struct Flags: OptionSet {
    let rawValue: UInt16
    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Something of the lead's behaviour is recorded.
    static let hasHistory = Flags(rawValue: 1)
    static let isInScope = Flags(rawValue: 2)
    /// A date without time stands where an hour was wanted.
    static let isImprecise = Flags(rawValue: 4)
    /// One of its events lies in the period.
    static let isInPeriod = Flags(rawValue: 16)
    /// Of what its events tell.
    static let tellsOfMQL = Flags(rawValue: 32)
    static let tellsOfRequest = Flags(rawValue: 64)
    static let tellsOfLaterStage = Flags(rawValue: 128)
    static let tellsOfDeal = Flags(rawValue: 256)

    // Which of a packed row's numbers are written.
    fileprivate static let hasScore = Flags(rawValue: 8)
    /// But for its source nothing is known of the lead, as of most activities.
    fileprivate static let isBare = Flags(rawValue: 512)

    /// Whether what starts an episode is told of.
    var tellOfStart: Bool { !isDisjoint(with: [.tellsOfMQL, .tellsOfRequest]) }
    /// Whether they show that a lead was handed to sales although no MQL does.
    var tellOfLaterStageWithoutMQL: Bool { contains(.tellsOfLaterStage) && !contains(.tellsOfMQL) }

    /// What is true of a row that tells of such an event.
    init(tellingOf kind: Mapping.EventKind) {
      switch kind {
      case .mql: self = .tellsOfMQL
      case .requested: self = .tellsOfRequest
      default: self = kind.isLaterStage ? .tellsOfLaterStage : []
      }
      if kind.isOfDeal { insert(.tellsOfDeal) }
    }
  }

  init(
    validFields: UInt64, score: Int?, source: Int32, region: Int32, owner: Int32, team: Int32, tier: Int16,
    flags: Flags
  ) {
    self.validFields = validFields
    self.score = score
    (self.source, self.region, self.owner, self.team) = (source, region, owner, team)
    self.tier = tier
    self.flags = flags
  }

  var hasHistory: Bool { flags.contains(.hasHistory) }
  var isInScope: Bool { flags.contains(.isInScope) }
}

extension LeadRow {
  /// What is true of the row, and which of its numbers are written.
  var packedFlags: Flags {
    if score != nil { return flags.union(.hasScore) }
    return tier == -1 && region | owner | team == 0 && validFields == 0 ? flags.union(.isBare) : flags
  }

  /// Writes the row, its flags put aside.
  func pack(into writer: inout PackedNumberWriter) {
    writer.put(number: UInt64(UInt32(bitPattern: source)))
    if packedFlags.contains(.isBare) { return }
    writer.put(number: UInt64(UInt16(bitPattern: tier &+ 1)))
    writer.put(number: UInt64(UInt32(bitPattern: region)))
    writer.put(number: UInt64(UInt32(bitPattern: owner)))
    writer.put(number: UInt64(UInt32(bitPattern: team)))
    writer.put(number: validFields)
    if let score { writer.put(number: score.zigzag) }
  }

  /// Reads what ``pack(into:)`` has written.
  init(_ reader: inout PackedNumberReader, packedFlags: Flags) {
    flags = packedFlags.subtracting([.hasScore, .isBare])
    source = Int32(truncatingIfNeeded: reader.number())
    if packedFlags.contains(.isBare) {
      (tier, region, owner, team, validFields, score) = (-1, 0, 0, 0, 0, nil)
      return
    }
    tier = Int16(truncatingIfNeeded: reader.number()) &- 1
    region = Int32(truncatingIfNeeded: reader.number())
    owner = Int32(truncatingIfNeeded: reader.number())
    team = Int32(truncatingIfNeeded: reader.number())
    validFields = reader.number()
    score = packedFlags.contains(.hasScore) ? Int(zigzag: reader.number()) : nil
  }
}
