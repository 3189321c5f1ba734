import Wire

/// A line of versions with its drafts: the charter's, an agreement's, or that of the exceptions from an agreement.
///
/// An exception is numbered, drafted, signed and put in force as a version is.
package enum Series: Hashable, Sendable, Comparable {
  case charter
  case agreement(String)
  /// The exceptions from an agreement.
  case exceptions(String)

  /// The series that sign-offs name so; nil for what is no series' name.
  package init?(name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard TextFormat.series.accepts(name) else { return nil }
    self =
      name == SignOff.charterSeries ? .charter : parts.count == 1 ? .agreement(name) : .exceptions(parts[0])
  }

  /// The name that sign-offs give it.
  package var name: String {
    switch self {
    case .charter: SignOff.charterSeries
    case .agreement(let id): id
    case .exceptions(let id): "\(id)/exceptions"
    }
  }

  /// The agreement that it belongs to; nil for the charter.
  package var agreement: String? {
    switch self {
    case .charter: nil
    case .agreement(let id), .exceptions(let id): id
    }
  }

  /// What its versions and drafts are.
  package var kind: DocumentKind {
    switch self {
    case .charter: .charter
    case .agreement: .agreement
    case .exceptions: .exception
    }
  }

  /// The series among which a draft's name is used once: an agreement and its exceptions, or the charter alone.
  package var namesakes: [Series] { agreement.map { [.agreement($0), .exceptions($0)] } ?? [.charter] }

  /// The series whose latest version its drafts are written on: an exception is from what the agreement says.
  package var base: Series {
    if case .exceptions(let id) = self { .agreement(id) } else { self }
  }

  /// The member in which a draft names the version that it was written on.
  package var baseKey: String {
    switch self {
    case .charter, .agreement: "supersedes"
    case .exceptions: "inForce"
    }
  }

  /// One of its versions, as people call it: `emea v3`, `exception 2 of emea`.
  package func title(_ number: Int) -> String {
    switch self {
    case .charter, .agreement: "\(name) v\(number)"
    case .exceptions(let id): "exception \(number) of \(id)"
    }
  }

  package static func < (left: Series, right: Series) -> Bool { left.folder < right.folder }
}

/// Where a series has its files.
extension Series {
  /// The folder that holds its drafts and, sign-offs aside, what became of them.
  private var folder: String {
    switch self {
    case .charter: "charter"
    case .agreement(let id): "agreements/\(id)"
    case .exceptions(let id): "agreements/\(id)/exceptions"
    }
  }

  /// The folder of what is in force.
  package var versions: String {
    switch self {
    case .charter, .agreement: "\(folder)/versions"
    case .exceptions: folder
    }
  }

  /// The folder of its open drafts, a folder each.
  package var drafts: String {
    switch self {
    case .charter, .agreement: "\(folder)/amendments"
    case .exceptions: "\(folder)/drafts"
    }
  }

  /// The folder of its withdrawn drafts, a folder each.
  package var closed: String { "\(folder)/closed" }

  /// The folder of the sign-offs beside a version, a folder for each round.
  package func signOffs(of version: Int) -> String {
    let number = Decimals.pad(version, 4)
    return switch self {
    case .charter, .agreement: "\(folder)/signoffs/\(number)"
    case .exceptions(let id): "agreements/\(id)/signoffs/x\(number)"
    }
  }

  /// The folder of the sign-offs on a round of a draft.
  package func signOffs(on slug: String, round: Int) -> String { "\(drafts)/\(slug)/signoffs/\(round)" }
}
