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
ROWS = 2_000_000


def export(scratch: Path, rows: int) -> Path:
    def make(folder: Path):
        print(f"bench: making an export of {rows} rows", file=sys.stderr)
        generate_export.write(folder / "leads.csv", rows)

    return made(scratch, f"export-{rows}", [HERE / "generate_export.py"], make) / "leads.csv"


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


def agree(sla: str, folder: Path, files: list[Path], program: str):
    """Both sides have to come to the same figures."""
    mine, other = ours(sla, folder, files), theirs(program, files)["figures"]
    wrong = {name: (mine.get(name), value) for name, value in other.items() if mine.get(name) != value}
    assert other and not wrong, wrong


def agree_wholly(sla: str, folder: Path, files: list[Path], program: str):
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


def measure_wholly(name: str, program: str, reach: str, sla: str, folder: Path, files: list[Path]):
    """All numbers of the snapshot, which the other side computes with as few passes as it can."""
    agree_wholly(sla, folder, files, program)
    command, env = take(sla, folder, files, "--dry-run"), environment(folder)
    return compare(name, lambda: timed(command, env)[0], lambda: theirs(program, files)["seconds"], reach)


def beside_whole(sla: str, scratch: Path, rows: int):
    return measure_wholly("snapshot-whole", "whole", "<= 0.333", sla, ledger(sla, scratch), [export(scratch, rows)])


def beside_polars_whole(sla: str, scratch: Path, rows: int):
    return measure_wholly("snapshot-polars-whole", "polars_whole", "< 1", sla, ledger(sla, scratch), [export(scratch, rows)])


def beside_whole_join(sla: str, scratch: Path, rows: int):
    """Leads and their activities, joined by the lead's id."""
    return measure_wholly("snapshot-joined-whole", "whole", "<= 0.333", sla, ledger(sla, scratch), joined(scratch, rows))


def measure(name: str, program: str, reach: str, sla: str, folder: Path, files: list[Path]):
    agree(sla, folder, files, program)
    command, env = take(sla, folder, files, "--dry-run"), environment(folder)
    return compare(name, lambda: timed(command, env)[0], lambda: theirs(program, files)["seconds"], reach)


def beside(program: str, sla: str, scratch: Path, rows: int):
    reach = "<= 0.333" if program == "duckdb" else "< 1"
    return measure(f"snapshot-{program}", program, reach, sla, ledger(sla, scratch), [export(scratch, rows)])


def beside_join(sla: str, scratch: Path, rows: int):
    """Leads and their activities, joined by the lead's id."""
    return measure("snapshot-joined", "duckdb", "<= 0.333", sla, ledger(sla, scratch), joined(scratch, rows))


def growth(sla: str, scratch: Path, rows: int):
    """The whole export beside a tenth of its rows."""
    folder = ledger(sla, scratch)
    env = environment(folder)
    large, small = (take(sla, folder, [export(scratch, count)], "--dry-run") for count in (rows, rows // 10))
    return compare("snapshot-growth", lambda: timed(large, env)[0], lambda: timed(small, env)[0], "<= 10.5")


def held(sla: str, folder: Path, files: list[Path], **when):
    """A function that tells the greatest memory of a snapshot."""
    command, env = take(sla, folder, files, "--dry-run", **when), environment(folder)
    return lambda: peak(command, env)


def duckdb_held(folder: Path, files: list[Path]):
    """The same of DuckDB, which computes a part of the numbers."""
    command, env = [sys.executable, str(HERE / "snapshot_duckdb.py"), *map(str, files)], environment(folder)
    return lambda: peak(command, env)


def measure_memory(name: str, sla: str, folder: Path, files: list[Path]):
    return compare(name, held(sla, folder, files), duckdb_held(folder, files), "ours <= 300 MB", unit="MB")


def memory(sla: str, scratch: Path, rows: int):
    """The greatest memory, beside DuckDB's."""
    return measure_memory("snapshot-memory", sla, ledger(sla, scratch), [export(scratch, rows)])


def joined_memory(sla: str, scratch: Path, rows: int):
    """The same for leads and their activities."""
    return measure_memory("snapshot-joined-memory", sla, ledger(sla, scratch), joined(scratch, rows))


def year_memory(sla: str, scratch: Path, rows: int):
    """The greatest memory for a whole year, in which most leads have an episode, beside that for one month."""
    folder, files = ledger(sla, scratch), [export(scratch, rows)]
    year = held(sla, folder, files, period="2025", as_of="2026-01-15T08:00:00+01:00")
    return compare("snapshot-year-memory", year, held(sla, folder, files), "ours <= 300 MB", unit="MB")


def lead_memory(sla: str, scratch: Path, rows: int):
    """What each further lead takes, beside DuckDB's."""
    folder, few = ledger(sla, scratch), rows // 10
    files = [[export(scratch, count)] for count in (rows, few)]

    def bytes_per_lead(side):
        large, small = map(side, files)
        return lambda: (large() - small()) * 2**20 / (rows - few)

    return compare(
        "snapshot-lead-memory", bytes_per_lead(lambda one: held(sla, folder, one)),
        bytes_per_lead(lambda one: duckdb_held(folder, one)), "ours <= 100 B", unit="B")
