"""What an experiment found, summed up in plain values from which text, page and document are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from attrs import field, frozen

from asnwork.domain.law import Law
from asnwork.indonesia.legality import legal_conflicts
from asnwork.policies.legality import LegalConflict
from asnwork.report.cells import Cell, averaged, merged
from asnwork.report.sensitivity import AtLoad, at_loads, mean, signs_differ
from asnwork.simulation.experiment import Finding, Outcome
from asnwork.simulation.statistics import PairedDifference, paired_difference

__all__ = ["HEADLINES", "SMALLEST", "Effect", "Findings", "Headline", "PaidCells", "summed_up"]

HEADLINES = ("on_time", "hours_to_ready", "trips_per_1000", "paid_to_achieved", "paid_to_present_missed")
"""The measures that are compared with an interval; they are the family of comparisons."""

SERVICE = ("on_time", "hours_to_ready", "hours_to_ready_p90", "trips_per_1000", "days_elsewhere", "overtime")
PAY = ("paid_to_achieved", "paid_to_present_missed")

SMALLEST: Mapping[str, float] = {"on_time": 0.01, "paid_to_achieved": 0.01, "paid_to_present_missed": 0.01}
"""The smallest difference that matters: one point of a share."""

LEVEL = 0.95


def _numbers(named: Mapping[str, float]) -> dict[str, float]:
    return dict(named)


def _conflicts(named: Mapping[str, tuple[LegalConflict, ...]]) -> dict[str, tuple[LegalConflict, ...]]:
    return dict(named)


def _tables(named: Mapping[str, Mapping[str, float]]) -> dict[str, Mapping[str, float]]:
    return dict(named)


@frozen(kw_only=True)
class Headline:
    """One measure under one scheme, and how it differs from the first scheme.

    Attributes:
        measure: The measure.
        scheme: The name of the scheme.
        value: The mean over replications; None when nothing is finished.
        change: The mean difference from the first scheme, with its noise; None for the first scheme.
        assumptions: The least and the largest change over the assumptions, from the runs over loads and
            effects of place; None where there are none.
        practical: Whether the difference is at least the smallest that matters; None when it has none.
    """

    measure: str
    scheme: str
    value: float | None
    change: PairedDifference | None = None
    assumptions: tuple[float, float] | None = None
    practical: bool | None = None

    @property
    def widest(self) -> tuple[float, float] | None:
        """The change from its least to its largest, over noise and assumptions together."""
        ends = list(self.assumptions or ())
        if self.change is not None:
            ends += [self.change.mean]
            ends += [end for end in (self.change.low, self.change.high) if end is not None]
        return (min(ends), max(ends)) if ends else None


@frozen(kw_only=True)
class Effect:
    """The effect of one factor of the comparison on one measure.

    Attributes:
        measure: The measure.
        factor: "place", "pay" or "interaction".
        change: The mean effect, with its noise.
        practical: Whether it is at least the smallest difference that matters; None when there is none.
    """

    measure: str
    factor: str
    change: PairedDifference
    practical: bool | None


@frozen(kw_only=True)
class PaidCells:
    """Who is paid for what under one workplace rule.

    Attributes:
        workplace: The workplace rule.
        cells: The cells of the mayor's table.
        staff: The groups of staff.
    """

    workplace: str
    cells: tuple[Cell, ...]
    staff: tuple[Cell, ...]


@frozen(kw_only=True)
class Findings:
    """What an experiment found.

    Attributes:
        outcome: The experiment.
        smallest: The smallest difference that matters, by measure.
        family: How many comparisons share the level of the intervals.
        replications: How many replications of the main runs are finished under every workplace rule.
        headlines: Each measure under each scheme, service first.
        effects: Place, pay and interaction; empty unless the schemes are two by two.
        by_load: The on-time share by load.
        waits_by_load: The mean wait by load.
        readings: The on-time share by reading of the promise, for each workplace rule.
        paid: Who is paid for what, for each workplace rule, the first one first.
        conflicts: What each scheme does that current rules do not allow on the first measured day.
    """

    outcome: Outcome
    smallest: Mapping[str, float] = field(converter=_numbers, hash=False)
    family: int
    replications: int
    headlines: tuple[Headline, ...]
    effects: tuple[Effect, ...]
    by_load: tuple[AtLoad, ...]
    waits_by_load: tuple[AtLoad, ...]
    readings: Mapping[str, Mapping[str, float]] = field(converter=_tables, hash=False)
    paid: tuple[PaidCells, ...]
    conflicts: Mapping[str, tuple[LegalConflict, ...]] = field(converter=_conflicts, factory=dict, hash=False)

    def headline(self, measure: str, scheme: str) -> Headline:
        """Return one of the headlines."""
        return next(each for each in self.headlines if (each.measure, each.scheme) == (measure, scheme))

    def loads_of(self, workplace: str) -> tuple[AtLoad, ...]:
        """Return the on-time share by load under one workplace rule."""
        return tuple(each for each in self.by_load if each.workplace == workplace)

    def signs_differ(self, workplace: str) -> bool:
        """Return whether the sign of the change of the on-time share differs between loads, beyond noise."""
        return signs_differ(self.loads_of(workplace), noise=self.noise_of(workplace))

    def noise_of(self, workplace: str) -> float | None:
        """Return the noise of the change of the on-time share under one workplace rule; None if not known."""
        names = [each.name for each in self.outcome.schemes if each.workplace.name == workplace]
        change = self.headline("on_time", names[-1]).change
        return None if change is None else change.half_width


def summed_up(
    outcome: Outcome, *, smallest: Mapping[str, float] = SMALLEST, law: Law | None = None
) -> Findings:
    """Return what an experiment found.

    Args:
        outcome: The experiment, finished or interrupted.
        smallest: The smallest difference that matters, by measure.
        law: The law that is current, for what a scheme exceeds; the shipped one when None.
    """
    runs = _paired_runs(outcome)
    family = max(1, (len(outcome.schemes) - 1) * len(HEADLINES))
    ranges = {measure: at_loads(outcome, measure, smallest.get(measure)) for measure in SERVICE}
    series = {
        (measure, scheme.name): _series(runs, measure, scheme)
        for measure in (*SERVICE, *PAY)
        for scheme in outcome.schemes
    }
    return Findings(
        outcome=outcome,
        smallest=smallest,
        family=family,
        replications=len(next(iter(runs.values()), ())),
        headlines=tuple(
            _headline(outcome, series, measure, place, family, ranges, smallest)
            for measure in (*SERVICE, *PAY)
            for place in range(len(outcome.schemes))
        ),
        effects=tuple(_effects(outcome, series, family, smallest)),
        by_load=ranges["on_time"],
        waits_by_load=ranges["hours_to_ready"],
        readings={
            name: dict(found[0].readings) for name, found in runs.items() if found and found[0].readings
        },
        paid=tuple(
            PaidCells(
                workplace=name,
                cells=merged(averaged(finding.cells for finding in found)),
                staff=merged(averaged(finding.staff for finding in found)),
            )
            for name, found in runs.items()
            if found
        ),
        conflicts={
            scheme.name: legal_conflicts(
                scheme, outcome.scenario.since, law=law, made_of=outcome.laws.get(scheme.pay.name)
            )
            for scheme in outcome.schemes
        },
    )


def _paired_runs(outcome: Outcome) -> dict[str, tuple[Finding, ...]]:
    """The main runs of each workplace rule, of those replications that every one has finished."""
    names = list(dict.fromkeys(scheme.workplace.name for scheme in outcome.schemes))
    done = [{finding.point.replication for finding in outcome.main(name)} for name in names]
    shared = set.intersection(*done) if done else set()
    return {
        name: tuple(finding for finding in outcome.main(name) if finding.point.replication in shared)
        for name in names
    }


def _series(runs: Mapping[str, Sequence[Finding]], measure: str, scheme: object) -> tuple[float, ...]:
    workplace, pay = scheme.workplace.name, scheme.pay.name  # type: ignore[attr-defined]
    if measure in PAY:
        return tuple(finding.measures[pay][measure] for finding in runs[workplace])
    return tuple(finding.service[measure] for finding in runs[workplace])


def _difference(baseline: Sequence[float], other: Sequence[float], family: int) -> PairedDifference | None:
    pairs = [(a, b) for a, b in zip(baseline, other, strict=True) if not isnan(a) and not isnan(b)]
    if not pairs:
        return None
    left, right = zip(*pairs, strict=True)
    return paired_difference(left, right, level=LEVEL, family=family)


def _headline(
    outcome: Outcome,
    series: Mapping[tuple[str, str], Sequence[float]],
    measure: str,
    place: int,
    family: int,
    ranges: Mapping[str, Sequence[AtLoad]],
    smallest: Mapping[str, float],
) -> Headline:
    first, scheme = outcome.schemes[0], outcome.schemes[place]
    own = series[measure, scheme.name]
    if place == 0:
        return Headline(measure=measure, scheme=scheme.name, value=mean(own))
    found = [each for each in ranges.get(measure, ()) if each.workplace == scheme.workplace.name]
    if measure in SERVICE and scheme.workplace.name == first.workplace.name:
        ends: tuple[float, float] | None = (0.0, 0.0)
    else:
        ends = (min(each.low for each in found), max(each.high for each in found)) if found else None
    change = _difference(series[measure, first.name], own, family)
    if ends is not None and change is not None:
        # The range runs are shorter and fewer, so what the main runs found may lie outside of them.
        ends = (min(ends[0], change.mean), max(ends[1], change.mean))
    return Headline(
        measure=measure,
        scheme=scheme.name,
        value=mean(own),
        change=change,
        assumptions=ends,
        practical=_practical(change, smallest.get(measure)),
    )


def _practical(change: PairedDifference | None, smallest: float | None) -> bool | None:
    return None if change is None or smallest is None else abs(change.mean) >= smallest


def _effects(
    outcome: Outcome,
    series: Mapping[tuple[str, str], Sequence[float]],
    family: int,
    smallest: Mapping[str, float],
) -> Sequence[Effect]:
    places = list(dict.fromkeys(scheme.workplace.name for scheme in outcome.schemes))
    pays = list(dict.fromkeys(scheme.pay.name for scheme in outcome.schemes))
    named = {(scheme.workplace.name, scheme.pay.name): scheme.name for scheme in outcome.schemes}
    if (len(places), len(pays), len(named), len(outcome.schemes)) != (2, 2, 4, 4):
        return ()
    found = []
    for measure in HEADLINES:
        corner = {key: series[measure, name] for key, name in named.items()}
        a, b = (corner[places[0], pays[0]], corner[places[0], pays[1]])
        c, d = (corner[places[1], pays[0]], corner[places[1], pays[1]])
        sides = {
            "place": (_halves(a, b), _halves(c, d)),
            "pay": (_halves(a, c), _halves(b, d)),
            "interaction": (_apart(a, b), _apart(c, d)),
        }
        for factor, (left, right) in sides.items():
            change = _difference(left, right, family)
            if change is not None:
                practical = _practical(change, smallest.get(measure))
                found.append(Effect(measure=measure, factor=factor, change=change, practical=practical))
    return found


def _halves(left: Sequence[float], right: Sequence[float]) -> list[float]:
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]


def _apart(left: Sequence[float], right: Sequence[float]) -> list[float]:
    return [b - a for a, b in zip(left, right, strict=True)]
