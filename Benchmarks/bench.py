"""Measures sla beside the programs that do the same, in one run, and prints what came of it.

Each row runs both sides in turn after one warm-up of each; `ratio` is ours ÷ theirs, from the medians. Before anything
is timed, both sides have to come to the same answer.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import generate_ledger

RUNS = 5


def environment(folder: Path):
    return {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def timed(arguments, env):
    start = time.perf_counter()
    output = subprocess.run(arguments, env=env, check=True, capture_output=True).stdout
    return time.perf_counter() - start, output


def compare(name, ours, theirs, env, reach):
    """Both commands in turn; figures in seconds."""
    figures = {"ours": [], "theirs": []}
    for run in range(RUNS + 1):
        for side, command in (("ours", ours), ("theirs", theirs)):
            seconds, _ = timed(command, env)
            if run > 0:
                figures[side].append(seconds)
    mine, other = statistics.median(figures["ours"]), statistics.median(figures["theirs"])
    pairs = [a / b for a, b in zip(figures["ours"], figures["theirs"])]
    return {
        "name": name, "ours": round(mine, 4), "theirs": round(other, 4), "unit": "s", "ratio": round(mine / other, 4),
        "spread": [round(min(pairs), 4), round(max(pairs), 4)], "runs": RUNS, "reach": reach,
    }


def ledger(sla: str, scratch: Path, count: int) -> Path:
    """A ledger of that many signed commits, made once for each form of the documents."""
    form = hashlib.sha256()
    for source in [*sorted((Path(__file__).parent.parent / "schema").iterdir()), Path(generate_ledger.__file__)]:
        form.update(source.read_bytes())
    folder = scratch / f"ledger-{count}-{form.hexdigest()[:12]}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"bench: making a ledger of {count} signed commits", file=sys.stderr)
        generate_ledger.Generator(sla, folder, count).generate()
        (folder / "complete").write_text("")
    return folder


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
    return compare("verify-full", ours, theirs, env, "< 0.1 (aim: 1/150)")


ROWS = {"verify-full": verify_full}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sla")
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ROWS))
    options = parser.parse_intermixed_args()
    unknown = [name for name in options.names if name not in ROWS]
    if unknown:
        parser.error(f"there is no row {unknown[0]}; known: {', '.join(ROWS)}")
    rows = [ROWS[name](options.sla, options.scratch) for name in options.names or ROWS]
    machine = {"system": platform.system(), "machine": platform.machine(), "processors": os.cpu_count()}
    print(f"{'row':<16}{'ours':>10}{'theirs':>10}{'ratio':>9}  spread")
    for row in rows:
        low, high = row["spread"]
        print(f"{row['name']:<16}{row['ours']:>8} s{row['theirs']:>8} s{row['ratio']:>9}  {low} to {high}, reach {row['reach']}")
    if options.output:
        options.output.write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
