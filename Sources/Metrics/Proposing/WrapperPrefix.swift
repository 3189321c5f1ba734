/// What interfaces of CRMs wrap the fields of a record in; see ``Vocabulary``.
extension Vocabulary {
  /// A name without the object that holds a record's fields: `properties.email` is `email`.
  static func unwrapped(_ name: String) -> String {
    guard let dot = name.firstIndex(of: "."), wrappers.contains(name[..<dot].lowercased()) else {
      return name
    }
    let inner = name[name.index(after: dot)...]
    // Salesforce says so of what kind a record is, and where.
    return inner.isEmpty || ["type", "url"].contains(inner) ? name : String(inner)
  }

  private static let wrappers: Set<String> = ["properties", "fields", "attributes"]
}
