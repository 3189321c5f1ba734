import Agreements
import History
import Policy
package import Wire

/// Writing a draft anew on the version that came into force meanwhile.
extension Drafting {
  /// A place that both the draft and the versions since have changed: whoever signs decides between the two.
  package struct Conflict {
    package let pointer: JSONPointer
    /// What the latest version holds there, which the draft would change again.
    package let present: JSON?
  }

  /// The latest version with every change that the draft lists made to it; what it did not list stays as it is now.
  package func rebased(_ draft: SignableDraft) throws(Failure) -> (text: JSON, conflicts: [Conflict]) {
    // An exception names commitments, and changes no text that could have gone on meanwhile.
    if case .exceptions = draft.series { return (draft.document.json, []) }
    guard let latest = try successor(of: draft.series, slug: draft.slug) else {
      throw Failure(.usage, "there is no version of \(draft.series.name) to write \(draft.slug) on")
    }
    var text = latest
    let old = draft.document.json
    let number = old["supersedes"]?["version"]?.number ?? 0
    let before = try attempt { try base.tree.document(.version(draft.series, number))?.json }
    var conflicts: [Conflict] = []
    for entry in old["changes"]?.items ?? [] {
      guard let pointer = entry["pointer"]?.text.flatMap({ JSONPointer($0) }) else { continue }
      let (then, now, wanted) = (before?[at: pointer], text[at: pointer], old[at: pointer])
      if then != now, now != wanted { conflicts.append(Conflict(pointer: pointer, present: now)) }
      guard let changed = text.setting(wanted, at: pointer) else {
        throw Failure(
          .found, "\(pointer) has nowhere to go in the latest version",
          do: "Withdraw \(draft.slug), and draft what is still wanted.")
      }
      text = changed
    }
    for key in ["effective", "title", "summary"] where before?[key] == text[key] {
      if let value = old[key] { text = text.setting(key, to: value) }
    }
    let listed = (old["changes"]?.items ?? []).filter { entry in
      guard let pointer = entry["pointer"]?.text.flatMap({ JSONPointer($0) }) else { return false }
      return latest[at: pointer] != text[at: pointer]
    }
    return (text.setting("changes", to: .array(listed)), conflicts)
  }
}

extension JSON {
  /// The value at a pointer in which list items stand by their ids.
  fileprivate subscript(at pointer: JSONPointer) -> JSON? { indexed(pointer).flatMap { value(at: $0) } }

  /// This value with another at a pointer in which list items stand by their ids, or without it where that is nil; nil
  /// where there is no such place.
  fileprivate func setting(_ value: JSON?, at pointer: JSONPointer) -> JSON? {
    setting(value, at: pointer.tokens[...])
  }

  private func setting(_ value: JSON?, at tokens: ArraySlice<String>) -> JSON? {
    guard let first = tokens.first else { return value }
    let rest = tokens.dropFirst()
    switch self {
    case .object:
      if rest.isEmpty { return value.map { setting(first, to: $0) } ?? removing(first) }
      return self[first]?.setting(value, at: rest).map { setting(first, to: $0) }
    case .array(var items):
      let index = indexed(JSONPointer([first]))?.tokens.first.flatMap { Int($0) }
      guard let index else { return rest.isEmpty ? value.map { .array(items + [$0]) } ?? self : nil }
      if let changed = items[index].setting(value, at: rest) {
        items[index] = changed
      } else {
        guard rest.isEmpty else { return nil }
        items.remove(at: index)
      }
      return .array(items)
    default: return nil
    }
  }
}
