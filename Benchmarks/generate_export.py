"""Makes a CRM's wide export, a lead a row, the same bytes every time: six months of 2025 in one CSV file.

About 137 bytes a row; leads come as a CRM lists them, by id, their times in no order. Times are UTC, with
milliseconds left out. Nothing is quoted and nobody is there twice, which is the easiest file that
a database can be given.
"""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

HEADER = [
    "id", "email", "created", "became_mql", "score", "source", "region", "owner", "first_contact", "attempts", "accepted",
    "rejected", "reason", "reason_entered", "sql", "opportunity", "won",
]
SOURCES = ["Organic", "Paid search", "Webinar", "Referral", "Event", "Partner", "Outbound", "Purchased list"]
REGIONS = ["DE", "FR", "NL", "UK", "US", "SE", "ES", "PL"]
REASONS = ["Wrong contact data", "Competitor", "No budget", "Not a fit", "No need now"]
START = datetime(2025, 1, 1, tzinfo=timezone.utc)
SECONDS = 181 * 86_400


class Generator:
    """Numbers from one to the next as splitmix64 makes them, so that no version of Python changes the file."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return ((mixed ^ (mixed >> 31)) >> 11) % limit


def stamps():
    """Each day's date as text, by its number."""
    return [(START + timedelta(days=day)).strftime("%Y-%m-%dT") for day in range(400)]


def row(number, random, days, clock):
    """The cells of one lead's row."""
    def text(second):
        return f"{days[second // 86_400]}{clock[second % 86_400]}Z"

    created = random.below(SECONDS)
    identity = 1_000_000 + number
    email = f"lead{identity}@brand{random.below(5000)}.example"
    if random.below(500) == 0:
        email = "n/a"
    score = random.below(101)
    source = SOURCES[random.below(8)]
    region = REGIONS[random.below(8)]
    owner = f"rep{random.below(200)}"
    mql = contact = accepted = rejected = reason = entered = sql = opportunity = won = ""
    attempts = 0
    if score >= 40 or random.below(4) == 0:
        at = created + random.below(3 * 86_400)
        mql = text(at)
        touched = None
        if random.below(20) != 0:
            # Most within hours, some within days.
            touched = at + (random.below(6 * 3600) if random.below(3) else random.below(5 * 86_400))
            contact = text(touched)
            attempts = 1 + random.below(8)
        decided = random.below(10)
        if decided < 3:
            at_rejection = at + random.below(6 * 86_400)
            rejected = text(at_rejection)
            if random.below(10) != 0:
                reason = REASONS[random.below(5)]
                entered = text(at_rejection + random.below(400))
        elif decided < 6:
            at_acceptance = (touched or at) + random.below(2 * 86_400)
            accepted = text(at_acceptance)
            if decided == 3:
                sql = text(at_acceptance + random.below(10 * 86_400))
                if random.below(2) == 0:
                    opportunity = text(at_acceptance + 10 * 86_400 + random.below(20 * 86_400))
                    if random.below(3) == 0:
                        won = text(at_acceptance + 30 * 86_400 + random.below(60 * 86_400))
    return [
        f"L{identity}", email, text(created), mql, str(score), source, region, owner, contact, str(attempts), accepted,
        rejected, reason, entered, sql, opportunity, won,
    ]


def rows(count: int):
    """All rows, some at a time."""
    random, days = Generator(2025), stamps()
    clock = [f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}" for second in range(86_400)]
    for start in range(0, count, 10_000):
        yield [row(number, random, days, clock) for number in range(start, min(count, start + 10_000))]


def write(path: Path, count: int):
    with open(path, "w", newline="", encoding="ascii") as file:
        file.write(",".join(HEADER) + "\n")
        for some in rows(count):
            file.write("".join(",".join(cells) + "\n" for cells in some))


LEAD_COLUMNS = 8
"""So many of the wide row's columns are the lead's own."""

ACTIVITIES = {"Contact": 8, "Accepted": 10, "Rejected": 11, "SQL": 14, "Opportunity": 15, "Won": 16}
"""What happened, and in which column of the wide row its time stands."""


def write_joined(leads: Path, activities: Path, count: int):
    """The same leads in two files: one row a lead, and one for each thing that happened to one, in the order of time."""
    happened = []
    with open(leads, "w", newline="", encoding="ascii") as file:
        file.write(",".join(HEADER[:LEAD_COLUMNS]) + "\n")
        for some in rows(count):
            file.write("".join(",".join(cells[:LEAD_COLUMNS]) + "\n" for cells in some))
            for cells in some:
                for kind, column in ACTIVITIES.items():
                    if cells[column]:
                        more = f"{cells[12]},{cells[13]}" if kind == "Rejected" else ","
                        happened.append(f"{cells[column]},{cells[0]},{kind},{more}\n")
    happened.sort()
    with open(activities, "w", newline="", encoding="ascii") as file:
        file.write("time,lead,kind,reason,reason_entered\n")
        file.writelines(happened)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        write_joined(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    else:
        write(Path(sys.argv[1]), int(sys.argv[2]))
