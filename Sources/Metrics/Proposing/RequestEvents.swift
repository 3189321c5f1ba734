internal import Agreements
internal import Wire

/// The requests that rows of leads tell of, in a column with their time and one with what was asked for.
extension MappingDraft {
  /// The events of a column with the times of requests, which are demo requests unless the form beside them says otherwise.
  func requests(_ column: MappingProposal.Column, _ format: TimeWriting) -> [JSON] {
    func asked(_ kind: RequestKind, byForm: Bool = true) -> JSON {
      let form = byForm ? self.name(.requestKind).map { [JSON.Member("value", $0)] } ?? [] : []
      return .object(event(kind.event, column, format) + form)
    }
    let called = Vocabulary.normalized(column.profile.name)
    // A first conversion may be any form; only its name says what was asked for.
    let isConversion = called.contains("conversion")
    let others =
      isConversion || Self.openNames.contains(called)
      ? [RequestKind.pricing, .contact].filter { self.column(.event($0.event)) == nil && !forms($0).isEmpty }
      : []
    let isDemo = !forms(.demo).isEmpty
    let demo = isDemo || !isConversion && others.isEmpty ? [asked(.demo, byForm: isDemo)] : []
    return demo + others.map { asked($0) }
  }

  /// Names of the times of requests that do not say what for.
  private static let openNames: Set<String> = ["request date", "requested at", "requested on", "requested"]

  /// The forms that are such a request by their names.
  func forms(_ kind: RequestKind) -> [String] {
    guard let form = column(.requestKind)?.profile else { return [] }
    switch kind {
    case .demo: return (form.values ?? []).filter(Self.isDemo)
    case .pricing, .contact:
      let sense: Vocabulary.Sense = kind == .pricing ? .pricingRequest : .contactRequest
      // Without a meaning every request would be one of these, so that those count which an agreement may name.
      return zip(form.values ?? [], form.counts).filter { value, count in
        !Self.isDemo(value) && labels.allows(value, count: count)
          && (Vocabulary.sense(of: value, among: [sense]) != nil || Vocabulary.isBareRequest(value, kind))
      }.map(\.0)
    }
  }

  private static func isDemo(_ form: String) -> Bool {
    let name = " \(Vocabulary.normalized(form)) "
    return [" demo ", " trial ", " contact sales "].contains { name.contains($0) }
  }
}
