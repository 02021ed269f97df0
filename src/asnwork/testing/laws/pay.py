"""Laws for pay rules, each with its scorer: to the rupiah, within the base, issued only, fair and blind."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from asnwork.domain.evidence import Evidence
from asnwork.domain.formula import Formula
from asnwork.domain.moment import from_us
from asnwork.domain.reason import Wording
from asnwork.errors import BrokenRule, NotIssued
from asnwork.indonesia.law import national_law
from asnwork.scoring.allowance import LineStatus, allowance
from asnwork.scoring.predicate import Predicate, Rating
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import Gate, InsufficientEvidence
from asnwork.testing.laws.answers import NoAnswer, answer_of, last_day, ranks_lower, told
from asnwork.testing.laws.blind import presence_cases
from asnwork.testing.laws.desk import Desk, Payer, evidence_read, with_terms
from asnwork.testing.laws.fair import leave_cases, with_nothing_due
from asnwork.testing.laws.law import Case, Month, SchemeLaw
from asnwork.testing.laws.months import known_units, presence_figures, units_of

__all__ = ["SCHEME_LAWS", "scheme_laws"]

Months = SearchStrategy[Month]
_OTHER_VALUE, _OTHER_GATE = "other_value", "other_gate"


def _one(pay: PayRule, months: Months) -> SearchStrategy[Case]:
    return with_terms(months.map(lambda month: Case(months={"month": month})))


def scheme_laws(*, payer: Payer = allowance, predicate: Formula | None = None) -> tuple[SchemeLaw, ...]:
    """Return the laws for pay rules.

    Args:
        payer: What pays; an application that has its own function around `allowance` gives that.
        predicate: The rank of the predicate that is proposed for a score; the national matrix unless given.

    Examples:
        >>> [law.name for law in scheme_laws()]
        ['adds_up', 'within_base', 'issued_only', 'follows_order', 'leave_pay', 'blind_pay']
    """
    desk = Desk(payer=payer, predicate=predicate)
    return (
        SchemeLaw(
            name="adds_up",
            statement=Wording(
                "The lines of an allowance add up to its total, to the rupiah, and each is its share of the "
                "base.",
                "Baris-baris TPP berjumlah tepat sama dengan totalnya sampai satu rupiah, dan setiap baris "
                "sesuai bagiannya dari besaran TPP.",
            ),
            cases=_one,
            fault=lambda pay, case: _odd_sum(desk, pay, case),
        ),
        SchemeLaw(
            name="within_base",
            statement=Wording(
                "Pay is never below nothing and never above the base allowance.",
                "TPP tidak pernah kurang dari nol dan tidak pernah melebihi besaran TPP.",
            ),
            cases=_one,
            fault=lambda pay, case: _outside_base(desk, pay, case),
        ),
        SchemeLaw(
            name="issued_only",
            statement=Wording(
                "Nobody is paid by a predicate that no official issued.",
                "TPP tidak dibayarkan atas predikat yang belum ditetapkan pejabat.",
            ),
            cases=_one,
            fault=lambda pay, case: _paid_unissued(desk, pay, case),
        ),
        SchemeLaw(
            name="follows_order",
            statement=Wording(
                "At the same behaviour, a score that ranks higher never gets a lower predicate.",
                "Pada perilaku kerja yang sama, nilai dengan peringkat lebih tinggi tidak pernah mendapat "
                "predikat lebih rendah.",
            ),
            cases=_beside_another,
            fault=lambda pay, case: _out_of_order(desk, pay, case),
        ),
        SchemeLaw(
            name="leave_pay",
            statement=Wording(
                "With the same work done, lawful leave never lowers pay.",
                "Dengan hasil kerja yang sama, cuti yang sah tidak pernah menurunkan TPP.",
            ),
            cases=_on_leave,
            fault=lambda pay, case: _lowered_by_leave(desk, pay, case),
        ),
        SchemeLaw(
            name="blind_pay",
            statement=Wording(
                "Where neither score nor allowance says that it reads presence, presence changes no pay.",
                "Jika nilai maupun TPP tidak menyatakan membaca presensi, presensi tidak mengubah TPP.",
            ),
            cases=_present_or_not,
            fault=lambda pay, case: _leak(desk, pay, case),
        ),
    )


# --- to the rupiah -----------------------------------------------------------------------------


def _odd_sum(desk: Desk, pay: PayRule, case: Case) -> str:
    (month,) = case.months.values()
    found = desk.simulated(pay, month, case)
    whole = 0.0
    for line in found.lines:
        if line.status is not LineStatus.PAID or line.amount is None:
            continue
        due = found.base * found.months * (line.weight or 0) * (line.achieved or 0)
        whole += due
        if abs(line.amount - due) > 1:
            return f"the line {line.code} is Rp {line.amount:,}, its share of the base is Rp {due:,.2f}"
    if abs(found.settled - whole) > _HALF:
        return f"the lines add up to Rp {found.settled:,}, what is earned is Rp {whole:,.2f}"
    return ""


_HALF = 0.5 + 1e-3  # rupiah: half a rupiah of rounding, and what floats lose on large amounts


def _outside_base(desk: Desk, pay: PayRule, case: Case) -> str:
    (month,) = case.months.values()
    try:
        found = desk.simulated(pay, month, case)
    except NoAnswer as error:
        if isinstance(error.__cause__, BrokenRule):
            return str(error)
        raise
    most = found.base * found.months
    if not 0 <= found.settled <= most + _HALF:
        return f"pays Rp {found.settled:,} of a base of Rp {most:,.0f}"
    return next(
        (f"the line {line.code} pays Rp {line.amount:,}" for line in found.lines if (line.amount or 0) < 0),
        "",
    )


# --- issued only -------------------------------------------------------------------------------


def _paid_unissued(desk: Desk, pay: PayRule, case: Case) -> str:
    (month,) = case.months.values()
    found = answer_of(pay.scorer, month)
    for what, predicate in _unissued(month).items():
        try:
            desk.paid(pay, month, case, found, predicate)
        except NotIssued:
            continue
        return f"it pays for {what}, and does not call it a simulation"
    return ""


def _unissued(month: Month) -> dict[str, Proposal | Predicate | None]:
    assert isinstance(month, Evidence), "a unit is paid nothing"
    proposal = propose(
        officer=month.officer,
        period=month.period,
        result=Rating.AS_EXPECTED,
        law=national_law(),
        at=from_us(month.period.bounds[1], month.period.zone),
    )
    return {"no predicate": None, "a bare predicate": Predicate.GOOD, "a proposed predicate": proposal}


# --- order -------------------------------------------------------------------------------------


def _beside_another(pay: PayRule, months: Months) -> SearchStrategy[Case]:
    """A month, and the value and gate of a score that somebody else may have."""
    scale = pay.scorer.scale
    between = st.integers(0, 100).map(lambda percent: scale.low + percent / 100 * (scale.high - scale.low))
    values = st.sampled_from([scale.low, scale.high]) | between
    gates = st.sampled_from([0.0, 1.0])
    cases = months.map(lambda month: Case(months={"month": month}))
    return with_terms(cases, **{_OTHER_VALUE: values, _OTHER_GATE: gates})


def _out_of_order(desk: Desk, pay: PayRule, case: Case) -> str:
    (month,) = case.months.values()
    found = answer_of(pay.scorer, month)
    if isinstance(found, InsufficientEvidence):
        return ""
    gate = Gate.MET if case.terms[_OTHER_GATE] else Gate.MISSED
    other = evolve(found, value=case.terms[_OTHER_VALUE], gate=gate)
    low, high = (found, other) if ranks_lower(other, found) else (other, found)
    below, above = (desk.proposed(each, case, last_day(month)) for each in (low, high))
    if below is None or above is None or below <= above or not ranks_lower(high, low):
        return ""
    return f"{told(low)}: {below.name} is proposed; {told(high)}: only {above.name}"


# --- leave and presence ------------------------------------------------------------------------


def _on_leave(pay: PayRule, months: Months) -> SearchStrategy[Case] | None:
    units = {name: known_units().get(name, "1") for name in sorted(evidence_read(pay))}
    cases = leave_cases({**units, **units_of(pay.scorer)}, months)
    return None if cases is None else with_terms(cases)


def _lowered_by_leave(desk: Desk, pay: PayRule, case: Case) -> str:
    months = list(case.months.values())
    before, after = _both(desk, pay, case)
    if before is None or (after is None and with_nothing_due(months[1])):
        return ""
    return "" if after is not None and before <= after else f"{_money(after)} instead of {_money(before)}"


def _present_or_not(pay: PayRule, months: Months) -> SearchStrategy[Case] | None:
    if evidence_read(pay) & set(presence_figures()):
        return None
    return with_terms(presence_cases(months))


def _leak(desk: Desk, pay: PayRule, case: Case) -> str:
    before, after = _both(desk, pay, case)
    return "" if before == after else f"{_money(after)} instead of {_money(before)}"


def _both(desk: Desk, pay: PayRule, case: Case) -> tuple[int | None, int | None]:
    """The whole allowance of the two months of a case; None while it is held."""
    first, second = (desk.simulated(pay, month, case).total for month in case.months.values())
    return first, second


def _money(amount: int | None) -> str:
    return "pay is held" if amount is None else f"Rp {amount:,}"


SCHEME_LAWS = scheme_laws()
"""The laws for pay rules, paid by `asnwork.scoring.allowance`."""
