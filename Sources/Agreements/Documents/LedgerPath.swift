package import Wire

/// What a path of the ledger holds; a path that is none of these has no place in it.
package enum LedgerPath: Hashable, Sendable {
  case version(Series, Int)
  /// A sign-off beside a version; `isSignature` for its `.sig`.
  case sealedSignOff(Series, version: Int, round: Int, SignOffName, isSignature: Bool)
  case draft(Series, slug: String)
  case draftSignOff(Series, slug: String, round: Int, SignOffName, isSignature: Bool)
  case closedDraft(Series, slug: String)
  case closedSignOff(Series, slug: String, round: Int, SignOffName, isSignature: Bool)
  case snapshot(agreement: String, Period, revision: Int)
  /// A member's word that a snapshot follows from its exports.
  case attestation(agreement: String, Period, revision: Int, person: String)
  case reading(agreement: String, Period, CivilDate)
  case mapping(name: String, revision: Int)
  case reviewOpening(agreement: String, review: String)
  case contribution(agreement: String, review: String, person: String, number: Int, isSignature: Bool)
  case reviewClosing(agreement: String, review: String)

  /// Reads a path; nil where the ledger knows none such.
  package init?(_ path: String) {
    // Plain ASCII from here on: an accent could hide in the Character that is taken apart below.
    guard TextFormat.path.accepts(path) else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    switch parts.first {
    case "charter":
      guard let found = Self.inSeries(.charter, parts.dropFirst()) else { return nil }
      self = found
    case "agreements"
    where parts.count > 2 && TextFormat.slug.accepts(parts[1]) && parts[1] != SignOff.charterSeries:
      let rest = parts.dropFirst(2)
      guard
        let found = Self.inSeries(.agreement(parts[1]), rest) ?? Self.inExceptions(parts[1], Array(rest))
          ?? Self.inAgreement(parts[1], Array(rest))
      else { return nil }
      self = found
    case "mappings" where parts.count == 2:
      let name = parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard name.count == 3, name[2] == "json", TextFormat.slug.accepts(name[0]),
        name[1].utf8.first == UInt8(ascii: "r"),
        let revision = Self.plainNumber(String(name[1].dropFirst()))
      else { return nil }
      self = .mapping(name: name[0], revision: revision)
    default: return nil
    }
  }

  private static func inSeries(_ series: Series, _ rest: ArraySlice<String>) -> LedgerPath? {
    let parts = Array(rest)
    switch parts.first {
    case "versions" where parts.count == 2:
      guard let number = json(parts[1]).flatMap(paddedNumber) else { return nil }
      return .version(series, number)
    case "signoffs" where parts.count == 4:
      guard let version = paddedNumber(parts[1]), let (round, name, isSignature) = signOff(parts[2], parts[3])
      else { return nil }
      return .sealedSignOff(series, version: version, round: round, name, isSignature: isSignature)
    case "amendments", "closed": return ofDraft(series, rest.dropFirst(), isClosed: parts[0] == "closed")
    default: return nil
    }
  }

  /// What stands in the folder of a draft: its text, and what was signed on it.
  private static func ofDraft(_ series: Series, _ rest: ArraySlice<String>, isClosed: Bool) -> LedgerPath? {
    let parts = Array(rest)
    guard parts.count > 1, TextFormat.slug.accepts(parts[0]) else { return nil }
    if parts.count == 2, parts[1] == "draft.json" {
      return isClosed ? .closedDraft(series, slug: parts[0]) : .draft(series, slug: parts[0])
    }
    guard parts.count == 4, parts[1] == "signoffs",
      let (round, name, isSignature) = signOff(parts[2], parts[3])
    else { return nil }
    return isClosed
      ? .closedSignOff(series, slug: parts[0], round: round, name, isSignature: isSignature)
      : .draftSignOff(series, slug: parts[0], round: round, name, isSignature: isSignature)
  }

  private static func inExceptions(_ agreement: String, _ parts: [String]) -> LedgerPath? {
    let series = Series.exceptions(agreement)
    switch parts.first {
    case "exceptions" where parts.count == 2:
      guard let number = json(parts[1]).flatMap(paddedNumber) else { return nil }
      return .version(series, number)
    case "exceptions" where parts.count > 2 && ["drafts", "closed"].contains(parts[1]):
      return ofDraft(series, parts.dropFirst(2), isClosed: parts[1] == "closed")
    case "signoffs" where parts.count == 4 && parts[1].utf8.first == UInt8(ascii: "x"):
      guard let number = paddedNumber(String(parts[1].dropFirst())),
        let (round, name, isSignature) = signOff(parts[2], parts[3])
      else { return nil }
      return .sealedSignOff(series, version: number, round: round, name, isSignature: isSignature)
    default: return nil
    }
  }

  private static func inAgreement(_ id: String, _ parts: [String]) -> LedgerPath? {
    guard parts.count == 3 else { return nil }
    switch parts[0] {
    case "snapshots":
      guard let period = Period(parts[1]), period.description == parts[1],
        parts[2].utf8.first == UInt8(ascii: "r"), let stem = json(parts[2])
      else { return nil }
      let words = stem.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let revision = words.first.flatMap(plainNumber) else { return nil }
      if words.count == 1 { return .snapshot(agreement: id, period, revision: revision) }
      guard words.count == 3, words[1] == "attest", TextFormat.slug.accepts(words[2]) else { return nil }
      return .attestation(agreement: id, period, revision: revision, person: words[2])
    case "readings":
      guard let period = Period(parts[1]), period.description == parts[1],
        let day = json(parts[2]).flatMap({ CivilDate($0) }), "\(day).json" == parts[2]
      else { return nil }
      return .reading(agreement: id, period, day)
    case "reviews":
      guard TextFormat.label.accepts(parts[1]), isReviewName(parts[1]) else { return nil }
      if parts[2] == "open.json" { return .reviewOpening(agreement: id, review: parts[1]) }
      if parts[2] == "close.json" { return .reviewClosing(agreement: id, review: parts[1]) }
      let isSignature = parts[2].hasSuffix(".sig")
      guard let stem = json(isSignature ? String(parts[2].dropLast(4)) : parts[2]) else { return nil }
      let words = stem.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 2, TextFormat.slug.accepts(words[0]), let number = paddedNumber(words[1]) else {
        return nil
      }
      return .contribution(
        agreement: id, review: parts[1], person: words[0], number: number, isSignature: isSignature)
    default: return nil
    }
  }

  /// Whether this is `quarter-2026-Q1`, `weekly-2026-W05` and the like: a kind, then a period.
  private static func isReviewName(_ text: String) -> Bool {
    guard let dash = text.firstIndex(of: "-") else { return false }
    let period = String(text[text.index(after: dash)...])
    return ["quarter", "weekly", "leadership", "process"].contains(String(text[..<dash]))
      && Period(period)?.description == period
  }

  private static func signOff(_ round: String, _ file: String) -> (Int, SignOffName, Bool)? {
    let isSignature = file.hasSuffix(".sig")
    guard let round = plainNumber(round), let stem = json(isSignature ? String(file.dropLast(4)) : file),
      let name = SignOffName(stem)
    else { return nil }
    return (round, name, isSignature)
  }

  /// The name before `.json`.
  private static func json(_ file: String) -> String? {
    file.hasSuffix(".json") ? String(file.dropLast(5)) : nil
  }

  /// Four digits, 0001 to 9999.
  private static func paddedNumber(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 4, let number = Decimals.read(bytes[...]), number > 0 else { return nil }
    return number
  }

  /// 1 to 9999 without zeros in front.
  static func plainNumber(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count <= 4, bytes.first != UInt8(ascii: "0"), let number = Decimals.read(bytes[...]) else {
      return nil
    }
    return number
  }
}

extension LedgerPath: CustomStringConvertible {
  /// The path itself.
  package var description: String {
    func signature(_ isSignature: Bool) -> String { isSignature ? ".sig" : "" }
    return switch self {
    case .version(let series, let number): "\(series.versions)/\(Decimals.pad(number, 4)).json"
    case .sealedSignOff(let series, let version, let round, let name, let isSignature):
      "\(series.signOffs(of: version))/\(round)/\(name).json\(signature(isSignature))"
    case .draft(let series, let slug): "\(series.drafts)/\(slug)/draft.json"
    case .draftSignOff(let series, let slug, let round, let name, let isSignature):
      "\(series.drafts)/\(slug)/signoffs/\(round)/\(name).json\(signature(isSignature))"
    case .closedDraft(let series, let slug): "\(series.closed)/\(slug)/draft.json"
    case .closedSignOff(let series, let slug, let round, let name, let isSignature):
      "\(series.closed)/\(slug)/signoffs/\(round)/\(name).json\(signature(isSignature))"
    case .snapshot(let agreement, let period, let revision):
      "agreements/\(agreement)/snapshots/\(period)/r\(revision).json"
    case .attestation(let agreement, let period, let revision, let person):
      "agreements/\(agreement)/snapshots/\(period)/r\(revision).attest.\(person).json"
    case .reading(let agreement, let period, let day):
      "agreements/\(agreement)/readings/\(period)/\(day).json"
    case .mapping(let name, let revision): "mappings/\(name).r\(revision).json"
    case .reviewOpening(let agreement, let review): "agreements/\(agreement)/reviews/\(review)/open.json"
    case .reviewClosing(let agreement, let review): "agreements/\(agreement)/reviews/\(review)/close.json"
    case .contribution(let agreement, let review, let person, let number, let isSignature):
      "agreements/\(agreement)/reviews/\(review)/\(person).\(Decimals.pad(number, 4)).json\(signature(isSignature))"
    }
  }

  /// What its file is; nil for signatures.
  package var kind: DocumentKind? {
    switch self {
    case .version(let series, _), .draft(let series, _), .closedDraft(let series, _): series.kind
    case .sealedSignOff(_, _, _, _, let isSignature), .draftSignOff(_, _, _, _, let isSignature),
      .closedSignOff(_, _, _, _, let isSignature):
      isSignature ? nil : .signoff
    case .snapshot: .snapshot
    case .attestation: .attestation
    case .reading: .reading
    case .mapping: .mapping
    case .reviewOpening: .reviewOpening
    case .reviewClosing: .reviewClosing
    case .contribution(_, _, _, _, let isSignature): isSignature ? nil : .contribution
    }
  }
}
