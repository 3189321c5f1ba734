import TestMaterial
import Testing
import Wire

@testable import History

private let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
private let parent = "parent 1111111111111111111111111111111111111111\n"
private let author = "author Dana Ruiz <dana@example.com> 1767225600 +0130\n"
private let committer = "committer Lee <lee@example.com> 1767225601 -0800\n"
private let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n \n -----END SSH SIGNATURE-----\n"
private let good = tree + parent + author + committer + signature + "\nSubject\n\nBody\n"

private func parse(_ text: String) throws(CommitError) -> Commit { try Commit(parsing: Array(text.utf8)) }

@Test func `a commit's fields are read, its signature unfolded, its payload left without it`() throws {
  let commit = try parse(good)
  #expect(commit.tree.description == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  #expect(commit.parents == [ObjectID("1111111111111111111111111111111111111111")])
  #expect(commit.author.name == "Dana Ruiz")
  #expect(commit.author.email == "dana@example.com")
  #expect(commit.author.when == Instant("2026-01-01T00:00:00Z"))
  #expect(commit.author.offsetMinutes == 90)
  #expect(commit.committer.offsetMinutes == -480)
  #expect(
    commit.signature
      == Array("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n\n-----END SSH SIGNATURE-----\n".utf8))
  #expect(commit.signedPayload == Array((tree + parent + author + committer + "\nSubject\n\nBody\n").utf8))
  #expect(commit.subject == "Subject")
  #expect(commit.message == "Subject\n\nBody\n")
}

@Test func `a signature in the message is text, not a signature`() throws {
  let commit = try parse(tree + author + committer + "\nSubject\n\n" + signature)
  #expect(commit.signature == nil)
  #expect(commit.signedPayload.count == (tree + author + committer + "\nSubject\n\n" + signature).utf8.count)
}

private let ambiguous: [(String, CommitError)] = [
  (tree + tree + author + committer + "\nm\n", CommitError.repeated(.tree)),
  (tree + author + author + committer + "\nm\n", .repeated(.author)),
  (tree + author + committer + committer + "\nm\n", .repeated(.committer)),
  (tree + author + committer + signature + signature + "\nm\n", .repeated(.gpgsig)),
  (tree + author + committer + signature + author + "\nm\n", .repeated(.author)),
  (tree + author + parent + committer + "\nm\n", .misplaced(.parent)),
  (tree + author + committer + signature + parent + "\nm\n", .misplaced(.parent)),
  (parent + tree + author + committer + "\nm\n", .missing(.tree)),
  (author + tree + committer + "\nm\n", .missing(.tree)),
  (tree + committer + "\nm\n", .missing(.author)),
  (tree + committer + author + "\nm\n", .missing(.author)),
  (tree + author + signature + committer + "\nm\n", .missing(.committer)),
  (tree + author + "\nm\n", .missing(.committer)),
  ("\nm\n", .missing(.tree)),
  ("", .endsInHeader),
  ("tree", .endsInHeader),
  (tree + author + committer, .endsInHeader),
  (tree + author + committer + "encoding latin1\n\nm\n", .unknownHeader("encoding")),
  (tree + author + committer + "mergetag object x\n\nm\n", .unknownHeader("mergetag")),
  (tree + author + committer + "gpgsig-sha256 x\n\nm\n", .unknownHeader("gpgsig-sha256")),
  (tree + author + committer + signature + "gpgsig-sha256 x\n\nm\n", .unknownHeader("gpgsig-sha256")),
  (tree + author + committer + "gpgsig\n\nm\n", .repeated(.gpgsig)),
  (tree + "Author x\n" + author + committer + "\nm\n", .unknownHeader("Author")),
  (tree + " more\n" + author + committer + "\nm\n", .strayContinuation),
  (tree + author + committer + " more\n\nm\n", .strayContinuation),
  (tree.replacingCase() + author + committer + "\nm\n", .malformedObjectID(.tree)),
  ("tree 4b825d\n" + author + committer + "\nm\n", .malformedObjectID(.tree)),
  (tree + "parent \n" + author + committer + "\nm\n", .malformedObjectID(.parent)),
  (tree + author + committer + "\nm\0\n", .nulByte),
  (tree + author + committer + "\nno newline", .unterminatedMessage),
  (
    tree + author + committer + "\n" + String(repeating: "m", count: 65536) + "\n",
    .messageTooLarge(limit: 65536)
  ),
  (tree + String(repeating: parent, count: 3000), .tooLarge(limit: 131072)),
  (
    tree + author + committer + "gpgsig " + String(repeating: "s", count: 16384) + "\n\nm\n",
    .signatureTooLarge(limit: 16384)
  ),
  (tree + author + committer + "gpgsig é\n\nm\n", .notUTF8("gpgsig")),
]

@Test("what has more than one reading is refused, each with its own error", arguments: ambiguous)
func refusals(raw: String, error: CommitError) {
  #expect(throws: error) { () throws(CommitError) in try parse(raw) }
  #expect(!error.description.isEmpty)
}

private let badAuthors: [(String, CommitError)] = [
  ("Dana dana@example.com 1 +0000", CommitError.malformedIdentity(.author)),
  (" <dana@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Dana<dana@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Dana  <dana@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Dana <da<na@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Da>na <dana@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Dana\r <dana@example.com> 1 +0000", .malformedIdentity(.author)),
  ("Dana <dana@example.com>1 +0000", .malformedIdentity(.author)),
  ("Dana <dana@example.com>", .malformedIdentity(.author)),
  ("Dana <dana@example.com> 1", .malformedDate(.author)),
  ("Dana <dana@example.com>  +0000", .malformedDate(.author)),
  ("Dana <dana@example.com> 01 +0000", .malformedDate(.author)),
  ("Dana <dana@example.com> 1.5 +0000", .malformedDate(.author)),
  ("Dana <dana@example.com> -1 +0000", .dateOutOfRange(.author)),
  ("Dana <dana@example.com> 253402300800 +0000", .dateOutOfRange(.author)),
  ("Dana <dana@example.com> 9223372036854775807 +0000", .dateOutOfRange(.author)),
  ("Dana <dana@example.com> 99999999999999999999999 +0000", .dateOutOfRange(.author)),
  ("Dana <dana@example.com> 1 0000", .malformedZone(.author)),
  ("Dana <dana@example.com> 1 +000", .malformedZone(.author)),
  ("Dana <dana@example.com> 1 +0060", .malformedZone(.author)),
  ("Dana <dana@example.com> 1 +1401", .malformedZone(.author)),
  ("Dana <dana@example.com> 1 +0000 ", .malformedZone(.author)),
  ("Dana <dana@example.com> 1 Z", .malformedZone(.author)),
]

@Test("an author line that git would not write is refused", arguments: badAuthors)
func identityRefusals(value: String, error: CommitError) {
  #expect(throws: error) { () throws(CommitError) in
    try parse(tree + "author \(value)\n" + committer + "\nm\n")
  }
}

@Test func `bytes that are not UTF-8 are refused wherever they stand`() {
  for (part, place) in [("author", "Dana"), ("message", "Subject")] {
    var raw = Array(good.utf8)
    guard let start = good.range(ofBytes: place) else { Issue.record("no \(place)"); continue }
    raw[start] = 0xFF
    #expect(throws: CommitError.notUTF8(part)) { () throws(CommitError) in try Commit(parsing: raw) }
  }
}

@Test func `a draft is read back as it was written, signed and unsigned`() throws {
  var generator = SeededGenerator(seed: 7)
  for _ in 0..<300 {
    let draft = CommitDraft(
      tree: generator.objectID(), parents: (0..<generator.below(3)).map { _ in generator.objectID() },
      author: generator.identity(), committer: generator.identity(),
      message: ["", "Subject", "Subject\n\nBody é\n", "\n\n", "tree x\n"][generator.below(5)])
    let payload = try draft.payload()
    let unsigned = try Commit(parsing: payload)
    #expect(unsigned.signedPayload == payload)
    #expect(unsigned.signature == nil)
    #expect(unsigned.author == draft.author)
    #expect(unsigned.committer == draft.committer)
    #expect(unsigned.parents == draft.parents)
    let armour = Array("-----BEGIN SSH SIGNATURE-----\n\nAA==\n-----END SSH SIGNATURE-----\n".utf8)
    let signed = try Commit(parsing: draft.signed(with: armour))
    #expect(signed.signature == armour)
    #expect(signed.signedPayload == payload)
    #expect(signed.message == unsigned.message)
  }
}

@Test func `a draft that would be read as something else is refused`() throws {
  let id = try #require(ObjectID("4b825dc642cb6eb9a060e54bf8d69288fbee4904"))
  let good = CommitIdentity(name: "A", email: "a@b", when: Instant(seconds: 1), offsetMinutes: 0)
  func draft(_ author: CommitIdentity, _ message: String = "m") -> CommitDraft {
    CommitDraft(tree: id, parents: [], author: author, committer: good, message: message)
  }
  for (name, email) in [("A\nparent x", "a@b"), ("A", "a@b> 1 +0000\nx"), ("", "a@b"), ("A <", "a")] {
    let author = CommitIdentity(name: name, email: email, when: Instant(seconds: 1), offsetMinutes: 0)
    #expect(throws: CommitError.self) { () throws(CommitError) in try draft(author).payload() }
  }
  for (seconds, offset) in [(-1, 0), (253_402_300_800, 0), (1, 900), (1, -841)] {
    let author = CommitIdentity(
      name: "A", email: "a@b", when: Instant(seconds: seconds), offsetMinutes: offset)
    #expect(throws: CommitError.self) { () throws(CommitError) in try draft(author).payload() }
  }
  #expect(throws: CommitError.nulByte) { () throws(CommitError) in try draft(good, "m\0").payload() }
  for armour in ["", "x", "\u{e9}\n"] {
    #expect(throws: CommitError.self) { () throws(CommitError) in
      try draft(good).signed(with: Array(armour.utf8))
    }
  }
}

@Test func `no mutation of a commit crashes the reader, and what is read is written back the same`() {
  var generator = SeededGenerator(seed: 20260101)
  for _ in 0..<20_000 {
    let raw = generator.mutated(Array(good.utf8))
    guard let commit = try? Commit(parsing: raw) else { continue }
    let rest = commit.signedPayload.count + (commit.signature == nil ? 0 : "gpgsig".utf8.count)
    let lines = commit.signature.map { $0.count { $0 == 10 } + $0.count } ?? 0
    #expect(raw.count == rest + lines)
  }
}

extension String {
  fileprivate func replacingCase() -> String { "tree " + dropFirst(5).uppercased() }

  fileprivate func range(ofBytes text: String) -> Int? {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    return bytes.indices.first { bytes[$0...].starts(with: wanted) }
  }
}
