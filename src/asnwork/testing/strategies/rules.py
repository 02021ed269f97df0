"""Strategies for law, formulas and reasons."""

from __future__ import annotations

from typing import Any, TypeVar

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
    Dated,
    InForce,
    Law,
    LegalReference,
    Parameter,
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
    "laws",
    "parameters",
    "reasons",
    "references",
]

T = TypeVar("T")


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


def bands() -> SearchStrategy[Bands]:
    """Tables of bands, with at least one edge."""

    def table(edges: list[float], first: float, rest: list[float], closed: str) -> Bands:
        edges = sorted(edges)
        values = [first, *rest][: len(edges) + 1]
        values += [first] * (len(edges) + 1 - len(values))
        return Bands(edges=tuple(edges), values=tuple(values), closed=closed)

    edges = st.lists(st.integers(-1000, 1000).map(float), min_size=1, max_size=4, unique=True)
    numbers = st.floats(-1e6, 1e6)
    return st.builds(table, edges, numbers, st.lists(numbers, max_size=4), st.sampled_from(["left", "right"]))


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
    """Parameters of the law.

    Args:
        unit: Their unit; any when None.
        of_unit: For bands, the unit of what is looked up.
        banded: Whether they hold bands or numbers; either when None.
    """
    numbers, tables = dated(st.floats(-1e6, 1e6)), dated(bands())
    kinds: dict[bool | None, SearchStrategy[Any]] = {False: numbers, True: tables, None: numbers | tables}
    return st.builds(
        Parameter,
        path=st.builds("{}.{}".format, codes(), codes()),
        unit=st.sampled_from(["minutes", "share", "rupiah", "days"]) if unit is None else st.just(unit),
        values=kinds[banded],
        basis=dated(bases()),
        label=st.text(max_size=10),
        label_id=st.text(max_size=10),
        of_unit=st.just("" if banded is False else of_unit),
    )


def laws() -> SearchStrategy[Law]:
    """Laws: a few parameters, each path once."""
    return st.builds(Law, parameters=several(parameters(), by="path"))


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
