"""Laws as parameters of pytest: one for each law, those that are known to be broken strict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from asnwork.errors import Fault, InvalidInput, MissingExtra, UnknownName

__all__ = ["as_parameters", "checked_failures"]


def checked_failures(
    known: Mapping[str, str] | None, names: Iterable[str], *, kind: str, source: str
) -> Mapping[str, str]:
    """Return the known failures, each of a law that is tried and with a reason.

    Args:
        known: The reason by the name of the law; none unless given.
        names: The names of the laws that are tried.
        kind: What a law is called where it is unknown.
        source: Whose laws they are, for messages.

    Raises:
        UnknownName: A known failure names none of the laws.
        InvalidInput: A known failure has no reason.

    Examples:
        >>> checked_failures({"blind": "it reads clocks"}, ["blind", "order"], kind="law", source="s")
        {'blind': 'it reads clocks'}
    """
    found, names = dict(known or {}), list(names)
    for name in found:
        if name not in names:
            raise UnknownName(kind, name, names)
    faults = [
        Fault(f"known_failures[{name}]", given=reason, expected="the reason, in words")
        for name, reason in found.items()
        if not reason.strip()
    ]
    if faults:
        raise InvalidInput(*faults, source=source)
    return found


def as_parameters(
    cases: Iterable[tuple[str, object]], known: Mapping[str, str], *, subject: str, wanted: str
) -> list[Any]:
    """Return one parameter of `pytest.mark.parametrize` for each case, named "<subject>-<law>".

    Args:
        cases: The name of each law, with what is tried.
        known: The laws that are known to be broken; strict: one that holds after all fails the run.
        subject: The name of what is tried.
        wanted: What pytest is needed for.

    Raises:
        MissingExtra: pytest is not installed.
    """
    try:
        import pytest
    except ImportError as error:
        raise MissingExtra("pytest", "testing", wanted) from error
    return [
        pytest.param(
            case,
            id=f"{subject}-{law}",
            marks=[pytest.mark.xfail(strict=True, raises=AssertionError, reason=known[law])]
            if law in known
            else [],
        )
        for law, case in cases
    ]
