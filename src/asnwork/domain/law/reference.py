"""Where a rule stands, and how sure we are of it."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from asnwork.errors import Fault, InvalidInput

__all__ = ["Basis", "Certainty", "InForce", "LegalReference", "assumed"]


class Certainty(Enum):
    """How sure we are of a value that comes from a rule."""

    ENACTED = "enacted"
    REPORTED = "reported"
    ASSUMED = "assumed"


class InForce(Enum):
    """Whether an instrument is in force, as far as we know."""

    YES = "yes"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class LegalReference:
    """Where a rule stands (dasar hukum): instrument, number, year and article.

    Attributes:
        kind: The kind of instrument, such as "Perpres", "PermenPANRB" or "SE Mendagri".
        number: Its number, as printed.
        year: The year in its name.
        article: Article and paragraph, such as "13(1)"; empty for the whole instrument.
        title: What it is about, in the words of its title.
        link: Where it was read.
        issued_on: The day it was set.
        in_force: Whether it is in force, as far as we know on `reviewed_on`.
        reviewed_on: The day somebody last looked whether this still holds.

    Examples:
        >>> str(LegalReference(kind="Perpres", number="21", year=2023, article="4(1)"))
        'Perpres 21/2023 art. 4(1)'
    """

    kind: str
    number: str
    year: int
    article: str = ""
    title: str = ""
    link: str = ""
    issued_on: date | None = None
    in_force: InForce = InForce.UNKNOWN
    reviewed_on: date | None = None

    @property
    def instrument(self) -> str:
        """The instrument as it is cited, without the article."""
        number = self.number if "/" in self.number else f"{self.number}/{self.year}"
        return f"{self.kind} {number}"

    def __str__(self) -> str:
        return self.instrument + (f" art. {self.article}" if self.article else "")


@frozen(kw_only=True)
class Basis:
    """What a value rests on: a reference, or the reason why it is assumed.

    Raises:
        InvalidInput: An enacted or reported value has no reference, or an assumed one no reason.

    Examples:
        >>> str(assumed("no source found; the middle of what was asked for"))
        'assumed: no source found; the middle of what was asked for'
    """

    certainty: Certainty
    reference: LegalReference | None = None
    reason: str = ""

    def __attrs_post_init__(self) -> None:
        if self.certainty is Certainty.ASSUMED:
            if not self.reason.strip():
                expected = "why this is assumed, in words"
                raise InvalidInput(Fault("reason", given=self.reason, expected=expected))
        elif self.reference is None:
            raise InvalidInput(
                Fault(
                    "reference",
                    given=None,
                    expected=f"the reference of a value that is {self.certainty.value}",
                    hint="mark it assumed and give the reason when there is none",
                )
            )

    def __str__(self) -> str:
        text = self.reason if self.certainty is Certainty.ASSUMED else str(self.reference)
        return text if self.certainty is Certainty.ENACTED else f"{self.certainty.value}: {text}"


def assumed(reason: str) -> Basis:
    """Return the basis of a value that is ours and not the law's, with the reason for it."""
    return Basis(certainty=Certainty.ASSUMED, reason=reason)
