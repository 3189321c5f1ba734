package import Wire

extension Zone {
  /// A time as local clocks show it, with weekday and offset: `Mon 2026-01-05 09:30:00 +01:00`, or its date alone.
  package func written(_ instant: Instant, isDay: Bool) -> String {
    let date = date(of: instant)
    let day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday]
    if isDay { return "\(day) \(date)" }
    let offset = offset(at: instant)
    let local = instant.adding(milliseconds: offset * 1000).milliseconds.modulo(86_400_000) / 1000
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(local / 3600)):\(two(local / 60 % 60)):\(two(local % 60))"
    let ahead = offset.magnitude / 60
    return "\(day) \(date) \(clock) \(offset < 0 ? "-" : "+")\(two(Int(ahead / 60))):\(two(Int(ahead % 60)))"
  }
}
