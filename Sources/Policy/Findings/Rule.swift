/// A rule of the ledger, by the name that findings carry.
package struct Rule: Hashable, Sendable {
  /// Stable name: `signoff.wrong-subject`.
  package let id: String
  /// What has to hold.
  package let title: String
  /// Why it has to.
  package let reason: String

  fileprivate init(_ id: String, _ title: String, _ reason: String) {
    self.id = id
    self.title = title
    self.reason = reason
  }

  /// The rule of that name.
  package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}

extension Rule {
  // The chain.
  static let merge = Rule(
    "chain.merge", "The history of main is one chain; no commit has two parents.",
    "With one parent each, every change is judged against one state, and nothing can slip in from a side branch."
  )
  static let pin = Rule(
    "chain.pin", "The root commit introduces the charter whose SHA-256 was pinned.",
    "The first charter decides who may do what; with another one, everything below would be somebody else's ledger."
  )
  static let malformedCommit = Rule(
    "commit.malformed",
    "A commit has the headers tree, parent, author, committer and gpgsig, once each, and nothing else.",
    "What two programs could read differently, one of them could be made to overlook.")
  static let unsigned = Rule(
    "commit.unsigned", "Every commit carries an SSH signature in its header.",
    "The signature is what says who added a record; a commit without one is nobody's word.")
  static let commitSignature = Rule(
    "commit.signature", "The commit's signature is good for its exact bytes.",
    "A signature that does not fit means that the commit was changed after signing, or was never signed by that key."
  )
  static let signer = Rule(
    "commit.signer", "The commit's key is listed for a member in the charter of the parent commit.",
    "Who may add is decided by the charter before the change, so that nobody can let themselves in.")
  static let backwards = Rule(
    "commit.date-backwards",
    "A commit is not dated earlier than one it builds on, beyond the clock tolerance.",
    "Deadlines are counted by these dates; a date turned back could make a late act look timely.")
  static let ahead = Rule(
    "commit.date-ahead", "No commit is dated ahead of now, beyond the clock tolerance.",
    "A date ahead of now would push every later date forward with it.")

  static let conflict = Rule(
    "sync.conflict", "What is replayed onto the remote's main applies to the same files as when it was made.",
    "Nothing is merged in silence: a change that was made on another text has to be looked at again.")

  // Trees and paths.
  static let malformedTree = Rule(
    "tree.malformed", "Directories are sorted, without duplicates, and readable.",
    "Git and other readers pick different entries from a malformed directory.")
  static let entryType = Rule(
    "tree.entry-type", "Only plain files and directories are kept.",
    "A link or a program in place of a document would be something else on the reader's machine.")
  static let name = Rule(
    "tree.name", "Names are plain ASCII and mean the same file on every system.",
    "Names that fold together or steer a terminal let one file pass for another.")
  static let layout = Rule(
    "layout.unknown-path",
    "Every path is one that the ledger knows, or one that the charter leaves to the host.",
    "What no rule allows is refused, so that nothing unexamined is carried along.")
  static let host = Rule(
    "host.not-admin", "Host files are changed by holders of the role admin.",
    "They bind nobody, but they run on the host: somebody has to answer for them.")
  static let sealed = Rule(
    "record.sealed", "A record is never changed or removed once it is in.",
    "Whoever signed, cited or reviewed it relied on these bytes. A correction is a new record.")
  static let right = Rule(
    "rights.missing", "The signer holds a role that may make this change.",
    "The charter says which roles add what.")

  // Documents.
  static let syntax = Rule(
    "document.syntax", "A document is strict JSON in the written form.",
    "One reading and one spelling: what a diff shows is what changed, and nothing else.")
  static let structure = Rule(
    "document.structure",
    "A document has the members that its schema gives it, with values that mean something.",
    "A number in the wrong place is a number that nobody agreed to.")
  static let place = Rule(
    "document.place", "A document says the same about itself as its path does.",
    "Otherwise it could be read as the record of another agreement, period or round.")

  // Drafts.
  static let draftNumber = Rule(
    "draft.number",
    "A draft is numbered one above the latest of its series, and names the version in force by digest.",
    "It is a change to a certain text; when that text changes, the draft has to be looked at again.")
  static let draftSlug = Rule(
    "draft.slug-used",
    "The name of a draft is never used again, neither for an amendment nor for an exception.",
    "A name that is used twice makes it unclear which draft was discussed and signed.")
  static let draftRound = Rule(
    "draft.round", "Every commit that edits a draft raises its round by one.",
    "Sign-offs belong to a round; a draft edited and edited back is still another round.")
  static let draftProposed = Rule(
    "draft.proposed",
    "A round is proposed at most seven days before the commit that writes it, and not after.",
    "Evidence has to be the latest at that time; a date of one's choice would let a bad month be left out.")

  // Sign-offs.
  static let signOffPair = Rule(
    "signoff.incomplete", "A sign-off is two files: the statement, and its signature beside it.",
    "One without the other proves nothing.")
  static let signOffSignature = Rule(
    "signoff.signature",
    "The signature is good for the sign-off's exact bytes, in the namespace signoff@countersign.",
    "A signature made for something else is not an approval.")
  static let signOffKey = Rule(
    "signoff.key", "The signing key is listed for the person whom the sign-off names.",
    "A key that is not, or no longer, listed speaks for nobody.")
  static let signOffRole = Rule(
    "signoff.role", "The person holds the role in which they sign, for this agreement.",
    "An approval counts for what the role stands for.")
  static let signOffLedger = Rule(
    "signoff.wrong-ledger", "A sign-off names this ledger by the digest of its first charter.",
    "Approvals cannot be carried from one ledger to another.")
  static let signOffSubject = Rule(
    "signoff.wrong-subject", "A sign-off names the draft's exact bytes by digest.",
    "What was signed is what comes into force, to the byte.")
  static let signOffRound = Rule(
    "signoff.wrong-round", "A sign-off belongs to the round, version and series that it is filed under.",
    "Only the current round counts; an approval of an earlier text is none of this one.")
  static let signOffHead = Rule(
    "signoff.head", "A sign-off names a commit that the one that brings it in builds on.",
    "It shows which state of the ledger its signer had verified.")
  static let signOffTime = Rule(
    "signoff.time",
    "A sign-off is dated after the draft was proposed and before the commit that brings it in.",
    "Nobody can have signed a text before it was there.")
  package static let signOffStatement = Rule(
    "signoff.statement", "The statement is the one that the tool makes of the draft and its evidence.",
    "Signers read words; the words have to say exactly what the bytes do.")
  static let signOffNumber = Rule(
    "signoff.number", "A person's sign-offs of a round are numbered 1, 2, 3.",
    "Each is kept; a later one does not hide an earlier one.")

  // Ratification.
  static let unsealed = Rule(
    "charter.unsealed",
    "Nothing comes into force before everyone whom the first charter names has signed it.",
    "Until then nobody has agreed to be bound by these rules.")
  static let oneVersion = Rule(
    "ratify.one-at-a-time", "A commit brings at most one version or exception into force.",
    "Each ratification is judged by itself.")
  static let ratifiedDraft = Rule(
    "ratify.not-the-draft", "A version is a draft of the parent commit, moved byte for byte.",
    "Otherwise something other than what was signed would come into force.")
  static let ratifiedMove = Rule(
    "ratify.signoffs-left", "A draft's sign-offs move with it, byte for byte, declines included.",
    "What was said about a draft stays with it.")
  package static let ratifiedNumber = Rule(
    "ratify.number", "Versions are numbered without gaps, and each names its predecessor by digest.",
    "So nobody can remove, replace or slip in one.")
  static let ratifyRight = Rule(
    "ratify.right", "A version is ratified by somebody who may write drafts, or by an approver.",
    "Putting a text in force is an act of its own.")
  static let approvals = Rule(
    "ratify.approvals",
    "The current round's approvals fill one of the charter's alternatives: different people, different keys.",
    "Both sides have to agree; one person cannot be both.")
  static let declined = Rule(
    "ratify.declined", "No role of the alternative has a decline in the current round.",
    "A refusal stands until the draft is changed.")
  static let expired = Rule(
    "ratify.expired", "A draft is ratified within its lifetime after it was proposed.",
    "Evidence and agreement grow old; an old draft is proposed anew.")
  static let unlisted = Rule(
    "changes.unlisted", "Every difference from the version before is listed in \"changes\", with its reason.",
    "Signers see what changes from that list; what it leaves out would be signed unread.")
  static let superfluous = Rule(
    "changes.superfluous", "Every entry of \"changes\" stands for a difference.",
    "A reason for nothing hides the reasons for something.")
  static let unsupported = Rule(
    "changes.unsupported", "The change is of a kind that this edition of the rules can judge.",
    "What cannot be judged cannot be allowed.")
  static let oneSided = Rule(
    "agreement.one-sided", "An agreement with firm commitments has one of each party.",
    "A promise of one side only is a demand letter.")
  static let trialAgain = Rule(
    "agreement.trial-again",
    "What was provisional and lapsed is not made provisional again within four periods.",
    "A trial that never ends is a promise that is never kept.")
  static let aboveCap = Rule(
    "target.above-cap", "A firm volume target is at most the baseline plus the growth cap.",
    "Targets out of reach break the agreement within a quarter; stretch targets are goals.")
  static let neverReached = Rule(
    "target.never-reached", "A firm target was reached in at least one of the cited periods.",
    "A number that has never been reached is a hope; make it provisional, or a goal.")

  // Exceptions.
  static let exceptionCommitment = Rule(
    "exception.commitment",
    "An exception relieves from firm commitments, each in force in every period that it names.",
    "Relief from what nobody owes, or not for these periods, would be a promise of something else.")
  static let exceptionPeriods = Rule(
    "exception.periods", "An exception covers whole periods that have at most 31 days together.",
    "What is longer is no exception any more, and takes an amendment.")
  static let exceptionTarget = Rule(
    "exception.target", "A temporary target asks for less than the one that was promised, in the same unit.",
    "An exception relieves; asking for more takes evidence, and an amendment.")
  static let exceptionLate = Rule(
    "exception.late", "An exception is ratified at most five business days after its last period's end.",
    "A miss that is known and escalated is not excused away afterwards.")
  static let exceptionFrequency = Rule(
    "exception.frequency", "At most two exceptions touch a commitment in any 365 days.",
    "A commitment that is excused again and again is one that the agreement no longer means.")

  // Evidence.
  static let evidenceMissing = Rule(
    "evidence.missing", "A change shows the evidence that its kind asks for.",
    "A change comes into force only when the data supports it.")
  static let evidenceRecord = Rule(
    "evidence.record", "Cited snapshots are recorded, of this agreement, unaltered, and not withdrawn.",
    "A number is evidence because everybody can look it up.")
  static let evidenceBasis = Rule(
    "evidence.basis", "A cited number was measured just as the commitment will be.",
    "The same words under another definition are another number.")
  static let evidencePeriods = Rule(
    "evidence.periods",
    "Cited periods are consecutive, of the commitment's own length, and as many as the charter asks for.",
    "Otherwise the good months could be picked.")
  static let evidenceLatest = Rule(
    "evidence.latest",
    "Cited periods end with the latest one that could be measured when the draft was proposed.",
    "So that the last bad month cannot be left out.")
  static let evidenceRevision = Rule(
    "evidence.revision", "Of a period's revisions, the latest counts.",
    "Otherwise one could measure again until the number fits.")
  static let evidenceImmature = Rule(
    "evidence.immature", "A cited number was measured when its clocks had run out.",
    "Before that, open cases would count as neither kept nor missed.")
  static let evidenceEmpty = Rule(
    "evidence.no-data", "A cited period has data for the number.",
    "Nothing measured supports nothing.")
  static let evidenceLowCount = Rule(
    "evidence.low-count", "A firm 95th percentile stands on enough cases in every cited period.",
    "Of few cases the 95th in a hundred is the single worst, and says nothing about the next period.")
  static let evidenceReported = Rule(
    "evidence.reported", "Numbers measured elsewhere support no firm target.",
    "Nobody can compute them again from what the ledger names.")
  static let attestation = Rule(
    "evidence.attestation", "Evidence is attested by the other side, where the charter asks for it.",
    "A snapshot is its taker's word until somebody else has recomputed it.")

  // Records.
  static let snapshotRecord = Rule(
    "snapshot.record",
    "A snapshot measures a period that is over, under a text and a mapping that the ledger holds.",
    "Whoever holds the export has to be able to compute it again.")
  static let attestationRecord = Rule(
    "attestation.record", "An attestation is its signer's own word on a snapshot that is there.",
    "Whoever computed the numbers again says so themselves, and of which snapshot.")
  static let revision = Rule(
    "record.revision", "Revisions are numbered 1, 2, 3 without gaps.",
    "A missing number would look like a removed record.")
  static let reviewRecord = Rule(
    "review.record", "A review is opened, contributed to, and closed, in that order, by those who may.",
    "What was said in a review is evidence for changes.")

  // The charter.
  static let charterContent = Rule(
    "charter.content",
    "Roles are held by listed people, keys belong to one person each, and every alternative can be filled.",
    "A charter that nobody can fulfil locks everybody out; a key of two people is neither's.")
  static let charterApprovals = Rule(
    "charter.approvals",
    "Agreement changes take both sides; scoped and recovery roles keep to what they are for.",
    "Otherwise one side could change what binds the other.")
  static let charterAlone = Rule(
    "charter.alone", "A charter version comes in a commit that changes nothing else.",
    "Who may do what, and what is done, are never changed together.")
  static let charterConstant = Rule(
    "charter.constant", "The nonce stays, and the edition of the rules never falls.",
    "They are the ledger's identity, and what its history is judged by.")
  static let charterThreshold = Rule(
    "charter.threshold", "A charter is approved under the charter before it and under its own rules.",
    "Neither can those who leave decide alone, nor those who come.")
  static let recoveryLimits = Rule(
    "charter.recovery",
    "Without both VPs, only keys and the holders of one side's roles change, after fourteen days.",
    "Recovery is for lost keys; it must not become a way to replace somebody overnight.")

  /// Every rule, in the order in which `sla explain` lists them.
  package static let all: [Rule] = [
    merge, pin, malformedCommit, unsigned, commitSignature, signer, backwards, ahead, conflict, malformedTree,
    entryType, name,
    layout, host, sealed, right, syntax, structure, place, draftNumber, draftSlug, draftRound, draftProposed,
    signOffPair, signOffSignature, signOffKey, signOffRole, signOffLedger, signOffSubject, signOffRound,
    signOffHead,
    signOffTime, signOffStatement, signOffNumber, unsealed, oneVersion, ratifiedDraft, ratifiedMove,
    ratifiedNumber,
    ratifyRight, approvals, declined, expired, unlisted, superfluous, unsupported, oneSided, trialAgain,
    aboveCap,
    neverReached, exceptionCommitment, exceptionPeriods, exceptionTarget, exceptionLate, exceptionFrequency,
    evidenceMissing, evidenceRecord, evidenceBasis, evidencePeriods, evidenceLatest, evidenceRevision,
    evidenceImmature, evidenceEmpty, evidenceLowCount, evidenceReported, attestation, snapshotRecord,
    attestationRecord,
    revision, reviewRecord, charterContent,
    charterApprovals, charterAlone, charterConstant, charterThreshold, recoveryLimits,
  ]
}
