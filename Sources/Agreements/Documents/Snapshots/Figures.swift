package import Wire

/// The integers of a metric entry; rates are derived where they are shown.
package enum Figures: Sendable, Hashable {
  case count(Count)
  case share(Share)
  case clock(Clock)
  case quotient(Quotient)
  case amount(Amount)
  case durations(Durations)
  case reported(Reported)

  /// Leads counted.
  package struct Count: Sendable, Hashable {
    package var value: Int
    /// Before restrictions: of score, fields and source, or of what has to have happened.
    package var gross: Int
    /// Parts of it, sorted by id.
    package var parts: [Snapshot.Tally]

    package init(value: Int, gross: Int, parts: [Snapshot.Tally] = []) {
      self.value = value
      self.gross = gross
      self.parts = parts
    }
  }

  /// A part of a whole.
  package struct Share: Sendable, Hashable {
    package var numerator: Int
    package var denominator: Int
    /// Episodes altogether, where the whole is only some of them.
    package var n: Int?
    /// Parts of it, sorted by id: valid values per field, rejections by reason.
    package var parts: [Snapshot.Tally]

    package init(numerator: Int, denominator: Int, n: Int? = nil, parts: [Snapshot.Tally] = []) {
      self.numerator = numerator
      self.denominator = denominator
      self.n = n
      self.parts = parts
    }
  }

  /// Something divided among something else; unlike a share, it may be more than one.
  package struct Quotient: Sendable, Hashable {
    package var numerator: Int
    package var denominator: Int

    package init(numerator: Int, denominator: Int) {
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  /// Sums of money or points.
  package struct Amount: Sendable, Hashable {
    /// ISO 4217, sums being in its minor unit; nil for points.
    package var currency: String?
    /// What has a value, and what has none.
    package var n = 0
    package var missing = 0
    package var sum = 0
    /// Nearest rank; nil where nothing has a value.
    package var median: Int?
    /// Parts of the sum, sorted by id.
    package var parts: [Part] = []

    package struct Part: Sendable, Hashable {
      package let id: String
      package var n: Int
      package var sum: Int

      package init(id: String, n: Int, sum: Int) {
        self.id = id
        self.n = n
        self.sum = sum
      }
    }

    package init(currency: String?) { self.currency = currency }
  }

  /// How long something took, in milliseconds.
  package struct Durations: Sendable, Hashable {
    package var n = 0
    /// What cannot be measured, such as a deal of which no MQL is known.
    package var missing = 0
    /// Nearest-rank quantiles; nil where there is nothing.
    package var median: Int?
    package var p90: Int?
    package var p95: Int?

    package init() {}
  }

  /// A number that was measured elsewhere.
  package struct Reported: Sendable, Hashable {
    package let value: Int
    package let unit: String
    /// The SHA-256 of the document that states it.
    package let digest: SHA256Digest
    /// Who keeps that document, and where.
    package let keeper: String
    package let kept: String

    package init(value: Int, unit: String, digest: SHA256Digest, keeper: String, kept: String) {
      self.value = value
      self.unit = unit
      self.digest = digest
      self.keeper = keeper
      self.kept = kept
    }
  }

  /// Episodes by how their clock ended; durations in milliseconds on the entry's clock.
  package struct Clock: Sendable, Hashable {
    /// Episodes, without those set aside: met + breached + breachedOpen + pending.
    package var n = 0
    package var met = 0
    package var breached = 0
    /// Still without contact, and late.
    package var breachedOpen = 0
    /// Still without contact, and not yet late.
    package var pending = 0
    /// Met at 0 ms.
    package var zero = 0
    /// Attempts less than a minute after the start.
    package var underAMinute = 0
    /// Nearest-rank quantiles; nil where the episode at that rank has had no contact.
    package var median: Int?
    package var p90: Int?
    package var p95: Int?
    /// Set aside: older engagement was still open.
    package var alreadyEngaged = 0
    /// Set aside: rejected with a documented reason before contact.
    package var resolvedBeforeContact = 0
    /// Set aside: merged, unsubscribed or deleted before contact.
    package var gone = 0
    /// Without a time precise enough to judge.
    package var imprecise = 0

    package init() {}
  }
}

extension Snapshot {
  /// A number with a name.
  package struct Tally: Sendable, Hashable {
    package let id: String
    package let count: Int

    package init(id: String, count: Int) {
      self.id = id
      self.count = count
    }
  }
}

extension Snapshot.Tally {
  init(_ fields: Fields) throws(StructureProblem) {
    self.init(id: try fields.text("id"), count: try fields.number("count"))
  }

  var json: JSON { .object([.init("id", .string(id)), .init("count", .integer(count))]) }

  static let shape = Shape.record(
    "Count", .needs("id", .label, "What is counted."), .needs("count", .count, "How many."))
}
