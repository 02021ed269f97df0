"""The schemes that ship with the library, each a function of law."""

from __future__ import annotations

from asnwork.domain.law import Law
from asnwork.policies.outcome import OutcomePolicy
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.workplace import WorkplaceRule
from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
from asnwork.policies.workplaces.friday_home import friday_home
from asnwork.policies.workplaces.office_only import office_only
from asnwork.policies.workplaces.surabaya_2025 import surabaya_2025
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.pay.attendance_only import attendance_only
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.pay.tpp_60_40 import tpp_60_40
from asnwork.scoring.scheme import PayRule, Scheme, factorial
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output

__all__ = ["all_pays", "all_schemes", "all_workplaces", "standard_factorial"]


def all_workplaces(law: Law) -> tuple[WorkplaceRule, ...]:
    """Return the shipped workplace rules, the strictest first.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> [rule.name for rule in all_workplaces(national_law())][0]
        'office_only'
    """
    rules = (office_only, two_days_elsewhere, friday_home, surabaya_2025, anywhere_if_task_allows)
    return tuple(rule(law) for rule in rules)


def all_pays(law: Law) -> tuple[PayRule, ...]:
    """Return the shipped pay rules, each with its scorer; the one for teaching last.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> [pay.name for pay in all_pays(national_law())]
        ['tpp_60_40', 'surabaya_eperformance', 'outcome', 'attendance_only']
    """
    return (
        PayRule(scorer=output(law), allowance=tpp_60_40(law)),
        PayRule(scorer=output(law), allowance=surabaya_eperformance(law)),
        PayRule(scorer=outcome(law), allowance=outcome_pay(law)),
        PayRule(scorer=attendance(law), allowance=attendance_only(law)),
    )


def all_schemes(law: Law, *, policy: OutcomePolicy | None = None) -> tuple[Scheme, ...]:
    """Return every shipped workplace rule with every shipped pay rule that is not for teaching only.

    Args:
        law: The law.
        policy: The outcome policy; the standard one unless said otherwise.
    """
    pays = [pay for pay in all_pays(law) if not pay.allowance.for_teaching_only]
    return factorial(all_workplaces(law), pays, outcome=policy or standard_outcome(law))


def standard_factorial(law: Law, *, policy: OutcomePolicy | None = None) -> tuple[Scheme, ...]:
    """Return the standard comparison: at the office or anywhere, paid by 60/40 or by outcome.

    To which share of posts the schemes apply is not known.

    Args:
        law: The law.
        policy: The outcome policy; the standard one unless said otherwise.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> standard_factorial(national_law())[0].name
        'office_only x tpp_60_40'
    """
    workplaces = [office_only(law), anywhere_if_task_allows(law)]
    pays = [pay for pay in all_pays(law) if pay.name in ("tpp_60_40", "outcome")]
    return factorial(workplaces, pays, outcome=policy or standard_outcome(law))
