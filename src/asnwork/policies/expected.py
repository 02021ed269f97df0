"""What was to be expected of an officer's cases, by how the same kinds came out in an earlier period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import fsum, sqrt

from attrs import evolve

from asnwork.domain.evidence import Evidence
from asnwork.domain.identity import OfficerId
from asnwork.domain.intervals import deviations
from asnwork.domain.reason import Reason, Wording
from asnwork.domain.request.facts import RequestFact
from asnwork.errors import Fault, InvalidInput
from asnwork.policies.case_mix import CaseMixReference, request_of, requests_by_row, require_same_rows
from asnwork.policies.fact_rows import Rows, rows_of

__all__ = ["expected_figures", "with_expected", "with_expected_all"]

_THIN = Wording(
    "the earlier period has too few cases to compare with", "kasus pada periode pembanding terlalu sedikit"
)


def expected_figures(name: str) -> tuple[str, str, str, str]:
    """Return the names of the figures that `with_expected` adds for a figure.

    Returns:
        What was to be expected; its variance; half the width of the interval; the rate of all cases together.

    Examples:
        >>> expected_figures("promises_kept")[0]
        'promises_kept_expected'
    """
    expected = f"{name}_expected"
    return expected, f"{expected}_variance", f"{expected}_half_width", f"{name}_reference"


def with_expected(evidence: Evidence, rows: Rows, reference: CaseMixReference) -> Evidence:
    """Return an officer's evidence with what the same cases came to in the reference period.

    For each figure that the reference counts, over the rows that the evidence names for it: how many of them
    were to be expected to come out well; the variance of how many do, from the chance of each case and from
    how few cases the reference has; half the width of the interval; and the rate of all cases of the
    reference.

    Args:
        evidence: Gathered by the policy of the reference.
        rows: The rows that it was gathered from.
        reference: Made of an earlier period, before the period that is judged began.

    Returns:
        The evidence with the figures of `expected_figures`; missing where what was judged is, or where the
        reference has too few cases.

    Raises:
        InvalidInput: The reference is of the same time or later, or was made when the period had begun; or
            the rows are others than those of the evidence.
        DuplicateName: Two rows have one name, so that nobody can say which case is meant.
        UnknownName: The evidence has no such figure.

    Source: normal approximation with the variance of each case, D. J. Spiegelhalter, Funnel plots for
    comparing institutional performance, Statistics in Medicine 24 (2005). Exact Poisson limits and Byar's are
    for rare events; most promises are kept, and they would come out far too wide.
    Assumption: requests are independent; steps of one request stand or fall together.
    """
    return _compared(evidence, requests_by_row(rows_of(evidence.officer, rows)), reference)


def with_expected_all(
    evidence: Mapping[OfficerId, Evidence], rows: Rows, reference: CaseMixReference
) -> Mapping[OfficerId, Evidence]:
    """Return the evidence of every officer, each as `with_expected` would, in one pass over the rows.

    Args:
        evidence: Of each officer, as `gather_all` gives it.
        rows: The rows that all of it was gathered from.
        reference: As for `with_expected`.

    Raises:
        InvalidInput: As for `with_expected`.
        DuplicateName: As for `with_expected`.
        UnknownName: As for `with_expected`.
    """
    requests = requests_by_row(rows)
    return {officer: _compared(each, requests, reference) for officer, each in evidence.items()}


def _compared(
    evidence: Evidence, requests: Mapping[str, RequestFact], reference: CaseMixReference
) -> Evidence:
    _require_earlier(evidence, reference)
    figures: dict[str, float | None] = {}
    units: dict[str, str] = {}
    used: dict[str, tuple[str, ...]] = {}
    missing: dict[str, Reason] = {}
    for name, whole in reference.wholes:
        names = expected_figures(name)
        found = _expected(evidence, name, whole, requests, reference)
        units.update(zip(names, ("1", "1", "1", "share"), strict=True))
        used.update(dict.fromkeys(names, evidence.rows.get(whole, ())))
        if isinstance(found, tuple):
            figures.update(zip(names, found, strict=True))
            continue
        figures.update(dict.fromkeys(names))
        if found is not None:
            missing.update(dict.fromkeys(names, found))
    return evolve(
        evidence,
        figures={**evidence.figures, **figures},
        units={**evidence.units, **units},
        rows={**evidence.rows, **used},
        missing={**evidence.missing, **missing},
    )


def _require_earlier(evidence: Evidence, reference: CaseMixReference) -> None:
    begins = evidence.period.bounds[0]
    faults = []
    if reference.period.bounds[1] > begins:
        expected = f"a period that ends before {evidence.period.since}"
        hint = "what colleagues do in the same period must not move a score"
        faults.append(Fault("reference.period", given=str(reference.period), expected=expected, hint=hint))
    if reference.as_of > begins:
        expected = f"at most {begins}, so that it was known before the period began"
        faults.append(Fault("reference.as_of", given=reference.as_of, expected=expected))
    if faults:
        raise InvalidInput(*faults)


def _expected(
    evidence: Evidence,
    name: str,
    whole: str,
    requests: Mapping[str, RequestFact],
    reference: CaseMixReference,
) -> tuple[float, float, float, float] | Reason | None:
    """The four figures of one name, or why they are missing where that is known."""
    judged, overall = evidence[whole], reference.overall(name)
    if judged is None or evidence[name] is None:
        return evidence.missing.get(whole, evidence.missing.get(name))
    keys = evidence.rows.get(whole, ())
    require_same_rows(name, whole, evidence.rows.get(name, ()), keys, judged)
    cases = [request_of(key, requests, whole) for key in keys]
    if overall is None:
        return Reason(rule="with_expected", code="few_cases", values={"figure": name}, wording=_THIN)
    rates = [reference.rate_of(name, case) or overall for case in cases]
    of_request = Counter(zip((case.key for case in cases), rates, strict=True))
    of_rate = Counter(rates)
    variance = fsum(
        (
            *(times * times * rate.variance for (_, rate), times in of_request.items()),
            *(times * times * rate.variance / rate.requests for rate, times in of_rate.items()),
        )
    )
    sum_of_rates = fsum(rate.rate for rate in rates)
    return sum_of_rates, variance, deviations(reference.level) * sqrt(variance), overall.rate
