"""Computes a period's numbers from the wide export with Polars, and prints them with the seconds that took.

Only the query is timed, not the start of Python.
"""

import json
import sys
import time

import polars as pl
from polars import col

import business_days as calendar

TIMES = ["became_mql", "first_contact", "accepted", "rejected", "reason_entered"]
LATEST = 10**18
EMAIL = r"^[^@ ]+@[^@ .]+([.][^@ .]+)+$"
TIER = pl.when(col("score") >= 80).then(pl.lit("t1")).when(col("score") >= 60).then(pl.lit("t2"))


def near(name: str) -> pl.Expr:
    """Whether a time lies about in the period. A text of ISO 8601 sorts like its time: what lies outside the period need not
    be read as a time. The ends of the period are not midnight in UTC, so that this alone does not decide."""
    return (col(name) >= "2025-02-28") & (col(name) < "2025-04-02")


def milliseconds(names: list[str]) -> list[pl.Expr]:
    return [col(name).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms").cast(pl.Int64) for name in names]


def in_period(name: str) -> pl.Expr:
    return (col(name) >= calendar.START) & (col(name) < calendar.END)


def read(file: str) -> pl.LazyFrame:
    leads = pl.scan_csv(file, schema_overrides={name: pl.String for name in TIMES}, infer_schema_length=1000)
    return leads.filter(near("became_mql")).with_columns(milliseconds(TIMES))


def episodes(leads: pl.LazyFrame, more=()) -> pl.LazyFrame:
    """The period's MQLs with what became of each, and more columns of theirs, from leads with their times read."""
    days = calendar.table()
    day = pl.LazyFrame({
        "number": [day.number for day in days], "opens": [day.opens for day in days],
        "closes": [day.closes for day in days], "before": [day.before for day in days],
        "early1": [day.early[0] for day in days], "early2": [day.early[1] for day in days],
        "late1": [day.late[0] for day in days], "late2": [day.late[1] for day in days],
    })
    documented = (
        col("rejected").is_not_null() & col("reason").is_in(list(calendar.REASONS.values())).fill_null(False)
        & (col("reason_entered") <= col("rejected") + 300_000).fill_null(False))
    moment = col("first_contact").fill_null(calendar.AS_OF_MILLISECONDS)
    leads = leads.filter(in_period("became_mql")).select(
        "source", *more, mql="became_mql", moment=moment, touched=col("first_contact").is_not_null(),
        is_documented=documented, tier=TIER, is_counted=~(documented & (col("rejected") < col("first_contact").fill_null(LATEST))),
        has_email=col("email").str.contains(EMAIL),
        is_rejected=col("rejected").is_not_null()
        & (col("accepted").is_null() | (col("rejected") >= col("accepted")).fill_null(False)),
        is_decided=col("rejected").is_not_null() | col("accepted").is_not_null(),
        mql_day=col("became_mql") // 86_400_000, moment_day=moment // 86_400_000)

    def open_before(time, suffix=""):
        opens, closes = col("opens" + suffix), col("closes" + suffix)
        return col("before" + suffix) + pl.max_horizontal(pl.min_horizontal(time, closes) - opens, 0)

    isEarly = col("mql") < col("closes")
    return leads.join(day, left_on="mql_day", right_on="number").join(
        day, left_on="moment_day", right_on="number", suffix="_end"
    ).with_columns(
        elapsed=open_before(col("moment"), "_end") - open_before(col("mql")),
        deadline1=pl.when(isEarly).then("early1").otherwise("late1"),
        deadline2=pl.when(isEarly).then("early2").otherwise("late2"),
        is_delivered=col("tier").is_not_null() & col("has_email") & (col("source") != "Purchased list"))


def counts() -> list[pl.Expr]:
    hours, days = calendar.limits()
    counted, touched = col("is_counted"), col("touched")
    late = [(name, col("elapsed") > limit) for name, limit in hours] + [
        (name, col("moment") > col(f"deadline{number}")) for name, number in days]
    contacts = []
    for name, test in late:
        contacts += [
            (counted & touched & ~test).sum().alias(f"{name} met"), (counted & touched & test).sum().alias(f"{name} breached"),
            (counted & ~touched & test).sum().alias(f"{name} breachedOpen"),
            (counted & ~touched & ~test).sum().alias(f"{name} pending")]
    return [
        col("is_delivered").sum().alias("delivered"), pl.len().alias("gross"), col("is_rejected").sum().alias("rejected"),
        col("is_decided").sum().alias("decided"), (col("is_rejected") & col("is_documented")).sum().alias("documented"),
        counted.sum().alias("n"), (~counted).sum().alias("resolvedBeforeContact"), *contacts]


def at(percent: int, of: pl.Expr) -> pl.Expr:
    """The least number that so many percent of all are not above."""
    of = of.drop_nulls()
    return of.sort().get((of.len() * percent + 99) // 100 - 1, null_on_oob=True)


def quantiles() -> list[pl.Expr]:
    elapsed = pl.when("touched").then("elapsed").otherwise(LATEST).filter("is_counted")
    return [at(percent, elapsed).alias(f"p{percent}") for percent in (50, 90, 95)]


def figures(rows: list[dict]) -> dict:
    found = {}
    hours, days = calendar.limits()
    for row in rows:
        of = {"tier": row.get("tier", ""), "source": row.get("source", "")}
        if of["tier"] is None:
            continue
        found[calendar.key("mql.delivered", **of)] = [row["delivered"], row["gross"]]
        found[calendar.key("rejection.rate", **of)] = [row["rejected"], row["decided"]]
        found[calendar.key("rejection.documented", **of)] = [row["documented"], row["rejected"]]
        if of["source"]:
            continue
        quantiles = [None if row[name] == LATEST else row[name] for name in ("p50", "p90", "p95")]
        for within, _ in hours + days:
            counts = [row[f"{within} {name}"] for name in ("met", "breached", "breachedOpen", "pending")]
            found[calendar.key("first-contact", within, **of)] = [
                row["n"], *counts, row["resolvedBeforeContact"], *quantiles]
    return found


def main():
    start = time.perf_counter()
    found, aggregates = episodes(read(sys.argv[1])).collect(), [*counts(), *quantiles()]
    rows = [
        *found.select(aggregates).to_dicts(), *found.group_by("tier").agg(aggregates).to_dicts(),
        *found.group_by("source").agg(aggregates).to_dicts()]
    print(json.dumps({"seconds": time.perf_counter() - start, "figures": figures(rows)}, sort_keys=True))


if __name__ == "__main__":
    main()
