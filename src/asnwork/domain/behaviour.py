"""Ratings of work behaviour: what people say of how somebody works, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from attrs import frozen

from asnwork.domain.identity import OfficerId
from asnwork.domain.rating import Rating
from asnwork.domain.working_time import to_us
from asnwork.errors import Fault, InvalidInput

__all__ = [
    "BEHAVIOUR_FIGURES",
    "VIEWS",
    "BehaviourRating",
    "behaviour_figure",
    "behaviour_rating_figures",
]

VIEWS = ("superior", "peer", "subordinate", "self")
"""Where a rating comes from: the appraiser, a colleague, somebody led by the officer, the officer."""


@frozen(kw_only=True)
class BehaviourRating:
    """One rating of one value of an officer's work behaviour (perilaku kerja).

    Attributes:
        id: Its identifier. Evidence shows it, so it names nobody.
        officer: Whose behaviour.
        value: The code of the value that is rated, as the law's list has it.
        rating: Below, as or above what is expected.
        rated_at: When it was given; aware.
        rated_by: Who gave it.
        view: "superior", "peer", "subordinate" or "self".

    Raises:
        InvalidInput: The rating is no `Rating`, or the view is none of the four; or it is self where somebody
            else rated, or another view where the officer did.

    Examples:
        >>> from datetime import UTC
        >>> rating = BehaviourRating(
        ...     id="b1", officer=OfficerId("ani"), value="accountable", rating=Rating.ABOVE,
        ...     rated_at=datetime(2026, 5, 29, 9, tzinfo=UTC), rated_by=OfficerId("budi"), view="peer",
        ... )
        >>> rating.by_other
        True
    """

    id: str
    officer: OfficerId
    value: str
    rating: Rating
    rated_at: datetime
    rated_by: OfficerId
    view: str

    def __attrs_post_init__(self) -> None:
        if faults := tuple(self._faults()):
            raise InvalidInput(*faults)
        to_us(self.rated_at)

    def _faults(self) -> Iterator[Fault]:
        where = f"ratings[{self.id}]"
        if not isinstance(self.rating, Rating):
            expected = "below (1), as expected (2) or above (3), as a Rating"
            yield Fault(f"{where}.rating", given=self.rating, expected=expected)
        if self.view not in VIEWS:
            yield Fault(f"{where}.view", given=self.view, expected=f"one of {', '.join(VIEWS)}")
        elif (self.view == "self") is self.by_other:
            expected = "superior, peer or subordinate" if self.by_other else "self"
            given = f"{self.view}, of {self.officer} by {self.rated_by}"
            yield Fault(f"{where}.view", given=given, expected=expected)

    @property
    def by_other(self) -> bool:
        """Whether somebody other than the officer gave it; only then it counts."""
        return self.rated_by != self.officer


BEHAVIOUR_FIGURES: Mapping[str, str] = {"rated_at": "microseconds", "rating": "1", "by_other": "yes/no"}
"""The figures of one rating by name, with their units."""


def behaviour_rating_figures(rating: BehaviourRating) -> dict[str, float | None]:
    """Return the figures of a rating, for formulas."""
    return {
        "rated_at": float(to_us(rating.rated_at)),
        "rating": float(rating.rating),
        "by_other": float(rating.by_other),
    }


def behaviour_figure(what: str, value: str) -> str:
    """Return the name of an evidence figure of one value of behaviour.

    Args:
        what: "total", the sum of its ratings by others, or "told", how many gave one.
        value: The code of the value.

    Examples:
        >>> behaviour_figure("total", "accountable")
        'behaviour.total.accountable'
    """
    return f"behaviour.{what}.{value}"
