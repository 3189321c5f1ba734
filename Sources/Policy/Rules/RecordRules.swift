import Agreements
import Metrics
import Wire

/// Mappings and snapshots that a commit adds.
extension Judgement {
  mutating func judgeMappings() throws(LedgerError) {
    let added = claim { path, change in
      if case .mapping = path { change.before == nil } else { false }
    }
    for (path, _) in added {
      guard case .mapping(let name, let revision) = path else { continue }
      require(.mappings, for: path, in: nil)
      guard let (_, mapping) = try read(path, { (json) throws(StructureProblem) in try Mapping(json) }) else {
        continue
      }
      if mapping.name != name || mapping.revision != revision {
        report(
          .place, path, "the mapping calls itself \(mapping.name) revision \(mapping.revision)",
          do: "Name the file \(mapping.name).r\(mapping.revision).json.")
      }
      if revision > 1, try act.after.blob(.mapping(name: name, revision: revision - 1)) == nil {
        report(
          .revision, path, "there is no revision \(revision - 1) before it",
          do: "Number it after the last one.")
      }
    }
  }

  mutating func judgeSnapshots() throws(LedgerError) {
    let added = claim { path, change in
      if case .snapshot = path { change.before == nil } else { false }
    }
    for (path, _) in added {
      guard case .snapshot(let agreement, let period, let revision) = path else { continue }
      require(.snapshots, for: path, in: .agreement(agreement))
      guard let (_, snapshot) = try read(path, { (json) throws(StructureProblem) in try Snapshot(json) })
      else { continue }
      if snapshot.agreement != agreement || snapshot.period != period || snapshot.revision != revision {
        report(
          .place, path,
          "it calls itself revision \(snapshot.revision) of \(snapshot.period) of \(snapshot.agreement)",
          do: "Take it again with sla snapshot take.")
      }
      if revision > 1,
        try act.after.blob(.snapshot(agreement: agreement, period, revision: revision - 1)) == nil
      {
        report(
          .revision, path, "there is no revision \(revision - 1) before it",
          do: "Number it after the last one.")
      }
      try judgeSources(snapshot, path)
      try judgeMeaning(snapshot, path)
      try judgeWithdrawn(snapshot, path)
    }
  }

  private mutating func judgeSources(_ snapshot: Snapshot, _ path: LedgerPath) throws(LedgerError) {
    for source in snapshot.sources {
      var digest: SHA256Digest?
      if let mapping = LedgerPath(source.mapping), case .mapping = mapping {
        digest = try act.after.document(mapping)?.digest
      }
      if digest != source.mappingDigest {
        report(
          .snapshotRecord, path,
          "the ledger holds no mapping \(source.mapping) with the digest that the snapshot names",
          do: "Commit the mapping with it.")
      }
      if charter.person(source.exporter) == nil {
        report(
          .snapshotRecord, path, "\(source.exporter), who exported it, is not in the charter",
          do: "Name a member as exporter.")
      }
    }
  }

  /// The text whose meanings the snapshot follows is there, and the period is over.
  private mutating func judgeMeaning(_ snapshot: Snapshot, _ path: LedgerPath) throws(LedgerError) {
    var text: Agreement?
    switch snapshot.measuredUnder {
    case .version(let number, let digest):
      if try act.after.document(.version(.agreement(snapshot.agreement), number))?.digest == digest {
        text = try act.after.agreement(snapshot.agreement, version: number)
      }
    case .draft(let slug, let digest):
      let draft = try act.after.agreementDraft(snapshot.agreement, slug: slug)
      if let draft, SHA256Digest(of: draft.measurement.json.written()) == digest { text = draft }
    }
    guard let text else {
      report(
        .snapshotRecord, path, "the ledger does not hold the text that it was measured under",
        do: "Take it again with sla snapshot take.")
      return
    }
    if text.measurement.zone != snapshot.zone {
      report(
        .snapshotRecord, path, "its zone is \(snapshot.zone); the agreement's is \(text.measurement.zone)",
        do: "Take it again with sla snapshot take.")
    }
    let clock = try MeasuringClock(text.measurement, charter)
    if snapshot.asOf < clock.bounds(snapshot.period).upperBound {
      report(
        .snapshotRecord, path, "the export is from \(snapshot.asOf), before \(snapshot.period) was over",
        do: "Export again after the period's end.")
    }
    if snapshot.asOf > act.when.adding(milliseconds: tolerance) {
      report(
        .snapshotRecord, path, "the export is dated \(snapshot.asOf), after this commit",
        do: "Give the time at which the export was taken.")
    }
  }

  private mutating func judgeWithdrawn(_ snapshot: Snapshot, _ path: LedgerPath) throws(LedgerError) {
    guard case .correction(let withdrawn, _) = snapshot.purpose else { return }
    for target in withdrawn {
      guard let found = LedgerPath(target),
        case .snapshot(snapshot.agreement, snapshot.period, let revision) = found,
        revision < snapshot.revision, try act.before.blob(found) != nil
      else {
        report(
          .snapshotRecord, path, "it withdraws \(target), which is no earlier revision of this period",
          do: "Name earlier revisions of the same period.")
        continue
      }
    }
  }
}
