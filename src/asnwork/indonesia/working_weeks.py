"""Working weeks and counter hours, computed from the hours of the law."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from asnwork.domain.law import Law
from asnwork.domain.working_time import Hours, WeeklyHours
from asnwork.errors import Fault, InvalidInput, UnknownName

__all__ = ["office_week", "ramadan_six_day_week", "ramadan_week", "registry_counter_hours"]


_MIDNIGHT = datetime.min.replace(tzinfo=UTC)


_RAMADAN = "_ramadan"


def _clock(minutes: float) -> time:
    """The wall clock so many minutes after midnight; a whole day is 24:00."""
    after = timedelta(minutes=minutes)
    if not timedelta(0) <= after <= timedelta(days=1):
        raise InvalidInput(Fault("hours", given=minutes, expected="minutes after midnight within a day"))
    return (_MIDNIGHT + after).time()


def _minutes(law: Law, path: str, on: date) -> float:
    return law[path].number_on(on)


def _worked(law: Law, day: str, season: str, on: date, *, end: float | None = None) -> Hours:
    """The hours of a working day: from the start to the rest, and from there to the end.

    Without an end each day of the week is worked equally long.
    """
    friday = "_friday" if day == "friday" else ""
    start = _minutes(law, f"hours.start{season}", on)
    rest = _minutes(law, f"hours.rest{friday}{season}", on)
    begins = _minutes(law, f"hours.rest_begins{friday}{season}", on)
    if end is None:
        days = len(law["hours.working_days"].items_on(on))
        end = start + rest + _minutes(law, f"hours.weekly_minutes{season}", on) / days
    return (_clock(start), _clock(begins)), (_clock(begins + rest), _clock(end))


def _five_days(law: Law, season: str, on: date) -> WeeklyHours:
    days = law["hours.working_days"].items_on(on).codes
    return WeeklyHours(**{day: _worked(law, day, season, on) for day in days})


def office_week(law: Law, *, on: date) -> WeeklyHours:
    """The usual office week: 37 hours 30 minutes on five days, rest not counted.

    Each day is worked equally long, so that Friday, with its longer rest, ends later.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 3, 4(1), 4(3), 4(5).
    Assumption: where the rest lies, 12:00-13:00, on Friday 11:30-13:00; only its length is in the sources.

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> office_week(national_law(), on=date(2026, 5, 4)).total.total_seconds() / 3600
        37.5
    """
    return _five_days(law, "", on)


def ramadan_week(law: Law, *, on: date) -> WeeklyHours:
    """The office week in Ramadan: 32 hours 30 minutes on five days, rest not counted.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6); Surabaya SE 800/4362/436.8.4/2025 has the same hours.
    Assumption: where the rest lies in other years than 2025.

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> ramadan_week(national_law(), on=date(2026, 2, 19)).total.total_seconds() / 3600
        32.5
    """
    return _five_days(law, _RAMADAN, on)


def ramadan_six_day_week(law: Law, *, on: date) -> WeeklyHours:
    """The week in Ramadan of offices that work on Saturday too: 32 hours 30 minutes on six days.

    Every day ends at the same time, so that Friday, with its longer rest, is worked less.

    Args:
        law: Read at ``hours``.
        on: The day whose law is read.

    Law: Perpres 21/2023 art. 4(2), 4(4), 4(6).

    Raises:
        InvalidInput: The law's rest lies outside its hours, or its hours outside a day.
    """
    end = _minutes(law, "hours.six_days_end_ramadan", on)
    days = law["hours.six_days"].items_on(on).codes
    return WeeklyHours(**{day: _worked(law, day, _RAMADAN, on, end=end) for day in days})


def registry_counter_hours(place: str, law: Law, *, on: date) -> WeeklyHours:
    """When the public finds a registry counter open: the hall in Siola, a kelurahan or a kecamatan.

    Source: hours published by the city. Saturday 09:00-12:00 is custom, not law.
    Assumption: counters stay open over the rest, served by turns; no rest is published.

    Args:
        place: "siola", "kelurahan" or "kecamatan".
        law: Read at ``counter``.
        on: The day whose law is read.

    Returns:
        The opening week.

    Raises:
        UnknownName: Another place.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> siola = registry_counter_hours("siola", national_law(), on=date(2026, 5, 4))
        >>> str(siola.friday[0][1])
        '14:30:00'
    """
    places = law["counter.places"].items_on(on)
    if place not in places:
        raise UnknownName("counter", place, places.codes)

    def at(moment: str) -> time:
        return _clock(_minutes(law, f"counter.{place}.{moment}", on))

    return WeeklyHours.of(
        mon_thu=((at("opens"), at("closes")),),
        fri=((at("opens"), at("closes_friday")),),
        sat=((at("opens_saturday"), at("closes_saturday")),),
    )
