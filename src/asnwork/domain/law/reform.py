"""Applying reforms: a law in, another law out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from asnwork.domain.law.change import Change, Reform
from asnwork.domain.law.instrument import Law
from asnwork.domain.law.parameter import Parameter, kind_of_value, odd_value, value_text
from asnwork.domain.law.stretches import Stretch, laid_over, stretches_of, with_stretches
from asnwork.errors import Fault, InvalidInput, near_hint

__all__ = ["apply_reforms", "unknown_path"]


def apply_reforms(law: Law, *reforms: Reform) -> Law:
    """Return the law with reforms applied; the law itself stays as it was.

    Reforms that touch different days or parameters give the same law in any order, also when they are
    applied one after the other: the law remembers its reforms and is made anew from its baseline.

    Args:
        law: The law, reformed already or not.
        reforms: What would change.

    Returns:
        Another law, with `law` (or its baseline) as baseline.

    Raises:
        InvalidInput: A path is unknown, a value is of another kind than the law's, two reforms change one
            day and neither or both override, or days are left without a value in between. All faults at
            once, and then nothing is applied.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> three = Reform.of(
        ...     "three days", "flexible.days_a_week", 3,
        ...     since=date(2026, 7, 1), until=date(2026, 10, 1), reason="a trial",
        ... )
        >>> limit = apply_reforms(national_law(), three)["flexible.days_a_week"]
        >>> [limit.number_on(date(2026, month, 1)) for month in (6, 7, 10)]
        [2.0, 3.0, 2.0]
    """
    baseline = law if law.baseline is None else law.baseline
    together = (*law.reforms, *reforms)
    found: dict[str, Parameter] = {parameter.path: parameter for parameter in baseline}
    faults = [*_overlaps(together)]
    for reform in together:
        _removed(reform, found, faults)
    for reform in together:
        _added(reform, found, faults)
    changes: dict[str, list[Change]] = {}
    for reform in sorted(together, key=lambda each: each.overrides):
        for change in reform.changes:
            fault = _misfit(change, found)
            if fault is None:
                changes.setdefault(change.path, []).append(change)
            else:
                faults.append(fault)
    for path, of_path in changes.items():
        changed, gaps = _changed(found.pop(path), of_path)
        faults += gaps
        if changed is not None:
            found[path] = changed
    if faults:
        raise InvalidInput(*faults, source=", ".join(f"reform {reform.name!r}" for reform in together))
    return Law(parameters=found.values(), reforms=together, baseline=baseline)


def _overlaps(reforms: Sequence[Reform]) -> Iterator[Fault]:
    for first, second in combinations(reforms, 2):
        if first.overrides != second.overrides:
            continue
        for one in first.changes:
            for other in second.changes:
                if one.meets(other):
                    hint = (
                        f"reform {first.name!r} says {one}, and {second.name!r} this; "
                        "declare that one of the two overrides, and not both"
                    )
                    expected = "reforms that change other days"
                    yield Fault(one.path, given=str(other), expected=expected, hint=hint)


def _removed(reform: Reform, found: dict[str, Parameter], faults: list[Fault]) -> None:
    for path in reform.removes:
        if path not in found:
            faults.append(unknown_path(path, found))
        found.pop(path, None)


def _added(reform: Reform, found: dict[str, Parameter], faults: list[Fault]) -> None:
    for parameter in reform.adds:
        if parameter.path in found:
            faults.append(
                Fault(
                    parameter.path, given="a parameter to add", expected="a path that the law does not have"
                )
            )
        found[parameter.path] = parameter


def unknown_path(path: str, known: Iterable[str]) -> Fault:
    """The fault of a path that a law does not have."""
    hint = near_hint(path, known)
    return Fault(path, given="no such parameter", expected="a parameter of the law", hint=hint)


def _misfit(change: Change, known: dict[str, Parameter]) -> Fault | None:
    if change.path not in known:
        return unknown_path(change.path, known)
    if change.value is None:
        return None
    parameter = known[change.path]
    kind = kind_of_value(parameter.values.values[0][1])
    if kind_of_value(change.value) != kind:
        return Fault(change.path, given=kind_of_value(change.value), expected=kind, hint=f"in {change}")
    expected = odd_value(parameter.unit, change.value)
    given = change.value if isinstance(change.value, float) else value_text(change.value)
    return Fault(change.path, given=given, expected=expected) if expected else None


def _changed(parameter: Parameter, changes: Iterable[Change]) -> tuple[Parameter | None, list[Fault]]:
    stretches = stretches_of(parameter)
    for change in changes:
        held = None if change.value is None else (change.value, change.basis)
        stretches = laid_over(stretches, Stretch(change.since, change.until, held))
    return with_stretches(parameter, stretches)
