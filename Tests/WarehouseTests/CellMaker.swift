import Agreements
import Foundation
import Metrics
import TestMaterial
import Wire

/// Cells as people, forms and imports fill them.
struct CellMaker {
  var generator: SeededGenerator
  let zone: Zone
  let asOf: Instant
  /// Where the lead at hand is in time, so that its events lie about one another.
  private var around = 0
  /// The name of a column with marks in it that SQL has other uses for.
  var oddName = "O'Company`s \\"

  init(generator: SeededGenerator, zone: Zone) {
    self.generator = generator
    self.zone = zone
    // A month is measured once it is over, which comes later west of Greenwich; at its very end too.
    let monthEnd = SeededLog.month.bounds(in: zone, fiscal: .calendarYear).upperBound
    let later = self.generator.below(12) == 0 ? 0 : self.generator.below(20 * 86_400)
    asOf = monthEnd.adding(milliseconds: later * 1000)
  }

  /// One in how many cells of an event's column is filled.
  static let chances: [String: Int] = [
    "created": 2, "mql": 1, "requested": 4, "requestedPricing": 4, "requestedContact": 4, "assigned": 3,
    "handoff": 3, "attempt": 2, "connected": 12,
    "replied": 12,
    "meetingBooked": 12, "accepted": 4, "rejected": 3, "recycled": 5, "reopened": 6, "won": 8, "lost": 8,
    "merged": 15,
    "unsubscribed": 15,
  ]

  mutating func startLead() {
    // Mostly within the month.
    around = 1_772_300_000 + generator.below(32 * 86_400)
    if generator.below(8) == 0 { around -= generator.below(200 * 86_400) }
  }

  mutating func id() -> String {
    pad(
      generator.pick([
        "\(generator.below(40))", "\(generator.below(40))", "L-\(generator.below(30))",
        "\(generator.below(900))", "é\(generator.below(3))",
      ]), empties: 40)
  }

  mutating func email() -> String {
    pad(
      generator.pick([
        "a\(generator.below(60))@x.org", "A\(generator.below(60))@X.org",
        "b\(generator.below(400))@mail.example.co.uk", "é@x.org", "É@x.org",
        "n/a", "no at.org", "two@@x.org", "a@b", "a@.org", "a@x..org", "a@b@c.org", "a b@x.org", "@x.org",
        "l@x.org\u{2028}",
        "test",
      ]), empties: 4)
  }

  /// A cell with odd blanks around it, or none at all.
  mutating func pad(_ text: String, empties: Int) -> String {
    switch generator.below(max(empties, 3) * 2) {
    case 0: return generator.pick(["", " ", "\u{A0}"])
    case 1: return " \(text)\t"
    case 2: return "\u{A0}\(text)\u{A0} "
    default: return text
    }
  }

  mutating func score() -> String {
    pad(
      generator.pick(
        [
          "85", "60", "59.99", "60.0", "79.9999", "80", "-5", "(80)", "80-", "+80", "100", "1 234", "1'234",
          "1.234.567",
          "1,234,567.8", "0,123", "n/a", "-", "none", "99", "61", "40", "12", "75", "90", "0080",
        ]
          + (generator.below(6) == 0
            ? ["high", "1,234", "1.234", "12.34.5", "1234567890123", "5..", ".5", "--5", "85\u{2028}"] : [])),
      empties: 10)
  }

  mutating func amount() -> String {
    pad(
      generator.pick(
        [
          "20000", "20000.00", "19999.999", "7500", "7499,99", "7.500,00", "7,500.00", "1 500,5",
          "1\u{A0}500", "1\u{202F}500,25",
          "1'500.50", "0", "-1", "(1.50)", "unknown", "9999999999", "20.000.000", "1\u{2019}000",
        ] + (generator.below(6) == 0 ? ["7.500", "7,500", "a lot", "1,2,3", "12 34"] : [])), empties: 10)
  }

  mutating func currency() -> String { pad(generator.below(20) == 0 ? "USD" : "EUR", empties: 3) }

  mutating func source() -> String {
    pad(
      generator.pick([
        "Web", "web", "Webinar", "bought \"list\"", "Ads \\ more", "List", "Müller's", "x@y.org",
        "with\u{200B}zero", "unknown", "日本",
        "s\(generator.below(130))", "s\(generator.below(130))",
      ]), empties: 8)
  }

  mutating func region() -> String { pad(generator.pick(["EMEA", "APAC", "emea", "US"]), empties: 5) }

  mutating func team() -> String {
    pad(generator.pick(["North", "South", "(others)", "t\(generator.below(6))"]), empties: 6)
  }

  mutating func field() -> String {
    pad(
      generator.pick([
        "Acme", "N/A", "n.a.", "test", "TEST", "-", "…", "?!", "x", "Xx", "0", "\\N", "(blank)",
        "[Not Provided]", "É", "+31 6 1234",
        "not applicable!", "...",
      ]), empties: 5)
  }

  mutating func channel() -> String { pad(generator.pick(["call", "mail", "Call", "chat"]), empties: 5) }

  mutating func reason() -> String {
    pad(generator.pick(["No budget", "budget", "no-budget", "Wrong person", "other"]), empties: 6)
  }

  mutating func status() -> String {
    pad(generator.pick(["MQL", "MQL", "MQL", "hot", "REJ", "rejected", "x"]), empties: 12)
  }

  /// A second near the lead's, often at a place where something is decided.
  private mutating func second() -> Int {
    switch generator.below(10) {
    case 0: return around
    case 1: return around + generator.below(90)
    case 2: return around / 86_400 * 86_400 + generator.pick([8, 9, 12, 13, 16, 17, 18, 22, 23, 0, 1]) * 3600
    case 3: return around - generator.below(40 * 86_400)
    case 4: return around + generator.below(40 * 86_400)
    case 5:
      return generator.pick([1_774_746_000, 1_772_953_200, 1_775_314_800, 1_774_735_200])
        + generator.below(7200) - 3600
    default: return around + generator.below(6 * 86_400) - 86_400
    }
  }

  private func local(_ second: Int) -> (date: String, clock: String) {
    let text = Instant(seconds: second).description
    return (String(text.prefix(10)), String(text.dropFirst(11).prefix(8)))
  }

  /// A date for which another cell may have the time of day, or now and then any other time.
  mutating func date() -> String {
    guard generator.below(12) > 0 else { return time(chance: 1) }
    guard generator.below(3) > 0 else { return "" }
    let date = pad(local(second()).date, empties: 9)
    return generator.below(9) == 0 ? "\(date)T00:00" : date
  }

  /// A time in one of the ways that ISO 8601 allows, or what people write instead.
  mutating func time(chance: Int) -> String {
    guard generator.below(chance) == 0 else {
      return generator.below(20) == 0 ? generator.pick(["n/a", "-", "none"]) : ""
    }
    let second = second()
    let (date, clock) = local(second)
    switch generator.below(40) {
    case 0...4: return pad(date, empties: 9)
    case 5: return marked(pad(date, empties: 9))
    case 6...13: return "\(date) \(clock)"
    case 14: return "\(date)T\(clock.prefix(5))"
    case 15...24: return "\(date)T\(clock)Z"
    case 25: return "\(date)t\(clock),\(generator.below(1000))Z"
    case 26: return "\(date) \(clock).\(generator.pick(["5", "25", "123", "1239", "999999999"]))+01:00"
    case 27:
      return
        "\(date) \(clock) \(generator.pick(["UTC", "EST", "cest", "GMT", "UTC+2", "GMT-05:30", "gmt+5:30", "WET"]))"
    case 28: return "\(date)T\(clock)\(generator.pick(["+02", "-0500", "+10:30", "-18", "+1845"]))"
    case 29:
      return generator.pick([
        "9999-12-31 00:00:00", "2035-03-25 02:30:00", "2071-10-25 02:30:00", "2100-03-28 02:15:00",
        "2404-03-28 02:30",
      ])
    case 30:
      return generator.pick([
        "0001-01-01", "0000-02-29", "1900-01-01 00:00:00", "1970-01-01T00:00:00Z", "1937-07-01 00:00:10",
        "0000-01-01 05:00:00",
      ])
    case 31:
      return generator.pick([
        "2024-02-29", "2026-03-29 02:30:00", "2026-03-08 02:30:00", "2026-11-01 01:30:00",
        "2025-10-26 02:59:59.999", "2026-04-05 01:45:00", "2026-03-29", "2026-03-29 00:30:00",
      ])
    case 32 where generator.below(4) == 0:
      return generator.pick([
        "soon", "2026-02-30", "2026-13-01", "2026-03-01 24:00", "2026-3-1", "2026-03-01T10:00:00+19:00",
        "2026-03-01T10", "20260301", "2025-02-29", "2026-03-01 10:00:60", "2026-03-01T10:00:00.1234567890Z",
        // Ends of lines to some engines' regular expressions.
        "2026-03-01T10:00:00Z\u{2028}", "2026-03-01\u{85}",
      ])
    default: return "\(date) \(clock)\(generator.pick(["", "Z", "+01:00", "-05:00", ".001"]))"
    }
  }

  /// A time in the way of a picture, or of none, few with what nobody sees in it.
  mutating func pictured(_ picture: String, chance: Int) -> String {
    let cell = plainlyPictured(picture, chance: chance)
    switch generator.below(12) {
    case 0: return marked(cell)
    case 1: return cell.decomposedStringWithCanonicalMapping
    default: return cell
    }
  }

  /// With marks of writing direction, and what is no such mark now and then.
  private mutating func marked(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<(1 + generator.below(3)) {
      let mark: Unicode.Scalar = generator.pick([
        "\u{200E}", "\u{200F}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{200E}",
        "\u{202C}",
        generator.below(4) == 0 ? generator.pick(["\u{301}", "\u{308}", "\u{200B}", "\u{327}"]) : "\u{2067}",
      ])
      scalars.insert(mark, at: generator.below(scalars.count + 1))
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func plainlyPictured(_ picture: String, chance: Int) -> String {
    guard generator.below(chance) == 0 else { return "" }
    let second = second()
    let (date, clock) = local(second)
    let (year, month, day) = (date.prefix(4), Int(date.dropFirst(5).prefix(2)) ?? 1, Int(date.suffix(2)) ?? 1)
    let (hour, minute) = (Int(clock.prefix(2)) ?? 0, clock.dropFirst(3).prefix(2))
    let names = generator.pick([
      ["January", "Feb", "mar.", "APRIL", "May", "June", "Jul", "Aug", "sept", "oct", "Nov.", "December"],
      ["Jänner", "févr.", "MÄRZ", "avr.", "mei", "jui", "juil.", "août", "SETTEMBRE", "out", "nov", "dic."],
      ["enero", "Février", "março", "Abr", "Mai.", "juin", "lug", "AOUT", "sett", "Okt.", "Nôv", "DÉC"],
    ])
    if generator.below(60) == 0 {
      return generator.pick([
        "n/a", "31/2/2026 1:00 PM", "32 Mar 2026", "0/1/2026 1:00 AM", "123456789012345",
      ])
    }
    switch picture {
    case "D/M/YYYY h:mm AP":
      let twelve = hour % 12 == 0 ? 12 : hour % 12
      return
        "\(day)/\(generator.below(2) == 0 ? "\(month)" : (month < 10 ? "0\(month)" : "\(month)"))/\(year) \(twelve):\(minute) \(hour < 12 ? "am" : generator.pick(["PM", "p.m.", "p. m.", "P.\u{A0}M"]))"
    case "MM/DD/YY hh:mm:ss":
      return "\(date.dropFirst(5).prefix(2))/\(date.suffix(2))/\(year.suffix(2)) \(clock)"
    case "DD MMM YYYY": return "\(date.suffix(2)) \(names[month - 1]) \(year)"
    case "MMM D, YYYY hh:mm ZZZ":
      return
        "\(names[month - 1]) \(day), \(year) \(clock.prefix(5)) \(generator.pick(["UTC", "+02:00", "EST", "GMT+1", "Z"]))"
    case "MMM Do, YYYY hh:mm ZZZ":
      return
        "\(names[month - 1]) \(day)\(ordinal()), \(year) \(clock.prefix(5)) \(generator.pick(["UTC", "+02:00"]))"
    case "h'h'mm ZZZ DDD, Do/M/YYYY":
      let zone = generator.pick(["UTC", "+02:00", "-05", "gmt+1", "GMT-1130", "+021", "CET", "+02:"])
      return "\(hour)h\(minute) \(zone) \(weekday(second)), \(day)\(ordinal())/\(month)/\(year)"
    case "YYYYMMDDThhmmss.SSS":
      return
        "\(date.filter { $0 != "-" })T\(clock.filter { $0 != ":" }).\(generator.pick(["1", "12", "123", "000"]))"
    case "DDD, D MMM YYYY h'h'mm":
      let said = generator.below(12) == 0 ? second + 86_400 : second
      let space = generator.pick([" ", "\u{A0}", "\u{202F}"])
      return "\(weekday(said)), \(day)\(space)\(names[month - 1]) \(year) \(hour)h\(minute)"
    case "iso8601|M/D/YYYY h:mm AP|D/M/YYYY h:mm AP|YYYY-M-D":
      let twelve = "\(hour % 12 == 0 ? 12 : hour % 12):\(minute) \(hour < 12 ? "am" : "PM")"
      return generator.pick([
        "\(date) \(clock)", "\(date)T\(clock)Z", "\(month)/\(day)/\(year) \(twelve)",
        "\(day)/\(month)/\(year) \(twelve)",
        "\(year)-\(month)-\(day)",
      ])
    case "DDDD D/M/YY|DD.MM.YYYY, h 'Uhr'":
      return generator.pick([
        "\(weekday(second)) \(day)/\(month)/\(year.suffix(2))",
        "\(date.suffix(2)).\(date.dropFirst(5).prefix(2)).\(year), \(hour) Uhr",
      ])
    case "M/D/YYYY|iso8601+":
      return generator.pick([
        "\(month)/\(day)/\(year)", date, "\(date) 00:00", "\(date) \(clock)", "\(date)T00:00:00Z",
      ])
    case "epochSeconds": return "\(second)"
    case "epochMilliseconds": return "\(second)\(generator.pick(["000", "999", "123"]))"
    default: return date
    }
  }

  /// The day of the week, in some language.
  private mutating func weekday(_ second: Int) -> String {
    let names = generator.pick([
      ["Monday", "TUE", "wed.", "Thurs", "Friday.", "Sat", "Sunday"],
      ["Mo", "Di.", "Mittwoch", "DO", "fr", "Samstag", "so."],
      ["lunes", "mar", "mié.", "JUEVES", "vie", "SÁBADO", "domingo"],
      ["segunda-feira", "ter.", "QUARTA-Feira", "qui", "sexta-feira.", "sáb", "dom."],
      ["lunedì", "MARTEDÌ", "mercoledi", "gio", "ven", "zaterdag", "zon"],
    ])
    return names[CivilDate(day: second / 86_400).weekday]
  }

  /// What may stand behind a day, or may not.
  private mutating func ordinal() -> String {
    generator.pick([
      "", "", "st", "ND", "rd", "Th", "er", "ste", "e", "\u{BA}", ".\u{BA}", "\u{B0}", "ro", "de", "o",
      generator.below(4) == 0 ? generator.pick(["s", "stt", ".", "..\u{BA}", "\u{BB}"]) : "",
    ])
  }

  /// A time of day for a date that stands elsewhere.
  mutating func clock() -> String {
    generator.below(10) == 0 ? marked(plainClock()) : plainClock()
  }

  private mutating func plainClock() -> String {
    generator.pick([
      "9:30 AM", "12:00 am", "12:15 PM", "14:30:05 UTC", "09:00:00 EST", "23:59:59 Z", "9.30", "17.05", "",
      "", "n/a",
      "\u{A0}", " 8:15\u{202F}pm ", generator.below(4) == 0 ? "24.00" : "24.59".replacing("4", with: "3"),
    ])
  }
}
