import Agreements
import ArgumentParser
import Ledger
import Policy
import Wire

struct AmendEdit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Edit a draft's text in $EDITOR, or take it from a file.",
    discussion: "Number, predecessor, round and date are set for you.")
  @OptionGroup var global: GlobalOptions
  @OptionGroup var writing: WriteOptions
  @Argument(help: "The draft's name.") var slug: String
  @Option(help: ArgumentHelp("The new text; - is standard input.", valueName: "file")) var file: String?

  func run() async throws {
    let drafting = try await Drafting(try global.open())
    let draft = try drafting.draft(slug, in: try global.series(drafting.base.tree))
    let kind = draft.series.kind
    let text: JSON
    if let file {
      text = try Self.structured(file, try Disk.contents(file), kind)
    } else {
      text = try await Editor.edit(draft.document.bytes, name: "\(slug).json") { (bytes) throws(Failure) in
        try Self.structured("the edited text", bytes, kind)
      }
    }
    guard text.setting("round", to: .integer(draft.round)) != draft.document.json else {
      return global.say("Nothing was changed.")
    }
    let (_, next) = try await drafting.write(
      text, series: draft.series, slug: draft.slug, subject: "Edit \(draft.slug) of \(draft.series.name)",
      isDryRun: writing.dryRun)
    global.say("\(writing.prefix)\(draft.slug) is at round \(next.round); earlier sign-offs no longer count.")
  }

  private static func structured(
    _ path: String, _ bytes: [UInt8], _ kind: DocumentKind
  ) throws(Failure) -> JSON {
    do { return kind.shape.arranged(try Document.structured(bytes, kind: kind)) } catch {
      throw Failure(error, in: path)
    }
  }

  /// An agreement's text from a file, its header completed so that what a person need not write may be left out.
  static func text(_ path: String, _ bytes: [UInt8], id: String) throws -> JSON {
    var json: JSON
    do { json = try JSON.parse(bytes) } catch { throw Failure(.syntax(error), in: path) }
    let header: [(String, JSON)] = [
      ("$schema", .string(DocumentKind.agreement.urn)), ("version", .integer(1)), ("slug", .string("draft")),
      ("round", .integer(1)),
      ("proposed", .string("2000-01-01T00:00:00Z")), ("agreement", .string(id)), ("changes", .array([])),
    ]
    for (key, value) in header where json[key] == nil { json = json.setting(key, to: value) }
    let problems = DocumentKind.agreement.shape.problems(in: json)
    guard problems.isEmpty else { throw Failure(.structure(problems, bytes), in: path) }
    return DocumentKind.agreement.shape.arranged(json)
  }
}
