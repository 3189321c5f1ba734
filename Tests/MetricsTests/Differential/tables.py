"""Lead logs as tables: rows, what their cells state, and the calendars by which they are judged."""

import csv
import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import cells

DECISIONS = {"accepted", "rejected"}
DEALS = {"opportunity", "won", "lost"}


class Tables:
    """Rows of tables by name, each a list of records."""

    def __init__(self):
        self.tables = {}
        self.rid = 0
        self.cell = 0

    def add(self, table, **record):
        self.tables.setdefault(table, []).append(record)

    def log(self, number, log):
        measurement, zone = log["measurement"], log["measurement"]["zone"]
        first, end = (cells.start_of_day(day, zone) for day in bounds(log["period"], log["fiscalStart"], log["fiscalWeeks"]))
        as_of = cells.instant(log["asOf"])
        money = measurement.get("money")
        self.add(
            "logs", log=number, first=first, last=end, as_of=as_of, cool_off=measurement["coolOffDays"],
            has_tiers="tiers" in measurement, tiers_in=measurement.get("tiers", {}).get("currency"), currency=money and money["currency"],
            required=len(measurement["requiredFields"]), unit=unit(log["period"], log["fiscalStart"], log["fiscalWeeks"]), zone=zone)
        for subject, meaning in measurement["meanings"].items():
            self.add("meanings", log=number, subject=subject, means=meaning["is"], listed=meaning.get("values", []))
        for rank, band in enumerate(measurement.get("tiers", {}).get("bands", [])):
            self.add("tiers", log=number, rank=rank, tier=band["id"], least=band["atLeast"])
        for rule, scope in enumerate(measurement.get("scope", [])):
            self.add("scope", log=number, rule=rule, field=scope["field"], listed=scope["values"])
        for place, field in enumerate(measurement["requiredFields"]):
            self.add("required", log=number, field=field, place=place)
        for spelling in measurement.get("sourceSpellings", []):
            for value in spelling["values"]:
                self.add("spellings", log=number, written=value, source=spelling["source"])
        for nth, reason in enumerate(measurement["rejectionReasons"]):
            for value in reason["values"] + [reason["id"]]:
                self.add("reasons", log=number, written=value, reason=reason["id"], nth=nth)
        for source in measurement["excludedSources"]:
            self.add("excluded", log=number, source=source)
        for source in measurement.get("marketingSources", []):
            self.add("marketing", log=number, source=source)
        self.calendar(number, measurement["calendar"], zone, first, as_of)
        for source in log["sources"]:
            for row in source["rows"]:
                self.rid += 1
                self.row(number, self.rid, row, source["mapping"], measurement)
        for entry in log["entries"]:
            given, where = entry.get("parameters", {}), entry.get("where", {})
            within = given.get("within")
            times = {"H": 3_600_000, "M": 60_000}
            self.add(
                "entries", log=number, id=entry["id"], metric=entry["metric"],
                within=int(within[2:-1]) * times[within[-1]] if within and within[1] == "T" else None,
                within_days=None if not within or within[1] == "T" else 0 if within[0] == "e" else int(within[1:-1]),
                wall=given.get("clock") == "wall", mark={"handoff-to-contact": "handoff"}.get(entry["metric"], given.get("start")),
                attempts=given.get("attempts"), channels=given.get("channels"), span=given.get("spanDays"),
                business_days=given.get("businessDays"), days=given.get("days"), headcount=given.get("headcount"),
                **{name: where.get(name) for name in ("tier", "source", "region", "team", "request")})

    def row(self, log, rid, row, mapping, measurement):
        lead, zone, money = mapping["lead"], measurement["zone"], measurement.get("money")
        cell = lambda column: row[column].strip(cells.BLANKS) if column else ""
        is_lead = mapping.get("rows", "leads") == "leads"
        ids = [cell(lead.get("id"))]
        aliases = []
        for alias in lead.get("aliases", []):
            text = row[alias["column"]]
            aliases += [part.strip(cells.BLANKS) for part in (text.split(alias["separator"]) if "separator" in alias else [text])]
        email = cell(lead.get("email"))
        problem = None if ids[0] or not is_lead else "no-lead-id"
        score = cells.points(cell(lead.get("score"))) if is_lead else None
        worth, tiers = score, measurement.get("tiers")
        if is_lead and tiers and tiers["by"] == "amount":
            text, code = cell(lead["amount"]), cell(lead.get("currency"))
            # Tiers go by one currency: a sum in another is no such amount.
            worth, _ = cells.minor_units(text, code, {"currency": tiers["currency"]})
        for value in (worth, score):
            if isinstance(value, str):
                problem = problem or value
        fields = {field["id"]: cell(field["column"]) for field in lead.get("fields", [])}
        fields |= {name: cell(lead.get(name)) for name in ("email", "source", "region", "score", "amount", "owner") if lead.get(name)}
        valid = [field for field in measurement["requiredFields"]
                 if (cells.is_email if field == "email" else cells.is_filled)(fields.get(field, ""))] if is_lead else []
        history = [fields.get(field, "") for field in measurement.get("historyFields", [])] if is_lead else []
        self.add(
            "rows", log=log, rid=rid, is_lead=is_lead, id=ids[0], problem=problem,
            score=score if isinstance(score, int) else None, worth=worth if isinstance(worth, int) else None,
            source=cell(lead.get("source")), region=cell(lead.get("region")), team=cell(lead.get("team")),
            owner=cell(lead.get("owner")), valid=valid, id_order=cells.order(ids[0]) if ids[0] else None,
            history=any(cells.is_filled(text) and cells.number(text)[0] != 0 for text in history))
        for place, key in enumerate(ids + aliases):
            if key:
                self.add("keys", log=log, rid=rid, kind="id", key=key, place=place)
        if cells.is_email(email):
            self.add("keys", log=log, rid=rid, kind="email", key="".join(c.lower() if c.isascii() else c for c in email), place=1000)
        for rule in measurement.get("scope", []) if is_lead else []:
            self.add("fields", log=log, rid=rid, field=rule["field"], cell=fields.get(rule["field"], ""))
        for event in mapping["events"]:
            if all(cell(rule["column"]) in rule["values"] for rule in event.get("when", [])):
                self.event(log, rid, cell, event, lead, mapping.get("zone"), zone, money)

    def event(self, log, rid, cell, event, lead, naive, zone, money):
        kind, formats = event["event"], [event["format"]] + event.get("otherFormats", [])
        clock = event.get("time")
        clock = clock and (cell(clock["column"]), [clock["format"]] + clock.get("otherFormats", []))
        moment = cells.moment(cell(event["column"]), formats, clock, naive, zone)
        if moment is None:
            return
        record = dict(log=log, rid=rid, event=kind, value=cell(event.get("value")), unreadable=moment is False, format="|".join(formats) + ("+" if clock else ""), unclear_beside=0)
        if moment:
            record |= dict(zip(("earliest", "latest", "is_day", "unclear"), moment))

        def beside(name):
            """What another column says of the same event, and a time of day in one more."""
            clock = event.get(f"{name}Time")
            clock = clock and (cell(clock["column"]), [clock["format"]] + clock.get("otherFormats", []))
            read = cells.moment(cell(event.get(f"{name}At")), formats, clock, naive, zone)
            if read is False:
                record["problem"] = record.get("problem") or "unreadable-time"
            elif read:
                record["unclear_beside"] += read[3]
                if clock and not read[2]:
                    record["apart"] = name
            return read

        if kind in DECISIONS:
            written = beside("documented") if event.get("reason") else None
            record |= dict(reason=cell(event.get("reason")), filled=cells.is_filled(cell(event.get("reason"))),
                           dated="documentedAt" in event, written=written[0] if written else None)
        if event.get("loggedAt"):
            entered = beside("logged")
            record |= dict(entered=entered[0] if entered else None)
        if kind == "attempt":
            record |= dict(channel=cell(event.get("channelColumn")) or event.get("channel", ""),
                           outcome=cells.is_filled(cell(event.get("outcome"))))
        if kind == "assigned":
            record |= dict(owner=cell(event.get("owner") or lead.get("owner")))
        if kind == "alert":
            delivered = beside("delivered")
            record |= dict(delivered=delivered[1] if delivered else None, delivered_on_day=bool(delivered and delivered[2]))
        if kind in DEALS and money:
            code = cell(event.get("currency") or lead.get("currency"))
            amount, given = cells.minor_units(cell(event.get("amount") or lead.get("amount")), code, money)
            record |= dict(deal=cell(event.get("deal")) or None, amount=amount if isinstance(amount, int) else None, given=given,
                           problem=record.get("problem") or (amount if isinstance(amount, str) else None))
        self.cell += 1
        self.add("cells", cell=self.cell, **record)

    def calendar(self, log, rules, zone, first, as_of):
        """Opening windows, business days in their order, and when each local day begins."""
        names = "monday tuesday wednesday thursday friday saturday sunday".split()
        holidays = {holiday["date"] for holiday in rules["holidays"]}
        halves = {half["date"]: half["windows"] for half in rules.get("halfDays", [])}
        begin = date.fromtimestamp(first // 1000) - timedelta(days=400)
        end = date.fromtimestamp(as_of // 1000) + timedelta(days=90)
        local = lambda day, minutes: cells.milliseconds(
            datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes))
        windows, number = [], 0
        for offset in range((end - begin).days):
            day = begin + timedelta(days=offset)
            kind = "holiday" if str(day) in holidays else "half day" if str(day) in halves else None
            self.add("days", log=log, day=offset, begins=cells.start_of_day(day, zone), kind=kind)
            written = [] if str(day) in holidays else halves.get(str(day), rules["week"][names[day.weekday()]])
            spans = []
            for window in written:
                opens, closes = (int(text[:2]) * 60 + int(text[3:]) for text in (window["from"], window["to"]))
                spans.append((local(day, opens), local(day, closes if closes > opens else closes + 1440)))
            spans = [span for span in spans if span[0] < span[1]]
            if spans:
                number += 1
                self.add("business", log=log, number=number, opens=min(spans)[0], closes=max(s[1] for s in spans))
            windows += spans
        open_before, until = 0, None
        for opens, closes in sorted(windows):
            opens = max(opens, until or opens)
            if closes > opens:
                self.add("windows", log=log, opens=opens, closes=closes, before=open_before)
                open_before, until = open_before + closes - opens, closes


def unit(period, fiscal_start, weeks):
    """What kind of period it is."""
    if "W" in period:
        return "week"
    length = "quarter" if "Q" in period else "year" if len(period) == 4 else "month"
    if weeks:
        return f"{length} of weeks"
    return f"fiscal {length}" if fiscal_start > 1 and length != "month" else length


WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def year_start(year, fiscal_start, weeks):
    """The first day of a year of whole weeks."""
    first = date(year, fiscal_start, 1)
    days = [day for day in (first + timedelta(days=shift) for shift in range(-6, 7))
            if day.weekday() == WEEKDAYS.index(weeks["startsOn"])]
    return {
        "nearest": lambda: min(days, key=lambda day: abs(day - first)),
        "on-or-before": lambda: max(day for day in days if day <= first),
        "on-or-after": lambda: min(day for day in days if day >= first)}[weeks["yearStarts"]]()


def months_of_weeks(year, fiscal_start, weeks):
    """The first days of a fiscal year's twelve months, and of the next year."""
    starts = [year_start(year, fiscal_start, weeks)]
    for count in 4 * [int(count) for count in weeks["pattern"].split("-")]:
        starts.append(starts[-1] + timedelta(weeks=count))
    return starts[:-1] + [year_start(year + 1, fiscal_start, weeks)]


def bounds(period, fiscal_start, weeks):
    """The first day of a period, and the first after it."""
    month = lambda index: date(index // 12, index % 12 + 1, 1)
    year = int(period[:4])
    if "W" in period:
        monday = date.fromisocalendar(year, int(period[6:]), 1)
        return monday, monday + timedelta(days=7)
    if weeks:
        if "Q" in period:
            starts, first, count = months_of_weeks(year, fiscal_start, weeks), 3 * (int(period[6:]) - 1), 3
        elif len(period) == 4:
            starts, first, count = months_of_weeks(year, fiscal_start, weeks), 0, 12
        else:
            first, count = (int(period[5:]) - fiscal_start) % 12, 1
            starts = months_of_weeks(year - (int(period[5:]) < fiscal_start), fiscal_start, weeks)
        return starts[first], starts[first + count]
    if "Q" in period:
        first = 12 * year + fiscal_start - 1 + 3 * (int(period[6:]) - 1)
        return month(first), month(first + 3)
    if len(period) == 4:
        return month(12 * year + fiscal_start - 1), month(12 * year + fiscal_start + 11)
    return month(12 * year + int(period[5:]) - 1), month(12 * year + int(period[5:]))


def read(folder):
    """The logs of a folder, in order, with the rows of their exports."""
    for number, path in enumerate(sorted(folder.glob("*/log.json"))):
        log = json.loads(path.read_text(encoding="utf-8"))
        for source in log["sources"]:
            with open(path.parent / source["file"], encoding="utf-8", newline="") as lines:
                source["rows"] = list(csv.DictReader(lines))
        yield number, path.parent.name, log
