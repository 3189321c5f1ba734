/// The commits from a tip back along first parents.
package struct Ancestry: Equatable, Sendable {
  /// The commits, oldest first; the tip is the last.
  package let commits: [ObjectID]
  /// Those of them that have a second parent, oldest first.
  package let merges: [ObjectID]
  /// The commit at which the walk was told to stop, which is not among `commits`; nil where it reached the root.
  package let base: ObjectID?

  /// The most commits that are followed unless said otherwise.
  package static let maximumCount = 5_000_000

  /// Walks from `tip` to the root, or to the first commit for which `isKnown` holds.
  ///
  /// Throws where a commit is missing or cannot be read, and where there are more than `limit`. Merges are listed
  /// and followed along their first parent: the caller judges them.
  package init(
    of tip: ObjectID, in store: any ObjectStore, limit: Int = maximumCount,
    until isKnown: (ObjectID) -> Bool = { _ in false }
  ) throws(HistoryError) {
    var commits: [ObjectID] = []
    var merges: [ObjectID] = []
    var next: ObjectID? = tip
    var base: ObjectID?
    while let id = next {
      if isKnown(id) {
        base = id
        break
      }
      guard commits.count < limit else { throw .tooManyCommits(limit: limit) }
      let parents = try store.commit(id).parents
      commits.append(id)
      if parents.count > 1 { merges.append(id) }
      next = parents.first
    }
    commits.reverse()
    merges.reverse()
    self.commits = commits
    self.merges = merges
    self.base = base
  }
}
