"""What in a scheme exceeds current rules, by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asnwork.domain.law import Law
from asnwork.domain.reason import Reason, Wording
from asnwork.indonesia.law import national_law
from asnwork.policies.legality import LegalConflict, LegalLimit, workplace_conflicts
from asnwork.policies.workplace import WorkplaceRule
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.allowance_rule import AllowanceRule
from asnwork.scoring.scheme import Scheme

__all__ = ["legal_conflicts", "national_limits"]

_EXCEEDS: Mapping[str, Wording] = {
    "is_civil_servant": Wording(
        "'$rule' opens work elsewhere to others than civil servants",
        "'$rule_id' membuka kerja di luar kantor bagi yang bukan ASN",
    ),
    "task_allows": Wording(
        "'$rule' opens work elsewhere to posts whose tasks need presence",
        "'$rule_id' membuka kerja di luar kantor bagi jabatan yang tugasnya memerlukan kehadiran",
    ),
    "not_under_discipline": Wording(
        "'$rule' opens work elsewhere to officers under a disciplinary case or penalty",
        "'$rule_id' membuka kerja di luar kantor bagi pegawai dalam proses atau hukuman disiplin",
    ),
    "settled_in_post": Wording(
        "'$rule' opens work elsewhere to officers new in the post",
        "'$rule_id' membuka kerja di luar kantor bagi pegawai yang baru menduduki jabatan",
    ),
    "below_weekly_limit": Wording(
        "'$rule' allows more days elsewhere in a week than the limit",
        "'$rule_id' membolehkan lebih banyak hari di luar kantor dalam sepekan daripada batasnya",
    ),
}
# Says only that something is not known; the condition beside it says what is asked.
_SILENT = ("post_known",)

_NO_REGULATION = Wording(
    "'$rule' rests on no regulation; each region fixes its allowance by a regulation of its own",
    "'$rule_id' tidak berdasar peraturan; tiap daerah menetapkan TPP dengan peraturannya sendiri",
)
_NO_DISCIPLINE = Wording(
    "'$rule' pays nothing for discipline, where $share_percent % is reported",
    "'$rule_id' tidak membayar bagian disiplin, sedangkan yang dilaporkan $share_percent %",
)
_CUTS = frozenset({"late_cut", "early_cut", "absence_cut"})


def national_limits(law: Law) -> tuple[LegalLimit, ...]:
    """Return what the national rule of flexible place asks of every workplace rule.

    They are the conditions of the shipped rule `two_days_elsewhere`, from its first day on: there is no
    second copy of them.

    Args:
        law: The law that is current.

    Law: PermenPANRB 4/2025 art. 13(1), 25 and its tests of tasks, reported.
    """
    rule = two_days_elsewhere(law)
    return tuple(
        LegalLimit(
            code=condition.code,
            condition=condition,
            opens=rule.opens,
            wording=_EXCEEDS[condition.code],
        )
        for condition in rule.conditions
        if condition.code not in _SILENT
    )


def legal_conflicts(
    scheme: Scheme | WorkplaceRule, on: date, *, law: Law | None = None
) -> tuple[LegalConflict, ...]:
    """Return what in a scheme, or in a workplace rule, exceeds current rules on a day, by article.

    Both the rule and the national one are asked about every kind of officer, so nothing is declared by hand.
    Field duty under an assignment letter exceeds nothing.

    Args:
        scheme: A scheme, or a workplace rule alone. It may be made of a reformed law.
        on: The day.
        law: The law that is current; the shipped one unless said otherwise.

    Returns:
        The conflicts, each with article, words and an example; none when it stays within current rules as
        far as they are known.

    Assumption: what counts as current is what the shipped law reports; no instrument's text was read. An
    allowance without an instrument of its own needs one.

    Examples:
        >>> from asnwork.policies import surabaya_2025
        >>> rule = surabaya_2025(national_law())
        >>> legal_conflicts(rule, date(2025, 3, 3))
        ()
        >>> for conflict in legal_conflicts(rule, date(2026, 7, 1)):
        ...     print(conflict.code, "|", conflict.basis)
        not_under_discipline | reported: PermenPANRB 4/2025 art. 25
        settled_in_post | assumed: ...
        below_weekly_limit | reported: PermenPANRB 4/2025 art. 13(1)
    """
    current = national_law() if law is None else law
    rule = scheme.workplace if isinstance(scheme, Scheme) else scheme
    places = workplace_conflicts(rule, national_limits(current), on=on)
    if not isinstance(scheme, Scheme):
        return places
    return (*places, *_pay_conflicts(scheme.pay.allowance, current, on))


def _pay_conflicts(rule: AllowanceRule, law: Law, on: date) -> Iterator[LegalConflict]:
    discipline = law["tpp.discipline_share"]
    if rule.basis.reference is not None or not discipline.values.covers(on):
        return
    basis, share = discipline.basis.on(on), discipline.number_on(on)
    names = {"rule": rule.label.en, "rule_id": rule.label.id}
    found = [("no_regulation", names, _NO_REGULATION)]
    if share and not rule.reads & _CUTS:
        percent = f"{100 * share:g}"
        found.append(("no_discipline_part", names | {"share_percent": percent}, _NO_DISCIPLINE))
    for code, values, wording in found:
        reason = Reason(rule=rule.name, code=code, values=values, law=basis, wording=wording)
        yield LegalConflict(rule=rule.name, code=code, basis=basis, reason=reason)
