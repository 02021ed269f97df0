"""Credit points (angka kredit) of a functional position for the predicate of one year."""

from __future__ import annotations

from datetime import date
from enum import Enum

from asnwork.domain.law import Law
from asnwork.errors import Fault, InvalidInput
from asnwork.indonesia.exact import Exact, exact, law_number
from asnwork.scoring.predicate import Predicate

__all__ = ["FunctionalLevel", "credit_points_for", "yearly_coefficient"]


class FunctionalLevel(Enum):
    """The levels of functional positions (jenjang jabatan fungsional); the law's labels name them."""

    EXPERT_FIRST = "expert_first"
    EXPERT_YOUNG = "expert_young"
    EXPERT_MIDDLE = "expert_middle"
    EXPERT_PRINCIPAL = "expert_principal"
    SKILLED = "skilled"
    PROFICIENT = "proficient"
    SUPERVISING = "supervising"


def yearly_coefficient(level: FunctionalLevel, *, law: Law, on: date) -> float:
    """Return the credit points of one year at a level (koefisien), at the predicate good.

    Args:
        level: The level of the position.
        law: Read at ``credit.coefficient``.
        on: The day whose law is read.

    Raises:
        NoValueOnDay: There was no such rule on the day.

    Law: Peraturan BKN 3/2023; that of the middle expert (ahli madya) is reported, the others are recalled.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> yearly_coefficient(FunctionalLevel.EXPERT_MIDDLE, law=national_law(), on=date(2026, 12, 31))
        37.5
    """
    return float(law_number(law, f"credit.coefficient.{level.value}", on))


def credit_points_for(predicate: Predicate, coefficient: Exact, *, law: Law, on: date) -> float:
    """Return the credit points that the predicate of one whole year earns.

    Args:
        predicate: The issued predicate of the year.
        coefficient: The credit points of one year, by `yearly_coefficient`.
        law: Read at ``credit.share``.
        on: The day whose law is read, as a rule the last of the year.

    Raises:
        InvalidInput: The predicate is no `Predicate`, or the coefficient is below 0 or not finite.
        NoValueOnDay: There was no such rule on the day.

    Law: Peraturan BKN 3/2023, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> credit_points_for(Predicate.VERY_GOOD, 12.5, law=national_law(), on=date(2026, 12, 31))
        18.75
    """
    if not isinstance(predicate, Predicate):
        raise InvalidInput(Fault("predicate", given=predicate, expected="a Predicate"))
    share = law["credit.share"].bands_on(on).of(float(predicate))
    return float(exact(share) * exact(coefficient, "coefficient", least=0))
