"""What is said of a score as a whole: how sure it is, and why there is none where there are figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from asnwork.domain.formula import Formula, evaluate_all
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.policies.condition import Condition

__all__ = ["JOINED", "Remark", "formulas_of", "remarks_on", "unmet_conditions"]

JOINED = "joined"
"""The figure that stands for the joined value of a score, before anything is done to it."""


def _pairs(given: Mapping[str, Formula]) -> tuple[tuple[str, Formula], ...]:
    return tuple(dict(given).items())


@frozen(kw_only=True)
class Remark:
    """What is said of a score as a whole, such as how sure it is.

    Attributes:
        code: Its name, for programs.
        values: What stands in its words, by name: formulas over figures of evidence, over "part.<name>", and
            over "joined", the value before any adjustment. Where one of them is missing it is not said.
        wording: Its words.

    Examples:
        >>> from asnwork.domain.formula import Figure
        >>> remark = Remark(
        ...     code="few", values={"cases": Figure("cases")},
        ...     wording=Wording("of $cases cases", "dari $cases kasus"),
        ... )
        >>> [str(reason) for reason in remarks_on("s", [remark], {"cases": 3.0}, date(2026, 5, 31))]
        ['of 3 cases']
    """

    code: str
    values: tuple[tuple[str, Formula], ...] = field(converter=_pairs)
    wording: Wording


def formulas_of(remarks: Iterable[Remark]) -> Iterator[Formula]:
    """Yield every formula whose value stands in the words of a remark."""
    return (formula for remark in remarks for _, formula in remark.values)


def remarks_on(
    scorer: str, remarks: Iterable[Remark], figures: Mapping[str, float | None], on: date
) -> Iterator[Reason]:
    """Yield what is said of a score, where all of it is known.

    Args:
        scorer: Name of the scorer.
        remarks: What there is to say.
        figures: The figures that were read, those of the parts, and "joined".
        on: The day whose law is read.
    """
    for remark in remarks:
        words = [word for word, _ in remark.values]
        numbers = evaluate_all((formula for _, formula in remark.values), figures, on=on)
        if None not in numbers:
            values: dict[str, Value] = dict(zip(words, numbers, strict=True))
            yield Reason(rule=scorer, code=remark.code, values=values, wording=remark.wording)


def unmet_conditions(
    scorer: str, conditions: Iterable[Condition], figures: Mapping[str, float | None], on: date
) -> Iterator[Reason]:
    """Yield a reason for each condition of a score that is not met; arguments as for `remarks_on`."""
    for condition in conditions:
        if not condition.holds(figures, on=on):
            yield condition.reason(scorer, figures, on=on)
