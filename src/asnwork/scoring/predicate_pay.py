"""Pay for any scorer: by the predicate that its score leads to."""

from __future__ import annotations

from attrs import evolve

from asnwork.domain.law import Basis, Law, assumed
from asnwork.domain.reason import Wording
from asnwork.errors import BrokenScorer
from asnwork.policies.attendance_measures import figures_of_presence
from asnwork.scoring.part_rule import OFFICER
from asnwork.scoring.pay.outcome import outcome_pay
from asnwork.scoring.scheme import PayRule
from asnwork.scoring.score import POINTS
from asnwork.scoring.scorer import Scorer

__all__ = ["pay_by_predicate"]


def pay_by_predicate(scorer: Scorer, law: Law) -> PayRule:
    """Return the pay rule that pays a scorer by its predicate, as `outcome_pay` does, and has its name.

    The predicate follows the score, gate first. Where it is not known whether the main job is met there is no
    predicate, and the pay is held: a scorer without a gate pays nobody.

    Args:
        scorer: Any scorer in points, of which 100 are what was expected in full.
        law: Read at ``predicate.pay_share``.

    Raises:
        BrokenScorer: The scorer measures a unit, or is not in points that reach 100, or less of them is
            better, so that its score leads to no predicate.

    Assumption: the shares of `outcome_pay`, and that a mayor's regulation suffices: no instrument names the
    scorer. The basis says whether it reads attendance, of which the 40 % for discipline is a matter.

    Examples:
        >>> from attrs import evolve
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.scoring.strategies.output import output
        >>> law = national_law()
        >>> rule = pay_by_predicate(evolve(output(law), name="our_output"), law)
        >>> rule.name, rule.label.en, rule.allowance.legal_status
        ('our_output', 'our output', 'needs_mayor_regulation')
    """
    subject = getattr(scorer, "subject", OFFICER)
    if subject != OFFICER:
        problem = f"it measures a {subject}, and pay is an officer's"
        raise BrokenScorer(scorer.name, "subject", problem)
    scale = scorer.scale
    if scale.high < POINTS.high or scale.unit != POINTS.unit or not scale.higher_is_better:
        best = "most" if scale.higher_is_better else "least"
        problem = (
            f"it is {scale.low:g} to {scale.high:g} {scale.unit}, the {best} being best; a predicate is read "
            f"off {POINTS.unit}, of which 100 are what was expected and more are better"
        )
        raise BrokenScorer(scorer.name, "scale", problem)
    spoken = scorer.name.replace("_", " ")
    return PayRule(
        scorer=scorer,
        allowance=evolve(
            outcome_pay(law), name=scorer.name, label=Wording(spoken, spoken), basis=_basis(scorer, law)
        ),
    )


def _basis(scorer: Scorer, law: Law) -> Basis:
    presence = sorted(scorer.reads & figures_of_presence(law))
    if presence:
        reads = (
            f"reads attendance ({', '.join(presence)}): whether that may stand for the 40 % for discipline"
        )
    else:
        reads = "reads no attendance: whether the 40 % for discipline may be left out"
    return assumed(
        "each region fixes its allowance by its own regulation (Kepmendagri 900-4700/2020, reported); no "
        f"instrument names the scorer {scorer.name!r}, which {reads} without a national change was not found"
    )
