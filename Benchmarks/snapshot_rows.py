"""`sla snapshot take` beside DuckDB and Polars, which compute the same numbers from the same export."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import business_days as calendar
import generate_export
import generate_ledger
from measuring import compare, environment, made, peak, timed

HERE = Path(__file__).parent
LEADS = 2_000_000


def wide(scratch: Path, rows: int) -> list[Path]:
    """One row for each lead."""
    def make(folder: Path):
        print(f"bench: making an export of {rows} rows", file=sys.stderr)
        generate_export.write(folder / "leads.csv", rows)

    return [made(scratch, f"export-{rows}", [HERE / "generate_export.py"], make) / "leads.csv"]


def joined(scratch: Path, rows: int) -> list[Path]:
    """The same leads as a file of leads and one of activities."""
    def make(folder: Path):
        print(f"bench: making an export of {rows} leads and their activities", file=sys.stderr)
        generate_export.write_joined(folder / "leads.csv", folder / "activities.csv", rows)

    folder = made(scratch, f"joined-{rows}", [HERE / "generate_export.py"], make)
    return [folder / "leads.csv", folder / "activities.csv"]


def agreement() -> dict:
    """The example's text with this benchmark's calendar, and no promise but of volume."""
    text = json.loads((HERE.parent / "Examples/agreement.json").read_text())
    measurement = text["measurement"]
    measurement["requiredFields"] = ["email", "region"]
    measurement["sourceSpellings"] = []
    measurement["meanings"] = {
        name: {"is": "stamped"} for name in ("mql", "humanAttempt", "accepted", "rejected", "won")}
    measurement["rejectionReasons"] = [
        {"id": name, "title": words, "values": [words]} for name, words in calendar.REASONS.items()]
    measurement["calendar"]["holidays"] = [{"date": day, "title": "Holiday"} for day in calendar.HOLIDAYS]
    text["commitments"] = [one for one in text["commitments"] if one["metric"] == "mql.delivered"]
    text["handoff"]["fields"] = ["email", "region"]
    return text


EVENTS = {"attempt": ("first_contact", "Contact"), "accepted": ("accepted", "Accepted"), "rejected": ("rejected", "Rejected"),
          "sql": ("sql", "SQL"), "opportunity": ("opportunity", "Opportunity"), "won": ("won", "Won")}
"""Each in a column of the wide export, or as a kind of activity."""


def mapping(name: str, events: dict, **more) -> dict:
    columns = [{"event": event, "format": "iso8601", **where} for event, where in events.items()]
    for column in columns:
        if column["event"] == "rejected":
            column |= {"reason": "reason", "documentedAt": "reason_entered"}
    lead = {name: name for name in ("id", "email", "score", "source", "region", "owner")}
    return {
        "$schema": "urn:countersign:schema:mapping:1", "name": name, "revision": 1, "system": "A CRM", "lead": lead,
        "events": columns, **more,
    }


def mappings() -> list[dict]:
    own = {"created": {"column": "created"}, "mql": {"column": "became_mql"}}
    wide = {event: {"column": column} for event, (column, _) in EVENTS.items()}
    long = {event: {"column": "time", "when": [{"column": "kind", "values": [kind]}]} for event, (_, kind) in EVENTS.items()}
    return [
        mapping("wide", own | wide), mapping("leads", own),
        mapping("activities", long, rows="activities", lead={"id": "lead"}),
    ]


def ledger(sla: str, scratch: Path) -> Path:
    def make(folder: Path):
        print("bench: making a ledger to measure in", file=sys.stderr)
        (folder / "agreement.json").write_text(json.dumps(agreement()))
        for one in mappings():
            (folder / f"{one['name']}.json").write_text(json.dumps(one))
        generator = generate_ledger.Generator(sla, folder, 0)
        generator.found()
        generator.command("amend", "new", "first", "--agreement", "emea", "--from", str(folder / "agreement.json"))

    sources = [*sorted((HERE.parent / "schema").iterdir()), HERE / "generate_ledger.py", Path(__file__),
               HERE.parent / "Examples/agreement.json", HERE / "business_days.py"]
    return made(scratch, "snapshot-ledger", sources, make)


def take(sla: str, folder: Path, files: list[Path], *more: str, period=calendar.PERIOD, as_of=calendar.AS_OF) -> list[str]:
    names = ["wide"] if len(files) == 1 else ["leads", "activities"]
    sources = [part for file, name in zip(files, names) for part in ("--source", f"{file}:{folder / name}.json")]
    return [
        sla, "-C", str(folder / "ledger"), "snapshot", "take", period, "--draft", "first", *sources, "--as-of", as_of, *more]


def taken(sla: str, folder: Path, files: list[Path]) -> dict:
    """A snapshot that is really taken, in a copy of the ledger."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(folder, copy)
        env = environment(folder)
        timed(take(sla, copy, files), env)
        show = [sla, "-C", str(copy / "ledger"), "snapshot", "show", calendar.PERIOD, "--format", "json"]
        return json.loads(timed(show, env)[1])


def ours(sla: str, folder: Path, files: list[Path]) -> dict:
    found = {}
    for entry in taken(sla, folder, files)["metrics"]:
        figures, where = entry["figures"], entry.get("where", {})
        # The catalogue holds more than the other programs compute.
        if entry["metric"] not in calendar.METRICS or not where.keys() <= {"tier", "source"}:
            continue
        name = calendar.key(entry["metric"], entry.get("parameters", {}).get("within", ""), **where)
        match figures["kind"]:
            case "count": found[name] = [figures["value"], figures["gross"]]
            case "share": found[name] = [figures["numerator"], figures["denominator"]]
            case "clock": found[name] = [figures[count] for count in calendar.CLOCK_COUNTS]
    return found


def theirs(program: str, files: list[Path]) -> dict:
    script = [sys.executable, str(HERE / f"snapshot_{program}.py"), *map(str, files)]
    return json.loads(subprocess.run(script, check=True, capture_output=True).stdout)


def agree_partly(sla: str, folder: Path, files: list[Path], program: str):
    """The other side has to come to the same figures, as far as it computes any."""
    mine, other = ours(sla, folder, files), theirs(program, files)["figures"]
    wrong = {name: (mine.get(name), value) for name, value in other.items() if mine.get(name) != value}
    assert other and not wrong, wrong


def agree(sla: str, folder: Path, files: list[Path], program: str):
    """The other side has to come to every number of the snapshot, and to its account of rows."""
    snapshot, other = taken(sla, folder, files), theirs(program, files)
    for entry in snapshot["metrics"]:
        parameters, figures = entry.get("parameters", {}), dict(entry["figures"])
        within = parameters.get("within") or (f"days={parameters['days']}" if "days" in parameters else "")
        figures["parts"] = {part["id"]: part["count"] for part in figures.get("parts", [])}
        found = other["figures"][calendar.key(entry["metric"], within, **entry.get("where", {}))]
        wrong = {name: (figures.get(name), value) for name, value in found.items() if figures.get(name) != value}
        assert found and not wrong, (entry["id"], wrong)
    wrong = {name: count for name, count in other["rows"].items() if snapshot["rows"][name] != count}
    assert not wrong, wrong


def measure(name: str, program: str, files, sla: str, scratch: Path, rows: int):
    """The whole command beside a program that computes the same numbers, or a part of them, from the same files."""
    folder, read = ledger(sla, scratch), files(scratch, rows)
    (agree_partly if program.endswith("part") else agree)(sla, folder, read, program)
    command, env = take(sla, folder, read, "--dry-run"), environment(folder)
    reach = "< 1" if program.startswith("polars") else "<= 0.333"
    return compare(name, lambda: timed(command, env)[0], lambda: theirs(program, read)["seconds"], reach)


def growth(name: str, files, sla: str, scratch: Path, rows: int):
    """All leads beside a tenth of them."""
    folder = ledger(sla, scratch)
    env = environment(folder)
    large, small = (take(sla, folder, files(scratch, count), "--dry-run") for count in (rows, rows // 10))
    return compare(name, lambda: timed(large, env)[0], lambda: timed(small, env)[0], "<= 10.5")


def held(sla: str, folder: Path, files: list[Path], **when):
    """A function that tells the greatest memory of a snapshot."""
    command, env = take(sla, folder, files, "--dry-run", **when), environment(folder)
    return lambda: peak(command, env)


def duckdb_held(folder: Path, files: list[Path]):
    """The same of DuckDB, which computes a part of the numbers."""
    command, env = [sys.executable, str(HERE / "snapshot_duckdb_part.py"), *map(str, files)], environment(folder)
    return lambda: peak(command, env)


def memory(name: str, files, sla: str, scratch: Path, rows: int):
    """The greatest memory, beside DuckDB's."""
    folder, read = ledger(sla, scratch), files(scratch, rows)
    return compare(name, held(sla, folder, read), duckdb_held(folder, read), "ours <= 300 MB", unit="MB")


def memory_growth(name: str, files, sla: str, scratch: Path, rows: int):
    """The greatest memory, beside that for a tenth of the leads."""
    folder = ledger(sla, scratch)
    large, small = (held(sla, folder, files(scratch, count)) for count in (rows, rows // 10))
    return compare(name, large, small, "ours <= 300 MB", unit="MB")


def year_memory(name: str, files, sla: str, scratch: Path, rows: int):
    """The greatest memory for a whole year, in which most leads have an episode, beside that for one month."""
    folder, read = ledger(sla, scratch), files(scratch, rows)
    year = held(sla, folder, read, period="2025", as_of="2026-01-15T08:00:00+01:00")
    return compare(name, year, held(sla, folder, read), "ours <= 300 MB", unit="MB")


ROWS = {
    "snapshot-duckdb": (measure, "duckdb", wide), "snapshot-polars": (measure, "polars", wide),
    "snapshot-joined": (measure, "duckdb", joined),
    "snapshot-duckdb-part": (measure, "duckdb_part", wide), "snapshot-polars-part": (measure, "polars_part", wide),
    "snapshot-joined-part": (measure, "duckdb_part", joined),
    "snapshot-growth": (growth, wide), "snapshot-joined-growth": (growth, joined),
    "snapshot-memory": (memory, wide), "snapshot-joined-memory": (memory, joined),
    "snapshot-memory-growth": (memory_growth, wide), "snapshot-joined-memory-growth": (memory_growth, joined),
    "snapshot-year-memory": (year_memory, wide),
}
"""Each row's function, and what it takes before the program, the folder for what is made once, and the number of leads."""


def row(name: str, sla: str, scratch: Path, rows: int):
    function, *first = ROWS[name]
    return function(name, *first, sla, scratch, rows)
