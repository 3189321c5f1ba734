package import Agreements
package import History
package import Wire

/// What the ledger holds at one commit: typed questions about a tree.
package struct LedgerTree {
  package let reader: LedgerReader
  /// The tree's id; nil for the empty ledger before the root commit.
  package let root: ObjectID?

  package init(_ reader: LedgerReader, root: ObjectID?) {
    self.reader = reader
    self.root = root
  }

  /// The blob at a path; nil where there is none.
  package func blob(_ path: LedgerPath) throws(LedgerError) -> ObjectID? {
    guard let root else { return nil }
    return try reading { () throws(HistoryError) in try reader.trees.entry(at: path.description, in: root)?.id
    }
  }

  /// Whether there is anything at a path.
  package func has(_ path: String) throws(LedgerError) -> Bool {
    guard let root else { return false }
    return try reading { () throws(HistoryError) in try reader.trees.entry(at: path, in: root) } != nil
  }

  /// The names in a directory, sorted; none where it is not there.
  package func names(in directory: String) throws(LedgerError) -> [String] {
    guard let root, try has(directory) else { return [] }
    return try reading { () throws(HistoryError) in
      try reader.trees.entries(in: directory, root: root).map(\.name)
    }
  }

  /// The bytes at a path; nil where there is nothing.
  package func bytes(_ path: LedgerPath) throws(LedgerError) -> [UInt8]? {
    guard let blob = try blob(path) else { return nil }
    return try reader.bytes(blob, path: path.description)
  }

  /// The document at a path; nil where there is nothing.
  package func document(_ path: LedgerPath) throws(LedgerError) -> Document? {
    guard let kind = path.kind, let blob = try blob(path) else { return nil }
    return try reader.document(blob, kind: kind, path: path.description)
  }
}

extension LedgerTree {
  /// The ids of the agreements that have a folder.
  package func agreements() throws(LedgerError) -> [String] { try names(in: "agreements") }

  /// The charter's series and those of the agreements, each with its exceptions.
  package func series() throws(LedgerError) -> [Series] {
    [.charter] + (try agreements()).flatMap { [.agreement($0), .exceptions($0)] }
  }

  /// The number of a series' latest version; 0 where there is none.
  package func latestVersion(of series: Series) throws(LedgerError) -> Int {
    try names(in: series.versions).compactMap { name in
      if case .version(series, let number)? = LedgerPath("\(series.versions)/\(name)") {
        number
      } else {
        nil
      }
    }.max() ?? 0
  }

  /// The charter in force; nil before the root commit.
  package func charter() throws(LedgerError) -> Charter? { try roster()?.charter }

  /// The charter in force, with its keys.
  package func roster() throws(LedgerError) -> Roster? {
    let path = LedgerPath.version(.charter, try latestVersion(of: .charter))
    guard let blob = try blob(path) else { return nil }
    return try reader.roster(blob, path: path.description)
  }

  /// A version of an agreement; nil where there is none of that number.
  package func agreement(_ id: String, version: Int) throws(LedgerError) -> Agreement? {
    let path = LedgerPath.version(.agreement(id), version)
    guard let blob = try blob(path) else { return nil }
    return try reader.agreement(blob, path: path.description)
  }

  /// The open drafts of a series, by slug.
  package func drafts(of series: Series) throws(LedgerError) -> [String] {
    var slugs: [String] = []
    for slug in try names(in: series.drafts) where try blob(.draft(series, slug: slug)) != nil {
      slugs.append(slug)
    }
    return slugs
  }

  /// The draft of an agreement; nil where there is none of that slug.
  package func agreementDraft(_ id: String, slug: String) throws(LedgerError) -> Agreement? {
    let path = LedgerPath.draft(.agreement(id), slug: slug)
    guard let blob = try blob(path) else { return nil }
    return try reader.agreement(blob, path: path.description)
  }

  /// A draft of the charter, with its keys; nil where there is none of that slug.
  package func charterDraft(slug: String) throws(LedgerError) -> Roster? {
    let path = LedgerPath.draft(.charter, slug: slug)
    guard let blob = try blob(path) else { return nil }
    return try reader.roster(blob, path: path.description)
  }

  /// The slugs that the charter has ever used, or an agreement with its exceptions: of versions, open and closed drafts.
  package func usedSlugs(of series: Series) throws(LedgerError) -> Set<String> {
    var slugs: Set<String> = []
    for series in series.namesakes {
      slugs.formUnion(try names(in: series.closed))
      slugs.formUnion(try names(in: series.drafts))
      for number in stride(from: 1, through: try latestVersion(of: series), by: 1) {
        if let slug = try document(.version(series, number))?.json["slug"]?.text { slugs.insert(slug) }
      }
    }
    return slugs
  }

  /// What the next draft of a series is written on: its latest version or, for an exception, the agreement's; nil where
  /// there is none yet.
  package func base(of series: Series) throws(LedgerError) -> Predecessor? {
    let latest = try latestVersion(of: series.base)
    return try document(.version(series.base, latest)).map { Predecessor(version: latest, digest: $0.digest) }
  }

  /// The sign-offs in the folder of a round, sorted by name.
  package func signOffs(in folder: String) throws(LedgerError) -> [String] {
    try names(in: folder).filter { $0.hasSuffix(".json") }
  }

  /// The snapshots of an agreement's period, by revision.
  package func snapshots(of agreement: String, _ period: Period) throws(LedgerError) -> [(
    path: LedgerPath, snapshot: Snapshot, digest: SHA256Digest
  )] {
    var found: [(path: LedgerPath, snapshot: Snapshot, digest: SHA256Digest)] = []
    for name in try names(in: "agreements/\(agreement)/snapshots/\(period)") {
      guard let path = LedgerPath("agreements/\(agreement)/snapshots/\(period)/\(name)"),
        case .snapshot = path,
        let blob = try blob(path), let document = try document(path)
      else { continue }
      found.append((path, try reader.snapshot(blob, path: path.description), document.digest))
    }
    return found.sorted { $0.snapshot.revision < $1.snapshot.revision }
  }

  /// Who has attested a snapshot, sorted by name.
  package func attesters(
    of agreement: String, _ period: Period, revision: Int
  ) throws(LedgerError) -> [String] {
    let folder = "agreements/\(agreement)/snapshots/\(period)"
    return try names(in: folder).compactMap { name in
      guard case .attestation(_, _, revision, let person)? = LedgerPath("\(folder)/\(name)") else {
        return nil
      }
      return person
    }
  }

  /// The readings of a running period, by day.
  package func readings(of agreement: String, _ period: Period) throws(LedgerError) -> [(
    day: CivilDate, reading: Reading
  )] {
    let folder = "agreements/\(agreement)/readings/\(period)"
    var found: [(day: CivilDate, reading: Reading)] = []
    for name in try names(in: folder) {
      guard let path = LedgerPath("\(folder)/\(name)"), case .reading(_, _, let day) = path,
        let document = try document(path)
      else { continue }
      do {
        found.append((day, try document.decoded { (json) throws(StructureProblem) in try Reading(json) }))
      } catch {
        throw .document(path: path.description, error)
      }
    }
    return found.sorted { $0.day < $1.day }
  }

  /// The periods of an agreement that have snapshots, by their first days, shorter ones first.
  package func snapshotPeriods(of agreement: String) throws(LedgerError) -> [Period] {
    let fiscal = try charter()?.parameters.fiscal ?? .calendarYear
    return try names(in: "agreements/\(agreement)/snapshots").compactMap { Period($0) }.sorted {
      let (left, right) = ($0.days(in: fiscal), $1.days(in: fiscal))
      return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
  }

  /// The ledger's identity: SHA-256 of the first charter.
  package func identity() throws(LedgerError) -> SHA256Digest? { try document(.version(.charter, 1))?.digest }

  /// Who has to sign the first charter and has not; empty once the ledger is sealed.
  package func missingFounders() throws(LedgerError) -> [String] {
    guard let first = try document(.version(.charter, 1)) else { return [] }
    let charter: Charter
    do { charter = try first.decoded { (json) throws(StructureProblem) in try Charter(json) } } catch {
      throw .document(path: LedgerPath.version(.charter, 1).description, error)
    }
    var signed: Set<String> = []
    for name in try signOffs(in: "charter/signoffs/0001/1") {
      if let parsed = SignOffName(String(name.dropLast(5))), parsed.decision == .approve {
        signed.insert(parsed.person)
      }
    }
    return charter.founders.filter { !signed.contains($0) }
  }
}
