internal import Synchronization
internal import Wire

/// The names in exports, each known by a number, which threads that read share.
///
/// Which number a name gets depends on which thread meets it first: numbers say whether two names are the same, and
/// nothing else.
final class ExportNames: Sendable {
  let sources = SharedNames()
  let regions = SharedNames()
  let teams = SharedNames()
  let owners = SharedNames()
  let channels = SharedNames()
}

/// The names that leads of exports have, when all are read.
struct NameTables: Sendable {
  let sources, regions, teams, owners: NameTable

  /// Those that have turned up so far.
  init(_ names: ExportNames) {
    sources = names.sources.table
    regions = names.regions.table
    teams = names.teams.table
    owners = names.owners.table
  }
}

/// The names of one kind.
final class SharedNames: Sendable {
  private let state = Mutex(NameTable())

  /// The number of a name, a new one where it has none yet.
  func number(of name: ArraySlice<UInt8>) -> Int32 { state.withLock { $0.number(of: name) } }

  /// All names that turned up so far.
  var table: NameTable { state.withLock { $0 } }
}

/// Names numbered from 1; 0 is the empty name.
struct NameTable: Sendable {
  private var numbers: [ArraySlice<UInt8>: Int32] = [[]: 0]
  private(set) var names: [ArraySlice<UInt8>] = [[]]

  fileprivate mutating func number(of name: ArraySlice<UInt8>) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(clamping: names.count)
    numbers[name] = number
    names.append(name)
    return number
  }

  /// The number of a name that turned up; nil for others.
  func known(_ name: ArraySlice<UInt8>) -> Int32? { numbers[name] }
}

/// All names as one thread reads them.
struct NameReaders {
  var sources, regions, teams, owners, channels: NameReader

  init(_ names: ExportNames, sourceNames: [ArraySlice<UInt8>: ArraySlice<UInt8>]) {
    sources = NameReader(names.sources, spellings: sourceNames)
    regions = NameReader(names.regions)
    teams = NameReader(names.teams)
    owners = NameReader(names.owners)
    channels = NameReader(names.channels)
  }
}

/// The names of one kind as one thread reads them, so that it seldom has to ask for what threads share.
struct NameReader {
  private let shared: SharedNames
  /// Other names for some.
  private let spellings: [ArraySlice<UInt8>: ArraySlice<UInt8>]
  private var known = KeyTable<Int32>()
  /// Short names that were read lately, each at a place of its bytes' choice or, if it is not the last one of these, beside.
  private var recent = [Recent](repeating: Recent(), count: 1 << Self.placeBits)
  private var ofNone: Int32?

  private static let placeBits = 10

  private struct Recent {
    var name = ShortName()
    var number: Int32 = 0
  }

  /// Cells that stand in `spellings` are read as what that says.
  init(_ shared: SharedNames, spellings: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]) {
    self.shared = shared
    self.spellings = spellings
  }

  /// The number of the name in a row's cell, or of no name where there is no such column.
  @inline(__always)
  mutating func number(in column: Int?, of record: borrowing ExportRecord) -> Int32 {
    guard let column, !record.isEmpty(column) else { return ofNone ?? numberOfNone() }
    return number(in: column, of: record)
  }

  private mutating func number(in column: Int, of record: borrowing ExportRecord) -> Int32 {
    let cell = record.cell(column).trimmed
    // Blanks around it are no part of it.
    guard let name = record.shortName(column), name.count == cell.count else { return number(of: cell) }
    return number(of: name, cell)
  }

  /// The number of the name in a trimmed cell.
  mutating func number(of cell: Span<UInt8>) -> Int32 {
    if cell.isEmpty { return numberOfNone() }
    guard let name = ShortName(cell) else { return numberOfAny(cell) }
    return number(of: name, cell)
  }

  @inline(__always)
  private mutating func number(of name: ShortName, _ cell: Span<UInt8>) -> Int32 {
    let place = name.place(bits: Self.placeBits)
    if recent[place].name == name { return recent[place].number }
    let beside = place ^ 1
    if recent[beside].name == name { return recent[beside].number }
    let number = numberOfAny(cell)
    recent[beside] = recent[place]
    recent[place] = Recent(name: name, number: number)
    return number
  }

  private mutating func numberOfAny(_ cell: Span<UInt8>) -> Int32 {
    let key = KeyedDigest(of: cell)
    if let number = known[key] { return number }
    let name = ArraySlice(copying: cell)
    let number = shared.number(of: spellings[name] ?? name)
    _ = known.insert(key, number)
    return number
  }

  private mutating func numberOfNone() -> Int32 {
    if let number = ofNone { return number }
    let number = spellings[[]].map { shared.number(of: $0) } ?? 0
    ofNone = number
    return number
  }
}
