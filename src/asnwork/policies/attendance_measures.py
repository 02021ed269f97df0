"""Measures of attendance (presensi): days, and the cuts that lateness, early leave and absence are worth.

They become figures of evidence beside those of an outcome policy. A scorer that does not declare them never
sees them; only lawful leave reaches every scorer, as the share of days on which work was due.
"""

from __future__ import annotations

from asnwork.domain.formula import (
    Banded,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    all_of,
    any_of,
    no,
    only_if,
    present,
)
from asnwork.domain.law import Law
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import Measure

__all__ = ["LEAVE_MEASURES", "attendance_measures", "figures_of_presence"]

_WORKING_DAY = Figure("working_day", "days")
_ON_LEAVE = Figure("on_leave", "yes/no")
_ON_DUTY = Figure("on_duty", "yes/no")
_AT_OFFICE = Figure("at_office", "yes/no")
_CLOCKED_IN = Figure("clocked_in", "yes/no")
_ABSENT = Figure("absent", "yes/no")
# Late or early can only be who came and whose record was taken; duty elsewhere needs none.
_RECORDED = all_of(_ON_DUTY, _CLOCKED_IN)


def _days(name: str, condition: Formula | None, en: str, id_: str) -> Measure:
    return Measure(
        name=name,
        unit="days",
        source="attendance",
        of=_WORKING_DAY if condition is None else only_if(_WORKING_DAY, condition),
        at="starts_at",
        wording=Wording(en, id_),
    )


LEAVE_MEASURES = (
    _days("days_working", None, "working days", "hari kerja"),
    _days("days_on_leave", _ON_LEAVE, "working days on lawful leave", "hari kerja dalam cuti yang sah"),
)
"""What prorates targets; gathered whatever else is measured."""


def attendance_measures(law: Law) -> tuple[Measure, ...]:
    """Return the measures of attendance: six counts of days, and three cuts.

    A cut is a share of one month's discipline part, summed over days; what it is a share *of* is said by
    the rule that pays. Minutes that nobody recorded cut nothing.

    Args:
        law: Read at ``tpp.late_cut``, ``tpp.early_cut``, ``tpp.no_record_cut`` and ``tpp.absence_cut``.

    Returns:
        "days_working", "days_on_leave", "days_on_duty", "days_at_office", "days_absent" in days, and
        "late_cut", "early_cut", "absence_cut" as shares. A day at the office without a record counts as
        absent, but only with the lesser cut for a missing record, in "late_cut".

    Law: the cuts follow Kepmendagri 900-4700/2020 as regencies apply it.
    """
    unseen = only_if(DatedConstant(law["tpp.absence_cut"]), all_of(_ABSENT, no(_AT_OFFICE)))
    return (
        *LEAVE_MEASURES,
        _days("days_on_duty", _ON_DUTY, "working days on duty", "hari kerja bertugas"),
        _days("days_at_office", _AT_OFFICE, "working days at the office", "hari kerja di kantor"),
        _days("days_absent", _ABSENT, "working days absent without leave", "hari kerja tanpa keterangan"),
        _late_cut(law),
        _cut(
            "early_cut",
            "early_minutes",
            only_if(Banded(Figure("early_minutes", "minutes"), law["tpp.early_cut"]), _RECORDED),
            Wording("cuts for leaving early", "potongan pulang sebelum waktunya"),
        ),
        _cut("absence_cut", "", unseen, Wording("cuts for absence", "potongan tidak masuk kerja")),
    )


def _late_cut(law: Law) -> Measure:
    late = only_if(Banded(Figure("late_minutes", "minutes"), law["tpp.late_cut"]), _RECORDED)
    unrecorded = only_if(DatedConstant(law["tpp.no_record_cut"]), all_of(_ABSENT, _AT_OFFICE))
    return _cut(
        "late_cut",
        "late_minutes",
        IfMissing(late, unrecorded),
        Wording("cuts for coming late", "potongan datang terlambat"),
    )


def _cut(name: str, minutes: str, of: Formula, wording: Wording) -> Measure:
    # A day tells when it has minutes, or when it is one on which nobody takes any.
    known = any_of(no(_RECORDED), present(Figure(minutes, "minutes"))) if minutes else None
    return Measure(
        name=name,
        unit="share",
        source="attendance",
        of=of,
        at="starts_at",
        known=known,
        needs=(minutes,) if minutes else (),
        wording=wording,
    )


def figures_of_presence(law: Law) -> frozenset[str]:
    """Return the figures that tell who was present when and where: all of attendance but lawful leave.

    Args:
        law: What the measures of attendance read.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> presence = figures_of_presence(national_law())
        >>> "late_cut" in presence, "days_on_leave" in presence
        (True, False)
    """
    leave = {measure.name for measure in LEAVE_MEASURES}
    return frozenset(measure.name for measure in attendance_measures(law)) - leave
