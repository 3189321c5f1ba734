"""Computes a period's numbers with DuckDB, from the wide export or from leads and activities, and prints them with the
seconds that took.

Only the query is timed, not the start of Python.
"""

import json
import sys
import time

import duckdb

import business_days as calendar

TIMES = ["time", "created", "became_mql", "first_contact", "accepted", "rejected", "reason_entered", "sql", "opportunity", "won"]
NUMBERS = ["score", "attempts"]
HEADER = [
    "id", "email", "created", "became_mql", "score", "source", "region", "owner", "first_contact", "attempts", "accepted",
    "rejected", "reason", "reason_entered", "sql", "opportunity", "won",
]


def csv(file: str, header: list[str]) -> str:
    kinds = {name: "TIMESTAMP" if name in TIMES else "INTEGER" if name in NUMBERS else "VARCHAR" for name in header}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    return f"read_csv('{file}', header = true, delim = ',', auto_detect = false, columns = {{{columns}}})"


def rows(leads: str, activities: str | None) -> str:
    """One row a lead with all its times, and of how many activities they are."""
    if activities is None:
        return csv(leads, HEADER)
    kinds = {"first_contact": "Contact", "accepted": "Accepted", "rejected": "Rejected", "sql": "SQL",
             "opportunity": "Opportunity", "won": "Won"}
    times = ", ".join(f"min(time) FILTER (kind = '{kind}') AS {name}" for name, kind in kinds.items())
    return f"""(
      SELECT * FROM {csv(leads, HEADER[:8])} leads LEFT JOIN (
        SELECT lead, {times}, count(*) AS told, any_value(reason) FILTER (kind = 'Rejected') AS reason,
          any_value(reason_entered) FILTER (kind = 'Rejected') AS reason_entered
        FROM {csv(activities, ["time", "lead", "kind", "reason", "reason_entered"])} GROUP BY lead
      ) happened ON happened.lead = leads.id)"""


def episodes(rows: str) -> str:
    """The period's MQLs with what became of each, from rows with the export's columns."""
    reasons = ", ".join(f"'{reason}'" for reason in calendar.REASONS.values())
    return f"""
    lead AS (
      SELECT epoch_ms(became_mql) AS mql, epoch_ms(first_contact) AS contact, epoch_ms(accepted) AS accepted,
        epoch_ms(rejected) AS rejected, * EXCLUDE (accepted, rejected),
        CASE WHEN score >= 80 THEN 't1' WHEN score >= 60 THEN 't2' END AS tier,
        regexp_matches(email, '^[^@ ]+@[^@ .]+([.][^@ .]+)+$') AS has_email,
        rejected IS NOT NULL AND coalesce(reason IN ({reasons}), false)
          AND coalesce(epoch_ms(reason_entered) <= epoch_ms(rejected) + 300000, false) AS is_documented
      FROM {rows}
      WHERE epoch_ms(became_mql) >= {calendar.START} AND epoch_ms(became_mql) < {calendar.END}
    ), clocked AS (
      SELECT *, contact IS NOT NULL AS touched, coalesce(contact, {calendar.AS_OF_MILLISECONDS}) AS moment,
        NOT (is_documented AND rejected < coalesce(contact, 9e18)) AS is_counted
      FROM lead
    ), episode AS (
      SELECT clocked.*,
        b.before + greatest(least(moment, b.closes) - b.opens, 0)
          - a.before - greatest(least(mql, a.closes) - a.opens, 0) AS elapsed,
        CASE WHEN mql < a.closes THEN a.early1 ELSE a.late1 END AS deadline1,
        CASE WHEN mql < a.closes THEN a.early2 ELSE a.late2 END AS deadline2,
        tier IS NOT NULL AND has_email AND source <> 'Purchased list' AS is_delivered,
        rejected IS NOT NULL AND (accepted IS NULL OR rejected >= accepted) AS is_rejected,
        rejected IS NOT NULL OR accepted IS NOT NULL AS is_decided
      FROM clocked JOIN day a ON a.number = mql // 86400000 JOIN day b ON b.number = moment // 86400000
    )"""


COUNTS = """count(*) FILTER (is_delivered) AS delivered, count(*) AS gross,
      count(*) FILTER (is_rejected) AS rejected, count(*) FILTER (is_decided) AS decided,
      count(*) FILTER (is_rejected AND is_documented) AS documented,
      count(*) FILTER (is_counted) AS n, count(*) FILTER (NOT is_counted) AS resolvedBeforeContact,
      quantile_disc(CASE WHEN touched THEN elapsed ELSE 1e18::BIGINT END, [0.5, 0.9, 0.95]) FILTER (is_counted) AS quantiles"""


def contacts() -> str:
    """The counts of first contact within each limit."""
    hours, days = calendar.limits()
    late = [(name, f"elapsed > {limit}") for name, limit in hours] + [
        (name, f"moment > deadline{number}") for name, number in days]
    return ", ".join(
        f"""count(*) FILTER (is_counted AND touched AND NOT ({test})) AS "{name} met",
            count(*) FILTER (is_counted AND touched AND ({test})) AS "{name} breached",
            count(*) FILTER (is_counted AND NOT touched AND ({test})) AS "{name} breachedOpen",
            count(*) FILTER (is_counted AND NOT touched AND NOT ({test})) AS "{name} pending" """
        for name, test in late)


def query(leads: str, activities: str | None) -> str:
    return f"""
    WITH {episodes(rows(leads, activities))}
    SELECT tier, source, GROUPING(tier) = 0 AS by_tier, GROUPING(source) = 0 AS by_source,
      {COUNTS}, {contacts()}
    FROM episode GROUP BY GROUPING SETS ((), (tier), (source))
    """


def figures(rows: list[dict]) -> dict:
    found = {}
    hours, days = calendar.limits()
    for row in rows:
        if row["by_tier"] and row["tier"] is None:
            continue
        of = {"tier": row["tier"] if row["by_tier"] else "", "source": row["source"] if row["by_source"] else ""}
        found[calendar.key("mql.delivered", **of)] = [row["delivered"], row["gross"]]
        found[calendar.key("rejection.rate", **of)] = [row["rejected"], row["decided"]]
        found[calendar.key("rejection.documented", **of)] = [row["documented"], row["rejected"]]
        if of["source"]:
            continue
        quantiles = [None if value == 10**18 else value for value in row["quantiles"]]
        for within, _ in hours + days:
            counts = [row[f"{within} {name}"] for name in ("met", "breached", "breachedOpen", "pending")]
            found[calendar.key("first-contact", within, **of)] = [
                row["n"], *counts, row["resolvedBeforeContact"], *quantiles]
    return found


def connect() -> duckdb.DuckDBPyConnection:
    """A database that knows the agreement's calendar."""
    database = duckdb.connect()
    database.execute(
        "CREATE TABLE day (number BIGINT, opens BIGINT, closes BIGINT, before BIGINT, early1 BIGINT, early2 BIGINT, "
        "late1 BIGINT, late2 BIGINT)")
    days = [(day.number, day.opens, day.closes, day.before, *day.early, *day.late) for day in calendar.table()]
    database.execute("INSERT INTO day VALUES " + ", ".join(map(str, days)))
    return database


def main():
    start = time.perf_counter()
    database = connect()
    cursor = database.execute(query(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
    names = [column[0] for column in cursor.description]
    found = figures([dict(zip(names, row)) for row in cursor.fetchall()])
    print(json.dumps({"seconds": time.perf_counter() - start, "figures": found}, sort_keys=True))


if __name__ == "__main__":
    main()
