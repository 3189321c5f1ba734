import Agreements
import TestMaterial
import Wire

@testable import Metrics

/// Times that matter to an agreement's clocks, and the ways in which exports write them.
struct RandomMoments {
  let agreement: RandomAgreement

  private static let times = ["PT1H", "PT30M", "PT4H", "PT8H", "PT2H"].compactMap { ClockDuration($0) }
  /// The ways of writing a time, and what a column of the mapping calls them.
  static let formats = [
    "iso8601", "iso8601", "iso8601", "iso8601", "epochMilliseconds", "epochSeconds", "DD/MM/YYYY hh:mm",
    "M/D/YYYY h:mm AP", "D MMM YYYY hh:mm:ss ZZZ", "YYYY-MM-DD hh:mm:ss.SSS", "DD.MM.YY",
    "DDD, D MMM YYYY hh'h'mm ZZZ", "M/D/YYYY h:mm AP|iso8601|DD/MM/YYYY hh:mm",
    "hh:mm ZZZ, DDD Do MMM YYYY", "YYYYMMDDThhmmssZZZ", "YY/M/D", "YYYY-MM-DD'T00:00:00Z'",
  ]

  /// A time for the start of a lead's story.
  func start(_ random: inout SeededGenerator) -> Int {
    let bounds = agreement.bounds
    let length = bounds.upperBound.milliseconds(since: bounds.lowerBound)
    switch random.below(12) {
    case 0:
      return random.pick([bounds.lowerBound, bounds.upperBound]).milliseconds + random.below(3) - 1
    case 1: return bounds.lowerBound.milliseconds - random.below(40 * 86_400_000)
    case 2:
      let time = Instant(milliseconds: bounds.lowerBound.milliseconds + random.below(length))
      return (agreement.calendar.close(ofBusinessDay: 0, after: time) ?? time).milliseconds + random.below(3)
        - 1
    case 3 where agreement.asOf.milliseconds(since: bounds.upperBound) < 3_600_000:
      return agreement.asOf.milliseconds - random.pick([1_800_000, 3_600_000, 14_400_000])
    case 3: return bounds.upperBound.milliseconds + random.below(10 * 86_400_000)
    default: return bounds.lowerBound.milliseconds + random.below(length / 60_000) * 60_000
    }
  }

  /// A time that some definition may treat in another way than the one a millisecond before or after it.
  func moment(near time: Int, _ random: inout SeededGenerator) -> Int {
    let calendar = agreement.calendar
    let start = Instant(milliseconds: time)
    let slip = random.below(3) - 1
    switch random.below(20) {
    case 0, 1:
      return time
    case 2: return time + slip
    case 3: return time + 60_000 + slip
    case 4: return time + random.pick([3_540_000, 3_600_000, 3_600_000, -3_600_000]) + slip
    case 5, 6: return time + random.below(180) * 60_000
    case 7, 8: return time + random.below(3 * 1440) * 60_000
    case 9: return time + random.below(40 * 1440) * 60_000
    case 10, 11:
      let clock: MetricParameters.Clock = random.below(3) > 0 ? .business : .wall
      let deadline = calendar.deadline(of: random.pick(Self.times), clock: clock, from: start)
      return (deadline ?? start).milliseconds + slip
    case 12:
      return (calendar.close(ofBusinessDay: random.pick([0, 1, 2, 3, 5]), after: start) ?? start).milliseconds
        + slip
    case 13:
      return (calendar.opening(ofBusinessDay: 1, before: start) ?? start).milliseconds + slip
    case 14:
      let date = calendar.zone.date(of: start).adding(days: random.pick([1, 2, 8, 10, 11, 30, 31, 61, 91]))
      return calendar.zone.startOfDay(date).milliseconds + slip
    case 15: return time - random.below(1440) * 60_000
    case 16:
      return time - random.below(60 * 1440) * 60_000
    case 17:
      return random.pick([agreement.bounds.lowerBound, agreement.bounds.upperBound]).milliseconds + slip
    case 18:
      return agreement.asOf.milliseconds + random.pick([slip, 86_400_000])
    default: return time + random.below(8 * 3_600_000)
    }
  }

  /// A time as a cell of a column writes it, or nearly so: some cells hold a date only, or a time that clocks skip.
  ///
  /// Few have marks of writing direction in them.
  func cell(_ time: Int, _ format: String, _ random: inout SeededGenerator) throws -> String {
    let cell = try bareCell(time, format, &random)
    guard random.below(30) == 0 else { return cell }
    var scalars = Array(cell.unicodeScalars)
    for mark in ["\u{200E}", "\u{202C}", "\u{FEFF}"] as [Unicode.Scalar] {
      scalars.insert(mark, at: random.below(scalars.count + 1))
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private func bareCell(_ time: Int, _ format: String, _ random: inout SeededGenerator) throws -> String {
    let formats = format.split(separator: "|").map(String.init)
    if formats.count > 1 { return try bareCell(time, random.pick(formats), &random) }
    let zone = try Zone(named: agreement.naiveZone)
    let local = { (offset: Int) -> (date: String, clock: String) in
      let text = Instant(milliseconds: time + offset * 1000).description.dropLast()
      return (String(text.prefix(10)), String(text.dropFirst(11)))
    }
    let offset = zone.offset(at: Instant(milliseconds: time))
    var (date, clock) = local(offset)
    let parts = date.split(separator: "-").map(String.init)
    let isNaive = ["iso8601", "DD/MM/YYYY hh:mm", "YYYY-MM-DD hh:mm:ss.SSS"].contains(format)
    if isNaive, random.below(40) == 0, let day = agreement.clockChange(&random) {
      (date, clock) = (day, "0\(random.below(4)):\(random.pick(["00", "15", "30", "59"]))")
      if format == "DD/MM/YYYY hh:mm" {
        return "\(day.suffix(2))/\(day.dropFirst(5).prefix(2))/\(day.prefix(4)) \(clock)"
      }
      return format == "iso8601" ? "\(date) \(clock)" : "\(date) \(clock):00.000"
    }
    switch format {
    case "iso8601":
      switch random.below(20) {
      case 0:
        return calendarDate(time)
      case 1:
        let ahead = local(19_800)
        return "\(ahead.date)t\(ahead.clock)+0530"
      case 2: return " \(local(0).date)T\(local(0).clock)Z\u{A0}"
      case 3: return "\(local(-16_200).date) \(local(-16_200).clock) -04:30"
      case 4 where clock.count == 8: return "\(date)T\(clock),0"
      default: return "\(date) \(clock)"
      }
    case "epochMilliseconds": return "\(time)"
    case "epochSeconds": return "\(time / 1000)"
    case "DD/MM/YYYY hh:mm": return "\(parts[2])/\(parts[1])/\(parts[0]) \(clock.prefix(5))"
    case "M/D/YYYY h:mm AP":
      let hour = Int(clock.prefix(2)) ?? 0
      let numbers = parts.map { Int($0) ?? 0 }
      return
        "\(numbers[1])/\(numbers[2])/\(parts[0]) \((hour + 11) % 12 + 1)\(clock.dropFirst(2).prefix(3)) \(hour < 12 ? "am" : "PM")"
    case "D MMM YYYY hh:mm:ss ZZZ":
      let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "DEC"]
      let (utc, central) = (local(0), local(3600))
      let (text, name) = random.below(2) == 0 ? (utc, "GMT") : (central, "CET")
      let day = text.date.split(separator: "-").map { Int($0) ?? 1 }
      return "\(day[2]) \(months[day[1] - 1]) \(day[0]) \(text.clock.prefix(8)) \(name)"
    case "DDD, D MMM YYYY hh'h'mm ZZZ", "hh:mm ZZZ, DDD Do MMM YYYY":
      let utc = local(0)
      let day = utc.date.split(separator: "-").map { Int($0) ?? 1 }
      let names = random.pick([
        ["Mon", "tue", "Wed", "Thu", "FRI", "Sat", "Sun"], ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
      ])
      let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      let weekday = (CivilDate(utc.date)?.weekday ?? 0)
      if format.hasPrefix("hh") {
        let ending = random.pick(["st", "ND", "rd", "th", "er", "\u{BA}", ".\u{BA}", "", ""])
        return
          "\(utc.clock.prefix(5)) \(random.pick(["UTC", "+00", "GMT-0"])), \(names[weekday]) \(day[2])\(ending) \(months[day[1] - 1]) \(day[0])"
      }
      return
        "\(names[weekday]), \(day[2]) \(months[day[1] - 1]) \(day[0]) \(utc.clock.prefix(2))h\(utc.clock.dropFirst(3).prefix(2)) UTC"
    case "YYYYMMDDThhmmssZZZ":
      let zones = [
        ("Z", 0), ("+0900", 9), ("JST", 9), ("-0500", -5), ("MEZ", 1), ("MSK", 3), ("AEST", 10),
      ]
      let (name, hours) = random.pick(zones)
      let text = local(hours * 3600)
      return "\(text.date.filter { $0 != "-" })T\(text.clock.prefix(8).filter { $0 != ":" })\(name)"
    case "YYYY-MM-DD'T00:00:00Z'": return "\(calendarDate(time))T00:00:00Z"
    case "YY/M/D":
      let day = calendarDate(time).split(separator: "-")
      return "\(day[0].suffix(2))/\(Int(day[1]) ?? 1)/\(day[2])"
    case "DD.MM.YY":
      let day = calendarDate(time).split(separator: "-")
      return "\(day[2]).\(day[1]).\(day[0].suffix(2))"
    default: return "\(date) \(clock)" + (clock.count == 8 ? ".0" : "")
    }
  }

  /// The date of a time on the agreement's calendar.
  private func calendarDate(_ time: Int) -> String {
    "\(agreement.calendar.zone.date(of: Instant(milliseconds: time)))"
  }
}

extension RandomAgreement {
  /// A day in the period's neighbourhood on which the clocks of naive times change.
  fileprivate func clockChange(_ random: inout SeededGenerator) -> String? {
    let days = (Self.changes[naiveZone] ?? []).filter { text in
      guard let date = CivilDate(text) else { return false }
      let day = zoneDay(date)
      return day > bounds.lowerBound.adding(milliseconds: -20 * 86_400_000) && day < bounds.upperBound
    }
    return days.isEmpty ? nil : random.pick(days)
  }

  private func zoneDay(_ date: CivilDate) -> Instant { calendar.zone.startOfDay(date) }
}
