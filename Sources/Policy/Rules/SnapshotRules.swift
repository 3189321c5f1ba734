import Agreements
import Metrics
import Wire

/// Snapshots, readings and attestations that a commit adds.
extension Judgement {
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
      try judgeSources(snapshot.sources, path)
      if let clock = try judgeMeaning(
        snapshot.measuredUnder, snapshot.agreement, zone: snapshot.zone, asOf: snapshot.asOf, path),
        snapshot.asOf < clock.bounds(snapshot.period).upperBound
      {
        report(
          .snapshotRecord, path, "the export is from \(snapshot.asOf), before \(snapshot.period) was over",
          do: "Export again after the period's end, or record a reading: sla read.")
      }
      try judgeWithdrawn(snapshot, path)
    }
  }

  /// The mappings that numbers were read through are there, and members have exported the files.
  private mutating func judgeSources(
    _ sources: [Snapshot.Source], _ path: LedgerPath
  ) throws(LedgerError) {
    for source in sources {
      var digest: SHA256Digest?
      if let mapping = LedgerPath(source.mapping), case .mapping = mapping {
        digest = try act.after.document(mapping)?.digest
      }
      if digest != source.mappingDigest {
        report(
          .snapshotRecord, path,
          "the ledger holds no mapping \(source.mapping) with the digest that is named",
          do: "Commit the mapping with it.")
      }
      if charter.person(source.exporter) == nil {
        report(
          .snapshotRecord, path, "\(source.exporter), who exported it, is not in the charter",
          do: "Name a member as exporter.")
      }
    }
  }

  /// The text whose meanings the numbers follow is there, and its zone is theirs; answers its clock.
  private mutating func judgeMeaning(
    _ under: Snapshot.MeasuredUnder, _ agreement: String, zone: String, asOf: Instant, _ path: LedgerPath
  ) throws(LedgerError) -> MeasuringClock? {
    var text: Agreement?
    switch under {
    case .version(let number, let digest):
      if try act.after.document(.version(.agreement(agreement), number))?.digest == digest {
        text = try act.after.agreement(agreement, version: number)
      }
    case .draft(let slug, let digest):
      let draft = try act.after.agreementDraft(agreement, slug: slug)
      if let draft, SHA256Digest(of: draft.measurement.json.written()) == digest { text = draft }
    }
    guard let text else {
      report(
        .snapshotRecord, path, "the ledger does not hold the text that it was measured under",
        do: "Take it again with sla snapshot take.")
      return nil
    }
    if text.measurement.zone != zone {
      report(
        .snapshotRecord, path, "its zone is \(zone); the agreement's is \(text.measurement.zone)",
        do: "Take it again with sla snapshot take.")
    }
    if asOf > act.when.adding(milliseconds: tolerance) {
      report(
        .snapshotRecord, path, "the export is dated \(asOf), after this commit",
        do: "Give the time at which the export was taken.")
    }
    return try MeasuringClock(text.measurement, charter)
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

  mutating func judgeReadings() throws(LedgerError) {
    let added = claim { path, change in
      if case .reading = path { change.before == nil } else { false }
    }
    for (path, _) in added {
      guard case .reading(let agreement, let period, let day) = path else { continue }
      require(.snapshots, for: path, in: .agreement(agreement))
      guard let (_, reading) = try read(path, { (json) throws(StructureProblem) in try Reading(json) }) else {
        continue
      }
      if reading.agreement != agreement || reading.period != period {
        report(
          .place, path, "it calls itself a reading of \(reading.period) of \(reading.agreement)",
          do: "Take it again with sla read.")
      }
      try judgeSources(reading.sources, path)
      guard
        let clock = try judgeMeaning(
          reading.measuredUnder, agreement, zone: reading.zone, asOf: reading.asOf, path)
      else { continue }
      if !clock.bounds(reading.period).contains(reading.asOf) || clock.zone.date(of: reading.asOf) != day {
        report(
          .snapshotRecord, path, "the export is from \(reading.asOf), which is not \(day) in \(period)",
          do: "Readings are of a running period; once it is over, take a snapshot.")
      }
    }
  }

  mutating func judgeAttestations() throws(LedgerError) {
    let added = claim { path, change in
      if case .attestation = path { change.before == nil } else { false }
    }
    for (path, _) in added {
      guard case .attestation(let agreement, let period, let revision, let attester) = path,
        let (_, word) = try read(path, { (json) throws(StructureProblem) in try Attestation(json) })
      else { continue }
      if word.agreement != agreement || word.period != period || word.revision != revision
        || word.person != attester
      {
        report(
          .place, path,
          "it calls itself \(word.person)'s on revision \(word.revision) of \(word.period) of \(word.agreement)",
          do: "Attest again with sla snapshot attest.")
      }
      if word.person != person {
        report(
          .attestationRecord, path, "it is \(word.person)'s word, and \(person) signed the commit",
          do: "Everybody attests for themselves.")
      }
      let snapshot = try act.after.document(.snapshot(agreement: agreement, period, revision: revision))
      if snapshot?.digest != word.snapshot {
        report(
          .attestationRecord, path, "the ledger holds no such snapshot with the digest that it names",
          do: "Attest again with sla snapshot attest.")
      }
      if word.attestedAt > act.when.adding(milliseconds: tolerance) {
        report(
          .attestationRecord, path, "it is dated \(word.attestedAt), after this commit",
          do: "Attest again with sla snapshot attest.")
      }
    }
  }
}
