"""What was read of the law: whole for programs, folded for people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from attrs import field, frozen

from asnwork.domain.law.bands import Bands
from asnwork.domain.law.items import Items
from asnwork.domain.law.parameter import LawValue, Parameter, once_each, value_text
from asnwork.domain.law.reference import Basis

__all__ = ["LawReading", "LawTrace", "ReadsLaw", "trace_law"]


class ReadsLaw(Protocol):
    """Whatever says which parameters of the law it reads: a rule, a scorer, a pay line, a scheme."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters that it reads."""
        ...


@frozen(kw_only=True)
class LawReading:
    """One parameter as it was read: where, for which day, what it held, and what that rests on."""

    path: str
    day: date
    value: LawValue
    unit: str
    basis: Basis
    label: str = ""
    share_of: str = ""

    def __str__(self) -> str:
        of = f" of {self.share_of}" if self.share_of else ""
        return f"{self.path} = {value_text(self.value)} {self.unit}{of} [{self.basis}]"


@frozen(kw_only=True)
class LawTrace:
    """All that a rule reads of the law on a day.

    It belongs to a rule and a day, never to one officer or request: thousands of scores of one rule on one
    day share it, and a score carries its digest.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
        >>> trace = trace_law(tpp_60_40(national_law()), on=date(2026, 5, 31))
        >>> [reading.path for reading in trace.readings]
        ['tpp.discipline_share', 'tpp.performance_share']
        >>> print(trace)
        on 2026-05-31, Kepmendagri 900-4700/2020 (reported): tpp.discipline_share = 0.4; and 1 more
    """

    on: date
    readings: tuple[LawReading, ...] = field(converter=tuple[LawReading, ...])

    def lines(self) -> Iterator[str]:
        """Yield one line for each parameter, whole."""
        yield from map(str, self.readings)

    def folded(self) -> Iterator[str]:
        """Yield one line for each instrument: its first parameter, and how many more were read of it."""
        groups: dict[str, list[LawReading]] = {}
        for reading in self.readings:
            groups.setdefault(_home(reading.basis), []).append(reading)
        for home, of_home in groups.items():
            first = of_home[0]
            more = f"; and {len(of_home) - 1} more" if len(of_home) > 1 else ""
            yield f"on {self.on}, {home}: {first.path} = {value_text(first.value)}{more}"

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal digits; equal only when path, value, unit and basis as cited are."""
        return hashlib.sha256("\n".join(sorted(map(_digested, self.readings))).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.readings)

    def __str__(self) -> str:
        return "\n".join(self.folded()) or f"on {self.on}: nothing of the law is read"


def _home(basis: Basis) -> str:
    certainty = basis.certainty.value
    return certainty if basis.reference is None else f"{basis.reference.instrument} ({certainty})"


def _digested(reading: LawReading) -> str:
    value = reading.value if isinstance(reading.value, Bands | Items) else float(reading.value)
    # Quoted, so that no text can pass for the end of one reading and the beginning of the next.
    return repr((reading.path, value, reading.unit, reading.share_of, str(reading.basis)))


def trace_law(reads: ReadsLaw | Iterable[Parameter], *, on: date) -> LawTrace:
    """Return what a rule, or a set of parameters, reads of the law on a day.

    Args:
        reads: A rule, scorer, pay line or scheme; or the parameters themselves.
        on: The day that is asked about.

    Returns:
        One reading for each parameter, by path.

    Raises:
        NoValueOnDay: A parameter says nothing on the day.
    """
    parameters = reads if isinstance(reads, Iterable) else reads.parameters
    read = sorted(once_each(parameters), key=lambda parameter: parameter.path)
    return LawTrace(on=on, readings=[_read(parameter, on) for parameter in read])


def _read(parameter: Parameter, on: date) -> LawReading:
    return LawReading(
        path=parameter.path,
        day=on,
        value=parameter.on(on),
        unit=parameter.unit,
        basis=parameter.basis.on(on, parameter.path),
        label=parameter.label,
        share_of=parameter.share_of,
    )
