"""Schemes (skema): a workplace rule and a pay rule with what they need, the thing under comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from asnwork.domain.formula import parameters_of
from asnwork.domain.law import Law, Parameter, once_each
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import DuplicateName, Fault, InvalidInput
from asnwork.policies.attendance_measures import attendance_measures
from asnwork.policies.outcome import OutcomePolicy
from asnwork.policies.workplace import LEGAL_STATUS, WorkplaceRule
from asnwork.scoring.allowance_rule import PREDICATE, AllowanceRule
from asnwork.scoring.predicate import predicate_rank_formula
from asnwork.scoring.scorer import Scorer

__all__ = ["PayRule", "Scheme", "factorial", "parameters_of_pay"]


@frozen(kw_only=True)
class PayRule:
    """A scorer and the allowance that follows from its score.

    Attributes:
        scorer: What is measured.
        allowance: What is paid for it; it names the rule.
    """

    scorer: Scorer
    allowance: AllowanceRule

    @property
    def name(self) -> str:
        """The name in files."""
        return self.allowance.name

    @property
    def label(self) -> Wording:
        """The name for people."""
        return self.allowance.label

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that scorer and allowance read."""
        scored: tuple[Parameter, ...] = getattr(self.scorer, "parameters", ())
        return (*scored, *self.allowance.parameters)

    @property
    def version(self) -> str:
        """The versions of scorer and allowance; another one may give other answers."""
        return f"{self.scorer.name} {self.scorer.version}, {self.allowance.name} {self.allowance.version}"


@frozen(kw_only=True)
class Scheme:
    """A workplace rule and a pay rule together, under one outcome policy.

    Attributes:
        name: Its name in files.
        label: Its name for people.
        workplace: Who may work where, when.
        pay: What is measured, and what is paid for it.
        outcome: When output and outcome count as achieved; also the yardstick of the comparison.
        share_of_posts: To which share of posts it applies, 0 to 1; None when that is not known.

    Raises:
        InvalidInput: The share is outside 0 to 1.
    """

    name: str
    label: Wording
    workplace: WorkplaceRule
    pay: PayRule
    outcome: OutcomePolicy
    share_of_posts: float | None = None

    def __attrs_post_init__(self) -> None:
        share = self.share_of_posts
        if share is not None and not 0 <= share <= 1:
            raise InvalidInput(
                Fault("share_of_posts", given=share, expected="0 to 1, or None when not known")
            )

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that its rules read, each path once."""
        read = (*self.workplace.parameters, *self.pay.parameters, *self.outcome.parameters)
        return once_each(read)

    @property
    def legal_status(self) -> str:
        """What it needs before it could be followed: the most that one of its two rules needs."""
        return max(self.workplace.legal_status, self.pay.allowance.legal_status, key=LEGAL_STATUS.index)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it has this legal status, one reason for each of its two rules."""
        return tuple(_legal(rule) for rule in (self.workplace, self.pay.allowance))

    @property
    def for_teaching_only(self) -> bool:
        """Whether it is an extreme that is never in a headline."""
        return self.pay.allowance.for_teaching_only


def parameters_of_pay(scheme: Scheme, law: Law) -> tuple[Parameter, ...]:
    """Return what evidence, score, predicate and allowance of a scheme read of the law, each path once.

    Args:
        scheme: The scheme.
        law: The law that it was made of: measures of attendance and the way from score to predicate are
            functions of it.
    """
    figures = scheme.pay.allowance.reads | scheme.pay.scorer.reads
    read = [*scheme.pay.parameters, *scheme.outcome.parameters]
    read += [p for measure in attendance_measures(law) if measure.name in figures for p in measure.parameters]
    if PREDICATE.name in figures:
        read += parameters_of(predicate_rank_formula(law))
    return once_each(read)


_LEGAL: Mapping[str, Wording] = {
    "within_rules": Wording("'$rule' is within current rules", "'$rule_id' sesuai aturan yang berlaku"),
    "needs_mayor_regulation": Wording(
        "'$rule' needs a regulation of the mayor", "'$rule_id' memerlukan peraturan wali kota"
    ),
    "needs_national_change": Wording(
        "'$rule' needs a change of national rules", "'$rule_id' memerlukan perubahan aturan nasional"
    ),
}


def _legal(rule: WorkplaceRule | AllowanceRule) -> Reason:
    return Reason(
        rule=rule.name,
        code=rule.legal_status,
        values={"rule": rule.label.en, "rule_id": rule.label.id},
        law=rule.basis,
        wording=_LEGAL[rule.legal_status],
    )


def factorial(
    workplaces: Iterable[WorkplaceRule],
    pays: Iterable[PayRule],
    *,
    outcome: OutcomePolicy,
    share_of_posts: float | None = None,
) -> tuple[Scheme, ...]:
    """Return every workplace rule with every pay rule, so that the effects of place and pay come apart.

    Args:
        workplaces: The workplace rules.
        pays: The pay rules.
        outcome: The outcome policy of all schemes.
        share_of_posts: To which share of posts they apply; None when that is not known.

    Returns:
        Schemes named "<workplace> x <pay>", the first workplace with every pay first.

    Raises:
        DuplicateName: Two rules have one name.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.indonesia.schemes import standard_factorial
        >>> for scheme in standard_factorial(national_law()):
        ...     print(scheme.name, "|", scheme.legal_status)
        office_only x tpp_60_40 | within_rules
        office_only x outcome | needs_mayor_regulation
        anywhere_if_task_allows x tpp_60_40 | needs_national_change
        anywhere_if_task_allows x outcome | needs_national_change
    """
    places, payings = tuple(workplaces), tuple(pays)
    _refuse_twins("workplace rule", [rule.name for rule in places])
    _refuse_twins("pay rule", [rule.name for rule in payings])
    return tuple(
        Scheme(
            name=f"{place.name} x {pay.name}",
            label=Wording(f"{place.label.en} x {pay.label.en}", f"{place.label.id} x {pay.label.id}"),
            workplace=place,
            pay=pay,
            outcome=outcome,
            share_of_posts=share_of_posts,
        )
        for place in places
        for pay in payings
    )


def _refuse_twins(kind: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise DuplicateName(kind, name)
