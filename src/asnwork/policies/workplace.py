"""Workplace rules: who may work where, and when.

A rule is a frozen value of conditions over the figures of one officer on one day; `elsewhere_formula`
makes one formula of it, which an application asks for one officer and a simulation for all. The shipped
rules stand in `workplaces/`, one file each; a rule of a city is one more file anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from asnwork.domain.formula import Figure, Formula, all_of, any_of, yes_or_no
from asnwork.domain.law import Basis, Parameter, assumed, once_each
from asnwork.domain.officer import Officer, Position
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.policies.condition import Condition, require_figures, require_once

__all__ = [
    "FIELD_DUTY",
    "LEGAL_STATUS",
    "WORKPLACE_FIGURES",
    "Condition",
    "Monitoring",
    "Obligation",
    "Permission",
    "WorkplaceRule",
    "elsewhere_formula",
    "may_work_elsewhere",
    "workplace_figures",
]

WORKPLACE_FIGURES: Mapping[str, str] = {
    "weekday": "days",
    "days_elsewhere_this_week": "days",
    "days_in_post": "days",
    "needs_presence": "yes/no",
    "direct_service": "yes/no",
    "under_discipline": "yes/no",
    "is_asn": "yes/no",
    "assigned_to_field": "yes/no",
}
"""The figures of one officer on one day, with their units: all that a workplace rule may read.

`weekday` is 1 on Monday and 7 on Sunday; `days_elsewhere_this_week` counts the days of this ISO week before
this one, field duty under an assignment letter left out; `days_in_post` is missing when it is not known.
"""

LEGAL_STATUS = ("within_rules", "needs_mayor_regulation", "needs_national_change")
"""What a rule would need before it could be followed."""

FIELD_DUTY = Condition(
    code="field_duty",
    formula=Figure("assigned_to_field", "yes/no"),
    wording=Wording(
        "no assignment letter sends the officer out today", "tidak ada surat tugas ke luar hari ini"
    ),
    basis=assumed(
        "the limit of PermenPANRB 4/2025 art. 13(1) excepts duty outside the office, as reported; that an "
        "assignment letter makes it so is derived"
    ),
)
"""Field duty (dinas luar) under an assignment letter (surat tugas): allowed under every rule."""

_SENT = Wording("an assignment letter sends the officer out today", "ada surat tugas ke luar hari ini")
_ALLOWED = Wording("may work at: $places", "boleh bekerja di: $places")
_DOUBTED = Wording(
    "may work at: $places, if the rule still holds: that is not known from $known_until on",
    "boleh bekerja di: $places, bila aturan masih berlaku: sejak $known_until hal itu tidak diketahui",
)


@frozen(kw_only=True)
class Monitoring:
    """What a scheme under study watches: clock-ins, location, call-back.

    It is only described: it has no figure, so no scorer can read it.
    """

    code: str
    wording: Wording
    basis: Basis


@frozen(kw_only=True)
class Obligation:
    """What a rule asks of those who work elsewhere; `amount` is the number of the law behind it, if any."""

    code: str
    wording: Wording
    amount: Parameter | None = None
    basis: Basis


@frozen(kw_only=True)
class WorkplaceRule:
    """Who may work elsewhere than at the office, and when.

    Attributes:
        name: Its name in files.
        version: Raised when the rule changes its answers.
        label: Its name for people.
        places: Codes of the places elsewhere that it opens.
        conditions: All of them must be met.
        opens: That the rule holds on the day; None when it holds on every day.
        known_until: The first day on which it is not known whether the rule still holds; None without doubt.
        monitoring: What is watched under it.
        obligations: What it asks of those who work elsewhere.
        legal_status: One of `LEGAL_STATUS`.
        basis: What it rests on.

    Raises:
        UnknownName: A condition reads another figure than `WORKPLACE_FIGURES`, or the status is unknown.
        UnitMismatch: A condition reads a figure in another unit.
        DuplicateName: Two conditions have one code, or a place stands twice.
        InvalidInput: The rule has no name.
    """

    name: str
    version: str = "1"
    label: Wording
    places: tuple[str, ...] = field(converter=tuple[str, ...])
    conditions: tuple[Condition, ...] = field(converter=tuple[Condition, ...])
    opens: Condition | None = None
    known_until: date | None = None
    monitoring: tuple[Monitoring, ...] = field(converter=tuple[Monitoring, ...], default=())
    obligations: tuple[Obligation, ...] = field(converter=tuple[Obligation, ...], default=())
    legal_status: str = "within_rules"
    basis: Basis

    def __attrs_post_init__(self) -> None:
        where = f"the workplace rule {self.name}"
        if not self.name:
            raise InvalidInput(Fault("name", given=self.name, expected="the name of the workplace rule"))
        if self.legal_status not in LEGAL_STATUS:
            raise UnknownName(f"legal status of {where}", self.legal_status, LEGAL_STATUS)
        conditions = self.conditions if self.opens is None else (self.opens, *self.conditions)
        require_once(f"condition of {where}", [condition.code for condition in conditions])
        require_once(f"place of {where}", self.places)
        for condition in conditions:
            require_figures(condition.formula, WORKPLACE_FIGURES, where)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that it reads, for conditions and obligations."""
        # What it opens with is made of one of them: whether the law says anything on the day.
        read = [parameter for condition in self.conditions for parameter in condition.parameters]
        read += [duty.amount for duty in self.obligations if duty.amount is not None]
        return once_each(read)


@frozen(kw_only=True)
class Permission:
    """Whether an officer may work elsewhere on a day, and why; there is always a reason."""

    allowed: bool
    reasons: tuple[Reason, ...]


def elsewhere_formula(rule: WorkplaceRule) -> Formula:
    """Return the rule as one formula over `WORKPLACE_FIGURES`: yes where the officer may work elsewhere.

    It is never missing.

    Args:
        rule: The workplace rule.

    Returns:
        A formula in yes/no: field duty, or the rule holds on the day and all its conditions are met.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.domain.law import Law
        >>> from asnwork.policies.workplaces.office_only import office_only
        >>> figures = dict.fromkeys(WORKPLACE_FIGURES)
        >>> evaluate(elsewhere_formula(office_only(Law(parameters=()))), figures)
        0.0
    """
    opens = () if rule.opens is None else (rule.opens.met,)
    met = (condition.met for condition in rule.conditions)
    return any_of(FIELD_DUTY.met, all_of(yes_or_no(1), *opens, *met))


def may_work_elsewhere(rule: WorkplaceRule, figures: Mapping[str, float | None], *, on: date) -> Permission:
    """Return whether the officer may work elsewhere on the day, and why.

    Args:
        rule: The workplace rule.
        figures: `WORKPLACE_FIGURES` of the officer on that very day, as `workplace_figures` gives them; None
            when missing.
        on: The day; its law is read.

    Returns:
        The permission. Its reasons: one for each condition that is not met, only that the rule does not hold
        on a day on which it does not, or the one that says why it is allowed.

    Raises:
        UnknownName: A figure that the rule reads is not among the figures.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
        >>> rule = anywhere_if_task_allows(national_law())
        >>> clerk = dict.fromkeys(WORKPLACE_FIGURES, 0.0)
        >>> may_work_elsewhere(rule, clerk, on=date(2026, 5, 4)).allowed
        True
        >>> str(may_work_elsewhere(rule, clerk | {"needs_presence": 1.0}, on=date(2026, 5, 4)).reasons[0])
        'the tasks of the post need presence: yes'
    """
    if FIELD_DUTY.holds(figures, on=on):
        sent = Reason(rule=rule.name, code=FIELD_DUTY.code, law=FIELD_DUTY.basis, wording=_SENT)
        return Permission(allowed=True, reasons=(sent,))
    if rule.opens is not None and not rule.opens.holds(figures, on=on):
        failed = [rule.opens]
    else:
        failed = [condition for condition in rule.conditions if not condition.holds(figures, on=on)]
    if failed:
        reasons = tuple(condition.reason(rule.name, figures, on=on) for condition in failed)
        return Permission(allowed=False, reasons=reasons)
    return Permission(allowed=True, reasons=(_allowed(rule, on),))


def _allowed(rule: WorkplaceRule, on: date) -> Reason:
    values: dict[str, str | date] = {"places": ", ".join(rule.places)}
    wording = _ALLOWED
    if rule.known_until is not None and rule.known_until <= on:
        wording, values["known_until"] = _DOUBTED, rule.known_until
    return Reason(rule=rule.name, code="allowed", values=values, law=rule.basis, wording=wording)


def workplace_figures(
    officer: Officer,
    position: Position,
    day: date,
    *,
    days_elsewhere_this_week: int | None,
    assigned_to_field: bool = False,
) -> dict[str, float | None]:
    """Return `WORKPLACE_FIGURES` of an officer on a day.

    Args:
        officer: Who.
        position: The post that the officer holds on the day.
        day: The day.
        days_elsewhere_this_week: Days elsewhere in this ISO week before this day, field duty under an
            assignment letter left out; None when not known.
        assigned_to_field: Whether an assignment letter (surat tugas) sends the officer out on the day.

    Returns:
        The figures; `days_in_post` is None when it is not known since when the officer is in the post.

    Examples:
        >>> from asnwork.domain.identity import OfficerId
        >>> from asnwork.domain.officer import OfficerKind
        >>> clerk = Officer(
        ...     id=OfficerId("o1"), in_post_since=date(2026, 1, 5),
        ...     kind=OfficerKind(code="pns", is_asn=True, has_plan=True, gets_allowance=True),
        ... )
        >>> desk = Position(code="registrar", label="registrar", label_id="petugas register")
        >>> figures = workplace_figures(clerk, desk, date(2026, 5, 8), days_elsewhere_this_week=1)
        >>> figures["weekday"], figures["days_in_post"], figures["is_asn"]
        (5.0, 123.0, 1.0)
    """
    since, taken = officer.in_post_since, days_elsewhere_this_week
    return {
        "weekday": float(day.isoweekday()),
        "days_elsewhere_this_week": None if taken is None else float(taken),
        "days_in_post": None if since is None else float((day - since).days),
        "needs_presence": float(position.needs_presence),
        "direct_service": float(position.direct_service),
        "under_discipline": float(officer.under_discipline),
        "is_asn": float(officer.kind.is_asn),
        "assigned_to_field": float(assigned_to_field),
    }
