"""What all rows need: folders made once, and two sides measured in turn."""

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 5


def environment(folder: Path):
    return {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


def made(scratch: Path, name: str, sources: list[Path], make):
    """A folder of the scratch space, made once for each form of what makes it."""
    form = hashlib.sha256()
    for source in sources:
        form.update(source.read_bytes())
    folder = scratch / f"{name}-{form.hexdigest()[:12]}"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        (folder / "complete").write_text("")
    return folder


def timed(arguments, env):
    start = time.perf_counter()
    output = subprocess.run(arguments, env=env, check=True, capture_output=True).stdout
    return time.perf_counter() - start, output


PEAK = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, usage.ru_maxrss)
"""


def peak(arguments, env):
    """The greatest memory that a command held, in MB.

    A small process starts it, as what a process held before it becomes another program counts, too.
    """
    command = [sys.executable, "-I", "-S", "-c", PEAK, *map(str, arguments)]
    status, held = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout.split()
    if status != "0":
        raise subprocess.CalledProcessError(int(status), arguments)
    return int(held) / (1 << 10 if os.uname().sysname == "Linux" else 1 << 20)


def compare(name, ours, theirs, reach, unit="s"):
    """Both sides in turn, each a function that gives its figure; the first of each is put aside."""
    figures = {"ours": [], "theirs": []}
    for run in range(RUNS + 1):
        for side, measure in (("ours", ours), ("theirs", theirs)):
            figure = measure()
            if run > 0:
                figures[side].append(figure)
    mine, other = statistics.median(figures["ours"]), statistics.median(figures["theirs"])
    pairs = [a / b for a, b in zip(figures["ours"], figures["theirs"])]
    return {
        "name": name, "ours": round(mine, 4), "theirs": round(other, 4), "unit": unit, "ratio": round(mine / other, 4),
        "spread": [round(min(pairs), 4), round(max(pairs), 4)], "runs": RUNS, "reach": reach,
    }
