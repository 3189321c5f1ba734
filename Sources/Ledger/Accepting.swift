package import Agreements
package import History
import Policy
import Signatures
import Wire

/// Bringing in sign-offs that came by another way than git, such as by mail.
package struct Accepting {
  let writer: ChangeWriter
  let base: VerifiedHistory

  package init(_ clone: LedgerClone) async throws(Failure) {
    writer = try ChangeWriter(clone, try await Member.current(in: clone.repository))
    base = try clone.verified()
  }

  /// A sign-off and its signature as files.
  package struct Pair: Sendable {
    package let path: String
    package let document: [UInt8]
    package let signature: [UInt8]

    /// Reads a file and the `.sig` beside it.
    package init(_ path: String) throws(Failure) {
      self.path = path
      document = try Disk.contents(path)
      signature = try Disk.contents(path + ".sig")
    }
  }

  /// Commits sign-offs; those that are the last ones needed put their draft in force.
  package func accept(_ pairs: [Pair], isDryRun: Bool = false) async throws(Failure) -> (
    commit: ObjectID?, signOffs: [SignOff], isRatified: Bool
  ) {
    var change = LedgerChange("")
    var read:
      [(signOff: SignOff, draft: SignableDraft?, name: SignOffName, document: [UInt8], armor: [UInt8])] = []
    for pair in pairs {
      let signOff: SignOff
      do {
        signOff = try Document(pair.document, kind: .signoff).decoded { (json) throws(StructureProblem) in
          try SignOff(json)
        }
      } catch {
        throw Failure(error, in: pair.path)
      }
      let armor: [UInt8]
      do { armor = try SSHSignature(lenientArmored: pair.signature).armored } catch {
        throw Failure(.unreadable, "\(pair.path).sig: \(error)")
      }
      let draft = try draft(of: signOff, pair.path)
      let folder =
        draft.map { $0.series.signOffs(on: $0.slug, round: signOff.round) } ?? "charter/signoffs/0001/1"
      let name = try attempt { try base.tree.nextSignOffName(signOff, in: folder) }
      read.append((signOff, draft, name, pair.document, armor))
      for isSignature in [false, true] {
        let path: LedgerPath =
          if let draft {
            .draftSignOff(
              draft.series, slug: draft.slug, round: signOff.round, name, isSignature: isSignature)
          } else {
            .sealedSignOff(.charter, version: 1, round: 1, name, isSignature: isSignature)
          }
        change.put(path, isSignature ? armor : pair.document)
      }
    }
    let signOffs = read.map(\.signOff)
    change.subject =
      "Bring in \(signOffs.map { "\($0.person)'s sign-off of \($0.title)" }.joined(separator: ", "))"
    if let draft = read.first?.draft,
      read.allSatisfy({ $0.draft?.slug == draft.slug && $0.signOff.round == draft.round })
    {
      var ratifying = try Ratifying(writer.clone, base).change(
        draft, adding: read.map { ($0.name, $0.document, $0.armor) })
      ratifying.subject = change.subject + ", and put it in force"
      if try writer.findings(of: ratifying, on: base).isEmpty {
        return (try await writer.commit(ratifying, isDryRun: isDryRun), signOffs, true)
      }
    }
    return (try await writer.commit(change, isDryRun: isDryRun), signOffs, false)
  }

  /// The open draft that a sign-off is about; nil for the first charter.
  private func draft(of signOff: SignOff, _ path: String) throws(Failure) -> SignableDraft? {
    if signOff.series == SignOff.charterSeries, signOff.version == 1 { return nil }
    let open = try attempt { try base.tree.allDrafts() }.filter {
      $0.series.name == signOff.series && $0.version == signOff.version
    }
    guard
      let draft = open.first(where: { $0.document.digest == signOff.subject })
        ?? (open.count == 1 ? open.first : nil)
    else {
      throw Failure(
        .found, "\(path) signs \(signOff.title), and no such draft is open",
        do: "Fetch first: sla sync.")
    }
    return draft
  }
}
