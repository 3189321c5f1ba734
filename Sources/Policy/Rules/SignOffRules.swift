import Agreements
import History
import Signatures
import Wire

/// What sign-offs are about: a draft's current round, or the first charter.
struct SignOffSubject {
  let series: Series
  let version: Int
  let round: Int
  let document: Document
  /// The keys and roles that a charter draft itself would bring; nil for agreements.
  let successor: Roster?

  /// Whether it is the first charter, which whoever approves anything under it has to sign.
  private var isFounding: Bool { series == .charter && version == 1 }

  /// Whether somebody may sign in a role: one that counts for the series or, for the first charter, any that they hold.
  func accepts(_ role: String, of person: String, under roster: Roster) -> Bool {
    isFounding
      ? roster.roles(of: person).contains { $0.id == role } : roster.holds(person, role: role, for: series)
  }
}

/// A sign-off's two files among the changes of a commit.
struct SignOffPair {
  let name: SignOffName
  let round: Int
  let path: LedgerPath
  let signaturePath: LedgerPath
  let signOff: ObjectID?
  let signature: ObjectID?
}

/// Sign-offs that a commit brings in.
extension Judgement {
  mutating func judgeSignOffs() throws(LedgerError) {
    let claimed = claim { path, change in
      if case .draftSignOff = path { change.before == nil } else { false }
    }
    for pair in pairs(of: claimed) {
      guard case .draftSignOff(let series, let slug, _, _, _) = pair.path else { continue }
      let draftPath = LedgerPath.draft(series, slug: slug)
      guard let draft = try act.after.document(draftPath) else {
        report(
          .signOffSubject, pair.path, "there is no draft \(slug) that this could be a sign-off of",
          do: "Remove it from the commit.")
        continue
      }
      try judgeSignOff(
        pair, of: try subject(draft, series, slug), isCurrent: draft.json["round"]?.number == pair.round)
    }
  }

  func subject(_ draft: Document, _ series: Series, _ slug: String) throws(LedgerError) -> SignOffSubject {
    SignOffSubject(
      series: series, version: draft.json["version"]?.number ?? 0, round: draft.json["round"]?.number ?? 0,
      document: draft,
      successor: series == .charter ? try act.after.charterDraft(slug: slug) : nil)
  }

  /// Puts sign-offs and signatures together; one without the other is reported.
  mutating func pairs(of claimed: [(path: LedgerPath, change: FileChange)]) -> [SignOffPair] {
    let blobs = Dictionary(uniqueKeysWithValues: claimed.map { ($0.path, $0.change.after) })
    var pairs: [SignOffPair] = []
    for (path, change) in claimed {
      guard let place = path.signOffPlace else { continue }
      if place.isSignature {
        if blobs[place.counterpart] == nil {
          report(
            .signOffPair, path, "the signature stands without the sign-off it belongs to",
            do: "Bring in both files together.")
        }
        continue
      }
      guard let signature = blobs[place.counterpart] else {
        report(
          .signOffPair, path, "the sign-off stands without its signature, \(place.counterpart)",
          do: "Bring in both files together.")
        continue
      }
      pairs.append(
        SignOffPair(
          name: place.name, round: place.round, path: path, signaturePath: place.counterpart,
          signOff: change.after, signature: signature))
    }
    return pairs
  }

  /// Judges a sign-off as it is brought in.
  mutating func judgeSignOff(_ pair: SignOffPair, of subject: SignOffSubject, isCurrent: Bool)
    throws(LedgerError)
  {
    guard
      let (document, signOff) = try read(pair.path, { (json) throws(StructureProblem) in try SignOff(json) })
    else { return }
    let before = findings.count
    judgePlace(signOff, pair, subject, isCurrent: isCurrent)
    try judgeTimes(signOff, pair, subject, isCurrent: isCurrent)
    if try judgeSignature(document, signOff, pair, subject) != nil, isCurrent, findings.count == before {
      try judgeStatement(signOff, pair, subject)
    }
    try judgeNumber(pair, subject)
  }

  private mutating func judgePlace(
    _ signOff: SignOff, _ pair: SignOffPair, _ subject: SignOffSubject, isCurrent: Bool
  ) {
    let advice = "Sign the draft as it is now: sla sign."
    if signOff.ledger != act.identity {
      report(
        .signOffLedger, pair.path,
        "it was made for the ledger \(signOff.ledger.short)…, this is \(act.identity.short)…", do: advice)
    }
    if signOff.series != subject.series.name || signOff.version != subject.version
      || signOff.round != pair.round
    {
      report(
        .signOffRound, pair.path,
        "it was made for \(signOff.series) version \(signOff.version) round \(signOff.round), and stands with \(subject.series.name) version \(subject.version) round \(pair.round)",
        do: advice)
    }
    if !isCurrent, pair.round > subject.round {
      report(
        .signOffRound, pair.path,
        "the draft is at round \(subject.round); there is no round \(pair.round) yet", do: advice)
    }
    if signOff.role != pair.name.role || signOff.person != pair.name.person
      || signOff.decision != pair.name.decision
    {
      report(
        .place, pair.path,
        "it is \(signOff.person)'s, to \(signOff.decision.rawValue) as \(signOff.role); its file name says otherwise",
        do:
          "Name the file \(SignOffName(role: signOff.role, person: signOff.person, number: pair.name.number, decision: signOff.decision)).json."
      )
    }
    if isCurrent, signOff.subject != subject.document.digest {
      report(
        .signOffSubject, pair.path,
        "it signs a text with the SHA-256 \(signOff.subject.short)…, but the draft of round \(subject.round) is \(subject.document.digest.short)…",
        do: advice)
    }
  }

  private mutating func judgeTimes(
    _ signOff: SignOff, _ pair: SignOffPair, _ subject: SignOffSubject, isCurrent: Bool
  ) throws(LedgerError) {
    let proposed = subject.document.json["proposed"]?.text.flatMap { Instant($0) }
    if isCurrent, let proposed, signOff.signedAt < proposed.adding(milliseconds: -tolerance) {
      report(
        .signOffTime, pair.path,
        "it is dated \(signOff.signedAt), before the draft was proposed (\(proposed))",
        do: "Sign again with the right date.")
    }
    if signOff.signedAt > act.when.adding(milliseconds: tolerance) {
      report(
        .signOffTime, pair.path,
        "it is dated \(signOff.signedAt), after the commit that brings it in (\(act.when))",
        do: "Sign again with the right date.")
    }
    let head = ObjectID(signOff.head)
    var isKnown = false
    if let head { isKnown = try act.chain.contains(head) }
    if !isKnown {
      report(
        .signOffHead, pair.path,
        "it names the commit \(signOff.head.prefix(10)), which this one does not build on",
        do: "Sign in a clone of this ledger.")
    }
  }

  /// Judges signature, key and role; the key where all is good.
  mutating func judgeSignature(
    _ document: Document, _ signOff: SignOff, _ pair: SignOffPair, _ subject: SignOffSubject
  ) throws(LedgerError) -> SSHPublicKey? {
    let key: SSHPublicKey
    switch try signer(of: document, pair) {
    case .success(let signer): key = signer
    case .failure(let refusal):
      report(
        .signOffSignature, pair.signaturePath, refusal.message,
        do: "Sign again: sla sign, or ssh-keygen -Y sign -n \(SignOff.namespace).")
      return nil
    }
    let rosters = rosters(for: subject)
    guard rosters.contains(where: { $0.owner(of: key) == signOff.person }) else {
      report(
        .signOffKey, pair.signaturePath, "the key \(key.fingerprint) is not listed for \(signOff.person)",
        do: "Sign with a key that the charter lists, or have this one added: sla people rotate-key.")
      return nil
    }
    // A member who takes over a role signs for it under the charter that gives it to them.
    guard rosters.contains(where: { subject.accepts(signOff.role, of: signOff.person, under: $0) }) else {
      report(
        .signOffRole, pair.path,
        "\(signOff.person) does not hold the role \(signOff.role) for \(subject.series.name)",
        do: "Sign in a role that you hold: sla charter show.")
      return nil
    }
    return key
  }

  /// Why a signature is not good, in words.
  struct SignatureRefusal: Error { let message: String }

  /// The key that signed a sign-off's bytes, whoever's it is.
  func signer(of document: Document, _ pair: SignOffPair) throws(LedgerError) -> Result<
    SSHPublicKey, SignatureRefusal
  > {
    guard let blob = pair.signature else {
      return .failure(SignatureRefusal(message: "there is no signature"))
    }
    let armor: [UInt8]
    do { armor = try act.after.reader.bytes(blob, path: pair.signaturePath.description) } catch {
      guard case .document = error else { throw error }
      return .failure(SignatureRefusal(message: "the file is far too large for a signature"))
    }
    switch SSHSignature.status(armored: armor, message: document.bytes, namespace: SignOff.namespace) {
    case .good(let signer): return .success(signer)
    case .bad(let cause): return .failure(SignatureRefusal(message: "\(cause)"))
    case .unknown(let cause): return .failure(SignatureRefusal(message: "\(cause)"))
    }
  }

  /// The charters whose keys and roles count: the one in force and, for a charter draft, the draft itself.
  func rosters(for subject: SignOffSubject) -> [Roster] { [roster] + (subject.successor.map { [$0] } ?? []) }

  private mutating func judgeStatement(_ signOff: SignOff, _ pair: SignOffPair, _ subject: SignOffSubject)
    throws(LedgerError)
  {
    let wanted = try Statement.of(
      subject, decision: signOff.decision, person: signOff.person, before: act.before, act.chain,
      identity: act.identity)
    guard signOff.templates == Statement.templates, signOff.statement.hasSameBytes(as: wanted) else {
      report(
        .signOffStatement, pair.path,
        "the words that were signed are not the ones that this draft and its evidence give",
        do: "Sign again: sla sign. The words are: \(wanted)")
      return
    }
  }

  private mutating func judgeNumber(_ pair: SignOffPair, _ subject: SignOffSubject) throws(LedgerError) {
    let path = pair.path.description
    // What a ratifying commit adds comes after what it moves from beside the draft.
    let slug = subject.document.json["slug"]?.text ?? ""
    let folders = [
      String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]),
      subject.series.signOffs(on: slug, round: pair.round),
    ]
    var earlier = 0
    for folder in folders {
      for name in try act.before.signOffs(in: folder).compactMap({ SignOffName(String($0.dropLast(5))) })
      where name.role == pair.name.role && name.person == pair.name.person {
        earlier = max(earlier, name.number)
      }
    }
    if pair.name.number != earlier + 1 {
      report(
        .signOffNumber, pair.path, "this is number \(pair.name.number) where \(earlier + 1) comes next",
        do: "Rename the file.")
    }
  }
}

extension LedgerPath {
  /// Round, name and other half of a sign-off's file; nil for other paths.
  var signOffPlace: (round: Int, name: SignOffName, isSignature: Bool, counterpart: LedgerPath)? {
    switch self {
    case .draftSignOff(let series, let slug, let round, let name, let isSignature):
      (
        round, name, isSignature,
        .draftSignOff(series, slug: slug, round: round, name, isSignature: !isSignature)
      )
    case .sealedSignOff(let series, let version, let round, let name, let isSignature):
      (
        round, name, isSignature,
        .sealedSignOff(series, version: version, round: round, name, isSignature: !isSignature)
      )
    default: nil
    }
  }
}
