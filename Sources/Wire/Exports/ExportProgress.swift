/// How far an export was read, and what was found out on the way.
struct ExportProgress {
  /// How the text of blocks is read.
  enum Format {
    case csv(delimiter: UInt8, columns: Int)
    case jsonLines([[UInt8]: Int], columns: Int)
  }

  private var cutter: BlockCutter
  private let input: ExportInput
  private var format: Format
  /// The number of the next block.
  private var number = 0
  /// A block that is read row by row, or from which only the header line was taken.
  private var current: ExportBlock?
  private var isStopped = false
  /// Why there is no further block.
  private var error: ExportError?
  /// What the blocks before held.
  private var account = BlockAccount()

  init(_ cutter: BlockCutter, _ input: ExportInput, _ format: Format) {
    self.cutter = cutter
    self.input = input
    self.format = format
  }

  /// Reads CSV's header line, and goes on behind it; a line that names the delimiter stands before it where `isAfterName`.
  mutating func readHeader(
    delimiter: UInt8, limit: Int, isAfterName: Bool
  ) throws(ExportError) -> [String] {
    var isAfterName = isAfterName
    while let taken = nextBlock(reusing: []) {
      var block = taken
      var header: [String]?
      do throws(ExportError) {
        header = try block.readHeader(limit: limit)
        if isAfterName, header != nil {
          isAfterName = false
          header = try block.readHeader(limit: limit)
        }
      } catch {
        throw error.moved(by: account.lines)
      }
      if let header {
        format = .csv(delimiter: delimiter, columns: header.count)
        current = block
        return header
      }
      account.add(BlockAccount(block))
    }
    throw error ?? .empty
  }

  var summary: ExportSummary { ExportSummary(input, rows: account.rows) }

  /// Whether a row had a value for each of JSON Lines' columns.
  var seen: [Bool] {
    guard case .jsonLines(_, let columns) = format else { return [] }
    return account.seen.isEmpty ? Array(repeating: false, count: columns) : account.seen
  }

  mutating func stop() { isStopped = true }

  /// The next block; nil at the end, or where ``error`` says why there is none.
  mutating func nextBlock(reusing storage: consuming [UInt8]) -> ExportBlock? {
    if let block = current.take() { return block }
    guard !isStopped, error == nil else { return nil }
    do throws(ExportError) {
      guard let piece = try cutter.next(reusing: storage) else { return nil }
      let block = ExportBlock(piece, format, number: number)
      number += 1
      return block
    } catch {
      self.error = error
      return nil
    }
  }

  mutating func nextRow(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    while let taken = nextBlock(reusing: []) {
      var block = taken
      let isThere: Bool
      block.prepare(&record)
      do throws(ExportError) { isThere = try block.next(&record) } catch {
        throw error.moved(by: account.lines)
      }
      if isThere {
        record.row += account.rows
        record.line += account.lines
        current = block
        return true
      }
      account.add(BlockAccount(block))
    }
    if let error { throw error }
    return false
  }

  /// What was made of all blocks, in their order.
  mutating func joined<Part>(_ outcomes: [BlockOutcome<Part>]) throws(ExportError) -> [ExportPart<Part>] {
    var parts: [ExportPart<Part>] = []
    parts.reserveCapacity(outcomes.count)
    for outcome in outcomes {
      if let error = outcome.error { throw error.moved(by: account.lines) }
      if let value = outcome.part {
        parts.append(ExportPart(value: value, rowsBefore: account.rows, linesBefore: account.lines))
      }
      account.add(outcome.account)
    }
    if let error { throw error }
    return parts
  }
}

/// What was made of a block, and where in the export it stands.
package struct ExportPart<Value> {
  package let value: Value
  /// The rows and lines before it, which the block's own numbers do not count.
  package let rowsBefore: Int
  package let linesBefore: Int
}

/// What became of a block.
struct BlockOutcome<Part: Sendable>: Sendable {
  let number: Int
  var part: Part?
  /// What makes the rest of the file unreadable.
  var error: ExportError?
  var account = BlockAccount()

  init(number: Int) { self.number = number }
}

/// What blocks held.
struct BlockAccount: Sendable {
  private(set) var rows = 0
  private(set) var lines = 0
  /// Whether a row had a value for each of JSON Lines' columns; empty where that is not known.
  private(set) var seen: [Bool] = []

  init() {}

  init(_ block: ExportBlock) {
    rows = block.rows
    lines = block.lines
    seen = block.seen
  }

  mutating func add(_ other: BlockAccount) {
    rows += other.rows
    lines += other.lines
    seen = seen.isEmpty ? other.seen : zip(seen, other.seen).map { $0 || $1 }
  }
}
