from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from asnwork.adapters.event_log import load_log
from asnwork.adapters.loaded_log import LoadedLog
from asnwork.adapters.mapping import read_mapping
from asnwork.adapters.replay import replay_summary
from asnwork.domain.request.facts import RequestFact
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from tests.adapters.logs import MAPPINGS, shared


def load(log: str, mapping: str) -> LoadedLog:
    """A real log with its mapping among the examples."""
    return load_log(shared(log), read_mapping(MAPPINGS / f"{mapping}.toml"))


def kept(facts: Iterable[RequestFact]) -> tuple[int, float]:
    """How many requests with a promise were closed, and the share that was closed by then."""
    judged = [fact.closed_at <= fact.due_at for fact in facts if fact.closed_at and fact.due_at]
    return len(judged), round(100 * sum(judged) / len(judged), 1)


def test_the_receipt_log_is_read_whole() -> None:
    """All is read, five accounts are set aside, and 71.6 % of the ended cases kept their deadline."""
    log = load("receipt_events.csv.gz", "receipt")
    assert {"rows": 8577, "events": 8577, "requests": 1434, "steps": 8055} == dict(log.counts)
    assert {"admin1": 352, "admin2": 160, "admin3": 3, "test": 5, "TEST": 2} == dict(log.set_aside)
    assert 43 == len(log.officers)
    assert (1329, 71.6) == kept(log.rows.requests)
    assert () == log.unusable == log.repeated
    assert [170, 1095] == [row.line for row in log.doubtful]
    assert 1300 == sum(fact.first_response_at is not None for fact in log.rows.requests)


def test_the_st_louis_list_is_read_whole() -> None:
    """Repeated rows are named by their line, and 64.1 % of the 1,405 closed ones kept their promise."""
    log = load("stlouis_csb_2018_w01.csv.gz", "stlouis")
    assert {"rows": 1554, "requests": 1532} == dict(log.counts)
    assert 22 == len(log.repeated)
    assert 13 == sum(not row.differs for row in log.repeated)
    assert {("channel",)} == {row.differs for row in log.repeated if row.differs}
    assert [3, 49, 57, 60, 61] == [row.line for row in log.repeated[:5]]
    assert (1405, 64.1) == kept(log.rows.requests)
    assert {"": 1494, "withdrawn": 38} == Counter(fact.ended_as for fact in log.rows.requests)
    assert () == log.unusable


def test_the_baltimore_list_is_read_whole() -> None:
    """10,000 requests, and 83.6 % of the 9,555 that were closed and had a due date were closed by then."""
    log = load("baltimore_311_sample.csv.gz", "baltimore")
    assert {"rows": 10_000, "requests": 10_000} == dict(log.counts)
    assert (9555, 83.6) == kept(log.rows.requests)
    assert 217 == sum(fact.ended_as == "duplicate" for fact in log.rows.requests)
    assert () == log.unusable == log.repeated


def test_the_credentials_log_is_read_whole() -> None:
    """4,921 steps with true service times; nothing was promised, so no promise is judged."""
    log = load("acr_events.csv.gz", "acr")
    assert {"rows": 4921, "events": 4921, "requests": 954, "steps": 4921} == dict(log.counts)
    assert 559 == len(log.officers)
    assert (0, 0) == (len(log.unusable), len(log.repeated))
    assert 529 == sum(fact.closed_at is not None for fact in log.rows.requests)
    assert {None} == {fact.due_at for fact in log.rows.requests}
    instant = sum(step.started_at == step.ended_at for step in log.rows.steps or ())
    assert 46 == round(100 * instant / 4921)


def test_the_credentials_log_is_scored_for_what_it_tells() -> None:
    """Output is scored where an officer did a step; of outcome too little is told for any score."""
    log, law = load("acr_events.csv.gz", "acr"), national_law()
    found = replay_summary(
        log, outcome=standard_outcome(law), pays=all_pays(law), measures=attendance_measures(law)
    )
    answered = {
        (part.pay, part.part): (part.answered, part.insufficient)
        for part in found.parts
        if part.pay in ("tpp_60_40", "outcome")
    }
    assert (880, 560) == answered["tpp_60_40", "score.work"]
    assert (880, 560) == answered["outcome", "score.output"]
    assert (0, 1440) == answered["outcome", "score.kept"]
    assert (0, 1440) == answered["outcome", "line.predicate"]
