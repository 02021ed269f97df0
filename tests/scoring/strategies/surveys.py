"""Surveys for tests: a unit's evidence, made of forms or drawn at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hypothesis import strategies as st

from asnwork.domain.evidence import UnitEvidence
from asnwork.domain.law import Law
from asnwork.indonesia.law import national_law
from asnwork.policies.survey import survey_evidence
from tests.rows import AS_OF, MAY

__all__ = ["DAY", "FORM", "LAW", "NINE", "survey"]

LAW = national_law()
DAY = date(2026, 5, 31)
NINE = LAW["survey.elements"].items_on(DAY).codes
FORM = st.fixed_dictionaries(dict.fromkeys(NINE, st.none() | st.integers(1, 4)))


def survey(forms: Iterable[Mapping[str, int | None]], law: Law = LAW) -> UnitEvidence:
    """A unit's evidence of May 2026."""
    named = {f"f{number:03}": form for number, form in enumerate(forms)}
    return survey_evidence(named, unit="front", period=MAY, as_of=AS_OF, law=law)
