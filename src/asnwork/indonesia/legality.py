"""What in a scheme exceeds current rules, by article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from asnwork.domain.law import Basis, Certainty, Law, assumed, value_text
from asnwork.domain.reason import Reason, Value, Wording
from asnwork.indonesia.law import national_law
from asnwork.policies.attendance_measures import figures_of_presence
from asnwork.policies.legality import LegalConflict, LegalLimit, workplace_conflicts
from asnwork.policies.workplace import WorkplaceRule
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere
from asnwork.scoring.scheme import Scheme, parameters_of_pay

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

_NO_RULE = Wording(
    "'$rule' opens work elsewhere, and no rule that lets agencies open it is known on $day",
    "'$rule_id' membuka kerja di luar kantor, sedangkan pada $day tidak diketahui aturan yang membolehkannya",
)
_NO_INSTRUMENT = Wording(
    "'$rule' rests on no instrument; an agency opens flexible work by a rule of its own",
    "'$rule_id' tidak berdasar peraturan; instansi membuka kerja fleksibel dengan aturannya sendiri",
)
_NO_REGULATION = Wording(
    "'$rule' rests on no regulation; each region fixes its allowance by a regulation of its own",
    "'$rule_id' tidak berdasar peraturan; tiap daerah menetapkan TPP dengan peraturannya sendiri",
)
_NO_DISCIPLINE = Wording(
    "'$rule' pays nothing for discipline, where $share_percent % is reported",
    "'$rule_id' tidak membayar bagian disiplin, sedangkan yang dilaporkan $share_percent %",
)
_DISCIPLINE_IN_SCORE = Wording(
    "'$rule' pays for presence through its score alone ($figures), where a part of $share_percent % of its "
    "own is reported for discipline",
    "'$rule_id' membayar kehadiran hanya lewat nilainya ($figures), sedangkan yang dilaporkan bagian "
    "disiplin tersendiri sebesar $share_percent %",
)
_OTHER_NUMBER = Wording(
    "'$rule' reads $path as $value, where current law has $current",
    "'$rule_id' membaca $path sebagai $value, sedangkan aturan yang berlaku $current",
)
_CUTS = frozenset({"late_cut", "early_cut", "absence_cut"})
_MAYOR = "needs_mayor_regulation"


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
    scheme: Scheme | WorkplaceRule, on: date, *, law: Law | None = None, made_of: Law | None = None
) -> tuple[LegalConflict, ...]:
    """Return what in a scheme, or in a workplace rule, exceeds current rules on a day, by article.

    The workplace rule and the national one are asked about every kind of officer, so nothing is declared by
    hand; field duty under an assignment letter exceeds nothing. Of pay it is asked whether it rests on a
    regulation, pays for discipline, and reads the numbers that current law has.

    Args:
        scheme: A scheme, or a workplace rule alone. It may be made of a reformed law.
        on: The day.
        law: The law that is current; the shipped one unless said otherwise.
        made_of: The law that the scheme was made of, for what its pay reads by way of evidence and
            predicate; only what the scheme itself holds is looked at when None.

    Returns:
        The conflicts, each with article, words, what would mend it, and an example where there is one; none
        when it stays within current rules as far as they are known.

    Assumption: what counts as current is what the shipped law reports; no instrument's text was read. A
    number that is itself assumed binds nobody.

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
    places = (*_enabled(rule, current, on), *workplace_conflicts(rule, national_limits(current), on=on))
    if not isinstance(scheme, Scheme):
        return places
    return (*places, *_pay_conflicts(scheme, current, on), *_other_numbers(scheme, current, made_of, on))


def _enabled(rule: WorkplaceRule, law: Law, on: date) -> Iterator[LegalConflict]:
    """Whether anything lets an agency open work elsewhere on the day, and whether the rule does it."""
    if not rule.places:
        return
    names = {"rule": rule.label.en, "rule_id": rule.label.id}
    opening = [law[path] for path in ("hours.flexible_by", "flexible.days_a_week")]
    standing = next((each for each in opening if each.values.covers(on)), None)
    if standing is None:
        basis = assumed("the shipped law knows no rule of flexible work on this day")
        reason = _reason(rule.name, "no_enabling_rule", names | {"day": on}, basis, _NO_RULE)
        yield LegalConflict(rule=rule.name, code=reason.code, basis=basis, reason=reason)
    elif rule.basis.reference is None:
        basis = standing.basis.on(on)
        reason = _reason(rule.name, "no_instrument", names, basis, _NO_INSTRUMENT)
        yield LegalConflict(rule=rule.name, code=reason.code, basis=basis, reason=reason, needs=_MAYOR)


def _reason(rule: str, code: str, values: Mapping[str, Value], law: Basis, wording: Wording) -> Reason:
    return Reason(rule=rule, code=code, values=values, law=law, wording=wording)


def _pay_conflicts(scheme: Scheme, law: Law, on: date) -> Iterator[LegalConflict]:
    rule, discipline = scheme.pay.allowance, law["tpp.discipline_share"]
    if rule.basis.reference is not None or not discipline.values.covers(on):
        return
    basis, share = discipline.basis.on(on), discipline.number_on(on)
    names: dict[str, Value] = {"rule": rule.label.en, "rule_id": rule.label.id}
    found = [("no_regulation", names, _NO_REGULATION)]
    if share and not rule.reads & _CUTS:
        told: dict[str, Value] = names | {"share_percent": f"{100 * share:g}"}
        presence = ", ".join(sorted(scheme.pay.scorer.reads & figures_of_presence(law)))
        if presence:
            found.append(("discipline_in_score", told | {"figures": presence}, _DISCIPLINE_IN_SCORE))
        else:
            found.append(("no_discipline_part", told, _NO_DISCIPLINE))
    for code, values, wording in found:
        reason = _reason(rule.name, code, values, basis, wording)
        yield LegalConflict(rule=rule.name, code=code, basis=basis, reason=reason, needs=_MAYOR)


def _other_numbers(scheme: Scheme, law: Law, made_of: Law | None, on: date) -> Iterator[LegalConflict]:
    """The numbers of pay that current law has otherwise, unless its own is assumed too."""
    rule = scheme.pay.allowance
    read = {p.path: p for p in (*scheme.pay.parameters, *scheme.outcome.parameters)}
    if made_of is not None:
        read |= {p.path: p for p in parameters_of_pay(scheme, made_of)}
    for path in sorted(read):
        if path not in law or not (law[path].values.covers(on) and read[path].values.covers(on)):
            continue
        basis, current, own = law[path].basis.on(on), law[path].on(on), read[path].on(on)
        if own != current and basis.certainty is not Certainty.ASSUMED:
            values = {"rule": rule.label.en, "rule_id": rule.label.id, "path": path}
            told = {"value": value_text(own), "current": value_text(current)}
            reason = _reason(rule.name, "other_number", values | told, basis, _OTHER_NUMBER)
            yield LegalConflict(rule=rule.name, code=f"other_number.{path}", basis=basis, reason=reason)
