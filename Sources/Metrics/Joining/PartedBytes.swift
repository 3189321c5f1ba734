internal import Synchronization
internal import Wire

/// Records of exports by the parts that they fall into: in memory while they are few, the others in a file.
///
/// Several threads add pages, in any order; when all are there, several read parts, each of which comes out the same however often it is read.
final class PartedBytes: Sendable {
  /// How many bytes stay in memory.
  private let room: Int
  private let state = Mutex(State())

  fileprivate struct State {
    var pages: [PartedPage] = []
    /// How many bytes the pages have.
    var size = 0
    var bundles: [Bundle] = []
    var scratch: ScratchFile?
  }

  /// Pages put together that were set aside.
  fileprivate struct Bundle {
    let start: Int
    let parts: PartedPage
  }

  init(room: Int) { self.room = room }

  /// Adds a page; throws where there are too many for memory, and no file takes them.
  func add(_ page: PartedPage) throws(ExportError) {
    if page.bytes.isEmpty { return }
    let surplus = state.withLock { $0.add(page, room: room) }
    if surplus.isEmpty { return }
    let bundle = PartedPage(surplus[...])
    let scratch = try scratch()
    let start = try scratch.append(bundle.bytes)
    state.withLock { $0.bundles.append(Bundle(start: start, parts: bundle.withoutBytes)) }
  }

  private func scratch() throws(ExportError) -> ScratchFile {
    try state.withLock { (state) throws(ExportError) in
      if let scratch = state.scratch { return scratch }
      let scratch = try ScratchFile()
      state.scratch = scratch
      return scratch
    }
  }

  var isEmpty: Bool { state.withLock { $0.pages.isEmpty && $0.bundles.isEmpty } }

  /// Appends the records of a part to `bytes`; throws where they cannot be read from the file any more, or are too many.
  func read(part: Int, into bytes: inout [UInt8]) throws(ExportError) {
    let (pages, bundles, scratch) = state.withLock { ($0.pages, $0.bundles, $0.scratch) }
    let count =
      pages.reduce(bytes.count) { $0 + $1.range(ofPart: part).count }
      + bundles.reduce(0) { $0 + $1.parts.range(ofPart: part).count }
    // Places among them are numbers of 32 bits.
    guard count < Int(UInt32.max) else { throw .tooManyRowsTogether }
    for page in pages { bytes += page.bytes[page.range(ofPart: part)] }
    guard let scratch else { return }
    for bundle in bundles {
      let range = bundle.parts.range(ofPart: part)
      if range.isEmpty { continue }
      try scratch.read(bundle.start + range.lowerBound..<bundle.start + range.upperBound, into: &bytes)
    }
  }
}

extension PartedBytes.State {
  /// Adds a page, and takes out those that are too many, which are enough to be worth writing.
  fileprivate mutating func add(_ page: PartedPage, room: Int) -> [PartedPage] {
    pages.append(page)
    size += page.bytes.count
    guard size > room else { return [] }
    let enough = size - room + min(room / 8, PartedBytes.greatestBundle)
    var (taken, count) = (0, 0)
    while taken < enough, count < pages.count {
      taken += pages[count].bytes.count
      count += 1
    }
    defer {
      pages.removeFirst(count)
      size -= taken
    }
    return Array(pages[..<count])
  }
}

extension PartedBytes {
  /// In bytes; some sixteen thousand of them fall into each part, so that reading it asks the system for little more.
  fileprivate static let greatestBundle = 4 << 20
}
