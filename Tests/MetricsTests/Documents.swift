import Agreements
import Testing
import Wire

/// The section `measurement` of a test's agreement: Amsterdam, Monday to Friday 9 to 17.
///
/// `changes` replaces top-level members by JSON texts, and leaves out those whose text is empty.
func measurement(_ changes: [String: String] = [:]) throws -> Agreements.Measurement {
  var members = [
    ("definitions", "1"), ("zone", #""Europe/Amsterdam""#), ("scope", "[]"),
    ("meanings", #"{"mql": {"is": "stamped"}, "humanAttempt": {"is": "stamped"}}"#),
    (
      "tiers",
      #"""
      {"by": "score", "bands": [
        {"id": "t1", "title": "Hot", "atLeast": 80}, {"id": "t2", "title": "Warm", "atLeast": 60}]}
      """#
    ),
    ("requiredFields", "[]"), ("excludedSources", "[]"), ("sourceSpellings", "[]"),
    (
      "rejectionReasons",
      #"""
      [{"id": "no-budget", "title": "No budget", "values": ["No budget", "budget"]},
       {"id": "wrong-person", "title": "Wrong person", "values": ["Wrong person"]}]
      """#
    ),
    ("calendar", calendarJSON()), ("clockStart", #""mql""#), ("coolOffDays", "30"), ("historyFields", ""),
    ("marketingSources", ""), ("money", ""),
  ]
  for (key, value) in changes {
    let index = try #require(members.firstIndex { $0.0 == key }, "\(key) is no member")
    members[index].1 = value
  }
  let text = "{" + members.filter { !$0.1.isEmpty }.map { "\"\($0)\": \($1)" }.joined(separator: ",\n") + "}"
  return try Agreements.Measurement(Fields(try JSON.parse(Array(text.utf8))))
}

func calendarJSON(holidays: [(String, String)] = []) -> String {
  let days = CalendarRules.weekdays.map { day in
    "\"\(day)\": \(day.hasPrefix("s") ? "[]" : #"[{"from": "09:00", "to": "17:00"}]"#)"
  }
  let holidays = holidays.map { #"{"date": "\#($0.0)", "title": "\#($0.1)"}"# }
  return
    #"{"week": {\#(days.joined(separator: ", "))}, "holidays": [\#(holidays.joined(separator: ", "))]}"#
}

func mapping(
  lead: String = #"{"id": "id"}"#, zone: String? = nil, events: [String], _ more: String = ""
) throws -> Mapping {
  let zone = zone.map { #""zone": "\#($0)","# } ?? ""
  let more = more.isEmpty ? "" : more + ","
  let text = """
    {"name": "test", "revision": 1, "system": "Test", \(zone) \(more) "lead": \(lead),
     "events": [\(events.joined(separator: ", "))]}
    """
  return try Mapping(try JSON.parse(Array(text.utf8)))
}

/// An event column with ISO 8601 times, or in formats with `|` between them; `more` holds further members.
func event(_ event: String, _ column: String, format: String = "iso8601", _ more: String = "") -> String {
  let formats = format.split(separator: "|").map { #""\#($0)""# }
  let others = formats.dropFirst().joined(separator: ", ")
  let more = (others.isEmpty ? "" : #", "otherFormats": [\#(others)]"#) + (more.isEmpty ? "" : ", " + more)
  return #"{"event": "\#(event)", "column": "\#(column)", "format": \#(formats.first ?? #""""#)\#(more)}"#
}
