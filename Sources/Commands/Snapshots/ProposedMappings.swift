import Agreements
import ArgumentParser
import Ledger
import Metrics
import Policy
import Presentation
import Wire

/// Mappings proposed for exports that are about to be measured, looked at together and confirmed once.
struct ProposedMappings {
  let files: [String]
  let proposals: [MappingProposal]

  /// Looks at each file; throws where one cannot be read at all.
  ///
  /// - Parameter isFixed: whether the measurement stays as it is, whatever the files' values could mean.
  init(
    _ files: [String], under measurement: Measurement, isFixed: Bool,
    _ hints: MappingProposal.Hints, _ global: GlobalOptions
  ) throws {
    self.files = files
    var hints = hints
    (hints.zone, hints.tiers) = (measurement.zone, measurement.tiers?.basis)
    let single = try files.map { file in
      do { return try MappingProposal(file: file, hints) } catch {
        throw Failure(.unreadable, "\(file): \(error)")
      }
    }
    proposals = MappingProposal.together(single, under: measurement, isFixed: isFixed)
    for (file, proposal) in zip(files, proposals) {
      global.say(ProposalReport.text(proposal, file: file, global.errorStyle))
    }
  }

  /// The proposal for a file.
  func mapping(of file: String) -> JSON? {
    zip(files, proposals).first { $0.0 == file }?.1.mapping
  }

  /// Throws where a file cannot be used.
  ///
  /// - Parameter others: whether exports with mappings of their own are measured beside these.
  func requireUsable(beside others: Bool) throws(Failure) {
    for (index, proposal) in proposals.enumerated() {
      let starts = proposals.indices.contains { other in
        other != index
          && (proposals[other].mapping["events"]?.items ?? []).contains {
            ["mql", "requested"].contains($0["event"]?.text)
          }
      }
      guard !proposal.isUsable(beside: starts || others) else { continue }
      throw Failure(
        .unreadable, "\(files[index]) cannot be measured as it is:\n" + Self.list(proposal.obstacles),
        do: proposal.rows == .activities || proposal.startsNothing
          ? "Export it again with that, or give the export that has it with a --source of its own."
          : "Export it again with that, or write a mapping by hand.")
    }
  }

  /// Throws where exports lack what the measurement needs.
  func requireFit(_ measurement: Measurement, of draft: String?, beside others: Bool) throws(Failure) {
    guard !others else { return }
    let obstacles = ExportFit.obstacles(proposals, under: measurement)
    guard obstacles.isEmpty else {
      throw Failure(
        .unreadable,
        "\(files.joined(separator: ", ")) \(files.count == 1 ? "lacks" : "lack") what the agreement needs:\n"
          + Self.list(obstacles),
        do: draft.map { "Export it again with that, or change the draft's measurement: sla amend edit \($0)" }
          ?? "Export it again with that; another measurement takes an amendment: sla amend new SLUG")
    }
  }

  private static func list(_ texts: [String]) -> String {
    texts.map { $0.wrapped(90, indent: "  ") }.joined(separator: "\n")
  }

  /// Throws where something is a guess and nobody is asked.
  func requireSure() throws(Failure) {
    for (file, proposal) in zip(files, proposals) where !proposal.isSure {
      throw Failure(
        .usage, "this mapping of \(file) is not sure enough to be taken unseen",
        do: "Look at it: sla snapshot map \(file) --out mapping.json, and pass it with --mapping.")
    }
  }

  /// What cannot be had from all of them together.
  func sayMissing(_ global: GlobalOptions) {
    let text = ProposalReport.text(MissingNumbers.all(in: proposals), global.errorStyle)
    if !text.isEmpty { global.say(text) }
  }
}
