import Agreements
import ArgumentParser
import Ledger
import Metrics
import SystemPackage
import Wire

struct Format: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Put documents into the written form.",
    discussion: "Without files, reads standard input and writes standard output.")
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Change nothing; exit 1 where a file is not in the written form.") var check = false
  @Argument(help: "Files.") var files: [String] = []

  func run() async throws {
    if files.isEmpty { return Console.write(try Self.written("-", try Disk.contents("-"))) }
    var differing: [String] = []
    let texts = try files.map { ($0, try Disk.contents($0)) }
    let written = try texts.map { path, bytes in try Self.written(path, bytes) }
    for ((path, bytes), new) in zip(texts, written) where bytes != new {
      differing.append(path)
      if !check {
        try Disk.write(new, to: FilePath(path), permissions: [.ownerReadWrite, .groupRead, .otherRead])
      }
    }
    for path in differing { Console.write("\(path)\n") }
    if check, !differing.isEmpty { throw Ending(status: .found) }
  }

  /// The written form of a document; throws for what is none.
  static func written(_ path: String, _ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    do {
      let json = try JSON.parse(bytes)
      guard let kind = json["$schema"]?.text.flatMap({ DocumentKind(urn: $0) }) else {
        throw Failure(
          .unreadable, "\(path) does not say by \"$schema\" what document it is",
          do: "Known: \(DocumentKind.allCases.map(\.urn).joined(separator: ", ")).")
      }
      return kind.shape.arranged(try Document.structured(bytes, kind: kind)).written()
    } catch let failure as Failure { throw failure } catch let error as JSONError {
      throw Failure(.syntax(error), in: path)
    } catch let error as DocumentError {
      throw Failure(error, in: path)
    } catch { throw Failure(error) }
  }
}
