"""Computes all numbers of a snapshot of the wide export, or of leads and activities, with DuckDB, and prints them by their
entries with the seconds that took.

Beside what `snapshot_duckdb_part.py` computes these are leads created, conversions by age, scores, fields filled, MQLs per person,
reasons, the sales cycle, everything by region, and whether any two rows share an id or an address.
"""

import json
import sys
import time
from datetime import datetime, timedelta

import business_days as calendar
import snapshot_duckdb_part as lean

AGES = [30, 90, 180]
STAGES = ["mql", "sql", "opportunity", "won"]
GROUPS = ["tier", "source", "region"]


def ages() -> list[tuple]:
    """The starts of the period's days, and when each age counted from them is over; nothing where it is not yet."""
    day = datetime.fromtimestamp(calendar.START / 1000, calendar.ZONE)
    found = []
    while (start := calendar.milliseconds(day)) < calendar.END:
        ends = [calendar.milliseconds(day + timedelta(days=age + 1)) for age in AGES]
        found.append((start, *(end if end <= calendar.AS_OF_MILLISECONDS else None for end in ends)))
        day += timedelta(days=1)
    return found


def prepare(database, leads: str, activities: str | None):
    database.execute("CREATE TABLE age (starts BIGINT, " + ", ".join(f"over{age} BIGINT" for age in AGES) + ")")
    database.executemany("INSERT INTO age VALUES (?, ?, ?, ?)", ages())
    # Rows in whatever order are read faster.
    database.execute("SET preserve_insertion_order = false")
    database.execute(f"CREATE TABLE export AS SELECT *{'' if activities else ', 0 AS told'} FROM {lean.rows(leads, activities)}")
    database.execute(f"""
    CREATE TABLE episodes AS WITH {lean.episodes("export")}
    SELECT episode.* EXCLUDE (sql, opportunity, won), epoch_ms(sql) AS sql, epoch_ms(opportunity) AS opportunity,
      epoch_ms(won) AS won, age.* FROM episode ASOF JOIN age ON episode.mql >= age.starts""")


def select(database, counts: list[str], source: str, groups=GROUPS) -> list[dict]:
    """One row for all cases, and one for each value of each group."""
    flags = ", ".join(f"GROUPING({group}) = 0 AS by_{group}" for group in groups)
    sets = ", ".join(f"({group})" for group in groups)
    cursor = database.execute(
        f"SELECT {', '.join(groups)}, {flags}, {', '.join(counts)} FROM {source} GROUP BY GROUPING SETS ((), {sets})")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row)) for row in cursor.fetchall()]
    return [row for row in rows if not any(row[f"by_{group}"] and row[group] is None for group in groups)]


def place(row: dict) -> dict:
    return {group: row[group] for group in GROUPS if row.get(f"by_{group}")}


def steps() -> list[tuple]:
    """For each conversion and age its name and what counts as its cohort and as converted."""
    found = []
    for age in AGES:
        over = f"over{age}"
        reached = " ".join(
            f"WHEN {stage} >= mql AND {stage} < {over} THEN {rank}"
            for rank, stage in reversed(list(enumerate(STAGES))) if stage != "mql")
        for rank, (first, then) in enumerate(zip(STAGES, STAGES[1:])):
            at = f"{over} IS NOT NULL AND CASE {reached} ELSE 0 END"
            found.append((f"conversion.{first}-{then}", age, f"{at} >= {rank}", f"{at} >= {rank + 1}"))
    return found


def of_episodes(database) -> dict:
    reasons = [
        f"""count(*) FILTER (is_rejected AND reason = '{words}') AS "{name}" """ for name, words in calendar.REASONS.items()]
    known = ", ".join(f"'{words}'" for words in calendar.REASONS.values())
    counts = [
        lean.COUNTS, lean.contacts(), *reasons,
        f"""count(*) FILTER (is_rejected AND NOT coalesce(reason IN ({known}), false)) AS "(none)" """,
        "count(*) FILTER (is_counted AND touched AND elapsed = 0) AS at_once",
        "count(*) FILTER (is_counted AND touched AND contact - mql < 60000) AS soon",
        "count(score) AS scored, sum(score) AS points, quantile_disc(score, 0.5) AS middle",
        "count(*) FILTER (has_email AND region <> '') AS complete, count(*) FILTER (has_email) AS reachable",
        "count(*) FILTER (region <> '') AS placed, count(DISTINCT owner) FILTER (is_delivered) AS people",
        *(f'count(*) FILTER ({test}) AS "{name} {age} {side}"' for name, age, *tests in steps()
          for side, test in zip(("from", "to"), tests))]
    return episode_figures(select(database, counts, "episodes"))


def episode_figures(rows: list[dict]) -> dict:
    found = {}
    for row in rows:
        where = place(row)
        key = lambda metric, within="": calendar.key(metric, within, **where)
        parts = {name: row[name] for name in [*calendar.REASONS, "(none)"] if row[name]}
        found[key("mql.delivered")] = {"value": row["delivered"], "gross": row["gross"]}
        found[key("rejection.rate")] = {
            "numerator": row["rejected"], "denominator": row["decided"], "n": row["gross"], "parts": parts}
        found[key("rejection.documented")] = {"numerator": row["documented"], "denominator": row["rejected"]}
        for name, age, *_ in steps():
            found[key(name, f"days={age}")] = {
                "numerator": row[f"{name} {age} to"], "denominator": row[f"{name} {age} from"]}
        if where.keys() - {"tier"}:
            continue
        found[key("rejection.reasons")] = {"value": row["rejected"], "gross": row["gross"], "parts": parts}
        found[key("mql.score")] = {"n": row["scored"], "sum": row["points"], "median": row["middle"]}
        found[key("mql.completeness")] = {
            "numerator": row["complete"], "denominator": row["gross"],
            "parts": {"email": row["reachable"], "region": row["placed"]}}
        quantiles = dict(zip(("median", "p90", "p95"), (None if one == 10**18 else one for one in row["quantiles"])))
        for within, _ in [*calendar.limits()[0], *calendar.limits()[1]]:
            found[key("first-contact", within)] = {
                "n": row["n"], "resolvedBeforeContact": row["resolvedBeforeContact"], "zero": row["at_once"],
                "underAMinute": row["soon"], **quantiles,
                **{name: row[f"{within} {name}"] for name in ("met", "breached", "breachedOpen", "pending")}}
        if not where:
            found["mql.per-rep"] = {"numerator": row["delivered"], "denominator": row["people"]}
    return found


def of_leads(database) -> dict:
    tests = [f"over{age} IS NOT NULL" for age in AGES]
    counts = ["count(*) AS leads"] + [
        f'count(*) FILTER ({test}) AS "{age} from", count(*) FILTER ({test} AND mql >= created AND mql < over{age}) AS "{age} to"'
        for age, test in zip(AGES, tests)]
    source = f"""(
      SELECT epoch_ms(export.created) AS created, epoch_ms(became_mql) AS mql, source, region,
        CASE WHEN score >= 80 THEN 't1' WHEN score >= 60 THEN 't2' END AS tier, age.*
      FROM export ASOF JOIN age ON epoch_ms(export.created) >= age.starts
      WHERE epoch_ms(export.created) < {calendar.END})"""
    return lead_figures(select(database, counts, source))


def lead_figures(rows: list[dict]) -> dict:
    found = {}
    for row in rows:
        found[calendar.key("lead.created", **place(row))] = {"value": row["leads"], "gross": row["leads"]}
        for age in AGES:
            found[calendar.key("conversion.lead-mql", f"days={age}", **place(row))] = {
                "numerator": row[f"{age} to"], "denominator": row[f"{age} from"]}
    return found


def of_export(database) -> tuple[dict, dict]:
    """The account of rows, and what is counted of deals and of rows."""
    rows, told, period, never, ids, addresses = database.execute(f"""
      SELECT count(*), coalesce(sum(told), 0),
        count(*) FILTER (epoch_ms(became_mql) >= {calendar.START} AND epoch_ms(became_mql) < {calendar.END}),
        count(*) FILTER (became_mql IS NULL), count(*) - count(DISTINCT id),
        count(*) FILTER (has_email) - count(DISTINCT lower(email)) FILTER (has_email)
      FROM (SELECT *, regexp_matches(email, '^[^@ ]+@[^@ .]+([.][^@ .]+)+$') AS has_email FROM export)""").fetchone()
    # Where rows share one, they would have to be joined first.
    assert ids == addresses == 0
    won, missing, middle, high, higher = database.execute(f"""
      SELECT count(became_mql), count(*) - count(became_mql), quantile_disc(took, 0.5), quantile_disc(took, 0.9),
        quantile_disc(took, 0.95)
      FROM (SELECT became_mql, epoch_ms(won) - epoch_ms(became_mql) AS took FROM export
        WHERE epoch_ms(won) >= {calendar.START} AND epoch_ms(won) < {calendar.END})""").fetchone()
    account = {"read": rows + told, "events": told, "inPeriod": period, "neverMql": never,
               "outOfPeriod": rows - period - never, "duplicates": 0}
    return account, {
        "leads.duplicate": {"value": 0, "gross": 0},
        "cycle.length": {"n": won, "missing": missing, "median": middle, "p90": high, "p95": higher}}


def main():
    start = time.perf_counter()
    database = lean.connect()
    prepare(database, *(sys.argv[1:] + [None])[:2])
    account, found = of_export(database)
    found |= of_leads(database) | of_episodes(database)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "rows": account, "figures": found}, sort_keys=True))


if __name__ == "__main__":
    main()
