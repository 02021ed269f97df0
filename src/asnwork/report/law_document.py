"""The law as a document for programs: one object for each parameter, whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from asnwork.domain.law import Bands, Basis, Instrument, Items, Law, LawValue, Parameter, Reform
from asnwork.domain.law.stretches import stretches_of
from asnwork.report.law_differences import differences
from asnwork.report.law_tables import reviewed_on

__all__ = ["basis_document", "diff_document", "law_document", "value_document"]

_ONE_DAY = timedelta(days=1)


def law_document(
    parameters: Iterable[Parameter], *, on: date, homes: Iterable[Instrument] = (), history: bool = False
) -> list[dict[str, Any]]:
    """Return what parameters hold on a day, one object for each.

    Args:
        parameters: A law, or some of its parameters.
        on: The day that is asked about.
        homes: The instruments that the law was made of, for the day of review of assumed values.
        history: Whether to add all values, with their days.

    Returns:
        Objects with path, unit, value, reference, status, in_force, reviewed_on and more; `until` is the last
        day, and what is not known, or does not hold on the day, is None.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> found = law_document([national_law()["flexible.days_a_week"]], on=date(2026, 5, 4))[0]
        >>> found["value"], found["unit"], found["status"], found["article"], found["since"]
        (2.0, 'days', 'reported', '13(1)', '2025-04-21')
    """
    instruments = tuple(homes)
    return [_parameter(each, on, instruments, history) for each in parameters]


def _parameter(
    parameter: Parameter, on: date, homes: tuple[Instrument, ...], history: bool
) -> dict[str, Any]:
    review = reviewed_on(parameter, on, homes)
    found = {
        **_names(parameter),
        "on": on.isoformat(),
        **_held_on(parameter, on),
        "reviewed_on": None if review is None else review.isoformat(),
    }
    if history:
        found["history"] = list(_history(parameter))
    return found


def _names(parameter: Parameter) -> dict[str, Any]:
    return {
        "path": parameter.path,
        "label": parameter.label,
        "label_id": parameter.label_id,
        "unit": parameter.unit,
        "of_unit": parameter.of_unit or None,
        "share_of": parameter.share_of or None,
        "share_of_id": parameter.share_of_id or None,
    }


def _held_on(parameter: Parameter, on: date) -> dict[str, Any]:
    for stretch in stretches_of(parameter):
        if stretch.held is not None and stretch.since <= on and (stretch.until is None or on < stretch.until):
            value, basis = stretch.held
            return {
                "value": value_document(value),
                **_days(stretch.since, stretch.until),
                **basis_document(basis),
            }
    return {"value": None, **_days(parameter.values.since, parameter.values.until), **basis_document(None)}


def _history(parameter: Parameter) -> Iterator[dict[str, Any]]:
    for stretch in stretches_of(parameter):
        if stretch.held is not None:
            value, basis = stretch.held
            days = _days(stretch.since, stretch.until)
            yield {"value": value_document(value), **days, **basis_document(basis)}


def _days(since: date, until: date | None) -> dict[str, Any]:
    return {
        "since": None if since == date.min else since.isoformat(),
        "until": None if until is None else (until - _ONE_DAY).isoformat(),
    }


def value_document(value: LawValue | None) -> Any:
    """Return a value as plain numbers, texts, lists and tables.

    Examples:
        >>> value_document(Bands(edges=(31.0,), values=(0.0, 0.5)))["bands"]
        [{'value': 0.0}, {'at_least': 31.0, 'value': 0.5}]
    """
    if isinstance(value, Items):
        return [{"code": item.code, "label": item.label, "label_id": item.label_id} for item in value]
    if not isinstance(value, Bands):
        return value
    key = "at_least" if value.closed == "left" else "more_than"
    starts: list[dict[str, float]] = [{}, *({key: edge} for edge in value.edges)]
    rows = [{**start, "value": each} for start, each in zip(starts, value.values, strict=True)]
    return {"reading": value.reading, "step": value.step, "bands": rows}


def basis_document(basis: Basis | None) -> dict[str, Any]:
    """Return what a value rests on: reference, article, link, status, reason, and whether it is in force."""
    reference = None if basis is None else basis.reference
    return {
        "status": None if basis is None else basis.certainty.value,
        "reason": None if basis is None else basis.reason or None,
        "reference": None if reference is None else str(reference),
        "article": None if reference is None else reference.article or None,
        "link": None if reference is None else reference.link or None,
        "in_force": None if reference is None else reference.in_force.value,
    }


def diff_document(before: Law, reform: Reform) -> list[dict[str, Any]]:
    """Return what a reform changes in a law, one object for each stretch of days.

    Args:
        before: The law that it is applied to.
        reform: The reform; `diff_laws` makes one of two laws.

    Returns:
        Objects like those of `law_document`; `value` is what would hold from `since` to `until`, `before`
        what the law holds then. Both are None where nothing but the words of a parameter differs.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> three = Reform.of("three", "flexible.days_a_week", 3, since=date(2027, 1, 1), reason="what if")
        >>> [(each["path"], each["before"], each["value"]) for each in diff_document(national_law(), three)]
        [('flexible.days_a_week', 2.0, 3.0)]
    """
    return [
        _names(each.new)
        | {"before": value_document(each.before), "value": value_document(each.after)}
        | _days(each.since, each.until)
        | basis_document(each.basis)
        | {"reviewed_on": None if each.basis is None else _review(each.basis)}
        for each in differences(reform, before)
    ]


def _review(basis: Basis) -> str | None:
    day = None if basis.reference is None else basis.reference.reviewed_on
    return None if day is None else day.isoformat()
