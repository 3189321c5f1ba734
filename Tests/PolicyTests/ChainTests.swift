import Agreements
import History
import Policy
import Testing
import Wire

/// What a chain knows of the commits that it grows by.
struct ChainTests {
  private static let emea = Series.agreement("emea")

  /// A store that counts how often a commit is read.
  private final class CountingStore: ObjectStore {
    let store = InMemoryStore()
    private(set) var commitsRead = 0

    func header(of id: ObjectID) throws(ObjectStoreError) -> ObjectHeader { try store.header(of: id) }
    func reference(_ name: String) throws(ObjectStoreError) -> ObjectID? { try store.reference(name) }
    func requireComplete() throws(ObjectStoreError) { try store.requireComplete() }

    func bytes(of id: ObjectID, kind: ObjectKind, limit: Int) throws(ObjectStoreError) -> [UInt8] {
      if kind == .commit { commitsRead += 1 }
      return try store.bytes(of: id, kind: kind, limit: limit)
    }
  }

  /// Commits a minute apart, of which those with a version put the next one in force.
  private func commits(_ ratify: [Bool], in store: InMemoryStore) throws -> [ObjectID] {
    var (tree, version, commits): (ObjectID?, Int, [ObjectID]) = (nil, 0, [])
    for (number, ratifies) in ratify.enumerated() {
      var edits = [TreeEdit.put("note", store.put(.blob, Array("\(number)".utf8)))]
      if ratifies {
        version += 1
        edits.append(
          .put(LedgerPath.version(Self.emea, version).description, store.put(.blob, Array("{}".utf8))))
      }
      let root = try store.writeTree(base: tree, edits: edits)
      let who = CommitIdentity(
        name: "Rev", email: "rev@example.com", when: Instant(seconds: 60 * number), offsetMinutes: 0)
      let draft = CommitDraft(
        tree: root, parents: commits.suffix(1), author: who, committer: who, message: "\(number)")
      commits.append(store.put(.commit, try draft.payload()))
      tree = root
    }
    return commits
  }

  @Test func `whoever asks for ratifications again and again has no commit read twice for it`() throws {
    let store = CountingStore()
    let count = 60
    let commits = try commits((0..<count).map { $0 % 20 == 7 }, in: store.store)
    let chain = Chain(store, tip: nil)
    let reader = LedgerReader(store)
    for (number, commit) in commits.enumerated() {
      chain.append(commit)
      let dates = try chain.ratifications(of: Self.emea, reader)
      let afresh = try Chain(store.store, tip: commit).ratifications(
        of: Self.emea, LedgerReader(store.store))
      let ratified = (0...number).filter { $0 % 20 == 7 }.enumerated().map { index, at in
        (index + 1, Instant(seconds: 60 * at))
      }
      #expect(dates == afresh && dates == Dictionary(uniqueKeysWithValues: ratified), "\(number)")
    }
    // Each by itself, and once more as what the next one stands on.
    #expect(store.commitsRead <= 2 * count)
  }

  @Test func `a chain that begins where something was ratified already finds that, too`() throws {
    let store = InMemoryStore()
    let commits = try commits([true, false, true, false, true], in: store)
    let chain = Chain(store, tip: commits[1])
    #expect(try chain.ratifications(of: Self.emea, LedgerReader(store)) == [1: Instant(seconds: 0)])
    for commit in commits[2...] { chain.append(commit) }
    let dates = try chain.ratifications(of: Self.emea, LedgerReader(store))
    #expect(dates == [1: Instant(seconds: 0), 2: Instant(seconds: 120), 3: Instant(seconds: 240)])
  }
}
