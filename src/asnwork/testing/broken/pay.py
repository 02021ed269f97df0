"""Pay that breaks a law: rules, payers, and a way to a predicate."""

from __future__ import annotations

from typing import Any

from attrs import evolve, field, frozen

from asnwork.domain.formula import Constant, Figure, Formula
from asnwork.domain.law import Law, assumed
from asnwork.domain.plan import AVAILABLE
from asnwork.domain.reason import Wording
from asnwork.scoring.allowance import Allowance, allowance
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.pay.surabaya_eperformance import surabaya_eperformance
from asnwork.scoring.pay.tpp_60_40 import performance
from asnwork.scoring.predicate import predicate_rank_formula, result_rating_formula
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.strategies.outcome import outcome
from asnwork.scoring.strategies.output import output
from asnwork.testing.broken.fair import SideDoor
from asnwork.testing.laws.law import SchemeLaw
from asnwork.testing.laws.pay import SCHEME_LAWS, scheme_laws

__all__ = ["BrokenPay", "broken_pay"]


@frozen(kw_only=True)
class BrokenPay:
    """Pay that breaks a law.

    Attributes:
        name: What is wrong, in short.
        breaks: The name of the law that it breaks.
        pay: The pay rule.
        laws: The laws with the payer or the way to a predicate that is tried.
    """

    name: str
    breaks: str
    pay: PayRule
    laws: tuple[SchemeLaw, ...] = field(default=SCHEME_LAWS)


def broken_pay(law: Law) -> tuple[BrokenPay, ...]:
    """Return one broken way of paying for each of `SCHEME_LAWS`, in their order.

    Args:
        law: The law that the pay rules read.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> [each.name for each in broken_pay(national_law())][:2]
        ['drops_fractions', 'beyond_the_base']
    """
    sound = PayRule(scorer=output(law), allowance=surabaya_eperformance(law))
    gated = PayRule(scorer=outcome(law), allowance=outcome_pay(law))
    no_gate = result_rating_formula(law, gate=Constant(1, "yes/no"))
    by_value = predicate_rank_formula(law, result=no_gate)
    return (
        BrokenPay(
            name="drops_fractions", breaks="adds_up", pay=sound, laws=scheme_laws(payer=drops_fractions)
        ),
        BrokenPay(
            name="beyond_the_base", breaks="within_base", pay=_paying(law, "beyond_the_base", _bonus())
        ),
        BrokenPay(name="pays_anyway", breaks="issued_only", pay=sound, laws=scheme_laws(payer=pays_anyway)),
        BrokenPay(
            name="forgets_the_gate", breaks="follows_order", pay=gated, laws=scheme_laws(predicate=by_value)
        ),
        BrokenPay(
            name="less_on_leave",
            breaks="leave_pay",
            pay=_paying(law, "less_on_leave", performance() * Figure(AVAILABLE, "share")),
        ),
        BrokenPay(
            name="side_door",
            breaks="blind_pay",
            pay=PayRule(scorer=SideDoor(), allowance=surabaya_eperformance(law)),
        ),
    )


def drops_fractions(*given: Any, **named: Any) -> Allowance:
    """Pay each line in thousands of rupiah, so that the lines no longer add up."""
    found = allowance(*given, **named)
    lines = [
        line if line.amount is None else evolve(line, amount=line.amount // 1000 * 1000)
        for line in found.lines
    ]
    return evolve(found, lines=tuple(lines))


def pays_anyway(*given: Any, **named: Any) -> Allowance:
    """Pay whether or not an official issued the predicate."""
    return evolve(allowance(*given, **{**named, "simulated": True}), simulated=False)


def _bonus() -> Formula:
    """The performance, and a tenth on top of it."""
    return performance() + Constant(0.1, "share")


def _paying(law: Law, name: str, achieved: Formula) -> PayRule:
    line = LineRule(
        code=name,
        weight=Constant(1, "share"),
        achieved=achieved,
        wording=Wording("$achieved_percent % of the allowance", "$achieved_percent % dari TPP"),
    )
    rule = AllowanceRule(
        name=name, label=Wording(name, name), lines=[line], basis=assumed("an example of what is wrong")
    )
    return PayRule(scorer=output(law), allowance=rule)
