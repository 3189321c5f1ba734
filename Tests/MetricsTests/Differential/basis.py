"""What a number depends on besides the rows: the basis of an entry, by its description and in no other way."""

import hashlib
import json
from datetime import date, timedelta

import cells

WEEK = "monday tuesday wednesday thursday friday saturday sunday".split()
ORDER = ("scope mql demoRequest pricingRequest contactRequest humanAttempt accepted rejected won tiers requiredFields "
         "excludedSources sourceSpellings rejectionReasons coolOffDays historyFields marketingSources money").split()
MEANINGS = "mql demoRequest pricingRequest contactRequest humanAttempt accepted rejected won".split()

# What decides where episodes begin and end, and what a number of each metric depends on.
EPISODES = "scope mql demoRequest rejected won "
DELIVERED = EPISODES + "tiers requiredFields excludedSources sourceSpellings coolOffDays"
CONTACT = EPISODES + "humanAttempt rejectionReasons"
DECISIONS = EPISODES + "accepted rejectionReasons"
CARE = EPISODES + "humanAttempt accepted"
DEALS = "scope won money "
PARTS = {
    "lead.created": "scope", "mql.delivered": DELIVERED, "mql.per-rep": DELIVERED, "mql.score": EPISODES,
    "mql.completeness": EPISODES + "requiredFields", "mql.history": EPISODES + "historyFields",
    "leads.duplicate": EPISODES, "intent.alerted": EPISODES, "first-contact": CONTACT, "time-to-connect": CONTACT,
    "handoff-to-contact": CONTACT, "follow-up.depth": EPISODES + "humanAttempt", "rejection.rate": DECISIONS,
    "rejection.reasons": DECISIONS, "rejection.documented": DECISIONS, "acceptance.documented": DECISIONS,
    "hygiene.stale": CARE, "hygiene.outcomes": EPISODES + "humanAttempt", "leads.dropped": CARE,
    "conversion.lead-mql": "scope mql", "conversion.mql-sql": EPISODES, "conversion.sql-opportunity": EPISODES,
    "conversion.opportunity-won": EPISODES, "opportunity.follow-up": "scope humanAttempt won",
    "pipeline.by-source": DEALS + "sourceSpellings", "pipeline.marketing": DEALS + "sourceSpellings marketingSources",
    "revenue": DEALS, "deal.size": DEALS, "cycle.length": "scope mql won",
}


def written(value):
    """The written form of a document."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def in_any_order(items):
    return sorted(items, key=written)


def digest(entry, log, first_day):
    """The basis of an entry of a log whose period begins on a day."""
    measurement = log["measurement"]
    document = {name: entry[name] for name in ("metric", "parameters", "where") if name in entry} | {
        "definitions": measurement["definitions"], "measurement": parts(entry, measurement), "zone": measurement["zone"],
        "fiscalStart": log["fiscalStart"],
        "calendar": calendar(measurement["calendar"], first_day, cells.local_date(log["asOf"], measurement["zone"]))}
    if log["fiscalWeeks"]:
        document["fiscalWeeks"] = log["fiscalWeeks"]
    return hashlib.sha256(written(document)).hexdigest()


def parts(entry, measurement):
    """The meanings that the number hangs on; what the agreement does not say of them is nothing."""
    where = entry.get("where", {})
    names = set(PARTS[entry["metric"]].split())
    names |= {"tiers"} if "tier" in where else set()
    names |= {"sourceSpellings"} if "source" in where else set()
    if where.get("request") in ("pricing", "contact"):
        names |= set(EPISODES.split()) | {"pricingRequest", "contactRequest"}
    return {("meanings." if name in MEANINGS else "") + name: part(name, measurement, where) for name in ORDER if name in names}


def part(name, measurement, where):
    value = measurement["meanings"].get(name) if name in MEANINGS else measurement.get(name)
    if value is None or isinstance(value, int):
        return value
    if name in MEANINGS:
        values = in_any_order(value.get("values", []))
        return {"stamped": "stamped", "valued": values, "other": {"otherThan": values}}[value["is"]]
    if name == "tiers":
        return tiers(value, where.get("tier"))
    if name == "money":
        rates = [{key: rate[key] for key in ("currency", "numerator", "denominator")} for rate in value.get("rates", [])]
        return {"currency": value["currency"], "rates": in_any_order(rates)}
    # Titles mean nothing to numbers, nor does the order in which names are listed.
    return in_any_order(
        item if isinstance(item, str) else
        {key: in_any_order(text) if isinstance(text, list) else text for key, text in item.items() if key != "title"}
        for item in value)


def tiers(tiers, wanted):
    """The bounds of the wanted tier, else what puts a lead into any."""
    bands = tiers["bands"]
    place = next((place for place, band in enumerate(bands) if band["id"] == wanted), None) if wanted else len(bands) - 1
    if place is None:
        return None
    bounds = {"by": tiers["by"]} | ({"currency": tiers["currency"]} if tiers["by"] == "amount" else {})
    bounds["atLeast"] = bands[place]["atLeast"]
    return bounds | ({"below": bands[place - 1]["atLeast"]} if wanted and place else {})


def calendar(rules, first_day, last_day):
    """The week, and the other days from ten business days before the period to the export."""
    holidays = {holiday["date"] for holiday in rules["holidays"]}
    halves = {half["date"]: half["windows"] for half in rules.get("halfDays", [])}
    day, left = first_day, 10
    while left:
        day -= timedelta(days=1)
        left -= str(day) not in holidays and bool(halves.get(str(day), rules["week"][WEEK[day.weekday()]]))
    is_near = lambda text: day <= date.fromisoformat(text) <= max(day, last_day)
    return {
        "week": [windows(rules["week"][name]) for name in WEEK],
        "holidays": sorted(filter(is_near, holidays)),
        "halfDays": in_any_order({"date": text, "windows": windows(halves[text])} for text in filter(is_near, halves))}


def windows(spans):
    """Minutes after midnight, in order."""
    minutes = lambda text: 60 * int(text[:2]) + int(text[3:])
    return sorted(
        ({name: minutes(span[name]) for name in ("from", "to")} for span in spans), key=lambda span: (span["from"], span["to"]))
