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


def mapping() -> dict:
    events = ["created", ("mql", "became_mql"), ("attempt", "first_contact"), "accepted", "rejected", "sql", "opportunity", "won"]
    columns = []
    for event in events:
        kind, column = (event, event) if isinstance(event, str) else event
        columns.append({"event": kind, "column": column, "format": "iso8601"})
        if kind == "rejected":
            columns[-1] |= {"reason": "reason", "documentedAt": "reason_entered"}
    names = ["id", "email", "score", "source", "region", "owner"]
    return {
        "$schema": "urn:countersign:schema:mapping:1", "name": "bench", "revision": 1, "system": "A CRM",
        "lead": {name: name for name in names}, "events": columns,
    }


def ledger(sla: str, scratch: Path) -> Path:
    def make(folder: Path):
        print("bench: making a ledger to measure in", file=sys.stderr)
        (folder / "agreement.json").write_text(json.dumps(agreement()))
        (folder / "mapping.json").write_text(json.dumps(mapping()))
        generator = generate_ledger.Generator(sla, folder, 0)
        generator.found()
        generator.command("amend", "new", "first", "--agreement", "emea", "--from", str(folder / "agreement.json"))

    sources = [*sorted((HERE.parent / "schema").iterdir()), HERE / "generate_ledger.py", Path(__file__),
               HERE.parent / "Examples/agreement.json", HERE / "business_days.py"]
    return made(scratch, "snapshot-ledger", sources, make)


def take(sla: str, folder: Path, file: Path, *more: str) -> list[str]:
    return [
        sla, "-C", str(folder / "ledger"), "snapshot", "take", calendar.PERIOD, "--draft", "first", "--source", str(file),
        "--mapping", str(folder / "mapping.json"), "--as-of", calendar.AS_OF, *more]


def ours(sla: str, folder: Path, file: Path) -> dict:
    """The figures of a snapshot that is really taken, in a copy of the ledger."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(folder, copy)
        env = environment(folder)
        timed(take(sla, copy, file), env)
        show = [sla, "-C", str(copy / "ledger"), "snapshot", "show", calendar.PERIOD, "--format", "json"]
        snapshot = json.loads(timed(show, env)[1])
    found = {}
    for entry in snapshot["metrics"]:
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


def theirs(program: str, file: Path) -> dict:
    script = str(HERE / f"snapshot_{program}.py")
    return json.loads(subprocess.run([sys.executable, script, str(file)], check=True, capture_output=True).stdout)


def agree(sla: str, folder: Path, file: Path, program: str):
    """Both sides have to come to the same figures."""
    mine, other = ours(sla, folder, file), theirs(program, file)["figures"]
    wrong = {name: (mine.get(name), value) for name, value in other.items() if mine.get(name) != value}
    assert other and not wrong, wrong


def beside(program: str, sla: str, scratch: Path, rows: int):
    folder, file = ledger(sla, scratch), export(scratch, rows)
    agree(sla, folder, file, program)
    command, env = take(sla, folder, file, "--dry-run"), environment(folder)
    return compare(
        f"snapshot-{program}", lambda: timed(command, env)[0], lambda: theirs(program, file)["seconds"],
        "<= 0.333" if program == "duckdb" else "< 1")


def growth(sla: str, scratch: Path, rows: int):
    """The whole export beside a tenth of its rows."""
    folder = ledger(sla, scratch)
    env = environment(folder)
    large, small = (take(sla, folder, export(scratch, count), "--dry-run") for count in (rows, rows // 10))
    return compare("snapshot-growth", lambda: timed(large, env)[0], lambda: timed(small, env)[0], "<= 10.5")


def memory(sla: str, scratch: Path, rows: int):
    """The greatest memory, beside DuckDB's."""
    folder, file = ledger(sla, scratch), export(scratch, rows)
    command, env = take(sla, folder, file, "--dry-run"), environment(folder)
    other = [sys.executable, str(HERE / "snapshot_duckdb.py"), str(file)]
    return compare("snapshot-memory", lambda: peak(command, env), lambda: peak(other, env), "ours <= 300 MB", unit="MB")
