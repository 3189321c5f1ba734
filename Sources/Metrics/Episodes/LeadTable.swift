internal import Wire

/// The readable rows of a snapshot's exports, without anything that says who a lead is.
struct LeadTable {
  var rows: [LeadRow] = []
  /// The events of all rows, each row's in one run.
  var events: [LeadEvent] = []
  /// The keys of all rows' further ids, each row's in one run.
  var aliases: [SHA256Key] = []
  var sources = NameTable()
  var regions = NameTable()
  var channels = NameTable()
}

/// One row of an export, as far as numbers depend on it.
struct LeadRow {
  let role: Role
  /// The key of the lead's id; nil for an activity without one.
  let id: SHA256Key?
  /// Its keys in the table's aliases.
  let aliases: Range<Int>
  /// The key of its normalised e-mail address; nil where it has none that looks like one.
  let email: SHA256Key?
  /// The index of its tier, from the highest; -1 for none.
  let tier: Int32
  /// The numbers of its source's and region's names.
  let source: Int32
  let region: Int32
  /// A bit for each required field that is valid.
  let validFields: UInt64
  let isInScope: Bool
  /// Whether a date without time stands where an hour was wanted.
  let isImprecise: Bool
  /// Its events in the table.
  let events: Range<Int>

  /// What a row is to its lead.
  enum Role {
    /// It is the lead, as the CRM lists it.
    case lead
    /// Something that happened to a lead that nothing else lists.
    case event
    /// Something that happened to a lead of another export.
    case activity
  }
}

/// Names numbered in the order in which they turn up, from 1; 0 is the empty name.
struct NameTable {
  private var numbers: [ArraySlice<UInt8>: Int32] = [[]: 0]
  private(set) var names: [ArraySlice<UInt8>] = [[]]

  /// The number of a name, a new one where it has none yet.
  mutating func number(of name: ArraySlice<UInt8>) -> Int32 {
    if name.isEmpty { return 0 }
    if let number = numbers[name] { return number }
    // A copy, so that the buffer of the whole row can be used again.
    let copy = ArraySlice(Array(name))
    let number = Int32(clamping: names.count)
    numbers[copy] = number
    names.append(copy)
    return number
  }

  /// The number of a name that turned up; nil for others.
  func known(_ name: ArraySlice<UInt8>) -> Int32? { numbers[name] }
}
