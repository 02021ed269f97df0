"""What a gaming law is: tricks that an officer could play, and the promise that none of them pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import field, frozen

from asnwork.domain.identity import OfficerId
from asnwork.domain.reason import Wording
from asnwork.testing.gaming.office import Office

__all__ = ["GamingLaw", "Trick"]


@frozen(kw_only=True)
class Trick:
    """Something that one officer could do in an office in order to look better.

    Attributes:
        officer: Who does it.
        wording: What is done, in words.
        play: The office as it is when it has been done; its events are all allowed.
    """

    officer: OfficerId
    wording: Wording
    play: Callable[[], Office] = field(repr=False)


@frozen(kw_only=True)
class GamingLaw:
    """That a kind of trick never pays: who plays it never ranks better, and no figure of theirs looks better.

    Attributes:
        name: Its name.
        statement: What it says, in words.
        tricks: The tricks of this kind that could be played in an office.
        in_each_month: Whether it holds in each of the two months as well; otherwise over both together, since
            the trick moves work from one into the other.
        at_month_ends: Whether no failure is lost, too, where each month is gathered at its end alone.
    """

    name: str
    statement: Wording
    tricks: Callable[[Office], Iterable[Trick]]
    in_each_month: bool = True
    at_month_ends: bool = False
