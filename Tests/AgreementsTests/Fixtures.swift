import Agreements
import Testing
import Wire

/// One document of each kind that means something, with every optional member at least once.
enum Fixtures {
  static func json(_ kind: DocumentKind) throws -> JSON {
    kind.shape.arranged(try JSON.parse(Array(text(kind).utf8)))
  }

  static func document(_ kind: DocumentKind) throws -> Document { try Document(json(kind), kind: kind) }

  static func agreement() throws -> Agreement { try Agreement(json(.agreement)) }

  private static func text(_ kind: DocumentKind) -> String {
    let body =
      switch kind {
      case .charter: charter
      case .agreement: agreementText
      case .exception: exception
      case .signoff: signOff
      case .snapshot: snapshot
      case .attestation: attestation
      case .reading: reading
      case .mapping: mapping
      case .reviewOpening: reviewOpening
      case .contribution: contribution
      case .reviewClosing: reviewClosing
      }
    return "{\"$schema\":\"\(kind.urn)\",\(body)}"
  }

  static let digest = String(repeating: "0123456789abcdef", count: 4)
  private static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFDYWOCYXsx/YEGKrwzFq1h/QsJXCohAlanozKzQ9lRc"
  private static let header = """
    "version":2,"supersedes":{"version":1,"digest":"\(digest)"},"slug":"faster-first-contact","round":3,
    "proposed":"2026-02-10T09:00:00Z"
    """
  private static let changes = """
    "changes":[{"pointer":"/commitments/first-contact-t1","reason":"Tier 1 is answered sooner.","evidence":
    [{"snapshot":"agreements/emea/snapshots/2026-01/r1.json","digest":"\(digest)","entry":"first-contact t1"}]}]
    """

  private static let charter = """
    \(header),"nonce":"0123456789abcdef0123456789abcdef","rules":1,
    "people":[{"id":"dana","name":"Dana Ødegård","email":"dana@example.com","keys":[{"key":"\(key)",
    "confirmedBy":"Kim","confirmedHow":"fingerprint read out by phone"}]}],
    "roles":[{"id":"vp-sales","side":"sales","scope":"emea","holders":["dana"]}],
    "approvals":{"agreement":[["vp-marketing","vp-sales"]],"maintenance":[["vp-marketing"],["vp-sales"]],
    "charter":[["vp-marketing","vp-sales"]]},
    "rights":{"snapshots":["revops"],"drafts":["revops"],"mappings":["revops"],"reviews":["revops"]},
    "host":["README.md"],"parameters":{"baselinePeriods":3,"growthCapPercent":15,"reviewCadence":"quarter",
    "escalation":{"counting":"consecutive","leadership":2,"process":3},"lowCountFloor":20,
    "attestation":"shown","evidenceAgeDays":60,"draftLifetimeDays":90,"clockToleranceMinutes":10,
    "fiscalYearStart":2,"fiscalWeeks":{"pattern":"4-5-4","startsOn":"sunday","yearStarts":"nearest"}},\(changes)
    """

  private static let exception = """
    "version":2,"inForce":{"version":3,"digest":"\(digest)"},"slug":"crm-outage","round":2,
    "proposed":"2026-03-20T09:00:00Z","agreement":"emea","periods":["2026-W10","2026-W11"],
    "commitments":[{"id":"first-contact-t1","target":{"comparison":"atLeast","value":60,"unit":"percent"}},
    {"id":"time-to-connect","target":{"comparison":"atMost","value":86400000,"unit":"milliseconds",
    "statistic":"median"}},{"id":"volume-t1"}],"reason":"Nobody could see new leads.",
    "incident":"INC-4711: CRM down 3–9 March",
    "evidence":[{"snapshot":"agreements/emea/snapshots/2026-W10/r1.json","digest":"\(digest)",
    "entry":"first-contact-t1"}]
    """

  private static let week = """
    "week":{"monday":[{"from":"09:00","to":"12:30"},{"from":"13:00","to":"17:30"}],"tuesday":[{"from":"09:00",
    "to":"17:30"}],"wednesday":[{"from":"22:00","to":"06:00"}],"thursday":[],"friday":[{"from":"00:00",
    "to":"24:00"}],"saturday":[],"sunday":[]}
    """

  private static let measurement = """
    {"definitions":1,"zone":"Europe/Amsterdam","scope":[{"field":"region","values":["EMEA"]}],
    "meanings":{"mql":{"is":"stamped"},"demoRequest":{"is":"valued","values":["Demo request"]},
    "humanAttempt":{"is":"valued","values":["Call","E-mail"]},"accepted":{"is":"stamped"},
    "rejected":{"is":"stamped"},"won":{"is":"valued","values":["Closed Won"]}},
    "tiers":{"by":"amount","currency":"EUR","bands":[{"id":"t1","title":"Tier 1","atLeast":80},
    {"id":"t2","title":"Tier 2","atLeast":60}]},
    "requiredFields":["email","company","role"],"excludedSources":["Purchased list"],
    "sourceSpellings":[{"source":"Café","values":["café","Cafe"]}],
    "rejectionReasons":[{"id":"no-budget","title":"No budget","values":["NO_BUDGET"]}],
    "calendar":{\(week),"holidays":[{"date":"2026-01-01","title":"New Year"}],
    "halfDays":[{"date":"2026-12-24","title":"Christmas Eve","windows":[{"from":"09:00","to":"12:00"}]}]},
    "clockStart":"mql","coolOffDays":90,"historyFields":["pages"],"marketingSources":["Café"],
    "money":{"currency":"EUR","rates":[{"currency":"USD","numerator":92,"denominator":100}]}}
    """

  private static let commitments = """
    [{"id":"volume-t1","party":"marketing","title":"Volume","metric":"mql.delivered","where":{"tier":"t1",
    "source":"Café","region":"EMEA","request":"demo"},"period":"month","target":{"comparison":"atLeast",
    "value":120,"unit":"leads"},"from":"2026-04","until":"2026-09","standing":"firm"},
    {"id":"first-contact-t1","party":"sales","metric":"first-contact","parameters":{"within":"PT4H",
    "clock":"business","start":"mql"},"where":{"tier":"t1"},"period":"month","target":{"comparison":"atLeast",
    "value":90,"unit":"percent"},"standing":"firm","x-note":"agreed in January"},
    {"id":"depth","party":"sales","metric":"follow-up.depth","parameters":{"attempts":6,"channels":2,
    "spanDays":10,"businessDays":15},"period":"quarter","target":{"comparison":"atLeast","value":80,
    "unit":"percent"},"standing":"provisional"},
    {"id":"median","party":"sales","metric":"first-contact","parameters":{"within":"PT4H","clock":"business",
    "start":"mql"},"period":"month","target":{"comparison":"atMost","value":7200000,"unit":"milliseconds",
    "statistic":"median"},"standing":"firm"}]
    """

  private static let agreementText = """
    \(header),"agreement":"emea","title":"EMEA","summary":"How leads in EMEA are passed on and answered.",
    "kind":"customer-based","parties":{"marketing":{"name":"Marketing","responsibilities":["Leads"]},
    "sales":{"name":"Sales","responsibilities":["Answers"]}},
    "contacts":[{"id":"kim","side":"marketing","name":"Kim","email":"kim@example.com","purpose":"Volume"}],
    "effective":"2026-04-01","ends":"2027-04-01","cancellation":"By either side with 30 days' notice.",
    "definitions":[{"id":"mql","term":"MQL","meaning":"A lead that marketing passes on."}],
    "stages":[{"id":"mql","title":"MQL","criteria":[{"kind":"intent","text":"Asked for a price."}]}],
    "personas":[{"id":"cfo","title":"CFO","description":"Head of finance of a company of 50 to 500."}],
    "goals":[{"id":"revenue","owner":"shared","title":"Revenue","period":"2026","value":100000000,
    "unit":"minorUnits","currency":"EUR","isStretch":true}],
    "measurement":\(measurement),"commitments":\(commitments),
    "alerts":[{"id":"pricing","title":"Pricing page","mechanism":"Chat message.","within":"PT30M"}],
    "handoff":{"how":"In the CRM.","fields":["email"],"notified":"The owner.","unqualified":"Goes back.",
    "recycled":"After 90 days."},
    "communication":{"feedback":"Weekly.","meetings":[{"id":"weekly","title":"Weekly","cadence":"weekly",
    "place":"Room 1","agenda":"Mail to Kim."}],"reports":"The dashboard."},
    "consequences":{"first":"Flagged.","second":"Both VPs meet.","third":"Process review.",
    "marketing":"Campaigns are adjusted.","sales":"Leads are reallocated."},
    "review":{"cadence":"quarter","first":"2026-07-07"},\(changes)
    """

  private static let signOff = """
    "ledger":"\(digest)","series":"emea","version":2,"round":3,"subject":"\(digest)","decision":"approve",
    "role":"vp-sales","person":"dana","head":"0123456789abcdef0123456789abcdef01234567",
    "templates":"statements-1","statement":"I approve.","comment":"Gladly.","signedAt":"2026-02-11T10:00:00.250Z"
    """

  private static let snapshot = """
    "agreement":"emea","period":"2026-01","revision":2,"zone":"Europe/Amsterdam","asOf":"2026-02-09T06:00:00Z",
    "purpose":{"kind":"correction","withdraws":["agreements/emea/snapshots/2026-01/r1.json"],
    "reason":"Rows were missing."},"measuredUnder":{"version":2,"digest":"\(digest)"},\(measured)
    """

  private static let reading = """
    "agreement":"emea","period":"2026-02","zone":"Europe/Amsterdam","asOf":"2026-02-14T06:00:00Z",
    "measuredUnder":{"slug":"faster-first-contact","digest":"\(digest)"},\(measured)
    """

  private static let attestation = """
    "agreement":"emea","period":"2026-01","revision":2,"snapshot":"\(digest)","person":"dana",
    "attestedAt":"2026-02-11T10:00:00Z"
    """

  private static let measured = """
    "sources":[{"system":"HubSpot","report":"Contacts","exporter":"kim","kept":"Archive","keptUntil":"2033-01-01",
    "sha256":"\(digest)","bytes":1000,"rows":21,"mapping":"mappings/hubspot.r1.json",
    "mappingDigest":"\(digest)"}],
    "rows":{"read":36,"inPeriod":6,"duplicates":5,"neverMql":4,"outOfScope":3,"outOfPeriod":2,"events":8,"unmatched":7,"rejected":1,
    "laterStageWithoutMql":1,"imprecise":0,"ambiguousLocalTime":0,"logged":3,"loggedLate":1,"rejectedBy":[{"id":"bad date","count":1}]},
    "metrics":[{"id":"volume","metric":"mql.delivered","where":{"tier":"t1"},"figures":{"kind":"count","value":5,
    "gross":6},"basis":"\(digest)"},
    {"id":"complete","metric":"mql.completeness","figures":{"kind":"share","numerator":5,"denominator":6,
    "parts":[{"id":"email","count":6}]},"basis":"\(String(digest.reversed()))"},
    {"id":"contact","metric":"first-contact","parameters":{"within":"PT4H","clock":"business","start":"mql"},
    "figures":{"kind":"clock","n":6,"met":3,"breached":1,"breachedOpen":1,"pending":1,"zero":0,"underAMinute":0,
    "alreadyEngaged":0,"resolvedBeforeContact":0,"gone":0,"imprecise":0,"median":1000,"p90":null,"p95":null},
    "tierAt":"handoff","basis":"\(String(repeating: "9", count: 64))"},
    {"id":"rejections","metric":"rejection.rate","figures":{"kind":"share","numerator":1,"denominator":2,"n":6,
    "parts":[{"id":"none","count":1}]},"basis":"\(String(repeating: "8", count: 64))"},
    {"id":"reasons","metric":"rejection.reasons","figures":{"kind":"count","value":1,"gross":6,
    "parts":[{"id":"no-budget","count":1}]},"basis":"\(String(repeating: "7", count: 64))"},
    {"id":"rep","metric":"mql.per-rep","parameters":{"headcount":3},"figures":{"kind":"quotient","numerator":6,
    "denominator":3},"basis":"\(String(repeating: "6", count: 64))"},
    {"id":"pipeline","metric":"pipeline.by-source","where":{"team":"North"},"figures":{"kind":"amount",
    "currency":"EUR","n":2,"missing":1,"sum":-5,"median":-10,"parts":[{"id":"Web","n":2,"sum":-5}]},
    "basis":"\(String(repeating: "5", count: 64))"},
    {"id":"cycle","metric":"cycle.length","figures":{"kind":"durations","n":1,"missing":0,"median":5,"p90":5,
    "p95":null},"basis":"\(String(repeating: "4", count: 64))"},
    {"id":"sql","metric":"conversion.mql-sql","parameters":{"days":90},"figures":{"kind":"share","numerator":1,
    "denominator":2,"parts":[{"id":"x","count":1}]},"basis":"\(String(repeating: "3", count: 64))"},
    {"id":"cost","metric":"reported","parameters":{"name":"acquisition-cost"},"figures":{"kind":"reported",
    "value":184,"unit":"EUR","sha256":"\(digest)","keeper":"kim","kept":"Finance"},
    "basis":"\(String(repeating: "2", count: 64))"}]
    """

  private static let mapping = """
    "name":"hubspot","revision":1,"system":"HubSpot","delimiter":"comma","zone":"Europe/Amsterdam",
    "lead":{"id":"Record ID","email":"Email","score":"Score","amount":"Amount","currency":"Currency",
    "source":"Source","region":"Region","owner":"Owner","team":"Team","valuesAt":"handoff","fields":[{"id":"company","column":"Company"}]},
    "events":[{"event":"attempt","column":"Called at","format":"DD/MM/YYYY hh:mm","value":"Outcome",
    "channelColumn":"Channel","channel":"call","reason":"Reason","documentedAt":"Reason at",
    "documentedTime":{"column":"Reason hour","format":"hh:mm"},"loggedAt":"Entered",
    "loggedTime":{"column":"Entered hour","format":"hh:mm","otherFormats":["h AP"]},
    "outcome":"Outcome"},{"event":"won","column":"Closed","format":"iso8601","deal":"Deal","amount":"Sum",
    "currency":"Currency"},{"event":"alert","column":"Due","format":"iso8601","deliveredAt":"Told",
    "deliveredTime":{"column":"Told hour","format":"h:mm AP"}},
    {"event":"assigned","column":"Given","format":"iso8601","owner":"To",
    "otherFormats":["DDD D/M/YYYY"],"time":{"column":"Hour","format":"h:mm AP","otherFormats":["h'h'mm"]}}]
    """

  private static let reviewOpening = """
    "agreement":"emea","review":"quarter-2026-Q1","opened":"2026-04-07T08:00:00Z",
    "versions":[{"path":"agreements/emea/versions/0002.json","digest":"\(digest)"}],
    "snapshots":[{"path":"agreements/emea/snapshots/2026-01/r1.json","digest":"\(digest)"}],
    "attainment":[{"commitment":"volume-t1","period":"2026-01","state":"met"}],
    "escalations":[{"id":"e1","commitment":"volume-t1","level":"leadership"}]
    """

  private static let contribution = """
    "ledger":"\(digest)","agreement":"emea","review":"quarter-2026-Q1","person":"dana","at":"2026-04-07T09:00:00Z","kind":"proposal",
    "text":"Two hours for tier 1.","commitment":"first-contact-t1","answers":"e1"
    """

  private static let reviewClosing = """
    "agreement":"emea","review":"quarter-2026-Q1","closed":"2026-04-07T10:00:00Z",
    "contributions":[{"path":"agreements/emea/reviews/quarter-2026-Q1/dana.0001.json","digest":"\(digest)"}],
    "next":"2026-07-07"
    """
}

/// Reads a document into the Swift value of its kind, so that its meaning is checked too.
func read(_ json: JSON, as kind: DocumentKind) throws { try kind.requireMeaning(of: json) }

extension JSON {
  /// This document with the value at `pointer` (keys and indices) replaced; nil takes it out.
  func setting(_ pointer: String, to value: JSON?) throws -> JSON {
    let tokens = try #require(JSONPointer(pointer)).tokens
    return try #require(changed(tokens[...]) { _ in value })
  }

  /// This value with what stands at the end of `path` put through `change`; a new key is added at the end.
  func changed(_ path: ArraySlice<String>, _ change: (JSON?) -> JSON?) -> JSON? {
    guard let token = path.first else { return change(self) }
    switch self {
    case .array(var items):
      guard let index = Int(token), items.indices.contains(index) else { return self }
      if let item = items[index].changed(path.dropFirst(), change) {
        items[index] = item
      } else {
        items.remove(at: index)
      }
      return .array(items)
    case .object(var members):
      guard let index = members.firstIndex(where: { $0.key.hasSameBytes(as: token) }) else {
        if path.count == 1, let value = change(nil) { members.append(Member(token, value)) }
        return .object(members)
      }
      if let value = members[index].value.changed(path.dropFirst(), change) {
        members[index].value = value
      } else {
        members.remove(at: index)
      }
      return .object(members)
    default: return self
    }
  }

  /// Every place in this value, itself first, as keys and indices.
  var places: [[String]] {
    let below: [(String, JSON)] =
      switch self {
      case .array(let items): items.enumerated().map { (String($0.offset), $0.element) }
      case .object(let members): members.map { ($0.key, $0.value) }
      default: []
      }
    return [[]] + below.flatMap { token, value in value.places.map { [token] + $0 } }
  }
}
