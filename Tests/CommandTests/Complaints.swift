/// The table of bad input, by what is bad about it.
enum Complaints {
  /// Each table by the name of its golden.
  static let tables = [
    "periods-and-dates": periodsAndDates, "exports": exports, "mappings": mappings, "documents": documents,
    "values": values, "keys": keys,
  ]

  private static let periodsAndDates: [Complaint] = [
    Complaint(Complaint.take("2025-13"), 64),
    Complaint(Complaint.take("october"), 64),
    Complaint(Complaint.take("2025-W54"), 64),
    Complaint(Complaint.take(asOf: "2026-01-05"), 64),
    Complaint(Complaint.take(asOf: "2026-01-05T06:00:00"), 64),
    Complaint(Complaint.take(asOf: "2026-02-30T06:00:00Z"), 64),
    Complaint(Complaint.take(asOf: "2025-10-15T00:00:00Z"), 65),
    Complaint(Complaint.take(more: ["--kept-until", "someday"]), 64),
    Complaint(Complaint.take(more: ["--because", "It was wrong."]), 64),
    Complaint(["snapshot", "show", "2025-10"], 64),
    Complaint(["amend", "new", "second", "--agreement", "apac", "--effective", "tomorrow"], 64),
    Complaint(["amend", "new", "second", "--agreement", "apac", "--effective", "2026-02-30"], 64),
    Complaint(["amend", "new", "second", "--agreement", "apac", "--zone", "Mars/Base"], 65),
    Complaint(exception("outage", "2025-13"), 64),
    Complaint(exception("outage", "may"), 64),
    Complaint(
      ["amend", "new", "second", "--agreement", "emea"], 64, environment: ["GIT_COMMITTER_DATE": "yesterday"]),
    Complaint(
      ["amend", "new", "second", "--agreement", "emea"], 64,
      environment: ["GIT_COMMITTER_DATE": "2099-01-01T00:00:00Z"]),
  ]

  private static let exports: [Complaint] = [
    Complaint(Complaint.take(source: "../none.csv"), 65),
    Complaint(Complaint.take(source: ".."), 65),
    .export(""),
    .export("id,email\nL1,a@example.com\n"),
    .export([0xFF, 0xFE, 0x69, 0x00]),
    .export([0x1F, 0x8B, 0x08, 0x00]),
    .export("[{\"id\": 1}]"),
    .export("PK\u{3}\u{4}"),
    .export("\(header)\nL1,a@example.com,Acme,Buyer,85,web,o1,yesterday,,,,\n"),
    .export("\(header)\nL1,a@example.com,Acme,Buyer,high,web,o1,2025-10-01T09:00:00Z,,,,\n"),
    .export("\(header)\n,a@example.com,Acme,Buyer,85,web,o1,2025-10-01T09:00:00Z,,,,\n"),
    .export("\(header)\nL1,a@example.com,Acme,Buyer,85,web,o1,2025-10-01T09:00:00,,,,\n"),
    .export("\(header)\nL1,a@example.com,Acme,Buyer,85,web,o1,2025-10-01T09:00:00Z,,,,,x,\n"),
    .export("\(header)\nL1,\"a@example.com,Acme,Buyer,85\n"),
    .export("\(header)\nL1,\"a\"@example.com,Acme,Buyer,85,web,o1,2025-10-01T09:00:00Z,,,,\n"),
    .export(
      Array("\(header)\nL1,".utf8) + [0xFF] + Array(",Acme,Buyer,85,web,o1,2025-10-01T09:00:00Z,,,,\n".utf8)),
    .export(header.replacing("role", with: "company") + "\n"),
  ]

  private static let header =
    "id,email,company,role,score,source,owner,mql_at,called_at,accepted_at,rejected_at,reason"

  private static let mappings: [Complaint] = [
    Complaint(Complaint.take(mapping: "../none.json"), 65),
    Complaint(Complaint.take(mapping: "hubspot"), 64),
    .mapping(""),
    .mapping("{"),
    .mapping("[]"),
    .mapping(#"{"a": 1, "a": 2}"#),
    .mapping("{\n  \"name\": \"crm\",\n}"),
    .mapping(#"{"name": 1.5}"#),
    .mapping(#"{"name": "\#("\u{202E}")"}"#),
    .mapping(#"{"$schema": "urn:countersign:schema:charter:1"}"#),
    .mapping(Export.mapping.replacing("\"score\": \"score\"", with: "\"scores\": \"score\"")),
    .mapping(Export.mapping.replacing("\"mql\"", with: "\"mqls\"")),
    .mapping(Export.mapping.replacing("mql_at", with: "mql_date")),
    .mapping(
      Export.mapping.replacing(
        "\"iso8601\" },\n    { \"event\": \"attempt\"", with: "\"QQ\" },\n    { \"event\": \"attempt\"")),
    .mapping(Export.mapping.replacing("\"email\": \"email\", ", with: "")),
  ]

  private static let documents: [Complaint] = [
    .document(["fmt"], 65, "{\n  \"a\": tru\n}"),
    .document(["fmt"], 65, "{}"),
    .document(["fmt"], 65, #"{"$schema": "urn:countersign:schema:charter:9"}"#),
    .document(["fmt"], 65, "\u{FEFF}{}"),
    .document(["lint"], 1, "{"),
    .document(["lint"], 1, #"{"$schema": "urn:countersign:schema:signoff:1", "version": "2"}"#),
    .document(["amend", "new", "second", "--agreement", "apac", "--from"], 65, #"{"title": ""}"#),
    .document(["amend", "edit", "first", "--file"], 65, #"{"title": 1}"#),
    .document(["accept"], 65, "{}"),
    Complaint(["accept", "../none.json"], 65),
    Complaint(["fmt", "../none.json"], 65),
    .document(["init", "../other", "--charter"], 65, "{}"),
  ]

  private static let values: [Complaint] = [
    Complaint(set("many"), 64), Complaint(set("99999999999999999999"), 64),
    Complaint(["amend", "set", "first", "volum-t1", "50", "--because", "So."], 64),
    Complaint(["amend", "set", "frst", "volume-t1", "50", "--because", "So."], 64),
    Complaint(["amend", "set", "first", "first-contact-t1", "2x", "--because", "So."], 64),
    Complaint(["amend", "set", "first", "first-contact-t1", "250%", "--because", "So."], 65),
    Complaint(["amend", "set", "first", "volume-t1", "50"], 64),
    Complaint(new(["--metric", "mql.deliverd", "--party", "sales"]), 64),
    Complaint(new(["--metric", "pipeline.by-source", "--party", "marketing"]), 64),
    Complaint(new(["--metric", "mql.delivered"]), 64),
    Complaint(new(["--metric", "mql.delivered", "--party", "nobody"]), 65),
    Complaint(new(["--metric", "mql.delivered", "--party", "marketing", "--where", "tier"]), 64),
    Complaint(new(["--metric", "mql.delivered", "--party", "marketing", "--where", "tier=t9"]), 65),
    Complaint(new(["--metric", "mql.delivered", "--party", "marketing", "--period", "fortnight"]), 65),
    Complaint(["amend", "new", "A B", "--agreement", "emea"], 64),
    Complaint(["amend", "new", "first", "--agreement", "emea"], 64),
    Complaint(["amend", "new", "second", "--agreement", "E M"], 64),
    Complaint(exception("A B", "2025-10"), 64), Complaint(exception("first", "2025-10"), 64),
    Complaint(exception("outage", "2025-10"), 64),
    Complaint(["explain", "target.above-kap"], 64), Complaint(["schema", "charta"], 64),
    Complaint(["--agreement", "apac", "snapshot", "list"], 64),
    Complaint(["verify", "--trust", "abc"], 64), Complaint(["verify", "--contains", "abc"], 64),
    Complaint(["verify", "nothing"], 64), Complaint(["verify", "--range", "a"], 64),
    Complaint(["clone", "ext::sh", "x"], 64), Complaint(["hook", "post-update"], 64),
    Complaint(["status", "--fromat", "json"], 64),
  ]

  private static let keys: [Complaint] = [
    Complaint(join("Nia"), 64),
    Complaint(join("Nia New <nia@example.com> nofile.pub"), 65),
    Complaint(join("Nia New <nia@example.com>"), 64),
    Complaint(join("<nia@example.com> ../mo.pub"), 64),
    Complaint(join("Nia New <nia> ../mo.pub"), 64),
    Complaint(join("Nia New <nia@example.com> ssh-ed25519 AAAA"), 65),
    Complaint(join("Nia New <nia@example.com> ssh-ed25519 ?"), 65),
    Complaint(join("Nia New <nia@example.com> ssh-dss AAAAB3NzaC1kc3M="), 65),
    Complaint(join("Nia New <nia@example.com> ../crm.json"), 65),
    Complaint(["people", "leave", "nobody", "--because", "So."], 64),
    Complaint(["people", "rotate-key", "rev", "nofile.pub", "--because", "So.", "--confirmed-by", "mo"], 65),
  ]

  private static func set(_ value: String) -> [String] {
    ["amend", "set", "first", "volume-t1", value, "--because", "So."]
  }

  private static func exception(_ slug: String, _ period: String) -> [String] {
    ["exception", slug, "volume-t1", "--period", period, "--because", "So.", "--incident", "INC-1"]
  }

  private static func new(_ more: [String]) -> [String] {
    ["amend", "set", "first", "new-one", "50", "--because", "So."] + more
  }

  private static func join(_ person: String) -> [String] {
    ["people", "join", person, "--because", "She starts.", "--confirmed-by", "rev"]
  }
}
