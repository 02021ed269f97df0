"""Work results: what officers achieve that is no citizen's request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen

from asnwork.domain.identity import OfficerId
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
        recorded_at: When it was entered; aware.
        entered_by: Who entered it.
        validated_by: Who validated it; None while nobody did.
        proof: Where the proof is (bukti dukung).
    """

    id: str
    officer: OfficerId
    item: str
    realised: float
    recorded_at: datetime
    entered_by: OfficerId
    validated_by: OfficerId | None = None
    proof: str = ""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.realised < float("inf"):
            raise InvalidInput(
                Fault(f"results[{self.id}].realised", given=self.realised, expected="0 or more")
            )
        to_us(self.recorded_at)

    @property
    def validated(self) -> bool:
        """Whether somebody other than the officer validated it."""
        return self.validated_by is not None and self.validated_by != self.officer


WORK_RESULT_FIGURES: Mapping[str, str] = {
    "recorded_at": "microseconds",
    "realised": "results",
    "validated": "yes/no",
}
"""The figures of one work result by name, with their units."""


def work_result_figures(result: WorkResult) -> dict[str, float | None]:
    """Return the figures of a work result, for formulas."""
    return {
        "recorded_at": float(to_us(result.recorded_at)),
        "realised": result.realised,
        "validated": float(result.validated),
    }
