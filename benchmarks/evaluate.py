"""One officer through `evaluate`: parts, weights, reasons and the digest of the law; and all of it in words.

Prints the median of single calls for each shipped scorer, alone and with every reason written out as a
sentence; and for `outcome` how many times as long a call takes as the value alone written by hand: a dozen
lines that explain nothing, check nothing and know no other law.

    python benchmarks/evaluate.py
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter_ns

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import explain
from asnwork.indonesia.law import national_law
from asnwork.scoring.scorer import Score, Scorer, evaluate
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output

TIMES = 5_000
FIGURES: dict[str, float | None] = {
    "done.work": 6300.0,
    "target.work": 7000.0,
    "available": 0.95,
    "promises_judged": 42.0,
    "promises_kept": 39.0,
    "first_time_judged": 40.0,
    "right_first_time": 37.0,
    "reopen_judged": 38.0,
    "not_reopened": 36.0,
    "solved_known": None,
    "solved_yes": None,
    "trips_usual": 40.0,
    "trips_made": 6.0,
    "late_cut": 0.01,
    "early_cut": 0.0,
    "absence_cut": 0.03,
    "months": 1.0,
}


def by_hand(figures: dict[str, float | None]) -> float | None:
    """The value of `outcome` under the law of 2026, and nothing but the value."""
    done, target, available = figures["done.work"], figures["target.work"], figures["available"]
    parts: list[tuple[float, float]] = []
    if done is not None and target is not None:
        due = target * (1.0 if available is None else available)
        if due:
            parts.append((4000.0, min(done / due, 1.0) * 100))
        elif done > 0:
            parts.append((4000.0, 100.0))
    for weight, part, whole in (
        (2500.0, figures["promises_kept"], figures["promises_judged"]),
        (1000.0, figures["right_first_time"], figures["first_time_judged"]),
        (1000.0, figures["not_reopened"], figures["reopen_judged"]),
        (1000.0, figures["solved_yes"], figures["solved_known"]),
    ):
        if part is not None and whole:
            parts.append((weight, part / whole * 100))
    made, usual = figures["trips_made"], figures["trips_usual"]
    if made is not None and usual is not None and (made or usual):
        parts.append((500.0, max(1 - made / usual, 0.0) * 100 if usual else 0.0))
    weighed = sum(weight for weight, _ in parts)
    return sum(weight * value for weight, value in parts) / weighed if weighed >= 5000 else None


def in_words(scorer: Scorer, evidence: Evidence) -> list[str]:
    """Every reason of a score, as people read it."""
    score = evaluate(scorer, evidence)
    assert isinstance(score, Score)
    return [explain(reason) for held in (score, *score.parts) for reason in held.reasons]


def calls(run: Callable[[], object]) -> list[float]:
    """Microseconds of each of many calls, after some that are not counted."""
    times = []
    for _ in range(TIMES + 500):
        began = perf_counter_ns()
        run()
        times.append((perf_counter_ns() - began) / 1000)
    return times[500:]


def main() -> None:
    """One line for each scorer, and one for the value by hand."""
    law = national_law()
    middles: dict[str, float] = {}
    for scorer in (outcome(law), output(law), attendance(law)):
        evidence = Evidence(
            officer=OfficerId("ani"),
            period=Period.month(2026, 5, zone="Asia/Jakarta"),
            as_of=0,
            figures={name: FIGURES[name] for name in scorer.reads},
            units=scorer.units,
        )
        alone = median(calls(lambda scorer=scorer, evidence=evidence: evaluate(scorer, evidence)))
        told = median(calls(lambda scorer=scorer, evidence=evidence: in_words(scorer, evidence)))
        middles[scorer.name] = alone
        print(f"evaluate, {scorer.name:<12}{alone:>8.1f} us, with every reason in words {told:.1f} us")
        if scorer.name == "outcome":
            score = evaluate(scorer, evidence)
            assert isinstance(score, Score)
            assert abs(score.value - (by_hand(FIGURES) or 0.0)) < 1e-12
    value = median(calls(lambda: by_hand(FIGURES)))
    times = middles["outcome"] / value
    print(f"value alone, by hand   {value:>7.2f} us; evaluate takes {times:.0f} times as long")


if __name__ == "__main__":
    main()
