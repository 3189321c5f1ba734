import Ledger
import Metrics
import Testing
import Wire

/// How commands end that measure exports.
@Suite struct MeasuringFailures {
  private static let full = ExportError.cannotSetAside(in: "/tmp", cause: "No space left on device")

  @Test(arguments: [MeasuringError.file(full), .source(number: 2, .file(full))])
  func `what cannot be set aside ends with 73, and is no fault of the export`(_ error: MeasuringError) {
    let failure = Failure(error, of: ["leads.csv", "calls.csv"])
    #expect(failure.status == .cannotWrite && !failure.message.contains("csv"))
    #expect(failure.message.contains("TMPDIR"))
  }

  @Test func `an export that cannot be read is named, and ends with 65`() {
    let second = Failure(MeasuringError.source(number: 2, .file(.gzip)), of: ["leads.csv", "calls.gz"])
    #expect(second.status == .unreadable && second.message.hasPrefix("calls.gz: "))
    let only = Failure(MeasuringError.file(.empty), of: ["leads.csv"])
    #expect(only.status == .unreadable && only.message.hasPrefix("leads.csv: "))
    // Who does not know in which order they were given says their number.
    #expect(Failure(MeasuringError.source(number: 2, .file(.gzip)), of: []).message.hasPrefix("export 2: "))
  }
}
