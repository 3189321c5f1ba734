package import Agreements
package import Wire

/// A lead that nobody has contacted yet, and by when somebody has to.
package struct WaitingLead: Sendable {
  /// Its id as the export has it.
  package let id: String
  /// Whom it was given to last; empty where nobody is known.
  package let owner: String
  /// The tier's id; nil for none.
  package let tier: String?
  package let source: String
  /// When its clock started.
  package let start: Instant
  /// When the strictest of the limits that it falls under runs out.
  package let due: Instant
  /// That limit.
  package let measure: Measure
}

extension WaitingLead {
  /// The order of a list: nothing of it depends on the order of rows.
  fileprivate func precedes(_ other: WaitingLead) -> Bool {
    if due != other.due { return due < other.due }
    for (left, right) in [
      (owner, other.owner), (id, other.id), (source, other.source), (tier ?? "", other.tier ?? ""),
    ] where !left.hasSameBytes(as: right) {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return start < other.start
  }
}

/// The leads of exports that wait at the time when these were taken.
package struct WaitingLeads: Sendable {
  /// Those that are due last come last; those that are due at once by owner and id.
  package let leads: [WaitingLead]
  /// How many more have been late since before the time from which on they are listed.
  package let lateForLonger: Int
  package let asOf: Instant
  package let zone: Zone
}

extension ExportMeasurer {
  /// Finds the leads that wait for what one of the measures has a limit for, in all episodes up to the time of the exports;
  /// those that have been late for more than so many business days are counted only.
  ///
  /// Names and ids are read from the exports a second time; nothing of them stays anywhere.
  package func waiting(
    _ sources: [ExportSource], listingLateness days: Int
  ) throws(MeasuringError) -> WaitingLeads {
    let end = Instant(milliseconds: asOf.milliseconds + 1)
    var exports = try read(sources, for: Instant(milliseconds: Int.min)..<end).exports
    let digests = exports.files.map(\.summary.digest)
    let table = try exports.takeTable()
    let since = calendar.opening(ofBusinessDay: days, before: asOf) ?? asOf
    let limits = measures.compactMap { Limit($0, measurement: measurement, table.names) }
    let (taken, _) = try find(in: table, from: Due()) { due, found in
      for episode in found.episodes {
        guard let wait = self.strictest(of: limits, for: episode, found) else { continue }
        if wait.due < since { due.lateForLonger += 1 } else { due.waits.append(wait) }
      }
    }
    let due = taken.flatMap(\.waits)
    let ids = try ids(of: Set(due.map(\.episode.id)), in: sources, digests)
    let leads = due.map { item in
      WaitingLead(
        id: ids[item.episode.id] ?? "?", owner: Self.text(table.names.owners, item.episode.holder),
        tier: measurement.tiers.flatMap { tiers in
          let tier = Int(item.episode.dimensions.tier)
          return tiers.bands.indices.contains(tier) ? tiers.bands[tier].id : nil
        }, source: Self.text(table.names.sources, item.episode.dimensions.source), start: item.start,
        due: item.due,
        measure: item.measure)
    }
    return WaitingLeads(
      leads: leads.sorted { $0.precedes($1) }, lateForLonger: taken.reduce(0) { $0 + $1.lateForLonger },
      asOf: asOf, zone: calendar.zone)
  }

  /// A wait that somebody has to end until a time.
  private struct DueWait {
    let episode: Episode
    let start: Instant
    let due: Instant
    let measure: Measure
  }

  /// The waits that one thread has found to be due.
  private struct Due {
    var waits: [DueWait] = []
    var lateForLonger = 0
  }

  /// A limit for a wait, and whom it is for.
  private struct Limit {
    let measure: Measure
    let wait: ContactWait
    let within: ClockDuration
    let filter: EpisodeFilter

    /// Nil for a measure of something else.
    init?(_ measure: Measure, measurement: Measurement, _ names: NameTables) {
      guard let wait = ContactWait(measure, measurement), let within = measure.parameters.within else {
        return nil
      }
      self.measure = measure
      self.wait = wait
      self.within = within
      filter = EpisodeFilter(measure.filter, measurement: measurement, names)
    }
  }

  /// Of the limits that run for an episode the one that runs out first; nil where none runs.
  private func strictest(
    of limits: [Limit], for episode: Episode, _ found: PeriodFindings
  ) -> DueWait? {
    var strictest: DueWait?
    for limit in limits where limit.filter.admits(episode.dimensions) {
      let contact = FirstContact(
        of: episode, found.events(of: episode), from: limit.wait.start, to: limit.wait.goal,
        calendar: calendar)
      guard case .open(let start) = contact,
        let due = calendar.deadline(of: limit.within, clock: limit.wait.clock, from: start)
      else { continue }
      if strictest.map({ due < $0.due }) ?? true {
        strictest = DueWait(episode: episode, start: start, due: due, measure: limit.measure)
      }
    }
    return strictest
  }

  /// The ids that belong to keys, as the exports write them.
  private func ids(
    of keys: Set<KeyedDigest>, in sources: [ExportSource], _ digests: [SHA256Digest]
  ) throws(MeasuringError) -> [KeyedDigest: String] {
    var ids: [KeyedDigest: String] = [:]
    for (source, digest) in zip(sources, digests) where !keys.isEmpty {
      let reader = try source.open()
      guard source.mapping.rows != .activities, let name = source.mapping.lead.id,
        let column = reader.header.firstIndex(where: { $0.hasSameBytes(as: name) })
      else { continue }
      let found: [ExportPart<[KeyedDigest: String]>]
      do throws(ExportError) {
        found = try reader.parts {
          { (block) throws(ExportError) in
            var found: [KeyedDigest: String] = [:]
            var record = block.emptyRecord
            while try block.next(&record) {
              let key = KeyedDigest(of: record.cell(column).trimmed)
              if keys.contains(key) {
                found[key] = String(decoding: record[column].trimmed.prefix(200), as: UTF8.self)
              }
            }
            return found
          }
        }
        if reader.summary.digest != digest { throw .changedWhileRead }
      } catch { throw .file(error) }
      for part in found { ids.merge(part.value) { first, _ in first } }
    }
    return ids
  }

  private static func text(_ names: NameTable, _ number: Int32) -> String {
    String(decoding: names.names[Int(number)], as: UTF8.self)
  }
}
