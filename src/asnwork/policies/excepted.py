"""A base rule with labelled exceptions, and the error when two of them apply at once.

Laws are written so: a rule, and then "except where". The base answers unless an exception applies. When two
apply, neither is picked by its place in a list: that is a conflict, unless one of them is declared to go
before the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import product
from typing import Any

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Formula,
    IfMissing,
    all_met,
    at_most,
    evaluate,
    evaluate_all,
    figures_of,
    no,
    only_if,
    parameters_of,
    total,
)
from asnwork.domain.law import Basis, Parameter, once_each
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import BrokenRule, Fault, InvalidInput, UnknownName
from asnwork.policies.condition import require_once

__all__ = ["ExceptedAnswer", "ExceptedRule", "RuleException", "answer_excepted", "excepted_formula"]


@frozen(kw_only=True)
class RuleException:
    """Where the base rule does not hold, and what holds there instead.

    Attributes:
        code: Its name.
        when: Yes where it applies; where that is missing, nothing is answered.
        then: What holds there, in the unit of the base.
        wording: What it says, in words.
        basis: What it rests on, when that is no parameter.
        rests_on: The parameter of the law that brings it; it is read on the day. None takes the first one
            that `then` or `when` reads.
        before: Codes of exceptions that it goes before where both apply, and so before those that they go
            before.
    """

    code: str
    when: Formula
    then: Formula
    wording: Wording
    basis: Basis | None = None
    rests_on: Parameter | None = None
    before: tuple[str, ...] = field(converter=tuple[str, ...], default=())

    def basis_on(self, day: date) -> Basis | None:
        """Return what it rests on, on the day; None when it names nothing and reads no law.

        Raises:
            NoValueOnDay: What it rests on says nothing on the day.
        """
        if self.basis is not None:
            return self.basis
        own = () if self.rests_on is None else (self.rests_on,)
        return _first_basis((*own, *parameters_of(self.then), *parameters_of(self.when)), day)


@frozen(kw_only=True)
class ExceptedRule:
    """A base rule with its exceptions.

    Attributes:
        name: Its name.
        base: What holds where no exception applies.
        wording: What the base says, in words.
        basis: What the base rests on; None takes the basis of the first parameter that it reads.
        exceptions: The exceptions, in the order of the law; the order decides nothing.

    Raises:
        UnitMismatch: An exception answers in another unit than the base, or its `when` is no yes or no.
        DuplicateName: Two exceptions have one code.
        UnknownName: An exception goes before one that there is not.
        BrokenRule: Exceptions go before each other in a circle.

    Examples:
        >>> from asnwork.domain.formula import Constant, Figure
        >>> from asnwork.domain.law import assumed
        >>> limit = ExceptedRule(
        ...     name="days_elsewhere", base=Constant(2, "days"), wording=Wording("two days", "dua hari"),
        ...     exceptions=[RuleException(
        ...         code="special", when=Figure("special", "yes/no"), then=Constant(5, "days"),
        ...         wording=Wording("special circumstances", "keadaan khusus"), basis=assumed("example"),
        ...     )],
        ... )
        >>> day = date(2026, 5, 4)
        >>> [answer_excepted(limit, {"special": special}, on=day).value for special in (0.0, 1.0)]
        [2.0, 5.0]
    """

    name: str
    base: Formula
    wording: Wording
    basis: Basis | None = None
    exceptions: tuple[RuleException, ...] = field(converter=tuple[RuleException, ...])

    def __attrs_post_init__(self) -> None:
        codes = [exception.code for exception in self.exceptions]
        require_once(f"exception of {self.name}", codes)
        for exception in self.exceptions:
            where = f"the exception {exception.code} of {self.name}"
            units.same(exception.when.unit, "yes/no", "answer", where)
            units.same(exception.then.unit, self.base.unit, "stand in", where)
            for other in exception.before:
                if other not in codes:
                    raise UnknownName(f"exception of {self.name}", other, codes)
        try:
            TopologicalSorter({each.code: each.before for each in self.exceptions}).prepare()
        except CycleError as error:
            circle = " before ".join(reversed(error.args[1]))
            raise BrokenRule(self.name, f"exceptions go before each other: {circle}") from None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that base and exceptions read, each path once."""
        formulas = (self.base, *(part for e in self.exceptions for part in (e.when, e.then)))
        read = [parameter for formula in formulas for parameter in parameters_of(formula)]
        read += [e.rests_on for e in self.exceptions if e.rests_on is not None]
        return once_each(read)


@frozen(kw_only=True)
class ExceptedAnswer:
    """What an excepted rule answers: a value, None when missing, by which part of it, and why."""

    value: float | None
    by: str
    reason: Reason


def answer_excepted(rule: ExceptedRule, figures: Mapping[str, float | None], *, on: date) -> ExceptedAnswer:
    """Return what a rule with exceptions answers for some figures on a day.

    Args:
        rule: The rule.
        figures: The value of each figure that it reads, None when missing.
        on: The day whose law is read.

    Returns:
        The value, and "base" or the code of the exception that gave it. The value is None where what holds
        depends on an exception of which it is not known whether it applies.

    Raises:
        BrokenRule: Two exceptions apply and neither goes before the other, whatever is not known; the error
            names both articles.
        InvalidInput: Whether an exception applies is answered by something else than yes or no.
        UnknownName: The rule reads a figure that is not among the figures.
    """
    applies = evaluate_all([exception.when for exception in rule.exceptions], figures, on=on)
    _require_yes_or_no(rule, applies)
    found = _possible_winners(rule, applies)
    if all(len(winners) > 1 for winners in found):
        first, second = (f"{e.code!r} ({e.basis_on(on) or 'no basis given'})" for e in found[0][:2])
        problem = f"two exceptions apply, {first} and {second}; say which goes `before` the other"
        raise BrokenRule(rule.name, problem)
    if len(set(found)) > 1:
        undecided = [e for e, yes in zip(rule.exceptions, applies, strict=True) if yes is None]
        return ExceptedAnswer(value=None, by="unknown", reason=_unknown(rule, undecided, figures))
    for won in found[0]:
        because = _because(rule, won.code, won.wording, won.basis_on(on))
        return ExceptedAnswer(value=evaluate(won.then, figures, on=on), by=won.code, reason=because)
    basis = rule.basis or _first_basis(parameters_of(rule.base), on)
    because = _because(rule, "base", rule.wording, basis)
    return ExceptedAnswer(value=evaluate(rule.base, figures, on=on), by="base", reason=because)


def _require_yes_or_no(rule: ExceptedRule, applies: Sequence[float | None]) -> None:
    faults = [
        Fault(f"{rule.name}.{exception.code}.when", given=yes, expected="1 for yes, 0 for no, or missing")
        for exception, yes in zip(rule.exceptions, applies, strict=True)
        if yes not in (None, 0, 1)
    ]
    if faults:
        raise InvalidInput(*faults)


def _possible_winners(rule: ExceptedRule, applies: Sequence[float | None]) -> list[tuple[RuleException, ...]]:
    """The exceptions that hold, for each way in which what is not known may turn out."""
    beats = _beats(rule.exceptions)
    ways = product(*((False, True) if yes is None else (yes == 1,) for yes in applies))
    found = []
    for way in ways:
        applying = [e for e, yes in zip(rule.exceptions, way, strict=True) if yes]
        beaten = {code for exception in applying for code in beats[exception.code]}
        found.append(tuple(exception for exception in applying if exception.code not in beaten))
    return found


def _beats(exceptions: Sequence[RuleException]) -> Mapping[str, frozenset[str]]:
    """The exceptions that each goes before, directly or by way of others."""
    order = TopologicalSorter({each.code: each.before for each in exceptions}).static_order()
    before = {each.code: each.before for each in exceptions}
    found: dict[str, frozenset[str]] = {}
    for code in order:
        found[code] = frozenset(before[code]).union(*(found[other] for other in before[code]))
    return found


def excepted_formula(rule: ExceptedRule) -> Formula:
    """Return the same rule as one formula, for columns; missing where there is a conflict or no knowing.

    Examples:
        >>> from asnwork.domain.formula import Constant, Figure
        >>> two = Wording("two", "dua")
        >>> twice = ExceptedRule(name="r", base=Constant(1), wording=Wording("one", "satu"), exceptions=[
        ...     RuleException(code=code, when=Figure(code, "yes/no"), then=Constant(2), wording=two)
        ...     for code in ("a", "b")
        ... ])
        >>> [evaluate(excepted_formula(twice), {"a": a, "b": b}) for a, b in ((0, 0), (1, 0), (1, 1))]
        [1.0, 2.0, None]
    """
    if not rule.exceptions:
        return rule.base
    wins = [_wins(exception, rule.exceptions) for exception in rule.exceptions]
    found = rule.base
    for exception, won in zip(rule.exceptions, wins, strict=True):
        found = IfMissing(only_if(exception.then, won), only_if(found, no(won)))
    return only_if(found, at_most(total(wins[0], *wins[1:]), 1, missing="missing"))


def _wins(exception: RuleException, every: Sequence[RuleException]) -> Formula:
    """Yes where the exception applies and none that goes before it does; no as soon as one part is no."""
    beats = _beats(every)
    beaten_by = [other.when for other in every if exception.code in beats[other.code]]
    return all_met(exception.when, *(no(when) for when in beaten_by))


def _first_basis(parameters: Sequence[Parameter], day: date) -> Basis | None:
    for parameter in parameters:
        parameter.on(day)  # what rests on it holds only on the days on which it does
        return parameter.basis.on(day, parameter.path)
    return None


def _because(rule: ExceptedRule, code: str, wording: Wording, basis: Basis | None) -> Reason:
    return Reason(rule=rule.name, code=code, values={}, law=basis, wording=wording)


_UNKNOWN = Wording(
    "not known whether an exception applies: $missing",
    "tidak diketahui apakah pengecualian berlaku: $missing",
)


def _unknown(rule: ExceptedRule, undecided: Sequence[RuleException], figures: Mapping[str, Any]) -> Reason:
    missing = sorted({name for e in undecided for name in figures_of(e.when) if figures.get(name) is None})
    values = {"missing": ", ".join(missing)}
    return Reason(rule=rule.name, code="unknown", values=values, law=None, wording=_UNKNOWN)
