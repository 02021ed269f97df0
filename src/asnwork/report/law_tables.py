"""The law as tables for officers: what holds on a day, its history, bands, predicates, grades, hours.

A table asks the computation that it is about: each cell of the matrix is an answer of `predicate_of`, each
row of bands one of `Bands.of`, each grade one of `survey_grade`. So a table can never say something else than
what is computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from asnwork.domain.law import (
    Bands,
    Basis,
    Instrument,
    Items,
    LawValue,
    Parameter,
)
from asnwork.domain.law.stretches import stretches_of
from asnwork.errors import Fault, InvalidInput
from asnwork.report.band_words import band_words, inside
from asnwork.report.law_words import (
    basis_words,
    days_words,
    law_say,
    parameter_label,
    unit_words,
    value_in_words,
    whole_value,
)
from asnwork.tables import Lang, Table

__all__ = [
    "bands_table",
    "history_table",
    "items_table",
    "label_of",
    "law_list",
    "reviewed_on",
    "value_with_unit",
]

_ONE_DAY = timedelta(days=1)


def reviewed_on(parameter: Parameter, on: date, homes: Iterable[Instrument] = ()) -> date | None:
    """Return the day somebody last looked whether what a parameter holds on a day still holds.

    Args:
        parameter: The parameter.
        on: The day that is asked about.
        homes: The instruments that the law was made of, later ones over earlier ones; they know when an
            assumed value was looked at.

    Returns:
        The day; None when it is not known.
    """
    if not parameter.values.covers(on):
        return None
    reference = parameter.basis.on(on).reference
    if reference is not None:
        return reference.reviewed_on
    days = [
        home.reviewed_on
        for home in homes
        for each in home
        if each.path == parameter.path and each.values.covers(on)
    ]
    return days[-1] if days else None


def law_list(
    parameters: Iterable[Parameter], *, on: date, lang: Lang, homes: Iterable[Instrument] = ()
) -> Table:
    """Return what parameters hold on a day: value, unit, certainty, force, reference, day of review.

    Args:
        parameters: A law, or some of its parameters.
        on: The day that is asked about.
        lang: The language.
        homes: The instruments that the law was made of, for the day of review of assumed values.

    Returns:
        One row for each parameter; one that holds no value on the day says on which days it does.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> some = national_law().under("flexible.days_a_week")
        >>> table = law_list(some, on=date(2026, 5, 4), lang="en")
        >>> next(table.rows())["reference"]
        'PermenPANRB 4/2025 art. 13(1)'
    """
    kept, homes = tuple(parameters), tuple(homes)
    held = [each.basis.on(on) if each.values.covers(on) else None for each in kept]
    columns: dict[str, list[str | date | None]] = {
        "path": [each.path for each in kept],
        "value": [_value_on(each, on, lang) for each in kept],
        "unit": [unit_words(each, lang) for each in kept],
        "certainty": [None if basis is None else law_say(basis.certainty.value, lang) for basis in held],
        "reference": [None if basis is None else _reference(basis) for basis in held],
        "in_force": [_in_force(basis, lang) for basis in held],
        "reviewed_on": [reviewed_on(each, on, homes) for each in kept],
    }
    return Table({law_say(name, lang): values for name, values in columns.items()})


def _value_on(parameter: Parameter, on: date, lang: Lang) -> str:
    values = parameter.values
    if not values.covers(on):
        return law_say("no_value", lang, days=days_words(values.since, values.until, lang))
    return value_in_words(values.on(on), parameter, lang, short=True)


def _reference(basis: Basis) -> str | None:
    return None if basis.reference is None else str(basis.reference)


def _in_force(basis: Basis | None, lang: Lang) -> str | None:
    return None if basis is None or basis.reference is None else law_say(basis.reference.in_force.value, lang)


def history_table(parameter: Parameter, lang: Lang) -> Table:
    """Return what a parameter has held and will hold: first and last day, value, and what it rests on.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> print(history_table(national_law()["flexible.days_a_week"], "en"))
        from        to    value   basis
        ----------  ----  ------  ---------------------------------------
        2025-04-21  open  2 days  reported: PermenPANRB 4/2025 art. 13(1)
    """
    held = [stretch for stretch in stretches_of(parameter) if stretch.held is not None]
    since = [
        law_say("since_ever", lang) if each.since == date.min else each.since.isoformat() for each in held
    ]
    last = [law_say("open", lang) if each.until is None else str(each.until - _ONE_DAY) for each in held]
    values = [each.held for each in held if each.held is not None]
    columns = {
        "from": since,
        "to": last,
        "value": [value_with_unit(value, parameter, lang) for value, _ in values],
        "basis": [basis_words(basis, lang) for _, basis in values],
    }
    return Table({law_say(name, lang): texts for name, texts in columns.items()})


def value_with_unit(value: LawValue | None, parameter: Parameter, lang: Lang) -> str:
    """Return a value with its unit; of a list all entries, of bands all bands."""
    if value is None:
        return law_say("none", lang)
    if isinstance(value, Items):
        return value_in_words(value, parameter, lang)
    if isinstance(value, Bands):
        return f"{value_in_words(value, parameter, lang)} {unit_words(parameter, lang)}".strip()
    return whole_value(value, parameter, lang)


def label_of(label: str, label_id: str, code: str, lang: Lang) -> str:
    """Return a label in the language, or the code where there is none."""
    return (label if lang == "en" else label_id) or code


def bands_table(parameter: Parameter, *, on: date, lang: Lang, ranks: Items | None = None) -> Table:
    """Return the bands that hold on a day, as people say them.

    Args:
        parameter: A parameter that holds bands.
        on: The day that is asked about.
        lang: The language.
        ranks: What the bands stand for, where each is one rank of a list, such as predicates.

    Raises:
        NoValueOnDay: It holds nothing on that day.
        InvalidInput: It holds no bands, or as many bands as there are no ranks.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> late = bands_table(national_law()["tpp.late_cut"], on=date(2026, 5, 4), lang="en")
        >>> print(*list(late.rows())[1].values(), sep=": ")
        1 up to below 31 minutes: 0.5 % of the discipline part of one month's TPP
    """
    bands = parameter.bands_on(on)
    if bands.reading == "marginal":
        values = [law_say("in_part", lang, value=whole_value(rate, parameter, lang)) for rate in bands.values]
    else:
        values = [
            whole_value(bands.of(inside(bands, band)), parameter, lang) for band in range(len(bands.values))
        ]
    if ranks is None:
        named = band_words(bands, parameter, lang)
    elif len(ranks) == len(bands.values):
        named = tuple(label_of(rank.label, rank.label_id, rank.code, lang) for rank in ranks)
    else:
        fault = Fault(
            parameter.path, given=f"{len(bands.values)} bands", expected=f"{len(ranks)}, one a rank"
        )
        raise InvalidInput(fault)
    columns = {"quantity" if ranks is None else "meaning": named, "value": values}
    title = f"{parameter_label(parameter, lang)} ({parameter.path}, {on})"
    return Table({law_say(name, lang): texts for name, texts in columns.items()}, title=title)


def items_table(parameter: Parameter, *, on: date, lang: Lang) -> Table:
    """Return the list that holds on a day: the code of each entry, and what it means.

    Raises:
        NoValueOnDay: It holds nothing on that day.
        InvalidInput: It holds no list.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> grades = items_table(national_law()["survey.grades"], on=date(2026, 5, 4), lang="id")
        >>> list(grades.rows())[-1]
        {'kode': 'A', 'artinya': 'sangat baik'}
    """
    items = parameter.items_on(on)
    columns = {
        "code": [item.code for item in items],
        "meaning": [label_of(item.label, item.label_id, item.code, lang) for item in items],
    }
    title = f"{parameter_label(parameter, lang)} ({parameter.path}, {on})"
    return Table({law_say(name, lang): texts for name, texts in columns.items()}, title=title)


# --- tables that are asked of a computation --------------------------------------------------------------
