"""Strategies for law, formulas and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.formula import (
    Arithmetic,
    Banded,
    Comparison,
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    figures_of,
)
from asnwork.domain.law import (
    Bands,
    Basis,
    Certainty,
    Change,
    Dated,
    InForce,
    Instrument,
    Item,
    Items,
    Law,
    LawValue,
    LegalReference,
    Parameter,
    Reform,
    assumed,
)
from asnwork.domain.reason import Reason
from asnwork.testing.strategies.plain import codes, days, several, values, wordings, words

__all__ = [
    "bands",
    "bases",
    "dated",
    "figures_for",
    "formulas",
    "instruments",
    "item_lists",
    "laws",
    "parameters",
    "reasons",
    "references",
    "reforms",
]

T = TypeVar("T")
ONE_DAY = timedelta(days=1)


def references() -> SearchStrategy[LegalReference]:
    """References to instruments."""
    return st.builds(
        LegalReference,
        kind=st.sampled_from(["UU", "PP", "Perpres", "PermenPANRB", "SE Mendagri"]),
        number=st.integers(1, 999).map(str),
        year=st.integers(1945, 2027),
        article=st.sampled_from(["", "4(1)", "13"]),
        title=st.text(max_size=20),
        link=st.sampled_from(["", "https://example.go.id/peraturan"]),
        issued_on=st.none() | days(),
        in_force=st.sampled_from(InForce),
        reviewed_on=st.none() | days(),
    )


def bases() -> SearchStrategy[Basis]:
    """Bases: with a reference, or assumed with the reason."""
    certain = st.sampled_from([Certainty.ENACTED, Certainty.REPORTED])
    cited = st.builds(Basis, certainty=certain, reference=references(), reason=st.text(max_size=10))
    return words().map(assumed) | cited


def bands(unit: str = "points") -> SearchStrategy[Bands]:
    """Tables of bands, with at least one edge, read in every way.

    Args:
        unit: The unit of their values.
    """
    numbers = _numbers(unit)
    looked_up = st.integers(-1000, 1000)
    closed, steps = st.sampled_from(["left", "right"]), st.sampled_from([None, 1.0, 0.5])
    single = st.builds(_table, _edges(looked_up), numbers, st.lists(numbers, max_size=4), closed, steps)
    marginal = st.builds(
        _table,
        _edges(st.integers(1, 1000)),
        numbers,
        st.lists(numbers, max_size=4),
        reading=st.just("marginal"),
    )
    return single | marginal


def _numbers(unit: str) -> SearchStrategy[float]:
    """Numbers that the law may hold in a unit."""
    if unit == "yes/no":
        return st.sampled_from([0.0, 1.0])
    low, high = {"share": (0.0, 1.0), "points": (-1e6, 1e6)}.get(unit, (0.0, 1e6))
    return st.floats(low, high)


def _edges(at: SearchStrategy[int]) -> SearchStrategy[list[float]]:
    return st.lists(at.map(float), min_size=1, max_size=4, unique=True)


def _table(
    edges: list[float],
    first: float,
    rest: list[float],
    closed: str = "left",
    step: float | None = None,
    reading: str = "single",
) -> Bands:
    edges = sorted(edges)
    values = [first, *rest][: len(edges) + 1]
    values += [first] * (len(edges) + 1 - len(values))
    return Bands(edges=edges, values=values, closed=closed, reading=reading, step=step)


def item_lists() -> SearchStrategy[Items]:
    """Lists of the law, with at least one entry."""
    entries = st.builds(Item, code=codes(), label=st.text(max_size=10), label_id=st.text(max_size=10))
    return several(entries, by="code", least=1).map(Items)


def dated(items: SearchStrategy[T]) -> SearchStrategy[Dated[T]]:
    """Dated values; open, or ending on the last of the days drawn."""

    def build(first: T, rest: list[tuple[Any, T]], ends: bool) -> Dated[T]:
        steps = sorted(rest, key=lambda step: step[0])
        until = steps.pop()[0] if ends and steps else None
        since = Dated.always(first).values[0]
        return Dated(values=(since, *steps), until=until)

    later = st.lists(st.tuples(days(), items), max_size=3, unique_by=lambda step: step[0])
    return st.builds(build, items, later, st.booleans())


def parameters(
    *, unit: str | None = None, of_unit: str = "minutes", banded: bool | None = None
) -> SearchStrategy[Parameter]:
    """Parameters of the law, each with a basis on every day.

    Args:
        unit: Their unit; any when None.
        of_unit: For bands, the unit of what is looked up.
        banded: Whether they hold bands or numbers; either when None.
    """
    known = ["minutes", "share", "rupiah", "days", "points", "yes/no"] if unit is None else [unit]
    return st.sampled_from(known).flatmap(lambda one: _in_unit(one, of_unit, banded))


def _in_unit(unit: str, of_unit: str, banded: bool | None) -> SearchStrategy[Parameter]:
    numbers, tables = dated(_numbers(unit)), dated(bands(unit))
    kinds: dict[bool | None, SearchStrategy[Any]] = {False: numbers, True: tables, None: numbers | tables}
    return st.builds(
        Parameter,
        path=st.builds("{}.{}".format, codes(), codes()),
        unit=st.just(unit),
        values=kinds[banded],
        basis=_bases_on_every_day(),
        label=st.text(max_size=10),
        label_id=st.text(max_size=10),
        of_unit=st.just("" if banded is False else of_unit),
        share_of=st.text(max_size=10),
        share_of_id=st.text(max_size=10),
    )


def _bases_on_every_day() -> SearchStrategy[Dated[Basis]]:
    return dated(bases()).map(lambda basis: evolve(basis, until=None))


def _lists() -> SearchStrategy[Parameter]:
    return st.builds(
        Parameter,
        path=st.builds("{}.{}".format, codes(), codes()),
        unit=st.just("list"),
        values=dated(item_lists()),
        basis=_bases_on_every_day(),
    )


def laws(*, least: int = 0) -> SearchStrategy[Law]:
    """Laws: a few parameters of every kind, each path once."""
    return st.builds(Law, parameters=several(parameters() | _lists(), by="path", least=least))


def instruments() -> SearchStrategy[Instrument]:
    """Instruments, and sets of assumptions."""
    return st.builds(
        Instrument,
        title=words(),
        parameters=several(parameters() | _lists(), by="path"),
        reference=st.none() | references(),
        reviewed_on=st.none() | days(),
    )


def reforms(law: Law, *, paths: Iterable[str] | None = None) -> SearchStrategy[Reform]:
    """Reforms that fit a law: at least one change of each path, on days that leave no gap.

    Args:
        law: The law, with at least one parameter; each holds a value since ever.
        paths: The paths that it changes; some of the law's when None.
    """
    known = [parameter.path for parameter in law]
    chosen = (
        st.lists(st.sampled_from(known), min_size=1, unique=True) if paths is None else st.just(list(paths))
    )
    changes = chosen.flatmap(lambda some: st.tuples(*(_changes(law[path]) for path in some)))
    return st.builds(_reform, codes(), changes)


def _reform(name: str, changes: tuple[list[Change], ...]) -> Reform:
    return Reform(name=name, changes=[change for of_path in changes for change in of_path])


def _changes(parameter: Parameter) -> SearchStrategy[list[Change]]:
    """Changes of one parameter on days apart, each beginning while it holds a value."""
    last = date(2027, 12, 31) if parameter.values.until is None else parameter.values.until - ONE_DAY
    cuts = st.sets(days(min(last, date(2020, 1, 1)), last), min_size=1, max_size=4).map(sorted)
    held = st.tuples(_like(parameter), bases())
    return st.builds(_apart, st.just(parameter.path), cuts, st.lists(held, min_size=2, max_size=2))


def _apart(path: str, cuts: list[date], held: list[tuple[LawValue, Basis]]) -> list[Change]:
    ends: list[date | None] = [*cuts[1::2], None]
    return [
        Change(path=path, value=value, since=since, until=until, basis=basis)
        for since, until, (value, basis) in zip(cuts[::2], ends, held, strict=False)
    ]


def _like(parameter: Parameter) -> SearchStrategy[LawValue]:
    """Values of the kind that a parameter holds."""
    held = parameter.values.values[0][1]
    if isinstance(held, Items):
        return item_lists()
    return bands(parameter.unit) if isinstance(held, Bands) else _numbers(parameter.unit)


def formulas(unit: str = "minutes") -> SearchStrategy[Formula]:
    """Formulas of one unit, of every kind of node; the law that they read is open since ever.

    A figure is named after its unit, so that no formula reads one figure in two units.
    """
    same, share = _leaves(unit), _leaves("share")

    def deeper(inner: SearchStrategy[Formula]) -> SearchStrategy[Formula]:
        missing = st.sampled_from(["no", "yes", "missing"])
        compared = st.builds(Comparison, st.sampled_from(["<", "<=", "=", ">=", ">"]), inner, inner, missing)
        return st.one_of(
            st.builds(Arithmetic, st.sampled_from(["+", "-", "min", "max"]), inner, inner),
            st.builds(Arithmetic, st.sampled_from(["x", "/"]), inner, share),
            st.builds(Arithmetic, st.just("/"), inner, compared),
            st.builds(IfMissing, inner, same),
        )

    return st.recursive(same, deeper, max_leaves=8)


def _leaves(unit: str) -> SearchStrategy[Formula]:
    name = unit.replace("/", "_per_")
    looked_up = st.sampled_from(["late", "early"]).map(lambda figure: Figure(figure, "minutes"))
    return st.one_of(
        st.sampled_from([f"{name}_a", f"{name}_b"]).map(lambda figure: Figure(figure, unit)),
        st.builds(Constant, st.integers(-100, 100), st.just(unit)),
        st.builds(DatedConstant, parameters(unit=unit, banded=False)),
        st.builds(Banded, looked_up, parameters(unit=unit, banded=True)),
    )


def figures_for(formula: Formula) -> SearchStrategy[dict[str, float | None]]:
    """Values for the figures that a formula reads, missing ones among them."""
    numbers = st.none() | st.integers(-100, 100).map(float)
    return st.fixed_dictionaries(dict.fromkeys(figures_of(formula), numbers))


def reasons() -> SearchStrategy[Reason]:
    """Reasons with their values, law and words."""
    return st.builds(
        Reason,
        rule=codes(),
        code=codes(),
        values=st.dictionaries(codes(), values(), max_size=4),
        law=st.none() | bases(),
        wording=wordings(),
    )
