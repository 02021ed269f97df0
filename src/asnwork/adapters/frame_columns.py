"""Which columns of a table hold the figures that a rule reads: everything wrong is said at once.

Only names and kinds of columns are looked at; no row is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from string import Template
from typing import Any

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.evidence import Evidence, Period, UnitEvidence
from asnwork.domain.formula import figures_of, parameters_of
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Law, Parameter, once_each
from asnwork.errors import Fault, InvalidInput, UnitMismatch, near_hint
from asnwork.scoring.allowance_rule import MONTHS, PREDICATE, AllowanceRule, share_formula
from asnwork.scoring.part_rule import OFFICER, UNIT
from asnwork.scoring.predicate import BEHAVIOUR_RATING, SCORE_GATE, SCORE_VALUE, predicate_rank_formula
from asnwork.scoring.scheme import PayRule, Scheme
from asnwork.scoring.scorer import Scorer

__all__ = ["IN_PYTHON", "Asked", "FrameColumns", "Reading", "columns_of", "reading_of", "require_free"]

_SCORED = (SCORE_VALUE.name, SCORE_GATE.name, PREDICATE.name)
_LEFT_OUT = (BEHAVIOUR_RATING.name, MONTHS.name)


@frozen(kw_only=True)
class Reading:
    """What a rule reads of a table, and of the law.

    Attributes:
        scorer: What is measured.
        allowance: What is paid for it; None for a scorer alone.
        law: What ratings and predicates are made of; None for a scorer alone.
        figures: The figures that the table must hold, with their units where they are known.
        left_out: The figures that it may leave out: for these a rule says what is taken instead.
        parameters: The parameters of the law that are read.
    """

    scorer: Scorer
    allowance: AllowanceRule | None
    law: Law | None
    figures: Mapping[str, str | None] = field(hash=False)
    left_out: Mapping[str, str] = field(hash=False)
    parameters: tuple[Parameter, ...]


def reading_of(rule: Scheme | PayRule | Scorer, law: Law | None) -> Reading:
    """Return what a scheme, a pay rule or a scorer reads.

    Raises:
        InvalidInput: A pay rule comes without the law, or a figure is one that may not be kept.
    """
    scorer, allowance = _parts_of(rule)
    known: Mapping[str, str] = getattr(scorer, "units", {})
    figures: dict[str, str | None] = {name: known.get(name) for name in sorted(scorer.reads)}
    left_out: dict[str, str] = {}
    parameters: list[Parameter] = [*getattr(scorer, "parameters", ())]
    if allowance is not None:
        if law is None:
            expected = "the law, of which ratings and predicates are made"
            raise InvalidInput(Fault("law", given=None, expected=expected))
        paid = {BEHAVIOUR_RATING.name: BEHAVIOUR_RATING.unit, **figures_of(share_formula(allowance))}
        own = {name: unit for name, unit in paid.items() if name not in figures and not _is_scored(name)}
        left_out = {name: own.pop(name) for name in _LEFT_OUT if name in own}
        figures |= own
        parameters += [*allowance.parameters, *parameters_of(predicate_rank_formula(law))]
    _refuse_tracking(figures, getattr(scorer, "subject", OFFICER))
    return Reading(
        scorer=scorer,
        allowance=allowance,
        law=law,
        figures=figures,
        left_out=left_out,
        parameters=once_each(parameters),
    )


def _parts_of(rule: Scheme | PayRule | Scorer) -> tuple[Scorer, AllowanceRule | None]:
    if isinstance(rule, Scheme):
        return rule.pay.scorer, rule.pay.allowance
    return (rule.scorer, rule.allowance) if isinstance(rule, PayRule) else (rule, None)


def _is_scored(name: str) -> bool:
    """Whether a figure comes from the score, and not from the table."""
    return name in _SCORED or name.startswith("score.part.")


def _refuse_tracking(names: Iterable[str], subject: str) -> None:
    """What evidence may not hold, of an officer or of a unit, a table may not bring in either."""
    day = date(2000, 1, 1)
    period = Period(since=day, until=day.replace(day=2), zone="UTC")
    figures, units = dict.fromkeys(names), dict.fromkeys(names, "1")
    if subject == UNIT:
        UnitEvidence(unit="table", period=period, as_of=0, figures=figures, units=units)
    else:
        Evidence(officer=OfficerId("table"), period=period, as_of=0, figures=figures, units=units)


@frozen(kw_only=True)
class Asked:
    """How a caller says which column holds what, so that a fault names the way out in the caller's words.

    Attributes:
        source: What is read, such as the name of a file.
        columns: How the column of a figure is given; `$figure` stands for the figure.
        units: How its unit is given.
        absent: How it is given up.
    """

    source: str
    columns: str
    units: str
    absent: str

    def naming(self, option: str, figure: str) -> str:
        """Return how one of them is given for a figure."""
        return Template(option).substitute(figure=figure)


IN_PYTHON = Asked(
    source="table", columns="columns[$figure]", units="units[$figure]", absent="absent[$figure]"
)
"""The words of `score_frame`."""


@frozen(kw_only=True)
class FrameColumns:
    """Where a table holds what a rule reads.

    Attributes:
        columns: The column of each figure that is there.
        missing: The figures that are taken as missing in each row.
        day: The column that says the day whose law is read; None when it is the same for all.
        fractions: The columns that may hold what is no finite number.
    """

    columns: Mapping[str, str] = field(hash=False)
    missing: tuple[str, ...]
    day: str | None
    fractions: tuple[str, ...]


def columns_of(
    schema: Mapping[str, Any],
    reading: Reading,
    *,
    day: str | None,
    columns: Mapping[str, str],
    units: Mapping[str, str],
    absent: Iterable[str],
    added: Iterable[str],
    asked: Asked = IN_PYTHON,
) -> FrameColumns:
    """Return where a table holds what a rule reads.

    Args:
        schema: The kind of each column of the table, by its name.
        reading: What is read.
        day: The column that says the day.
        columns: The column of a figure that does not have the figure's name.
        units: The unit of figures, to be checked.
        absent: Figures that the table does not have, and that are to be taken as missing.
        added: The names of the columns that will be added.
        asked: How the caller gave `columns`, `units` and `absent`.

    Raises:
        InvalidInput: Holds every fault: columns that are not there, or hold no numbers or days, or are in
            the way; units that do not fit; figures that nobody reads.
    """
    read = {**reading.figures, **reading.left_out}
    given_up = set(absent)
    named = {name: columns.get(name, name) for name in read}
    found = {name: column for name, column in named.items() if column in schema}
    options = ((asked.columns, columns), (asked.units, units), (asked.absent, given_up))
    faults = [
        *(fault for option, names in options for fault in _unread(asked, option, names, read)),
        *_not_there(named, schema, reading.figures.keys() - given_up | columns.keys() & read.keys(), asked),
        *_no_numbers(found, schema),
        *_other_units(units, read, asked),
        *_no_days(day, schema),
        *_in_the_way(added, schema),
    ]
    if faults:
        raise InvalidInput(*faults, source=asked.source)
    _refuse_tracking(found.values(), UNIT)
    return FrameColumns(
        columns=found,
        missing=tuple(sorted(read.keys() - found.keys())),
        day=day,
        fractions=tuple(column for column in dict.fromkeys(found.values()) if schema[column].is_float()),
    )


def require_free(added: Iterable[str], schema: Mapping[str, Any], asked: Asked) -> None:
    """Refuse columns of a table that results would write over; raises InvalidInput with every one of them."""
    if faults := tuple(_in_the_way(added, schema)):
        raise InvalidInput(*faults, source=asked.source)


def _unread(asked: Asked, option: str, names: Iterable[str], read: Mapping[str, Any]) -> Iterator[Fault]:
    for name in sorted(set(names) - read.keys()):
        hint = near_hint(name, read) or f"figures: {', '.join(sorted(read)) or 'none'}"
        yield Fault(
            asked.naming(option, name), given=name, expected="a figure that the rule reads", hint=hint
        )


def _not_there(
    named: Mapping[str, str], schema: Mapping[str, Any], wanted: Iterable[str], asked: Asked
) -> Iterator[Fault]:
    for name in sorted(wanted):
        if named[name] not in schema:
            hint = near_hint(named[name], schema)
            columns, absent = (asked.naming(option, name) for option in (asked.columns, asked.absent))
            way_out = f"name its column with {columns}, or say {absent} if nobody has {name}"
            yield Fault(
                named[name],
                given="no such column",
                expected=f"the figure {name}",
                hint=f"{hint} {way_out}" if hint else way_out,
            )


def _no_numbers(found: Mapping[str, str], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for column in dict.fromkeys(found.values()):
        kind = schema[column]
        # A column in which nothing at all stands has the kind "unknown".
        if not (kind.is_numeric() or kind.is_boolean() or str(kind) == "Unknown"):
            hint = "convert it before; a missing number is null"
            yield Fault(column, given=f"a column of {kind}", expected="numbers, or true and false", hint=hint)


def _other_units(given: Mapping[str, str], read: Mapping[str, str | None], asked: Asked) -> Iterator[Fault]:
    for name, unit in given.items():
        expected = read.get(name)
        if expected is not None:
            try:
                units.same(unit, expected, "read")
            except UnitMismatch:
                yield Fault(asked.naming(asked.units, name), given=unit, expected=f"the unit {expected!r}")


def _no_days(day: str | None, schema: Mapping[str, Any]) -> Iterator[Fault]:
    if day is None:
        return
    if day not in schema:
        yield Fault(day, given="no such column", expected="a column of days", hint=near_hint(day, schema))
        return
    kind = schema[day]
    if str(kind) != "Date" and not (kind.is_temporal() and getattr(kind, "time_zone", "") is None):
        hint = "convert it before; a moment with a zone is no day until its zone is applied"
        yield Fault(day, given=f"a column of {kind}", expected="a column of days", hint=hint)


def _in_the_way(added: Iterable[str], schema: Mapping[str, Any]) -> Iterator[Fault]:
    for name in added:
        if name in schema:
            hint = "rename or drop it; no column of the table is written over"
            yield Fault(name, given="a column of the table", expected="a free name for a result", hint=hint)
