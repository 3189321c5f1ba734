internal import Wire

/// What an entry of a tree is, by the only five modes that git writes.
package enum EntryMode: String, Sendable, CaseIterable {
  case file = "100644"
  case executable = "100755"
  case symbolicLink = "120000"
  case directory = "40000"
  /// A commit of another repository (a submodule).
  case gitlink = "160000"

  /// The kind of object that such an entry names; a gitlink's is not in this repository.
  package var kind: ObjectKind {
    switch self {
    case .file, .executable, .symbolicLink: .blob
    case .directory: .tree
    case .gitlink: .commit
    }
  }
}

/// A directory, read strictly from the bytes of its tree object.
///
/// Of two entries with one name git reads the first and other readers the second; so the entries have to be in
/// git's order, each name once, each mode spelt as git spells it.
package struct Tree: Equatable, Sendable {
  /// The entries in git's order: by bytes, directories as if their names ended with `/`.
  package let entries: [Entry]

  /// One name in a directory.
  package struct Entry: Sendable {
    package let mode: EntryMode
    package let name: String
    package let id: ObjectID

    package init(mode: EntryMode, name: String, id: ObjectID) {
      self.mode = mode
      self.name = name
      self.id = id
    }

    package var isDirectory: Bool { mode == .directory }
  }

  /// The most bytes of a tree that are read.
  package static let maximumSize = 16 << 20

  /// Reads the content of a tree object; throws, naming the entry, for everything that git would not write.
  package init(parsing raw: [UInt8]) throws(TreeError) {
    guard raw.count <= Self.maximumSize else { throw .tooLarge(limit: Self.maximumSize) }
    var entries: [Entry] = []
    var holdsFiles = false
    var index = 0
    while index < raw.count {
      let entry = try Entry(parsing: raw, at: &index)
      if let last = entries.last, !last.precedes(entry) {
        throw last.name.hasSameBytes(as: entry.name)
          ? .duplicate(name: entry.name) : .unsorted(name: entry.name)
      }
      // A file `a` and a directory `a` are apart in the order: other names may stand between them.
      if entry.isDirectory, holdsFiles, Self.search(entries, for: entry.name, asDirectory: false) != nil {
        throw .duplicate(name: entry.name)
      }
      if !entry.isDirectory { holdsFiles = true }
      entries.append(entry)
    }
    self.entries = entries
  }

  /// The entry of that name; nil where there is none.
  package func entry(named name: String) -> Entry? {
    Self.search(entries, for: name, asDirectory: false) ?? Self.search(entries, for: name, asDirectory: true)
  }

  /// The bytes of a tree of these entries, in git's order whatever order they come in.
  ///
  /// Throws where they would not be read back as a tree: a name twice, or one with a slash.
  package static func written(_ entries: [Entry]) throws(TreeError) -> [UInt8] {
    var raw: [UInt8] = []
    for entry in entries.sorted(by: { $0.precedes($1) }) {
      raw += entry.mode.rawValue.utf8
      raw.append(UInt8(ascii: " "))
      raw += entry.name.utf8
      raw.append(0)
      raw += entry.id.bytes
    }
    _ = try Tree(parsing: raw)
    return raw
  }

  private static func search(_ entries: [Entry], for name: String, asDirectory: Bool) -> Entry? {
    let key = Entry(mode: asDirectory ? .directory : .file, name: name, id: .zero)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].precedes(key) { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, !key.precedes(entries[low]) else { return nil }
    return entries[low]
  }
}

extension Tree.Entry: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.mode == right.mode && left.id == right.id && left.name.hasSameBytes(as: right.name)
  }

  /// Whether this stands before `other` in git's order.
  package func precedes(_ other: Self) -> Bool {
    let left = name.utf8
    let right = other.name.utf8
    var (first, second) = (left.makeIterator(), right.makeIterator())
    while true {
      switch (first.next(), second.next()) {
      case (let a?, let b?): if a != b { return a < b }
      case (nil, nil): return !isDirectory && other.isDirectory
      case (nil, let b?):
        if !isDirectory { return true }
        let slash = UInt8(ascii: "/")
        return slash < b
      case (let a?, nil): return other.isDirectory ? a < UInt8(ascii: "/") : false
      }
    }
  }

  /// Reads `mode name NUL id` at `index`, and moves it behind.
  fileprivate init(parsing raw: [UInt8], at index: inout Int) throws(TreeError) {
    let rest = raw[index...]
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")), let end = rest.firstIndex(of: 0), space < end,
      raw.count - end > ObjectID.byteCount,
      let id = ObjectID(bytes: raw[(end + 1)...(end + ObjectID.byteCount)])
    else { throw .truncated(offset: index) }
    let bytes = raw[(space + 1)..<end]
    guard let name = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(name: String(decoding: bytes, as: UTF8.self))
    }
    guard !bytes.isEmpty else { throw .emptyName(offset: index) }
    guard !bytes.contains(UInt8(ascii: "/")) else { throw .slash(name: name) }
    let spelling = String(decoding: raw[index..<space], as: UTF8.self)
    guard let mode = EntryMode(rawValue: spelling) else { throw .unknownMode(spelling, name: name) }
    self.init(mode: mode, name: name, id: id)
    index = end + ObjectID.byteCount + 1
  }
}
