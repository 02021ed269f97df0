"""Work results: what officers achieve that is no citizen's request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from asnwork.domain.identity import OfficerId
from asnwork.domain.indicator import ASPECTS
from asnwork.domain.working_time import to_us
from asnwork.errors import Fault, InvalidInput

__all__ = ["WORK_RESULT_FIGURES", "WorkResult", "work_result_figures"]


@frozen(kw_only=True)
class WorkResult:
    """One result of work (hasil kerja) with its proof, and who entered and validated it.

    Attributes:
        id: Its identifier.
        officer: Whose result.
        item: Code of the planned result that it realises.
        realised: How much was realised, in the unit of the planned result.
        quality: How good each unit of it is, in the unit of the plan's indicator; None where nobody tells.
        time: How long each unit of it took, likewise.
        cost: What each unit of it cost, likewise.
        recorded_at: When it was entered; aware.
        entered_by: Who entered it.
        validated_by: Who validated it; None while nobody did.
        proof: Where the proof is (bukti dukung).
    """

    id: str
    officer: OfficerId
    item: str
    realised: float
    quality: float | None = None
    time: float | None = None
    cost: float | None = None
    recorded_at: datetime
    entered_by: OfficerId
    validated_by: OfficerId | None = None
    proof: str = ""

    def __attrs_post_init__(self) -> None:
        measured = {"realised": self.realised, **{aspect: getattr(self, aspect) for aspect in ASPECTS}}
        faults = [
            Fault(f"results[{self.id}].{name}", given=value, expected="0 or more")
            for name, value in measured.items()
            if value is not None and not 0 <= value < float("inf")
        ]
        if faults:
            raise InvalidInput(*faults)
        to_us(self.recorded_at)

    @property
    def validated(self) -> bool:
        """Whether somebody other than the officer validated it."""
        return self.validated_by is not None and self.validated_by != self.officer


WORK_RESULT_FIGURES: Mapping[str, str] = {
    "recorded_at": "microseconds",
    "realised": "results",
    "validated": "yes/no",
    **dict.fromkeys(ASPECTS, "1"),
}
"""The figures of one work result by name, with their units."""


def work_result_figures(result: WorkResult) -> dict[str, float | None]:
    """Return the figures of a work result, for formulas."""
    return {
        "recorded_at": float(to_us(result.recorded_at)),
        "realised": result.realised,
        "validated": float(result.validated),
        "quality": result.quality,
        "time": result.time,
        "cost": result.cost,
    }
