from __future__ import annotations

import pytest

from asnwork.errors import BrokenKind, BrokenScorer
from asnwork.testing.laws.answers import fault_kind


@pytest.mark.parametrize("kind", ["answers", "declared", "bounded", "explained"])
def test_the_law_that_is_broken_follows_from_the_error_not_from_its_words(kind: BrokenKind) -> None:
    """Whatever the text says, the kind of the error decides; another error is no answer at all."""
    assert kind == fault_kind(BrokenScorer("own", "value", "it reads what is outside", kind=kind))
    assert "answers" == fault_kind(ValueError("it reads"))
