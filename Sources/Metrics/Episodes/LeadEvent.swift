internal import Agreements
internal import Wire

/// Something that happened to a lead by the time of the export.
struct LeadEvent: Hashable, Sendable {
  /// Milliseconds of the epoch.
  ///
  /// Of a date without time the first of the day, or the last for what ends an episode, so that it never
  /// takes effect before it happened.
  let at: Int
  /// How many milliseconds later it can have happened at the latest.
  private let extent: Int32
  /// Attempts: the number of the channel's name; 0 where none is known.
  private(set) var channel: Int32 = 0
  /// The number of what else is known of it, in its page's or history's details; -1 for nothing.
  var detail: Int32 = -1
  /// Rejections: the index of the reason in the taxonomy; -1 for none of it.
  private(set) var reason: Int16 = -1
  let kind: Mapping.EventKind
  private let flags: Flags

  private struct Flags: OptionSet, Hashable {
    let rawValue: UInt8
    static let isDay = Flags(rawValue: 1)
    static let isDocumented = Flags(rawValue: 2)
    static let hasOutcome = Flags(rawValue: 4)
  }

  /// What an export says of an event besides its time.
  struct Saying {
    var channel: Int32 = 0
    var reason: Int16 = -1
    var isDocumented = false
    var hasOutcome = false
  }

  /// `latest` lies at most a day or so after `at`.
  @inline(__always)
  init(at: Int, latest: Int, kind: Mapping.EventKind, isDay: Bool, _ saying: Saying = Saying()) {
    self.at = at
    extent = Int32(clamping: latest - at)
    (channel, reason) = (saying.channel, saying.reason)
    self.kind = kind
    flags = Flags(
      rawValue: (isDay ? Flags.isDay.rawValue : 0)
        | (saying.isDocumented ? Flags.isDocumented.rawValue : 0)
        | (saying.hasOutcome ? Flags.hasOutcome.rawValue : 0))
  }

  /// The last millisecond at which it can have happened: `at` but for a date without time.
  var latest: Int { at + Int(extent) }
  /// Whether only the date is known.
  var isDay: Bool { flags.contains(.isDay) }
  /// Rejections: whether a reason of the taxonomy was written down in time; acceptances: whether anything was.
  var isDocumented: Bool { flags.contains(.isDocumented) }
  /// Attempts: whether something is written down that came of it.
  var hasOutcome: Bool { flags.contains(.hasOutcome) }

  /// Whether somebody who works on the lead did this.
  var isHumanUpdate: Bool {
    switch kind {
    case .attempt, .connected, .meetingBooked, .accepted, .sql, .opportunity, .updated: true
    default: false
    }
  }

  /// Whether this reaches the lead, or is the lead's own word.
  var isTouch: Bool {
    switch kind {
    case .attempt, .connected, .replied, .meetingBooked: true
    default: false
    }
  }

  /// Whether this ends the episode that it falls into.
  var isClosing: Bool { kind.isClosing }

  /// Whether the lead is gone, through nobody's doing or wish.
  var isGone: Bool {
    switch kind {
    case .merged, .unsubscribed: true
    default: false
    }
  }

  /// The order of time, and of kinds at one moment.
  ///
  /// What starts an episode comes before what happens in it, that before what ends it, and reopening after; then comes all
  /// that is left, so that it never depends on the order of rows.
  static func precedes(_ left: LeadEvent, _ right: LeadEvent) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.kind.rank != right.kind.rank { return left.kind.rank < right.kind.rank }
    if left.latest != right.latest { return left.latest < right.latest }
    if left.reason != right.reason { return left.reason < right.reason }
    if left.isDocumented != right.isDocumented { return right.isDocumented }
    return !left.isDay && right.isDay
  }
}

extension LeadEvent {
  /// Which of what an event can say stands behind its time.
  private struct Told: OptionSet {
    let rawValue: UInt8
    static let extent = Told(rawValue: 1 << 4)
    static let channel = Told(rawValue: 2 << 4)
    static let reason = Told(rawValue: 4 << 4)
    static let detail = Told(rawValue: 8 << 4)
  }

  /// Writes the event, which follows one at `before`, and what else is known of it.
  @inline(__always)
  func pack(after before: Int, _ detail: EventDetail?, into writer: inout PackedNumberWriter) {
    writer.put(byte: UInt8(truncatingIfNeeded: kind.rank) | flags.rawValue << 5)
    let distance = (at &- before).zigzag
    let length = (71 - distance.leadingZeroBitCount) / 8
    var told: Told = extent == 0 ? [] : .extent
    if channel != 0 { told.insert(.channel) }
    if reason >= 0 { told.insert(.reason) }
    if detail != nil { told.insert(.detail) }
    writer.put(byte: told.rawValue | UInt8(truncatingIfNeeded: length))
    writer.put(distance, length: length)
    if told.isEmpty { return }
    if extent != 0 { writer.put(number: UInt64(UInt32(bitPattern: extent))) }
    if channel != 0 { writer.put(number: UInt64(UInt32(bitPattern: channel))) }
    if reason >= 0 { writer.put(number: UInt64(UInt16(bitPattern: reason))) }
    detail?.pack(into: &writer)
  }

  /// Reads what ``pack(after:_:into:)`` has written; what else is known of the event is appended to `details`.
  @inline(__always)
  init(_ reader: inout PackedNumberReader, after before: Int, _ details: inout [EventDetail]) {
    let first = reader.byte()
    let second = reader.byte()
    kind = Mapping.EventKind.byRank[Int(first & 31)]
    flags = Flags(rawValue: first >> 5)
    at = before &+ Int(zigzag: reader.word(length: Int(second & 15)))
    let told = Told(rawValue: second & 0xF0)
    extent = told.contains(.extent) ? Int32(truncatingIfNeeded: reader.number()) : 0
    if told.isEmpty { return }
    if told.contains(.channel) { channel = Int32(truncatingIfNeeded: reader.number()) }
    if told.contains(.reason) { reason = Int16(truncatingIfNeeded: reader.number()) }
    if told.contains(.detail) {
      detail = Int32(clamping: details.count)
      details.append(EventDetail(&reader))
    }
  }
}

/// What is known of some events besides.
struct EventDetail: Hashable, Sendable {
  /// Assignments: the number of the owner's name; 0 where none is known.
  var owner: Int32 = 0
  /// Alerts: when it reached somebody, in milliseconds of the epoch; nil where it did not.
  var deliveredAt: Int?
  /// Whether only the date of that is known.
  var isDeliveredOnDay = false
  /// Opportunities: the key of the deal's id; nil where it has none.
  var deal: KeyedDigest?
  /// Opportunities: in minor units of the agreement's currency; nil where none is given.
  var amount: Int?
}

extension EventDetail {
  /// Which of what can be known is.
  private struct Known: OptionSet {
    let rawValue: UInt8
    static let owner = Known(rawValue: 1)
    static let deliveredAt = Known(rawValue: 2)
    static let deal = Known(rawValue: 4)
    static let amount = Known(rawValue: 8)
    static let isDeliveredOnDay = Known(rawValue: 16)
  }

  func pack(into writer: inout PackedNumberWriter) {
    var known: Known = owner == 0 ? [] : .owner
    if deliveredAt != nil { known.insert(.deliveredAt) }
    if deal != nil { known.insert(.deal) }
    if amount != nil { known.insert(.amount) }
    if isDeliveredOnDay { known.insert(.isDeliveredOnDay) }
    writer.put(byte: known.rawValue)
    if owner != 0 { writer.put(number: UInt64(UInt32(bitPattern: owner))) }
    if let deliveredAt { writer.put(UInt64(bitPattern: Int64(deliveredAt)), length: 8) }
    if let deal { writer.put(deal) }
    if let amount { writer.put(UInt64(bitPattern: Int64(amount)), length: 8) }
  }

  /// Reads what ``pack(into:)`` has written.
  init(_ reader: inout PackedNumberReader) {
    let known = Known(rawValue: reader.byte())
    isDeliveredOnDay = known.contains(.isDeliveredOnDay)
    if known.contains(.owner) { owner = Int32(truncatingIfNeeded: reader.number()) }
    if known.contains(.deliveredAt) { deliveredAt = Int(truncatingIfNeeded: reader.word(length: 8)) }
    if known.contains(.deal) { deal = reader.key() }
    if known.contains(.amount) { amount = Int(truncatingIfNeeded: reader.word(length: 8)) }
  }
}
