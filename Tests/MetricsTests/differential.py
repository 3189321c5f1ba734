"""Computes every figure of a folder of lead logs in SQL, by the definitions alone, and tells what differs.

Prints a line per difference, how often each edge case occurred, and how many figures were compared; ends with 1 where any
differ, or an edge case never occurred.
"""

import json
import sys
import tempfile
from pathlib import Path

import duckdb

HERE = Path(__file__).parent / "Differential"
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
import basis  # noqa: E402
import tables  # noqa: E402

COLUMNS = {
    "logs": "log INTEGER, first BIGINT, last BIGINT, as_of BIGINT, cool_off INTEGER, has_tiers BOOLEAN, tiers_in VARCHAR, currency VARCHAR, "
            "required INTEGER, unit VARCHAR, zone VARCHAR",
    "meanings": "log INTEGER, subject VARCHAR, means VARCHAR, listed VARCHAR[]",
    "tiers": "log INTEGER, rank INTEGER, tier VARCHAR, least BIGINT",
    "scope": "log INTEGER, rule INTEGER, field VARCHAR, listed VARCHAR[]",
    "required": "log INTEGER, field VARCHAR, place INTEGER",
    "spellings": "log INTEGER, written VARCHAR, source VARCHAR",
    "reasons": "log INTEGER, written VARCHAR, reason VARCHAR, nth INTEGER",
    "excluded": "log INTEGER, source VARCHAR",
    "marketing": "log INTEGER, source VARCHAR",
    "days": "log INTEGER, day INTEGER, begins BIGINT, kind VARCHAR",
    "business": "log INTEGER, number INTEGER, opens BIGINT, closes BIGINT",
    "windows": "log INTEGER, opens BIGINT, closes BIGINT, before BIGINT",
    "rows": "log INTEGER, rid INTEGER, is_lead BOOLEAN, id VARCHAR, problem VARCHAR, score BIGINT, worth BIGINT, "
            "source VARCHAR, region VARCHAR, team VARCHAR, owner VARCHAR, valid VARCHAR[], id_order UBIGINT, history BOOLEAN",
    "keys": "log INTEGER, rid INTEGER, kind VARCHAR, key VARCHAR, place INTEGER",
    "fields": "log INTEGER, rid INTEGER, field VARCHAR, cell VARCHAR",
    "cells": "cell INTEGER, log INTEGER, rid INTEGER, event VARCHAR, value VARCHAR, unreadable BOOLEAN, earliest BIGINT, latest BIGINT, "
             "is_day BOOLEAN, unclear BOOLEAN, reason VARCHAR, filled BOOLEAN, dated BOOLEAN, written BIGINT, entered BIGINT, "
             "channel VARCHAR, outcome BOOLEAN, owner VARCHAR, delivered BIGINT, delivered_on_day BOOLEAN, deal VARCHAR, amount BIGINT, problem VARCHAR, "
             "given VARCHAR, unclear_beside INTEGER, format VARCHAR, apart VARCHAR",
    "entries": "log INTEGER, id VARCHAR, metric VARCHAR, within BIGINT, within_days INTEGER, wall BOOLEAN, mark VARCHAR, "
               "attempts INTEGER, channels INTEGER, span INTEGER, business_days INTEGER, days INTEGER, headcount INTEGER, "
               "tier VARCHAR, source VARCHAR, region VARCHAR, team VARCHAR, request VARCHAR",
}
QUANTILES = {"median", "p90", "p95"}


def load(database, content, folder):
    for table, columns in COLUMNS.items():
        database.execute(f"CREATE TABLE {table} ({columns})")
        path = Path(folder) / f"{table}.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in content.tables.get(table, [])), encoding="utf-8")
        if content.tables.get(table):
            types = {name: type for name, type in (column.strip().split(" ", 1) for column in columns.split(", "))}
            database.execute(f"INSERT INTO {table} SELECT * FROM read_json(?, format = 'newline_delimited', columns = {types})", [str(path)])


def expected(log):
    """The figures that the engine under test found: entry, name and number."""
    gaps = set(log["gaps"])
    for entry in log["entries"]:
        # What the exports cannot tell is empty whatever the rows say.
        for name, value in flat(entry["figures"]):
            yield entry["id"], name, value, entry["id"] in gaps
        yield entry["id"], "basis", entry["basis"], False
        where = entry.get("where", {})
        if entry["metric"] == "mql.delivered":
            for dimension in ("source", "region", "team"):
                if dimension in where and entry["id"] not in log["asked"]:
                    yield "names", f"{dimension}.{where[dimension]}", 1, False
    for name, value in log["rows"].items():
        for part in value if name == "rejectedBy" else [{"id": None, "count": value}]:
            yield "rows", name if part["id"] is None else f"{name}.{part['id']}", part["count"], False


def flat(figures):
    for name, value in figures.items():
        if name == "parts":
            for part in value:
                for key in set(part) - {"id"}:
                    yield f"parts.{part['id']}" + ("" if key == "count" else f".{key}"), part[key]
        elif name not in ("kind", "currency") and value is not None:
            yield name, value


def main(folder):
    content, found, names, bases = tables.Tables(), {}, {}, {}
    for number, name, log in tables.read(Path(folder)):
        content.log(number, log)
        names[number] = name
        for entry, figure, value, is_gap in expected(log):
            found[number, entry, figure] = (value, is_gap)
        first_day, _ = tables.bounds(log["period"], log["fiscalStart"], log["fiscalWeeks"])
        for entry in log["entries"]:
            bases[number, entry["id"], "basis"] = basis.digest(entry, log, first_day)
    database = duckdb.connect()
    with tempfile.TemporaryDirectory() as scratch:
        load(database, content, scratch)
    database.execute("CREATE TABLE figures (log INTEGER, id VARCHAR, name VARCHAR, value HUGEINT)")
    for script in ("leads", "cases", "waits", "figures", "shares", "edges"):
        database.execute((HERE / f"{script}.sql").read_text(encoding="utf-8"))
    computed = {(log, entry, name): value for log, entry, name, value in database.execute("SELECT * FROM figures").fetchall()} | bases
    differences = 0
    for key in sorted(set(found) | set(computed)):
        value, is_gap = found.get(key, (None, False))
        other = computed.get(key)
        if is_gap:
            other = None
        if key[2] not in QUANTILES:
            value, other = value or 0, other or 0
        if value != other:
            differences += 1
            print(f"{names[key[0]]}: {key[1]} {key[2]}: {value}, in SQL {other}")
    edges = database.execute("SELECT edge, n FROM edges ORDER BY ALL").fetchall()
    print("".join(f"{count} × {edge}\n" for edge, count in edges), end="")
    missing = [edge for edge, count in edges if not count]
    if missing:
        print("never occurred: " + "; ".join(missing))
    print(f"{len(names)} logs, {len(found)} figures, {differences} differences")
    return 1 if differences or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
