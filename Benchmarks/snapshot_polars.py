"""Computes all numbers of a snapshot of the wide export with Polars, and prints them by their entries with the seconds that
took.

The file is read once, as text. Times are parsed only of leads of which something lies in the period; counts are taken for
each tier, source and region at once and added up for each of these, which quantiles cannot be.
"""

import json
import sys
import time

import polars as pl
from polars import col

import business_days as calendar
import snapshot_duckdb_part as lean
import snapshot_polars_part as part
import snapshot_duckdb as whole

TIMES = [name for name in lean.TIMES if name != "time"]
USED = [name for name in lean.HEADER if name != "attempts"]
OVER = [f"over{age}" for age in whole.AGES]


def steps() -> list[pl.Expr]:
    """For each conversion and age how many are its cohort, and how many converted."""
    found = []
    for age, over in zip(whole.AGES, map(col, OVER)):
        reached = pl.lit(0)
        for rank, stage in enumerate(whole.STAGES[1:], 1):
            reached = pl.when((col(stage) >= col("mql")) & (col(stage) < over)).then(rank).otherwise(reached)
        reached = pl.when(over.is_not_null()).then(reached)
        for rank, (first, then) in enumerate(zip(whole.STAGES, whole.STAGES[1:])):
            name = f"conversion.{first}-{then} {age}"
            found += [(reached >= rank).sum().alias(f"{name} from"), (reached > rank).sum().alias(f"{name} to")]
    return found


def episode_counts() -> list[pl.Expr]:
    rejected, placed = col("is_rejected"), (col("region") != "").fill_null(False)
    met = col("is_counted") & col("touched")
    known = col("reason").is_in(list(calendar.REASONS.values())).fill_null(False)
    return [
        *part.counts(), *steps(),
        *((rejected & (col("reason") == words)).sum().alias(name) for name, words in calendar.REASONS.items()),
        (rejected & ~known).sum().alias("(none)"), (met & (col("elapsed") == 0)).sum().alias("at_once"),
        (met & (col("moment") - col("mql") < 60_000)).sum().alias("soon"), col("score").count().alias("scored"),
        col("score").sum().alias("points"), (col("has_email") & placed).sum().alias("complete"),
        col("has_email").sum().alias("reachable"), placed.sum().alias("placed")]


def lead_counts() -> list[pl.Expr]:
    mql, found = col("became_mql"), [pl.len().alias("leads")]
    for age, over in zip(whole.AGES, map(col, OVER)):
        found += [
            over.count().alias(f"{age} from"), ((mql >= col("created")) & (mql < over)).sum().alias(f"{age} to")]
    return found


def aged(rows: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """With when each age counted from a time in the period is over."""
    starts, *over = (pl.Series(numbers, dtype=pl.Int64) for numbers in zip(*whole.ages()))
    day = pl.lit(starts).search_sorted(col(name), side="right") - 1
    return rows.with_columns(day=day).with_columns(pl.lit(ends).gather("day").alias(name) for name, ends in zip(OVER, over))


def grouped(rows: pl.DataFrame, counts: list[pl.Expr], apart=()) -> list[dict]:
    """One row for all cases, and one for each value of each group. What cannot be added up is there for all cases and for
    tiers only."""
    queries = [rows.lazy().group_by(whole.GROUPS).agg(counts)]
    if apart:
        queries += [rows.lazy().select(apart), rows.lazy().group_by("tier").agg(apart)]
    cells, *apart = pl.collect_all(queries)
    sums = pl.exclude(whole.GROUPS).sum()
    found = pl.concat([cells.select(sums), *apart[:1]], how="horizontal").to_dicts()
    for group in whole.GROUPS:
        totals = cells.group_by(group).agg(sums)
        if apart and group == "tier":
            totals = totals.join(apart[1], on=group)
        found += [row | {f"by_{group}": True} for row in totals.drop_nulls(group).to_dicts()]
    return found


def read(file: str) -> list[pl.DataFrame]:
    """Of all rows what tells them apart, and the rows of which something lies about in the period."""
    kinds = {name: pl.Int32 if name in lean.NUMBERS else pl.String for name in lean.HEADER}
    export = pl.scan_csv(file, schema=kinds).select(USED)
    matters = pl.any_horizontal(part.near(name) for name in ("created", "became_mql", "won"))
    address = pl.when(col("email").str.contains(part.EMAIL)).then(col("email").str.to_lowercase().hash())
    return pl.collect_all([
        export.select(id=col("id").hash(), address=address, is_mql=col("became_mql").is_not_null()),
        export.filter(matters).with_columns(part.milliseconds(TIMES)),
    ], engine="streaming")


def of_export(every: pl.DataFrame, leads: pl.DataFrame) -> tuple[dict, dict]:
    """The account of rows, and what is counted of deals and of rows."""
    # Where rows share one, they would have to be joined first. Hashes that all differ are of texts that all differ.
    address = col("address").drop_nulls()
    rows, mqls, ids, reachable, addresses = every.lazy().select(
        pl.len(), col("is_mql").sum(), ids=col("id").n_unique(), reachable=address.len(), addresses=address.n_unique(),
    ).collect().row(0)
    assert rows == ids and reachable == addresses
    won = leads.filter(part.in_period("won")).select(took=col("won") - col("became_mql"))
    period = leads.select(part.in_period("became_mql").sum()).item()
    cycle = won.select(
        col("took").count().alias("n"), col("took").null_count().alias("missing"),
        *(part.at(percent, col("took")).alias(name) for name, percent in (("median", 50), ("p90", 90), ("p95", 95))))
    return {
        "read": rows, "events": 0, "inPeriod": period, "neverMql": rows - mqls, "outOfPeriod": mqls - period, "duplicates": 0,
    }, {"leads.duplicate": {"value": 0, "gross": 0}, "cycle.length": cycle.to_dicts()[0]}


def of_leads(leads: pl.DataFrame) -> dict:
    created = leads.lazy().filter(part.in_period("created")).select(
        "created", "became_mql", "source", "region", tier=part.TIER)
    return whole.lead_figures(grouped(aged(created, "created").collect(), lead_counts()))


def of_episodes(leads: pl.DataFrame) -> dict:
    more = ["region", "owner", "score", "reason", "sql", "opportunity", "won"]
    rows = aged(part.episodes(leads.lazy(), more), "mql").collect()
    people = col("owner").filter("is_delivered").drop_nulls().n_unique().alias("people")
    found = grouped(rows, episode_counts(), [*part.quantiles(), part.at(50, col("score")).alias("middle"), people])
    for row in found:
        row["quantiles"] = [row.get(f"p{percent}") for percent in (50, 90, 95)]
    return whole.episode_figures(found)


def main():
    start = time.perf_counter()
    every, leads = read(sys.argv[1])
    rows, found = of_export(every, leads)
    found |= of_leads(leads) | of_episodes(leads)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "rows": rows, "figures": found}, sort_keys=True))


if __name__ == "__main__":
    main()
