"""Strategies for what everything else is made of: codes, words, numbers, days, moments."""

from __future__ import annotations

import string
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.moment import from_us
from asnwork.domain.reason import Value, Wording

__all__ = [
    "ZONES",
    "codes",
    "counts",
    "days",
    "finite",
    "instants",
    "moments",
    "officer_ids",
    "positive",
    "request_ids",
    "several",
    "shares",
    "spans",
    "values",
    "wordings",
    "words",
    "zones",
]

T = TypeVar("T")

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
"""The three time zones of Indonesia: WIB, WITA, WIT."""

_FIRST, _REST = string.ascii_lowercase, string.ascii_lowercase + string.digits + "_"


def codes() -> SearchStrategy[str]:
    """Codes as files write them: a small letter, then small letters, digits and underscores."""
    return st.builds(str.__add__, st.sampled_from(_FIRST), st.text(_REST, max_size=8))


def words() -> SearchStrategy[str]:
    """Any text that says something: never empty and never blank."""
    return st.builds(str.__add__, st.sampled_from(string.ascii_letters), st.text(max_size=20))


def officer_ids() -> SearchStrategy[OfficerId]:
    """Identifiers of officers."""
    return codes().map(OfficerId)


def request_ids() -> SearchStrategy[RequestId]:
    """Identifiers of requests."""
    return codes().map(RequestId)


def counts(most: int = 1000) -> SearchStrategy[int]:
    """Whole numbers from 0."""
    return st.integers(0, most)


def finite() -> SearchStrategy[float]:
    """Numbers, neither NaN nor infinite."""
    return st.floats(allow_nan=False, allow_infinity=False)


def positive(most: float = 1e6) -> SearchStrategy[float]:
    """Numbers above 0."""
    return st.floats(0, most, exclude_min=True)


def shares() -> SearchStrategy[float]:
    """Numbers from 0 to 1."""
    return st.floats(0, 1)


def days(since: date = date(2020, 1, 1), until: date = date(2027, 12, 31)) -> SearchStrategy[date]:
    """Days, both ends included; by default those of the years whose holidays are known."""
    return st.dates(since, until)


def zones() -> SearchStrategy[str]:
    """Names of Indonesian time zones."""
    return st.sampled_from(ZONES)


def moments() -> SearchStrategy[datetime]:
    """Moments with an Indonesian zone, to the microsecond."""
    return st.builds(from_us, instants(), zones())


def instants() -> SearchStrategy[int]:
    """Moments as microseconds since the epoch, as facts hold them."""
    return st.integers(1_577_836_800_000_000, 1_830_297_600_000_000)


def spans() -> SearchStrategy[timedelta]:
    """Spans of time, zero or more, to the microsecond."""
    return st.timedeltas(timedelta(), timedelta(days=400))


def wordings() -> SearchStrategy[Wording]:
    """One sentence in two languages."""
    return st.builds(Wording, words(), words())


def values() -> SearchStrategy[Value]:
    """What a reason may hold."""
    scalars: tuple[SearchStrategy[Any], ...] = (
        st.none(),
        st.booleans(),
        st.integers(),
        finite(),
        st.text(max_size=10),
        days(),
        moments(),
        spans(),
    )
    return st.one_of(*scalars)


def several(
    items: SearchStrategy[T], *, by: str = "", least: int = 0, most: int = 4
) -> SearchStrategy[tuple[T, ...]]:
    """Tuples of items, no two of which have the same value of the field `by`."""
    key = (lambda item: getattr(item, by)) if by else None
    found: SearchStrategy[Sequence[T]] = st.lists(items, min_size=least, max_size=most, unique_by=key)
    return found.map(tuple)
