"""One officer of a log, through to the sheet that stands in the guide."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from asnwork.adapters.event_log import load_log
from asnwork.adapters.mapping import read_mapping
from asnwork.adapters.replay import replay_summary
from asnwork.domain.evidence import Evidence
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.predicate import result_rating, score_figures
from asnwork.scoring.proposal import propose
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.sheet import sheet
from asnwork.scoring.strategies.outcome import outcome
from asnwork.tables import Lang
from tests.adapters.logs import MAPPINGS, shared

__all__ = ["example_sheet", "receipt_sheet"]

DAY = date(2026, 7, 1)
NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)


def evidence_in(log: Path, mapping: Path, officer: str, since: date, law_on: date | None) -> Evidence:
    """What a log tells of one officer in the month that begins on a day."""
    law = national_law()
    loaded = load_log(log, read_mapping(mapping))
    replay = replay_summary(loaded, outcome=standard_outcome(law), pays=all_pays(law)[:1], law_on=law_on)
    return next(each for each in replay.evidence if (each.officer, each.period.since) == (officer, since))


def sheet_of(evidence: Evidence, law_on: date, lang: Lang) -> str:
    """The sheet by outcome, with the predicate that is proposed by the thresholds of the law."""
    law = national_law()
    score = evaluate(outcome(law), evidence, on=law_on)
    rating = result_rating(law, score_figures(score), on=law_on)
    assert rating is not None
    proposal = propose(
        officer=evidence.officer, period=evidence.period, result=rating, law=law, at=NOON, on=law_on
    )
    return sheet(score, proposal=proposal, law=law).text(lang)


def example_sheet(lang: Lang) -> str:
    """The sheet of one officer of the small log among the examples, as it stands in the guide."""
    log, mapping = MAPPINGS.parent / "requests.csv", MAPPINGS.parent / "requests.toml"
    evidence = evidence_in(log, mapping, "ani", date(2026, 5, 1), None)
    return sheet_of(evidence, date(2026, 5, 31), lang)


def receipt_sheet() -> str:
    """The sheet of one officer of the receipt log; skips where that log is not there."""
    log, mapping = shared("receipt_events.csv.gz"), MAPPINGS / "receipt.toml"
    return sheet_of(evidence_in(log, mapping, "Resource08", date(2010, 11, 1), DAY), DAY, "en")
