"""Cases of several kinds for tests: who kept how many promises of which kind, in which month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from asnwork.domain.evidence import Evidence, Period
from asnwork.domain.identity import OfficerId, RequestId
from asnwork.domain.request.facts import RequestFact, StepFact
from asnwork.indonesia.law import national_law
from asnwork.policies.case_mix import CaseMixReference, reference_rates
from asnwork.policies.fact_rows import Rows
from asnwork.policies.gathering import gather
from asnwork.policies.outcomes.standard_outcome import standard_outcome

__all__ = [
    "ANI",
    "APRIL",
    "EASY",
    "HARD",
    "LAW",
    "MAY",
    "POLICIES",
    "Kind",
    "cases",
    "evidence_of",
    "reference_of",
]

LAW = national_law()
ANI = OfficerId("ani")
APRIL, MAY = (Period.month(2026, month, zone="Asia/Jakarta") for month in (4, 5))
HOUR = 3_600_000_000
POLICIES = {name: standard_outcome(LAW, attribution=name) for name in ("each_step", "decider")}

Kind = tuple[str, str, str]
EASY, HARD = ("card", "counter", "centre"), ("birth act", "whatsapp", "island")


def cases(
    period: Period,
    counts: Iterable[tuple[Kind, int, int]],
    *,
    officer: OfficerId = ANI,
    steps: Iterable[str] = ("verify",),
    name: str = "r",
) -> Rows:
    """Requests of a month that one officer decided, each with the steps of that officer.

    Args:
        period: The month in which they were decided.
        counts: For each kind how many promises were kept, and of how many.
        officer: Who did all of it.
        steps: The steps of each request.
        name: How the names of the requests begin.
    """
    start = period.bounds[0]
    requests = []
    for (service, channel, district), kept, judged in counts:
        for number in range(judged):
            ready = start + HOUR * (1 if number < kept else 3)
            requests.append(
                RequestFact(
                    request=RequestId(f"{name}{len(requests)}"),
                    service=service,
                    channel=channel,
                    district=district,
                    decided_by=officer,
                    as_of=period.bounds[1],
                    submitted_at=start,
                    decided_at=ready,
                    ready_at=ready,
                    office_due_at=start + 2 * HOUR,
                    decision="granted",
                )
            )
    done = [
        StepFact(request=fact.request, step=step, officer=officer, ended_at=start + HOUR)
        for fact in requests
        for step in steps
    ]
    return Rows(requests=requests, steps=done)


def evidence_of(rows: Rows, policy: str = "decider", officer: OfficerId = ANI) -> Evidence:
    """The officer's evidence of May by one attribution."""
    chosen = POLICIES[policy]
    return gather(
        officer, MAY, rows, measures=chosen.measures, attribution=chosen.attribution, as_of=MAY.bounds[1]
    )


def reference_of(
    counts: Iterable[tuple[Kind, int, int]], policy: str = "decider", **options: Mapping[str, str]
) -> CaseMixReference:
    """A reference of April."""
    rows = cases(APRIL, counts, name="before", officer=OfficerId("budi"))
    return reference_rates(rows, APRIL, policy=POLICIES[policy], law=LAW, as_of=APRIL.bounds[1], **options)
