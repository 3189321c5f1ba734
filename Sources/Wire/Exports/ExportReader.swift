internal import Synchronization

/// Reads an export row by row, or block by block on several threads: comma-separated values as they are exported
/// (RFC 4180 and what real exports do), or JSON Lines.
///
/// CSV: CRLF, LF or CR; quoted line breaks; a last line with or without line end. Blank lines are no rows. A quote inside
/// an unquoted field stands for itself. A row that cannot be used is given out with its ``ExportRecord/problem``; only what
/// makes the rest of the file unreadable is thrown. JSON Lines: a key that no line has is a column of empty fields, and
/// told by ``unseen``.
package final class ExportReader: Sendable {
  /// The names of the columns, in order.
  package let header: [String]
  /// The byte between fields; nil for JSON Lines.
  package let delimiter: UInt8?
  private let state: Mutex<ExportProgress>

  init(header: [String], delimiter: UInt8?, _ progress: sending ExportProgress) {
    self.header = header
    self.delimiter = delimiter
    state = Mutex(progress)
  }

  /// Reads the next row into `record`; false at the end of the file.
  package func next(_ record: inout ExportRecord) throws(ExportError) -> Bool {
    try state.withLock { (progress) throws(ExportError) in try progress.nextRow(&record) }
  }

  /// What was read, once ``next(_:)`` has answered false or ``parts(threads:_:)`` has returned.
  package var summary: ExportSummary { state.withLock { $0.summary } }

  /// The columns of JSON Lines that no row had.
  package var unseen: [String] {
    let seen = state.withLock { $0.seen }
    return delimiter == nil ? header.indices.filter { !seen[$0] }.map { header[$0] } : []
  }

  /// Reads all rows that are left, in blocks on several threads, and answers what is made of each block, in the order of
  /// the file.
  ///
  /// Each thread asks once for what it reads its blocks with, which may keep room from one block to the next. How many
  /// threads there are changes nothing but the time. Throws what makes the file unreadable, the first of it.
  package func parts<Part: Sendable>(
    threads: Int = WorkerThreads.available,
    _ reader: @escaping @Sendable () -> (inout ExportBlock) throws(ExportError) -> Part
  ) throws(ExportError) -> [ExportPart<Part>] {
    let outcomes = Mutex<[BlockOutcome<Part>]>([])
    WorkerThreads.run(threads) { [self] in
      let read = reader()
      var storage: [UInt8] = []
      while true {
        let taken = state.withLock { progress in
          // Handed over: who shares it would have to copy it.
          var used: [UInt8] = []
          swap(&used, &storage)
          return progress.nextBlock(reusing: consume used)
        }
        guard var block = taken else { break }
        var outcome = BlockOutcome<Part>(number: block.number)
        do throws(ExportError) { outcome.part = try read(&block) } catch {
          outcome.error = error
          state.withLock { $0.stop() }
        }
        outcome.account = BlockAccount(block)
        outcomes.withLock { [outcome] in $0.append(outcome) }
        storage = block.storage
      }
    }
    return try state.withLock { (progress) throws(ExportError) in
      try progress.joined(outcomes.withLock { $0 }.sorted { $0.number < $1.number })
    }
  }
}
