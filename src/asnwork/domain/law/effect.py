"""What a reform does to cases: which change, by which parameter; and an alarm when none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from attrs import field, frozen

from asnwork.domain.law.change import Reform
from asnwork.domain.law.instrument import Law
from asnwork.domain.law.reform import apply_reforms
from asnwork.errors import Fault, InvalidInput, NoEffect

__all__ = ["ChangedCase", "ReformEffect", "check_effect"]

C = TypeVar("C")


@frozen(kw_only=True)
class ChangedCase:
    """A case that a reform changes: its answers before and after, and the parameters that did it."""

    case: Any
    before: Any
    after: Any
    paths: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.case}: {self.before} -> {self.after} by {', '.join(self.paths)}"


@frozen(kw_only=True)
class ReformEffect:
    """What a reform does to a set of cases.

    Attributes:
        reform: The reform.
        changed: The cases that it changes, in their order.
        asked: How many cases were looked at.
    """

    reform: Reform
    changed: tuple[ChangedCase, ...] = field(converter=tuple[ChangedCase, ...])
    asked: int

    def lines(self) -> Iterator[str]:
        """Yield what the reform is, how many cases it changes, and each of them."""
        yield str(self.reform)
        yield f"{len(self.changed)} of {self.asked} cases change"
        yield from map(str, self.changed)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def check_effect(
    reform: Reform, evaluate: Callable[[Law, C], Any], cases: Iterable[C], *, law: Law
) -> ReformEffect:
    """Return which cases a reform changes, and refuse a reform that changes none.

    A parameter is named as the one that changed a case when its change alone changes the answer, or when
    the answer changes, or there is none, once it is left out. Where neither is so for any of them, all are
    named: only together they changed it.

    Args:
        reform: What would change in the law.
        evaluate: Called with a law and a case; whatever it returns is compared by `==`.
        cases: What is asked.
        law: The law as it is.

    Returns:
        The cases that change.

    Raises:
        NoEffect: No case changes, and the reform is not marked as one that may change nothing.
        InvalidInput: The reform does not fit the law.

    Examples:
        >>> from datetime import date
        >>> from asnwork.indonesia.law import national_law
        >>> three = Reform.of("three", "flexible.days_a_week", 3, since=date(2027, 1, 1), reason="what if")
        >>> limit = lambda law, day: law["flexible.days_a_week"].number_on(day)
        >>> print(check_effect(three, limit, [date(2026, 12, 31), date(2027, 1, 1)], law=national_law()))
        three: flexible.days_a_week = 3 from 2027-01-01
        1 of 2 cases change
        2027-01-01: 2.0 -> 3.0 by flexible.days_a_week
        >>> check_effect(three, limit, [date(2026, 12, 31)], law=national_law())
        Traceback (most recent call last):
        asnwork.errors.NoEffect: reform 'three' changes none of 1 cases ...
    """
    asked = tuple(cases)
    reformed = apply_reforms(law, reform)
    answers = [(case, evaluate(law, case), evaluate(reformed, case)) for case in asked]
    differing = [(case, before, after) for case, before, after in answers if not _same(before, after)]
    if not differing and not reform.no_effect_expected:
        raise NoEffect(reform.name, len(asked), str(reform))
    causes = _Causes(reform, law)
    changed = [
        ChangedCase(case=case, before=before, after=after, paths=causes.of(evaluate, case, before, after))
        for case, before, after in differing
    ]
    return ReformEffect(reform=reform, changed=changed, asked=len(asked))


def _same(one: Any, other: Any) -> bool:
    """Whether two answers are equal; what is no number equals itself."""
    try:
        return bool(one == other or (one != one and other != other))
    except ValueError:
        expected = "an answer that is equal or not as a whole, such as a number, a text or a tuple"
        raise InvalidInput(Fault("evaluate", given=type(one).__name__, expected=expected)) from None


class _Causes:
    """The law with each parameter of a reform changed alone, and with each left out, made once."""

    def __init__(self, reform: Reform, law: Law) -> None:
        self._paths = reform.paths
        if len(self._paths) > 1:
            rest = {path: [other for other in self._paths if other != path] for path in self._paths}
            self._alone = {path: _applied(law, reform, [path]) for path in self._paths}
            self._without = {path: _applied(law, reform, rest[path]) for path in self._paths}

    def of(self, evaluate: Callable[[Law, C], Any], case: C, before: Any, after: Any) -> tuple[str, ...]:
        if len(self._paths) == 1:
            return self._paths

        def gives(law: Law, answer: Any) -> bool | None:
            """Whether the case has this answer under a law; None when half a reform gives none."""
            try:
                return _same(evaluate(law, case), answer)
            except Exception:
                return None

        found = tuple(
            path
            for path in self._paths
            if gives(self._alone[path], before) is False or gives(self._without[path], after) is not True
        )
        return found or self._paths


def _applied(law: Law, reform: Reform, paths: Iterable[str]) -> Law:
    # Whether a path fits the law does not depend on the other paths.
    return apply_reforms(law, reform.only(paths))
