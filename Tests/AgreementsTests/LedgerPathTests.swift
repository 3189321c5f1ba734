import Agreements
import TestMaterial
import Testing
import Wire

struct LedgerPathTests {
  private static let name = SignOffName(role: "vp-sales", person: "dana", number: 12, decision: .decline)
  private static let january = Period(unit: .month, year: 2026, ordinal: 1)

  /// Where each series has its versions, its drafts, those withdrawn, and the sign-offs of version 12.
  private static let places: [(Series, versions: String, drafts: String, closed: String, signOffs: String)] =
    [
      (
        .charter, "charter/versions", "charter/amendments", "charter/closed", "charter/signoffs/0012"
      ),
      (
        .agreement("emea"), "agreements/emea/versions", "agreements/emea/amendments",
        "agreements/emea/closed",
        "agreements/emea/signoffs/0012"
      ),
      (
        .exceptions("emea"), "agreements/emea/exceptions", "agreements/emea/exceptions/drafts",
        "agreements/emea/exceptions/closed", "agreements/emea/signoffs/x0012"
      ),
    ]

  /// Every case, in all series and with and without signature, and the kind of document it holds.
  static let all: [(path: LedgerPath, text: String, kind: DocumentKind?)] =
    places.flatMap { series, versions, drafts, closed, signOffs in
      [
        (.version(series, 3), "\(versions)/0003.json", series.kind),
        (.draft(series, slug: "a-b"), "\(drafts)/a-b/draft.json", series.kind),
        (.closedDraft(series, slug: "a-b"), "\(closed)/a-b/draft.json", series.kind),
      ]
        + [false, true].flatMap { isSignature -> [(path: LedgerPath, text: String, kind: DocumentKind?)] in
          let file = "vp-sales.dana.12.decline.json\(isSignature ? ".sig" : "")"
          let kind: DocumentKind? = isSignature ? nil : .signoff
          return [
            (
              .sealedSignOff(series, version: 12, round: 2, name, isSignature: isSignature),
              "\(signOffs)/2/\(file)", kind
            ),
            (
              .draftSignOff(series, slug: "x", round: 9999, name, isSignature: isSignature),
              "\(drafts)/x/signoffs/9999/\(file)", kind
            ),
            (
              .closedSignOff(series, slug: "x", round: 1, name, isSignature: isSignature),
              "\(closed)/x/signoffs/1/\(file)", kind
            ),
          ]
        }
    } + [
      (
        .snapshot(agreement: "emea", january, revision: 10), "agreements/emea/snapshots/2026-01/r10.json",
        .snapshot
      ),
      (.mapping(name: "hubspot", revision: 1), "mappings/hubspot.r1.json", .mapping),
      (
        .reviewOpening(agreement: "emea", review: "quarter-2026-Q1"),
        "agreements/emea/reviews/quarter-2026-Q1/open.json", .reviewOpening
      ),
      (
        .reviewClosing(agreement: "emea", review: "weekly-2026-W05"),
        "agreements/emea/reviews/weekly-2026-W05/close.json", .reviewClosing
      ),
      (
        .contribution(
          agreement: "emea", review: "process-2026", person: "dana", number: 7, isSignature: false),
        "agreements/emea/reviews/process-2026/dana.0007.json", .contribution
      ),
      (
        .contribution(
          agreement: "emea", review: "leadership-2026-02", person: "dana", number: 7, isSignature: true),
        "agreements/emea/reviews/leadership-2026-02/dana.0007.json.sig", nil
      ),
    ]

  @Test func `every place of the ledger is written and read the same`() {
    for (path, text, kind) in Self.all {
      #expect(path.description == text)
      #expect(LedgerPath(text) == path, "\(text)")
      #expect(path.kind == kind, "\(text)")
    }
  }

  @Test(arguments: [
    "", "/", "charter", "charter/", "/charter/versions/0001.json", "charter//versions/0001.json",
    "charter/versions/0001.json/", "charter/versions/0000.json", "charter/versions/1.json",
    "charter/versions/00001.json", "charter/versions/10000.json", "charter/versions/+001.json",
    "charter/versions/０００１.json", "charter/versions/0001.JSON", "charter/versions/0001.json.sig",
    "charter/versions/0001.json\n", "charter/versions/0001.json\u{0}", "charter/versions/0001.json\u{301}",
    "charter/versions/../versions/0001.json", "./charter/versions/0001.json", "Charter/versions/0001.json",
    "charter\\versions\\0001.json", "charter/amendments/draft.json", "charter/amendments/A/draft.json",
    "charter/amendments/a b/draft.json", "charter/amendments/../draft.json",
    "charter/amendments/a./draft.json",
    "charter/amendments/a/draft.json.sig", "charter/amendments/a/x/draft.json",
    "charter/snapshots/2026-01/r1.json",
    "charter/signoffs/0001/01/vp.dana.1.approve.json", "charter/signoffs/0001/0/vp.dana.1.approve.json",
    "charter/signoffs/0001/1/vp.dana.0.approve.json", "charter/signoffs/0001/1/vp.dana.1.abstain.json",
    "charter/signoffs/0001/1/vp.dana.approve.json", "charter/signoffs/0001/1/vp..1.approve.json",
    "charter/signoffs/0001/1/vp.dana.1.approve.sig", "charter/signoffs/0001/1/vp.dana.1.approve.json.sig.sig",
    "charter/signoffs/1/1/vp.dana.1.approve.json", "agreements/charter/versions/0001.json", "agreements/emea",
    "agreements/EMEA/versions/0001.json", "agreements/eme\u{430}/versions/0001.json",
    "agreements/.git/versions/0001.json",
    "agreements/\u{212A}/versions/0001.json", "agreements/emea/snapshots/2026-13/r1.json",
    "agreements/emea/exceptions/1.json", "agreements/emea/exceptions/0001.json.sig",
    "agreements/emea/exceptions/versions/0001.json", "agreements/emea/exceptions/amendments/a/draft.json",
    "agreements/emea/exceptions/a/draft.json", "agreements/emea/exceptions/drafts/draft.json",
    "agreements/emea/exceptions/signoffs/0001/1/vp.dana.1.approve.json", "charter/exceptions/0001.json",
    "agreements/emea/signoffs/x1/1/vp.dana.1.approve.json", "charter/signoffs/x0001/1/vp.dana.1.approve.json",
    "agreements/emea/signoffs/X0001/1/vp.dana.1.approve.json", "agreements/charter/exceptions/0001.json",
    "agreements/emea/snapshots/2026-01/r0.json", "agreements/emea/snapshots/2026-01/r01.json",
    "agreements/emea/snapshots/2026-01/1.json", "agreements/emea/snapshots/2025-W53/r1.json",
    "agreements/emea/reviews/2026-Q1/open.json", "agreements/emea/reviews/yearly-2026/open.json",
    "agreements/emea/reviews/quarter-2026-Q1/dana.1.json",
    "agreements/emea/reviews/quarter-2026-Q1/open.json.sig",
    "agreements/emea/reviews/quarter-2026-Q1/Dana.0001.json", "mappings/hubspot.json",
    "mappings/hubspot.r0.json",
    "mappings/hubspot.r1.json.sig", "mappings/sub/hubspot.r1.json", "mappings/.r1.json", "README.md",
    ".gitmodules",
  ])
  func `any other path has no place in the ledger`(text: String) { #expect(LedgerPath(text) == nil) }

  @Test func `whatever is read as a path is written with the same bytes`() {
    var random = SeededGenerator()
    let letters = Array("/._-0123456789rQWazé\u{301}\n\\".unicodeScalars)
    for _ in 0..<20_000 {
      var scalars = Array(random.pick(Self.all).text.unicodeScalars)
      for _ in 0..<(1 + random.below(3)) where !scalars.isEmpty {
        let index = random.below(scalars.count)
        switch random.below(3) {
        case 0: scalars[index] = random.pick(letters)
        case 1: scalars.insert(random.pick(letters), at: index)
        default: scalars.remove(at: index)
        }
      }
      let text = String(String.UnicodeScalarView(scalars))
      guard let path = LedgerPath(text) else { continue }
      #expect(path.description.hasSameBytes(as: text))
    }
  }

  @Test func `a series is found again by the name that sign-offs give it`() {
    for (series, _, _, _, _) in Self.places { #expect(Series(name: series.name) == series) }
    for name in [
      "", "Emea", "emea/", "/exceptions", "emea/exceptions/", "emea/reviews", "emea/exceptions/exceptions",
    ] {
      #expect(Series(name: name) == nil, "\(name)")
    }
  }

  @Test func `a name longer than a slug may be is refused`() {
    #expect(LedgerPath("agreements/\(String(repeating: "a", count: 60))/versions/0001.json") != nil)
    #expect(LedgerPath("agreements/\(String(repeating: "a", count: 61))/versions/0001.json") == nil)
  }
}
