import Foundation
import GitStore
import History
import SystemPackage
import Testing

@Test func `a reference moves only from what was seen`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let tip = try #require(try repository.reference("refs/heads/main"))
  let first = try #require(try Ancestry(of: tip, in: repository).commits.first)
  let name = "refs/heads/unsynced/1"
  try repository.moveReference(name, from: nil, to: first, message: "begin")
  #expect(throws: GitError.moved(name, expected: nil, found: first)) {
    try repository.moveReference(name, from: nil, to: tip, message: "again")
  }
  #expect(throws: GitError.moved(name, expected: tip, found: first)) {
    try repository.moveReference(name, from: tip, to: tip, message: "again")
  }
  try await bench.git("pack-refs", "--all")
  #expect(throws: GitError.moved(name, expected: nil, found: first)) {
    try repository.moveReference(name, from: nil, to: tip, message: "packed")
  }
  try repository.moveReference(name, from: first, to: tip, message: "on")
  #expect(try await bench.git("rev-parse", name) == tip.description)
  #expect(throws: GitError.referenceInTheWay("refs/heads/unsynced", other: name)) {
    try repository.moveReference("refs/heads/unsynced", from: nil, to: tip, message: "x")
  }
  #expect(throws: GitError.referenceInTheWay("\(name)/x", other: name)) {
    try repository.moveReference("\(name)/x", from: nil, to: tip, message: "x")
  }
  #expect(throws: GitError.moved(name, expected: first, found: tip)) {
    try repository.deleteReference(name, from: first)
  }
  try repository.deleteReference(name, from: tip)
  #expect(try repository.reference(name) == nil)
  #expect(throws: GitError.moved(name, expected: tip, found: nil)) {
    try repository.deleteReference(name, from: tip)
  }
  #expect(try repository.references().map(\.name) == ["refs/heads/main"])
  let absent = try id("1234567890123456789012345678901234567890")
  #expect(throws: GitError.store(.missing(absent))) {
    try repository.moveReference("refs/heads/main", from: tip, to: absent, message: "x")
  }
  for bad in ["main", "refs/heads/a..b", "refs/heads/", "refs/heads/a b", "refs/heads/x.lock", ""] {
    #expect(throws: GitError.badReferenceName(bad)) {
      try repository.moveReference(bad, from: nil, to: tip, message: "x")
    }
  }
}

@Test func `a symbolic reference is refused, and HEAD is told apart`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  try await bench.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
  #expect(throws: ObjectStoreError.symbolicReference("refs/heads/alias")) {
    try repository.reference("refs/heads/alias")
  }
  #expect(try repository.head() == .reference("refs/heads/main"))
  let tip = try #require(try repository.reference("refs/heads/main"))
  try await bench.git("checkout", "-q", "--detach")
  #expect(try repository.head() == .object(tip))
  try repository.setHead(to: "refs/heads/main")
  #expect(try await bench.git("symbolic-ref", "HEAD") == "refs/heads/main")
}

@Test func `a damaged reference is an error, never an absent one`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  try bench.write("not an id\n", to: "work/.git/refs/heads/main")
  #expect(throws: ObjectStoreError.self) { try repository.reference("refs/heads/main") }
}

@Test func `a lock that somebody left behind is said to be one`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository()
  let tip = try #require(try repository.reference("refs/heads/main"))
  try bench.write("", to: "work/.git/refs/heads/main.lock")
  #expect(throws: GitError.locked("refs/heads/main")) {
    try repository.moveReference("refs/heads/main", from: tip, to: tip, message: "x")
  }
}

@Test func `of several that move a reference at once, none undoes another's move`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 1)
  let work = bench.path.appending("work")
  let start = try #require(try repository.reference("refs/heads/main"))
  let moves = try await withThrowingTaskGroup(of: Int.self) { group in
    for writer in 0..<4 {
      group.addTask {
        let mine = try Repository.open(path: work)
        var moved = 0
        while moved < 10 {
          let tip = try #require(try mine.reference("refs/heads/main"))
          let next = try mine.commit("\(writer)-\(moved)", on: [tip], ["w\(writer)": "\(moved)"])
          do {
            try mine.moveReference("refs/heads/main", from: tip, to: next, message: "move")
            moved += 1
          } catch GitError.moved {
            continue
          } catch GitError.locked {
            continue
          }
        }
        return moved
      }
    }
    return try await group.reduce(0, +)
  }
  let tip = try #require(try repository.reference("refs/heads/main"))
  #expect(moves == 40)
  #expect(try Ancestry(of: tip, in: repository).commits.count == 41)
  #expect(try Ancestry(of: tip, in: repository).commits.first == start)
  try await bench.git("fsck", "--strict")
}

@Test func `of several that create a reference at once, one does`() async throws {
  let bench = try Workbench()
  let repository = try await bench.makeRepository(commits: 1)
  let work = bench.path.appending("work")
  let tip = try #require(try repository.reference("refs/heads/main"))
  for round in 0..<5 {
    let created = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<6 {
        group.addTask {
          let mine = try Repository.open(path: work)
          do {
            try mine.moveReference("refs/heads/new-\(round)", from: nil, to: tip, message: "create")
            return true
          } catch GitError.moved {
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(created == 1)
  }
}
