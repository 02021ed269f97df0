"""A province: ten million officer-months through the pay rule `outcome`, from Parquet to Parquet.

Beside it the same calculation written by hand in polars, by whoever knows polars and these formulas well: one
lazy scan, few passes, nothing computed twice, written as it streams. Both give the same columns, and the
script checks that they agree to 1e-12, missing values included. Each run is a process of its own; the two
take turns, the first pair is not counted, and what is printed is the median of their times, their ratio, and
the most memory that each held.

    python benchmarks/province.py             ten million rows, five pairs
    python benchmarks/province.py 1000000 3   a million rows, three pairs
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import polars as pl
from polars import col

MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEIGHTS = {
    "output": 4000.0,
    "kept": 2500.0,
    "first_time": 1000.0,
    "not_reopened": 1000.0,
    "solved": 1000.0,
    "trips": 500.0,
}
PARTS = [f"part.{name}" for name in WEIGHTS]
FIGURES = [
    *("done.work", "target.work", "available", "promises_judged", "promises_kept"),
    *("first_time_judged", "right_first_time", "reopen_judged", "not_reopened"),
    *("solved_known", "solved_yes", "trips_usual", "trips_made", "rating.behaviour"),
]


def written(path: Path, rows: int) -> None:
    """A year of officers, one row a month: figures as offices report them, and gaps in all of them."""

    def drawn(seed: int) -> pl.Expr:
        return col("n").hash(seed).cast(pl.Float64) / 2.0**64

    def gaps(seed: int, share: float, value: pl.Expr) -> pl.Expr:
        return pl.when(drawn(seed) >= share).then(value)

    def pair(whole: str, part: str, seed: int, most: int, share: float) -> dict[str, pl.Expr]:
        judged = (drawn(seed) * most).floor()
        kept = (drawn(seed + 1) ** 0.5 * (judged + 1)).floor().clip(upper_bound=judged)
        return {whole: gaps(seed + 2, share, judged), part: gaps(seed + 2, share, kept)}

    ends = pl.lit(pl.Series([date(2026, month, day) for month, day in enumerate(MONTH_ENDS, 1)]))
    figures = {
        "done.work": gaps(1, 0.03, (4000 + drawn(2) * 4000).round(1)),
        "target.work": gaps(3, 0.01, 5000 + (drawn(4) * 2000).round(0)),
        "available": gaps(5, 0.2, 1 - (drawn(6) * drawn(7) * 20).floor() / 20),
        **pair("promises_judged", "promises_kept", 10, 60, 0.1),
        **pair("first_time_judged", "right_first_time", 15, 60, 0.1),
        **pair("reopen_judged", "not_reopened", 20, 60, 0.1),
        **pair("solved_known", "solved_yes", 30, 25, 0.4),
        "trips_usual": gaps(35, 0.2, (drawn(36) * 40).floor()),
        "trips_made": gaps(35, 0.2, (drawn(37) * 30).floor()),
        "rating.behaviour": gaps(40, 0.5, 1 + (drawn(41) * 3).floor()),
    }
    numbers = pl.LazyFrame().select(n=pl.int_range(rows, dtype=pl.Int64))
    officer, period = col("n") // len(MONTH_ENDS), ends.gather(col("n") % len(MONTH_ENDS))
    numbers.select(officer=officer, period=period, **figures).sink_parquet(path)


def by_library(source: Path) -> pl.LazyFrame:
    """The pay rule as it ships."""
    from asnwork.adapters import score_frame
    from asnwork.indonesia.law import national_law
    from asnwork.indonesia.schemes import all_pays

    law = national_law()
    pay = next(pay for pay in all_pays(law) if pay.name == "outcome")
    scored: pl.LazyFrame = score_frame(pl.scan_parquet(source), pay, law=law, on="period").frame
    return scored


def by_hand(source: Path) -> pl.LazyFrame:
    """The same columns, written for this one rule and the law of 2026."""

    def share(part: str, whole: str) -> pl.Expr:
        return pl.when(col(whole) != 0).then(col(part) / col(whole) * 100)

    def stepped(of: str, edges: tuple[int, ...], values: tuple[float, ...]) -> pl.Expr:
        chain: Any = pl
        for edge, value in zip(edges, values, strict=False):
            chain = chain.when(col(of) < edge).then(value)
        done: pl.Expr = chain.when(col(of).is_not_null()).then(values[-1])
        return done

    due = col("target.work") * col("available").fill_null(1.0)
    reached = (
        pl.when(due != 0).then(col("done.work") / due).when((due <= 0) & (col("done.work") > 0)).then(1.2)
    )
    saved = (
        pl.when(col("trips_usual") != 0)
        .then((1.0 - col("trips_made") / col("trips_usual")).clip(lower_bound=0.0) * 100)
        .when((col("trips_usual") == 0) & (col("trips_made") > 0))
        .then(0.0)
    )
    weighed = pl.sum_horizontal(
        col(part).is_not_null() * weight for part, weight in zip(PARTS, WEIGHTS.values(), strict=True)
    )
    summed = pl.sum_horizontal(
        col(part).fill_null(0.0) * weight for part, weight in zip(PARTS, WEIGHTS.values(), strict=True)
    )
    hair = 100e-9
    frame = (
        pl.scan_parquet(source)
        .with_columns(
            pl.any_horizontal(col(*FIGURES).is_infinite()).fill_null(False).alias("infinite"),
            reached.alias("reached"),
            share("promises_kept", "promises_judged").alias("part.kept"),
            share("right_first_time", "first_time_judged").alias("part.first_time"),
            share("not_reopened", "reopen_judged").alias("part.not_reopened"),
            share("solved_yes", "solved_known").alias("part.solved"),
            saved.alias("part.trips"),
        )
        .with_columns(
            (col("reached").clip(upper_bound=1.0) * 100).alias("part.output"),
            (col("reached") >= 0.9).alias("met"),
        )
        .with_columns(weighed.alias("weighed"), summed.alias("summed"))
        .with_columns(pl.when(col("weighed") >= 5000).then(col("summed") / col("weighed")).alias("score"))
        .with_columns(
            pl.when(col("period").is_null())
            .then(pl.lit("no_day"))
            .when(col("period") < date(2022, 1, 1))
            .then(pl.lit("no_law"))
            .when(col("infinite"))
            .then(pl.lit("infinite_figure"))
            .when((pl.min_horizontal(*PARTS) < -hair) | (pl.max_horizontal(*PARTS) > 100 + hair))
            .then(pl.lit("off_scale"))
            .alias("refused")
        )
        .with_columns(
            pl.when(col("refused").is_null()).then(col(name)).alias(name) for name in (*PARTS, "score", "met")
        )
        .with_columns(
            pl.when(col("score").is_not_null() & col("met").is_not_null())
            .then(
                pl.when(col("met"))
                .then(1.0 + (col("score") / 100 >= 0.9 - 1e-9) + (col("score") / 100 > 1.0 + 1e-9))
                .otherwise(1.0)
            )
            .alias("rating"),
            pl.when(col("score").is_null() | col("met").is_null())
            .then(pl.lit("unknown"))
            .when(col("met"))
            .then(pl.lit("met"))
            .otherwise(pl.lit("missed"))
            .alias("gate"),
            pl.when(col("refused").is_null()).then(col("weighed") / 10_000).alias("coverage"),
        )
        .with_columns(((col("rating") - 1) * 3 + col("rating.behaviour").fill_null(2.0) - 1).alias("cell"))
        .with_columns(
            stepped("cell", (1, 3, 4, 6, 7, 8), (1.0, 3.0, 2.0, 4.0, 2.0, 4.0, 5.0)).alias("predicate")
        )
        .with_columns(stepped("predicate", (2, 3, 4), (0.25, 0.5, 0.75, 1.0)).alias("share"))
    )
    return frame.select(
        *("officer", "period", *FIGURES, "score", "gate", "coverage", *PARTS),
        col("rating").alias("proposed.rating.result"),
        col("predicate").alias("proposed.predicate"),
        col("share").alias("simulated.share.predicate"),
        col("share").alias("simulated.share"),
        "refused",
    )


WAYS = {"library": by_library, "by hand": by_hand}


def one_run(way: str, source: Path, target: Path) -> None:
    """One way in a process of its own: its wall and processor seconds, and the most memory it held."""
    if way == "library":
        import asnwork.adapters
        import asnwork.indonesia.law
        import asnwork.indonesia.schemes  # noqa: F401
    began, busy = perf_counter(), process_time()
    WAYS[way](source).sink_parquet(target)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps([perf_counter() - began, process_time() - busy, used]))


def agree(ours: Path, theirs: Path) -> float:
    """The greatest difference between two files; what is missing must be so in both."""
    first, second = pl.scan_parquet(ours), pl.scan_parquet(theirs)
    schema = first.collect_schema()
    assert schema == second.collect_schema()
    other = second.rename({name: f"other {name}" for name in schema})
    both = pl.concat([first, other], how="horizontal")
    numbers = [name for name, kind in schema.items() if kind.is_float()]
    texts = [name for name in schema if name not in numbers]
    found = both.select(
        pl.any_horizontal(
            *((col(name).is_null() != col(f"other {name}").is_null()).any() for name in numbers),
            *(col(name).ne_missing(col(f"other {name}")).any() for name in texts),
        ).alias("unlike"),
        pl.max_horizontal(*((col(name) - col(f"other {name}")).abs().max() for name in numbers)).alias(
            "most"
        ),
    ).collect(engine="streaming")
    assert not found["unlike"].item(), "the two ways differ"
    most: float = found["most"].item()
    return most


def main(rows: int, pairs: int) -> None:
    """Pairs of runs in turn, and what came of them."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "months.parquet"
        written(source, rows)
        targets = {way: Path(folder) / f"{place}.parquet" for place, way in enumerate(WAYS)}
        runs: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        for turn in range(pairs + 1):
            for way in WAYS if turn % 2 else reversed(WAYS):
                call = [sys.executable, __file__, "--run", way, str(source), str(targets[way])]
                done = subprocess.run(call, capture_output=True, text=True, check=True)
                runs[way].append(json.loads(done.stdout))
        most = agree(*targets.values())
    print(f"{rows:,} officer-months, {pairs} pairs of runs; the greatest difference is {most:.1e} points")
    for way, found in runs.items():
        wall, busy, used = (median(column) for column in zip(*found[1:], strict=True))
        print(f"{way:<10}{wall:>8.2f} s{busy:>8.2f} s of processor{used / 2**30:>8.2f} GiB")
    ratios = [ours[0] / theirs[0] for ours, theirs in list(zip(*runs.values(), strict=True))[1:]]
    busier = [ours[1] / theirs[1] for ours, theirs in list(zip(*runs.values(), strict=True))[1:]]
    print(f"median ratio of the pairs: {median(ratios):.2f} in time, {median(busier):.2f} of processor")
    assert most <= 1e-12, "the two ways differ by more than rounding"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        one_run(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(*map(int, (sys.argv[1:] + ["10000000", "5"][len(sys.argv) - 1 :])))
