import Agreements
import Ledger
import Policy
import Wire

/// Writes what exports' values mean into a draft; an agreement in force is never touched.
struct MeaningsDraft {
  private let clone: LedgerClone

  init(_ clone: LedgerClone) { self.clone = clone }

  /// Commits the draft's next round with the edited measurement, and says so; false where it is only tried.
  func write(
    _ edit: MeasurementEdit, into slug: String, of agreement: String, _ global: GlobalOptions,
    _ writing: WriteOptions
  ) async throws -> Bool {
    let drafting = try await Drafting(clone)
    let draft = try drafting.draft(slug, in: .agreement(agreement))
    let text = draft.document.json.setting("measurement", to: edit.json)
    let (_, next) = try await drafting.write(
      text, series: draft.series, slug: draft.slug,
      subject: "Say in \(draft.slug) what the export's values mean",
      isDryRun: writing.dryRun)
    global.say(
      "\(writing.prefix)Wrote \(edit.changes.count == 1 ? "it" : "them") into \(draft.slug), now in round \(next.round); earlier sign-offs no longer count."
    )
    return !writing.dryRun
  }
}
