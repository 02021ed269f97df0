"""Where work is done: districts of the city and kinds of work place."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

__all__ = ["ANY_PLACE", "COUNTER", "FIELD", "SECURED_TERMINAL", "District", "WorkPlace"]

ANY_PLACE = "any"
"""A step that can be done wherever the officer is."""
SECURED_TERMINAL = "secured_terminal"
"""A step that needs a terminal of a closed system."""
COUNTER = "counter"
"""A step that needs the citizen and the officer at one counter."""
FIELD = "field"
"""A step that is done at the citizen's place."""


def _as_set(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)


@frozen(kw_only=True)
class District:
    """A part of the city (kecamatan, kelurahan); `parent` is the code of the part it lies in."""

    code: str
    name: str
    parent: str = ""


@frozen(kw_only=True)
class WorkPlace:
    """A kind of place where an officer can be on a day.

    Attributes:
        code: Its name in files.
        label: Its name in English.
        label_id: Its name in Indonesian.
        offers: What can be done there: some of "any", "secured_terminal", "counter", "field", or a city's
            own words.
        at_office: Whether being there counts as being at the office.
        among_citizens: Whether it is a place of the citizens, such as a neighbourhood hall (Balai RW).

    Examples:
        >>> home = WorkPlace(code="home", label="home", label_id="rumah", offers={ANY_PLACE}, at_office=False)
        >>> home.allows(COUNTER)
        False
    """

    code: str
    label: str
    label_id: str
    offers: frozenset[str] = field(converter=_as_set)
    at_office: bool
    among_citizens: bool = False

    def allows(self, need: str) -> bool:
        """Return whether a step with this need can be done here."""
        return need in self.offers
