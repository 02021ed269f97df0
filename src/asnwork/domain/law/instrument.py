"""Instruments and the law that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from asnwork.domain.law.change import Reform
from asnwork.domain.law.parameter import Parameter
from asnwork.domain.law.reference import LegalReference
from asnwork.errors import DuplicateName, UnknownName

__all__ = ["Instrument", "Law"]


@frozen(kw_only=True)
class Instrument:
    """One legal instrument (peraturan, keputusan, surat edaran) with the parameters that it sets.

    Attributes:
        title: What it is about.
        parameters: What it sets, in the order of the text.
        reference: The instrument itself, without an article; None for a set of assumptions.
        reviewed_on: The day somebody last looked whether it still holds.
        source: The file that it was read from, for messages; two instruments are equal without it.
        replaces: Paths of other instruments that it sets anew, from its own first day of each on. What is
            not named here may not be set twice.

    Raises:
        DuplicateName: A path stands twice.
        UnknownName: It replaces a path that it does not set.
    """

    title: str
    parameters: tuple[Parameter, ...] = field(converter=tuple[Parameter, ...])
    reference: LegalReference | None = None
    reviewed_on: date | None = None
    replaces: tuple[str, ...] = field(converter=tuple[str, ...], default=())
    source: str = field(default="", eq=False)

    def __attrs_post_init__(self) -> None:
        known = _by_path(self.parameters)
        for path in self.replaces:
            if path not in known:
                raise UnknownName("parameter that the instrument sets", path, known)

    def __getitem__(self, path: str) -> Parameter:
        """Return the parameter at the path; raises UnknownName with the near misses."""
        return _found(path, _by_path(self.parameters))

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    def __str__(self) -> str:
        return self.source or (self.title if self.reference is None else str(self.reference))


def _by_path(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for parameter in parameters:
        if parameter.path in found:
            raise DuplicateName("parameter", parameter.path)
        found[parameter.path] = parameter
    return found


def _in_order(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    return tuple(sorted(parameters, key=lambda parameter: parameter.path))


def _found(path: str, known: Mapping[str, Parameter]) -> Parameter:
    try:
        return known[path]
    except KeyError:
        raise UnknownName("parameter", path, known) from None


@frozen(kw_only=True)
class Law:
    """The parameters in one place: what a scheme is a function of.

    Attributes:
        parameters: What is set, each path once, in the order of their paths.
        reforms: The reforms that made it of `baseline`; two laws are equal when they say the same, however
            they came about.
        baseline: The law before the reforms; None when there is none.

    Raises:
        DuplicateName: A path stands twice.

    Examples:
        >>> from asnwork.domain.law import Dated, assumed
        >>> limit = Parameter(
        ...     path="flexible.days_a_week", unit="days", values=Dated.always(2.0),
        ...     basis=Dated.always(assumed("for this example")),
        ... )
        >>> Law(parameters=(limit,))["flexible.days_a_week"].on(date(2026, 5, 4))
        2.0
    """

    parameters: tuple[Parameter, ...] = field(converter=_in_order)
    reforms: tuple[Reform, ...] = field(converter=tuple[Reform, ...], default=(), eq=False, repr=False)
    baseline: Law | None = field(default=None, eq=False, repr=False)
    _by_path: Mapping[str, Parameter] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_path", _by_path(self.parameters))

    def __getitem__(self, path: str) -> Parameter:
        """Return the parameter at the path; raises UnknownName with the near misses."""
        return _found(path, self._by_path)

    def under(self, stem: str) -> tuple[Parameter, ...]:
        """Return the parameters whose path is the stem or begins with it and a dot, in order.

        Raises:
            UnknownName: There is none.

        Examples:
            >>> from asnwork.indonesia.law import national_law
            >>> [str(parameter) for parameter in national_law().under("objection")]
            ['objection.days', 'objection.superior_days']
        """
        found = tuple(p for p in self.parameters if p.path == stem or p.path.startswith(f"{stem}."))
        if not found:
            raise UnknownName("part of the law", stem, self.stems())
        return found

    def stems(self) -> tuple[str, ...]:
        """Return every path and every part of one that others hang under, in alphabetical order."""
        stems = set(self._by_path)
        for path in self._by_path:
            parts = path.split(".")
            stems.update(".".join(parts[:count]) for count in range(1, len(parts)))
        return tuple(sorted(stems))

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)

    def __contains__(self, path: str) -> bool:
        return path in self._by_path
