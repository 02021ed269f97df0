"""Parameters: one named number, table of bands or list of the law, dated, with its unit and basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from attrs import frozen

from asnwork.domain.law.bands import Bands, digits
from asnwork.domain.law.dated import Dated
from asnwork.domain.law.items import Items
from asnwork.domain.law.reference import Basis
from asnwork.errors import Fault, InvalidInput

__all__ = ["LawValue", "Parameter", "kind_of_value", "odd_value", "once_each", "value_text"]

LawValue: TypeAlias = float | Bands | Items
"""What a parameter can hold."""

_NUMBERS = (float, int)


def once_each(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """Return the parameters, each path once; of two the later one, in the place of the first."""
    return tuple({parameter.path: parameter for parameter in parameters}.values())


def kind_of_value(value: LawValue) -> str:
    """Return which of the three a value is: "one number", "bands" or "a list"."""
    if isinstance(value, Bands):
        return "bands"
    return "a list" if isinstance(value, Items) else "one number"


_COUNTED = frozenset(
    {
        *("minutes", "clock minutes", "hours", "days", "weeks", "months", "years", "microseconds"),
        *("rupiah", "requests", "steps", "results", "officers", "citizens", "people", "answers", "trips"),
    }
)
_MOST_OF_A_SHARE = 2.0


def odd_value(unit: str, value: LawValue) -> str:
    """Return what a value of the law should be in its unit; empty when nothing is odd about it.

    Assumption: no share of the law is more than twice the whole; 50 for 50 % is the likelier slip.

    Examples:
        >>> odd_value("share", 50.0), odd_value("yes/no", 1.0)
        ('a share from 0 to 2, in which 50 % is written 0.5', '')
    """
    numbers = () if isinstance(value, Items) else value.values if isinstance(value, Bands) else (value,)
    if unit == "yes/no" and any(number not in (0.0, 1.0) for number in numbers):
        return "1 for yes or 0 for no"
    if unit == "share" and not all(0 <= number <= _MOST_OF_A_SHARE for number in numbers):
        return "a share from 0 to 2, in which 50 % is written 0.5"
    if unit in _COUNTED and any(number < 0 for number in numbers):
        return f"0 or more {unit}"
    return ""


def value_text(value: LawValue) -> str:
    """Return a value on one line, with all its digits.

    Examples:
        >>> value_text(2.0), value_text(Bands(edges=(1.0, 31.0), values=(0.0, 0.5, 1.0)))
        ('2', '0; from 1: 0.5; from 31: 1')
    """
    if isinstance(value, Items):
        return ", ".join(value.codes)
    if not isinstance(value, Bands):
        return digits(value)
    word = "from" if value.closed == "left" else "above"
    first, *rest = map(digits, value.values)
    later = (f"{word} {digits(edge)}: {text}" for edge, text in zip(value.edges, rest, strict=True))
    notes = [value.reading] if value.reading != "single" else []
    notes += [f"in steps of {digits(value.step)}"] if value.step is not None else []
    return "; ".join([first, *later]) + (f" ({', '.join(notes)})" if notes else "")


@frozen(kw_only=True)
class Parameter:
    """One named number, table of bands or list of the law, dated, with its unit and basis.

    Attributes:
        path: Its name in the law, parts separated by dots.
        unit: The unit of the number, or of the values of the bands; "list" for a list.
        label: What it is, in English.
        label_id: What it is, in Indonesian.
        values: The number, bands or list, from which day on.
        basis: What each value rests on, from which day on.
        of_unit: For bands, the unit of the quantity that is looked up.
        share_of: For a share, what it is a share of, in English.
        share_of_id: The same in Indonesian.

    Raises:
        InvalidInput: There is a day with a value and without a basis.
    """

    path: str
    unit: str
    values: Dated[LawValue]
    basis: Dated[Basis]
    label: str = ""
    label_id: str = ""
    of_unit: str = ""
    share_of: str = ""
    share_of_id: str = ""

    def __attrs_post_init__(self) -> None:
        values, basis = self.values, self.basis
        ends = basis.until is not None and (values.until is None or values.until > basis.until)
        if basis.since > values.since or ends:
            expected = f"a basis on every day with a value: {values}"
            raise InvalidInput(Fault(f"{self.path}.basis", given=str(basis), expected=expected))

    def on(self, day: date) -> LawValue:
        """Return the number, bands or list in force on the day.

        Raises:
            NoValueOnDay: The law says nothing on that day.
        """
        return self.values.on(day, self.path)

    def number_on(self, day: date) -> float:
        """Return the number in force on the day.

        Raises:
            NoValueOnDay: The law says nothing on that day.
            InvalidInput: The parameter holds no number.
        """
        value = self.values.on(day, self.path)
        if isinstance(value, _NUMBERS):
            return value
        raise self._another_kind(value, "one number")

    def bands_on(self, day: date) -> Bands:
        """Return the bands in force on the day.

        Raises:
            NoValueOnDay: The law says nothing on that day.
            InvalidInput: The parameter holds no bands.
        """
        value = self.values.on(day, self.path)
        if not isinstance(value, Bands):
            raise self._another_kind(value, "bands")
        return value

    def items_on(self, day: date) -> Items:
        """Return the list in force on the day.

        Raises:
            NoValueOnDay: The law says nothing on that day.
            InvalidInput: The parameter holds no list.
        """
        value = self.values.on(day, self.path)
        if not isinstance(value, Items):
            raise self._another_kind(value, "a list")
        return value

    @property
    def brought_by(self) -> Basis:
        """What it rested on when it began: the instrument that brought it."""
        return self.basis.values[0][1]

    def _another_kind(self, value: LawValue, expected: str) -> InvalidInput:
        given = value if isinstance(value, _NUMBERS) else kind_of_value(value)
        return InvalidInput(Fault(self.path, given=given, expected=expected))

    def __str__(self) -> str:
        return self.path
