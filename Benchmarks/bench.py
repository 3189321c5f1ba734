"""Measures sla beside the programs that do the same, in one run, and prints what came of it.

Each row runs both sides in turn after one warm-up of each; `ratio` is ours ÷ theirs, from the medians. Before anything
is timed, both sides have to come to the same answer.
"""

import argparse
import json
import os
import platform
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import generate_ledger
import snapshot_rows
from measuring import compare, environment, made, timed


def ledger(sla: str, scratch: Path, count: int) -> Path:
    """A ledger of that many signed commits."""
    def make(folder: Path):
        print(f"bench: making a ledger of {count} signed commits", file=sys.stderr)
        generate_ledger.Generator(sla, folder, count).generate()

    sources = [*sorted((Path(__file__).parent.parent / "schema").iterdir()), Path(generate_ledger.__file__)]
    return made(scratch, f"ledger-{count}", sources, make)


def verify_full(sla: str, scratch: Path):
    """The whole history judged, beside git's check of its signatures alone."""
    count = 3000
    folder = ledger(sla, scratch, count)
    env, repository = environment(folder), str(folder / "ledger")
    ours = [sla, "-C", repository, "verify", "--full", "--format", "json"]
    theirs = ["git", "-C", repository, "log", "--format=%G?"]
    verdict = json.loads(timed(ours, env)[1])
    letters = timed(theirs, env)[1].decode().split()
    assert verdict["verdict"] == "verified" and verdict["judged"] == count, verdict
    assert letters == ["G"] * count, set(letters)
    return compare("verify-full", lambda: timed(ours, env)[0], lambda: timed(theirs, env)[0], "< 0.1 (aim: 1/150)")


ROWS = {"verify-full": verify_full} | {name: partial(snapshot_rows.row, name) for name in snapshot_rows.ROWS}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sla")
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--rows", type=int, default=snapshot_rows.LEADS, help="of the export, for the rows snapshot-*")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ROWS))
    options = parser.parse_intermixed_args()
    unknown = [name for name in options.names if name not in ROWS]
    if unknown:
        parser.error(f"there is no row {unknown[0]}; known: {', '.join(ROWS)}")
    rows = []
    for name in options.names or ROWS:
        more = [options.rows] if name.startswith("snapshot-") else []
        rows.append(ROWS[name](options.sla, options.scratch, *more))
    machine = {"system": platform.system(), "machine": platform.machine(), "processors": os.cpu_count()}
    print(f"{'row':<32}{'ours':>12}{'theirs':>12}{'ratio':>9}  spread")
    for row in rows:
        low, high = row["spread"]
        print(f"{row['name']:<32}{row['ours']:>9} {row['unit']:<2}{row['theirs']:>9} {row['unit']:<2}{row['ratio']:>9}  {low} to {high}, reach {row['reach']}")
    if options.output:
        options.output.write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
