package import Agreements

/// The exceptions from an agreement, and drafts of such.
extension LedgerTree {
  /// An exception that is in force; nil where there is none of that number.
  package func exception(_ agreement: String, number: Int) throws(LedgerError) -> Exception? {
    try exception(at: .version(.exceptions(agreement), number))
  }

  /// An open draft of one; nil where there is none of that slug.
  package func exceptionDraft(_ agreement: String, slug: String) throws(LedgerError) -> Exception? {
    try exception(at: .draft(.exceptions(agreement), slug: slug))
  }

  /// All that are in force, in order.
  package func exceptions(from agreement: String) throws(LedgerError) -> [Exception] {
    var found: [Exception] = []
    for number in stride(from: 1, through: try latestVersion(of: .exceptions(agreement)), by: 1) {
      if let exception = try exception(agreement, number: number) { found.append(exception) }
    }
    return found
  }

  private func exception(at path: LedgerPath) throws(LedgerError) -> Exception? {
    guard let document = try document(path) else { return nil }
    do { return try document.decoded { (json) throws(StructureProblem) in try Exception(json) } } catch {
      throw .document(path: path.description, error)
    }
  }
}
