"""Makes a ledger of N signed commits: ten agreements, each with one snapshot a week.

The first commits are made by sla itself; the snapshots after them are written as git objects, each commit signed by
ssh-keygen over its exact bytes as git does it.
"""

import hashlib
import json
import os
import subprocess
import sys
import zlib
from datetime import date, timedelta
from pathlib import Path

DAY = 86_400
START = 1_767_600_000  # 2026-01-05T08:00:00Z


def run(arguments, environment, **options):
    return subprocess.run(arguments, env=environment, check=True, capture_output=True, **options).stdout


class Store:
    """Loose objects, written as git writes them."""

    def __init__(self, repository: Path):
        self.objects = repository / ".git" / "objects"

    def put(self, kind: str, content: bytes) -> str:
        raw = b"%s %d\0" % (kind.encode(), len(content)) + content
        name = hashlib.sha1(raw).hexdigest()
        path = self.objects / name[:2] / name[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(raw, 1))
        return name

    def tree(self, folder: "Folder") -> str:
        if folder.name is None:
            entries = []
            for name, value in folder.items.items():
                if isinstance(value, Folder):
                    entries.append((name + "/", b"40000 %s\0" % name.encode() + bytes.fromhex(self.tree(value))))
                else:
                    entries.append((name, b"100644 %s\0" % name.encode() + bytes.fromhex(value)))
            folder.name = self.put("tree", b"".join(entry for _, entry in sorted(entries)))
        return folder.name


class Folder:
    """A directory; its tree's name is known until something below it changes."""

    def __init__(self):
        self.items, self.name = {}, None

    def set(self, path: str, blob: str):
        self.name = None
        first, _, rest = path.partition("/")
        if rest:
            self.items.setdefault(first, Folder()).set(rest, blob)
        else:
            self.items[first] = blob


class Generator:
    def __init__(self, sla: str, folder: Path, count: int):
        self.sla, self.folder, self.count = sla, folder, count
        self.ledger = folder / "ledger"
        self.clock = START
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder / "home"), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
        }

    def dated(self):
        self.clock += 60
        stamp = f"@{self.clock} +0000"
        return self.environment | {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}

    def command(self, *arguments):
        return run([self.sla, "-C", str(self.ledger), *arguments], self.dated())

    def found(self):
        (self.folder / "home").mkdir(parents=True)
        keys = {}
        for person in ("dana", "mo", "rev"):
            keys[person] = self.folder / person
            run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", str(keys[person])], self.environment)
        for key, value in (("user.name", "Rev Ops"), ("user.email", "rev@example.com"), ("gpg.format", "ssh"),
                           ("user.signingKey", str(keys["rev"]))):
            run(["git", "config", "--global", key, value], self.environment)
        run([self.sla, "init", str(self.ledger), "--vp-marketing", f"Mo Marsh <mo@example.com> {keys['mo']}.pub",
             "--vp-sales", f"Dana Reyes <dana@example.com> {keys['dana']}.pub",
             "--revops", f"Rev Ops <rev@example.com> {keys['rev']}.pub"], self.dated())
        for person in ("dana", "mo"):
            signing = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.signingKey", "GIT_CONFIG_VALUE_0": str(keys[person])}
            run([self.sla, "-C", str(self.ledger), "charter", "sign", "--yes"], self.dated() | signing)
        allowed = self.folder / "allowed-signers"
        allowed.write_bytes(run([self.sla, "-C", str(self.ledger), "charter", "allowed-signers"], self.environment))
        run(["git", "-C", str(self.ledger), "config", "gpg.ssh.allowedSignersFile", str(allowed)], self.environment)
        self.key = keys["rev"]

    def model(self):
        """One real snapshot, as the pattern of the others."""
        export = self.folder / "export.csv"
        rows = "".join(f"L{i},2025-01-{i % 28 + 1:02}T10:00:00Z,2025-01-{i % 28 + 1:02}T11:00:00Z,{60 + i % 40}\n" for i in range(200))
        export.write_text("id,mql_at,contact_at,score\n" + rows)
        mapping = self.folder / "mapping.json"
        mapping.write_text(json.dumps({
            "$schema": "urn:countersign:schema:mapping:1", "name": "bench", "revision": 1, "system": "CRM",
            "lead": {"id": "id", "score": "score", "fields": [{"id": f, "column": "id"} for f in ("email", "company", "role")]},
            "events": [{"event": "mql", "column": "mql_at", "format": "iso8601"},
                       {"event": "attempt", "column": "contact_at", "format": "iso8601"}]}))
        for number in range(10):
            self.command("amend", "new", f"first-{number}", "--agreement", f"region-{number}")
        self.command("--agreement", "region-0", "snapshot", "take", "2025-01", "--draft", "first-0", "--source", str(export),
                     "--mapping", str(mapping), "--as-of", "2025-02-01T00:00:00Z")
        pattern = json.loads((self.ledger / "agreements/region-0/snapshots/2025-01/r1.json").read_text())
        return pattern

    def read_tree(self):
        listing = run(["git", "-C", str(self.ledger), "ls-tree", "-r", "HEAD"], self.environment).decode()
        root = Folder()
        for line in listing.splitlines():
            meta, path = line.split("\t")
            root.set(path, meta.split()[2])
        return root

    def snapshots(self, pattern, made):
        """Further commits: the objects first, then the signatures over each commit, one building on the other."""
        store, root = Store(self.ledger), self.read_tree()
        parent = run(["git", "-C", str(self.ledger), "rev-parse", "HEAD"], self.environment).decode().strip()
        for index in range(self.count - made):
            agreement, week = f"region-{index % 10}", index // 10
            monday = date(2015, 1, 5) + timedelta(weeks=week)
            year, number, _ = monday.isocalendar()
            period = f"{year}-W{number:02}"
            document = dict(pattern, agreement=agreement, period=period, asOf="2025-12-31T00:00:00Z")
            document["measuredUnder"] = dict(pattern["measuredUnder"], slug=f"first-{index % 10}")
            text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
            blob = store.put("blob", text.encode())
            root.set(f"agreements/{agreement}/snapshots/{period}/r1.json", blob)
            self.clock += 60
            who = f"Rev Ops <rev@example.com> {self.clock} +0000"
            head = f"tree {store.tree(root)}\nparent {parent}\nauthor {who}\ncommitter {who}\n"
            message = f"\nMeasure {period} of {agreement}\n"
            armor = run(["ssh-keygen", "-Y", "sign", "-n", "git", "-f", str(self.key)], self.environment,
                        input=(head + message).encode()).decode()
            signature = "gpgsig " + armor.rstrip("\n").replace("\n", "\n ") + "\n"
            parent = store.put("commit", (head + signature + message).encode())
        run(["git", "-C", str(self.ledger), "update-ref", "refs/heads/main", parent], self.environment)
        run(["git", "-C", str(self.ledger), "repack", "-adq"], self.environment)

    def generate(self):
        self.found()
        pattern = self.model()
        made = int(run(["git", "-C", str(self.ledger), "rev-list", "--count", "HEAD"], self.environment))
        self.snapshots(pattern, made)


if __name__ == "__main__":
    sla, folder, count = sys.argv[1], Path(sys.argv[2]).resolve(), int(sys.argv[3])
    Generator(sla, folder, count).generate()
