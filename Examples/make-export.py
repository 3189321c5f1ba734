#!/usr/bin/env python3
"""Writes the example export, leads-2025-q1.csv, to standard output: the same bytes every time.

Nobody in it exists. It holds what real exports hold: leads that never qualified, duplicates, placeholders, a source
spelled in two ways, mails sent by a machine, leads of nights and weekends, times that the clocks skipped when summer
began, and two rows that cannot be read.
"""
from datetime import date, datetime, timedelta

HEADER = (
    ["Lead ID", "Email", "Company", "Job Title", "Country", "Lead Source", "Lead Score", "Owner", "Created", "Became MQL",
     "Demo Requested", "Assigned"]
    + [f"Touch {n}{what}" for n in range(1, 7) for what in ("", " Type")]
    + ["Replied", "Accepted", "Rejected", "Rejection Reason", "Reason Entered", "SQL", "Opportunity", "Won"]
)
TAKEN = datetime(2025, 4, 3, 8, 0)
MONTHS = [(date(2025, 1, 1), 94), (date(2025, 2, 1), 98), (date(2025, 3, 1), 104), (date(2025, 4, 1), 6)]
SOURCES = ["Webinar", "Content download", "Paid search", "Trade fair", "Referral", "Paid Search"]
TITLES = ["Operations Director", "Head of Logistics", "CFO", "IT Manager", "Plant Manager", "Buyer"]
COUNTRIES = ["NL", "DE", "BE", "FR", "SE"]
REASONS = ["No budget", "No need now", "Not a fit", "Wrong contact data", "Competitor"]


class Dice:
    """A linear congruential generator: the same numbers on every machine and in every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count

    def happens(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]


def is_open(moment):
    return moment.weekday() < 5 and 9 <= moment.hour < 17 and moment.date() != date(2025, 1, 1)


def after(moment, minutes):
    """That many business minutes later."""
    while minutes > 0 or not is_open(moment):
        moment += timedelta(minutes=1)
        minutes -= is_open(moment)
    return moment


def arrival(dice, first):
    """Most leads come on working days, one in five at night or at the weekend."""
    days = 2 if first.month == 4 else (first.replace(month=first.month + 1) - first).days
    while True:
        day = first + timedelta(days=dice.below(days))
        if day.weekday() < 5 or dice.happens(20):
            break
    hour = dice.pick([7, 20, 22, 23]) if dice.happens(15) else 9 + dice.below(8)
    return datetime(day.year, day.month, day.day, hour, dice.below(60))


def touches(dice, start, score):
    """Attempts by people, sometimes after a machine's mail; and a reply, or none."""
    tier1 = score >= 80
    made = []
    if dice.happens(25):
        made.append((start + timedelta(minutes=2), "Sequence email"))
    in_time = dice.happens(93 if tier1 else 89)
    wait = 5 + dice.below(210 if tier1 else 440) if in_time else 500 + dice.below(900)
    moment = after(start, wait)
    made.append((moment, dice.pick(["Call", "Call", "Email"])))
    if dice.happens(55):
        return made, after(moment, 10 + dice.below(600))
    for _ in range(5 - dice.below(3) if dice.happens(80) else 1):
        moment = after(moment, 600 + dice.below(1100))
        made.append((moment, dice.pick(["Call", "Email", "LinkedIn"])))
    return made[:6], None


def lead(dice, number, first):
    row = dict.fromkeys(HEADER, "")
    created = arrival(dice, first)
    score = 60 + dice.below(40) if dice.happens(90) else 25 + dice.below(35)
    row["Lead ID"] = f"L-{number:04}"
    row["Email"] = f"contact{number}@buyer{number}.example"
    row["Company"] = f"Buyer {number}"
    row["Job Title"] = "n/a" if dice.happens(4) else dice.pick(TITLES)
    row["Country"] = dice.pick(COUNTRIES)
    row["Lead Source"] = "Purchased list" if dice.happens(3) else dice.pick(SOURCES)
    row["Lead Score"] = str(score)
    put(row, "Created", created)
    if score < 60:
        return row
    start = created + timedelta(minutes=dice.below(40))
    if is_open(created) and dice.happens(12):
        row["Lead Source"] = "Website"
        put(row, "Demo Requested", start)
    row["Owner"] = dice.pick(["rep-1", "rep-2", "rep-3", "rep-4"])
    put(row, "Became MQL", start)
    put(row, "Assigned", start + timedelta(minutes=1))
    made, replied = touches(dice, start, score)
    for place, (moment, kind) in enumerate(made, 1):
        if put(row, f"Touch {place}", moment):
            row[f"Touch {place} Type"] = kind
    if replied:
        put(row, "Replied", replied)
    decide(dice, row, replied or after(made[-1][0], 60))
    return row


def decide(dice, row, moment):
    if moment > TAKEN:
        return
    if dice.happens(34):
        put(row, "Rejected", moment)
        if not dice.happens(8):
            row["Rejection Reason"] = dice.pick(REASONS)
            put(row, "Reason Entered", moment + timedelta(minutes=dice.below(4)))
    elif row["Replied"]:
        put(row, "Accepted", moment)
        for stage in ["SQL", "Opportunity", "Won"]:
            moment = after(moment, 900 + dice.below(3000))
            if not dice.happens(45) or not put(row, stage, moment):
                break


def put(row, column, moment):
    """Writes a time, unless it lies after the export."""
    if moment <= TAKEN:
        row[column] = moment.strftime("%Y-%m-%d %H:%M")
    return moment <= TAKEN


def write(row):
    print(",".join(row[name] for name in HEADER), end="\r\n")


def main():
    dice = Dice(2026)
    rows = []
    for first, count in MONTHS:
        for _ in range(count):
            rows.append(lead(dice, len(rows) + 1, first))
    # The same person, entered again by an import.
    for number in (17, 88, 140, 201):
        rows.append({**rows[number], "Lead ID": f"L-9{number:03}", "Email": rows[number]["Email"].upper()})
    # The clocks skipped 02:30 on 30 March.
    night = {**lead(dice, 900, date(2025, 3, 1)), "Created": "2025-03-30 02:30", "Became MQL": "2025-03-30 02:30"}
    night.update({"Lead Score": "84", "Assigned": "2025-03-30 03:31", "Demo Requested": ""})
    for name in HEADER[12:]:
        night[name] = ""
    night.update({"Touch 1": "2025-03-31 09:40", "Touch 1 Type": "Call", "Replied": "2025-03-31 15:05"})
    rows.append(night)
    # Two that cannot be read.
    rows.append({**rows[30], "Lead ID": "L-9901", "Email": "a@buyer9901.example", "Became MQL": "last Tuesday"})
    rows.append({**rows[31], "Lead ID": "", "Email": "b@buyer9902.example"})
    print(",".join(HEADER), end="\r\n")
    for row in rows:
        write(row)


main()
