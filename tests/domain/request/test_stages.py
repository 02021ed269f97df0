from __future__ import annotations

import pytest

from asnwork.domain.request import (
    AGENCY,
    APPLICANT,
    CARD_STOCK,
    NATIONAL_SYSTEM,
    Decision,
    EndedAs,
    PauseReason,
    Solved,
    Stage,
)
from asnwork.errors import InvalidInput


def test_the_words_of_a_life_are_those_of_the_design():
    """The four fields take exactly these values."""
    assert ["submitted", "assigned", "in_progress", "decided", "ready", "delivered", "closed"] == [
        stage.value for stage in Stage
    ]
    assert ["withdrawn", "forwarded", "duplicate"] == [ended.value for ended in EndedAs]
    assert ["granted", "refused", "not_ours"] == [decision.value for decision in Decision]
    assert ["yes", "no", "unknown"] == [solved.value for solved in Solved]


def test_the_known_reasons_say_who_is_waited_for():
    """Only the applicant is inside; the other known reasons are outside the office."""
    assert [("applicant", False), ("agency", True), ("national_system", True), ("card_stock", True)] == [
        (reason.code, reason.outside) for reason in (APPLICANT, AGENCY, NATIONAL_SYSTEM, CARD_STOCK)
    ]


def test_a_pause_reason_has_a_code():
    """A reason without a code is refused."""
    with pytest.raises(InvalidInput, match="pause reason: code: given ''"):
        PauseReason(code="", outside=True)
