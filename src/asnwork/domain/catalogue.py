"""The catalogue of one city: what its files may call by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from attrs import field, frozen

from asnwork.domain.channel import Channel
from asnwork.domain.place import District, WorkPlace
from asnwork.domain.service import Service
from asnwork.errors import DuplicateName, UnknownName

__all__ = ["Catalogue"]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


def _by_code(kind: str, things: Iterable[T] | Mapping[str, T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for thing in things.values() if isinstance(things, Mapping) else things:
        if thing.code in found:
            raise DuplicateName(kind, thing.code)
        found[thing.code] = thing
    return dict(sorted(found.items()))


def _services(things: Iterable[Service] | Mapping[str, Service]) -> dict[str, Service]:
    return _by_code("service", things)


def _channels(things: Iterable[Channel] | Mapping[str, Channel]) -> dict[str, Channel]:
    return _by_code("channel", things)


def _places(things: Iterable[WorkPlace] | Mapping[str, WorkPlace]) -> dict[str, WorkPlace]:
    return _by_code("place", things)


def _districts(things: Iterable[District] | Mapping[str, District]) -> dict[str, District]:
    return _by_code("district", things)


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen(kw_only=True)
class Catalogue:
    """Services, channels, places, districts and skills of one city, by code.

    The caller builds it; there is no registry behind it. Order of the things given does not matter, and a
    table of them by code does as well, so that `attrs.evolve` works.

    Raises:
        DuplicateName: Two things of one kind have one code.
        UnknownName: A step needs a skill that is not among the skills.

    Examples:
        >>> walk_in = Channel(
        ...     code="counter", label="counter", label_id="loket", electronic=False, always_open=False,
        ...     assisted=True,
        ... )
        >>> Catalogue(channels=[walk_in]).channel("counter").label_id
        'loket'
    """

    services: Mapping[str, Service] = field(converter=_services, default=(), hash=False)
    channels: Mapping[str, Channel] = field(converter=_channels, default=(), hash=False)
    places: Mapping[str, WorkPlace] = field(converter=_places, default=(), hash=False)
    districts: Mapping[str, District] = field(converter=_districts, default=(), hash=False)
    skills: frozenset[str] = field(converter=_names, default=frozenset())

    def __attrs_post_init__(self) -> None:
        for service in self.services.values():
            for step in service.steps:
                if step.skill not in self.skills:
                    raise UnknownName(f"skill of step {service.code}.{step.code}", step.skill, self.skills)

    def service(self, code: str) -> Service:
        """Return the service with this code; raises UnknownName with the near misses."""
        return _named("service", code, self.services)

    def channel(self, code: str) -> Channel:
        """Return the channel with this code; raises UnknownName with the near misses."""
        return _named("channel", code, self.channels)

    def place(self, code: str) -> WorkPlace:
        """Return the work place with this code; raises UnknownName with the near misses."""
        return _named("place", code, self.places)

    def district(self, code: str) -> District:
        """Return the district with this code; raises UnknownName with the near misses."""
        return _named("district", code, self.districts)


def _named(kind: str, code: str, known: Mapping[str, T]) -> T:
    if code not in known:
        raise UnknownName(kind, code, known)
    return known[code]
