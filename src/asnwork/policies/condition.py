"""Conditions: what must be so, as a formula, with the sentence that is said when it is not.

Workplace rules and assignment rules are made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.formula import (
    Comparison,
    Formula,
    equal_to,
    evaluate,
    figures_of,
    parameters_of,
    yes_or_no,
)
from asnwork.domain.law import Basis, Certainty, Parameter
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.errors import DuplicateName, UnitMismatch, UnknownName

__all__ = ["Condition", "require_figures", "require_once"]

_FROM_SURE = tuple(Certainty)


@frozen(kw_only=True)
class Condition:
    """One thing that must be so.

    Attributes:
        code: Its name, for programs.
        formula: Yes (1) when it is met; no or missing when it is not.
        wording: The sentence that is said when it is *not* met. `$name` is a figure that the formula reads,
            or a number of the law by its path, either with `_` for `.`.
        basis: What it rests on; None takes the basis, on the day, of the parameter that the formula reads, of
            several the one that is least sure.
        met: The formula as a comparison that is never missing.

    Raises:
        UnitMismatch: The formula does not answer yes or no.

    Examples:
        >>> from asnwork.domain.formula import Figure, no
        >>> free = Condition(
        ...     code="not_under_discipline", formula=no(Figure("under_discipline", "yes/no")),
        ...     wording=Wording("a disciplinary case runs", "sedang dalam proses hukuman disiplin"),
        ... )
        >>> free.holds({"under_discipline": 0.0}), free.holds({"under_discipline": None})
        (True, False)
    """

    code: str
    formula: Formula
    wording: Wording
    basis: Basis | None = None
    met: Comparison = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        units.same(self.formula.unit, "yes/no", "answer", f"the condition {self.code}")
        object.__setattr__(self, "met", equal_to(self.formula, yes_or_no(1), missing="no"))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that it reads."""
        return parameters_of(self.formula)

    def holds(self, figures: Mapping[str, float | None], *, on: date | None = None) -> bool:
        """Return whether it is met; a missing answer is not.

        Args:
            figures: The value of each figure that the formula reads, None when missing.
            on: The day whose law is read; needed only when the formula reads the law.

        Raises:
            UnknownName: The formula reads a figure that is not among the figures.
        """
        return bool(evaluate(self.formula, figures, on=on) == 1)

    def basis_on(self, day: date) -> Basis | None:
        """Return what it rests on, on the day; None when it reads no law and names none."""
        if self.basis is not None:
            return self.basis
        read = [parameter.basis.on(day, parameter.path) for parameter in self.parameters]
        return max(read, key=lambda basis: _FROM_SURE.index(basis.certainty), default=None)

    def reason(self, rule: str, figures: Mapping[str, float | None], *, on: date) -> Reason:
        """Return the reason that says that it is not met, with the figures and the law that it read."""
        return Reason(
            rule=rule,
            code=self.code,
            values=_values(self.formula, figures, on),
            law=self.basis_on(on),
            wording=self.wording,
        )


def _values(formula: Formula, figures: Mapping[str, float | None], on: date) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, unit in figures_of(formula).items():
        value = figures[name]
        values[_word(name)] = bool(value) if unit == "yes/no" and value is not None else value
    for parameter in parameters_of(formula):
        number = parameter.on(on)
        if isinstance(number, float):
            values[_word(parameter.path)] = number
    return values


def _word(name: str) -> str:
    return name.replace(".", "_")


def require_figures(formula: Formula, known: Mapping[str, str], where: str) -> None:
    """Refuse a formula that reads other figures than those known, or one of them in another unit.

    Raises:
        UnknownName: A figure is not among those known.
        UnitMismatch: A figure is read in another unit than it has.
    """
    for name, unit in figures_of(formula).items():
        if name not in known:
            raise UnknownName(f"figure of {where}", name, known)
        if unit != known[name]:
            raise UnitMismatch("read", unit, known[name], f"the figure {name} of {where}")


def require_once(kind: str, names: Iterable[str]) -> None:
    """Refuse a name that stands twice; raises DuplicateName."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DuplicateName(kind, name)
        seen.add(name)
