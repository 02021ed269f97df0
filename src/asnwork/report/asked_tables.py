"""Tables that are asked of a computation: the predicates, the grades of the survey, the hours of a week."""

from __future__ import annotations

from datetime import date, timedelta

from asnwork.domain.law import (
    Law,
)
from asnwork.domain.weekly_hours import Hours, WeeklyHours, clock_spans
from asnwork.indonesia.satisfaction_survey import survey_grade
from asnwork.report.band_words import band_words, inside
from asnwork.report.law_tables import label_of
from asnwork.report.law_words import law_say, parameter_label
from asnwork.scoring.predicate import Predicate, Rating, predicate_of
from asnwork.tables import Lang, Table

__all__ = ["matrix_table", "survey_table", "week_table"]


_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
}


_LENGTH = {"en": ("h", "min"), "id": ("jam", "menit")}


def matrix_table(law: Law, *, on: date, lang: Lang) -> Table:
    """Return the matrix of predicates (predikat kinerja): work results by behaviour, three by three.

    Each cell is what `predicate_of` answers.

    Args:
        law: Read at ``predicate.matrix``.
        on: The day whose law is read.
        lang: The language.

    Raises:
        NoValueOnDay: The law has no matrix on that day.

    Law: PermenPANRB 6/2022, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> matrix = matrix_table(national_law(), on=date(2026, 5, 4), lang="id")
        >>> list(matrix.rows())[0]["perilaku di atas ekspektasi"]
        'sangat baik'
    """
    rows = tuple(reversed(Rating))
    columns = {law_say("results", lang): [_rating(result, lang) for result in rows]}
    for behaviour in Rating:
        name = law_say("behaviour", lang, rating=_rating(behaviour, lang))
        columns[name] = [_predicate(predicate_of(result, behaviour, law=law, on=on), lang) for result in rows]
    return Table(columns, title=f"{parameter_label(law['predicate.matrix'], lang)} ({on})")


def _rating(rating: Rating, lang: Lang) -> str:
    words = {
        Rating.BELOW: "below expectation",
        Rating.AS_EXPECTED: "as expected",
        Rating.ABOVE: "above expectation",
    }
    return words[rating] if lang == "en" else rating.label_id


def _predicate(predicate: Predicate, lang: Lang) -> str:
    return predicate.name.lower().replace("_", " ") if lang == "en" else predicate.label_id


def survey_table(law: Law, *, on: date, lang: Lang) -> Table:
    """Return the grades of the satisfaction survey (SKM): from which converted index on each is given.

    Each grade is what `survey_grade` answers.

    Args:
        law: Read at ``survey``.
        on: The day whose law is read.
        lang: The language.

    Raises:
        NoValueOnDay: The law has no such rule on that day.

    Law: PermenPANRB 14/2017, reported.

    Examples:
        >>> from asnwork.indonesia.law import national_law
        >>> survey = survey_table(national_law(), on=date(2026, 5, 4), lang="id")
        >>> print(*list(survey.rows())[1].values(), sep=": ")
        65 s.d. 76,6 poin: C: kurang baik
    """
    parameter = law["survey.grade"]
    bands = parameter.bands_on(on)
    given = [survey_grade(inside(bands, band), law=law, on=on) for band in range(len(bands.values))]
    columns = {
        "converted": band_words(bands, parameter, lang),
        "grade": [grade.code for grade in given],
        "meaning": [label_of(grade.label, grade.label_id, grade.code, lang) for grade in given],
    }
    title = f"{parameter_label(parameter, lang)} ({on})"
    return Table({law_say(name, lang): texts for name, texts in columns.items()}, title=title)


def week_table(week: WeeklyHours, lang: Lang) -> Table:
    """Return the hours of a week, day by day, and their total.

    Examples:
        >>> from asnwork.domain.weekly_hours import hours
        >>> day = hours("07:30-12:00", "13:00-16:00")
        >>> print(week_table(WeeklyHours.of(mon_thu=day), "id"))
        hari    jam                       lama
        ------  ------------------------  --------------
        Senin   07:30-12:00, 13:00-16:00  7 jam 30 menit
        Selasa  07:30-12:00, 13:00-16:00  7 jam 30 menit
        Rabu    07:30-12:00, 13:00-16:00  7 jam 30 menit
        Kamis   07:30-12:00, 13:00-16:00  7 jam 30 menit
        Jumat   tutup                     -
        Sabtu   tutup                     -
        Minggu  tutup                     -
        jumlah  -                         30 jam
    """
    columns: dict[str, list[str | None]] = {
        "day": [*_DAYS[lang], law_say("total", lang)],
        "hours": [*(_clock(day) or law_say("closed", lang) for day in week.days), None],
        "length": [*(_length(_open(day), lang) for day in week.days), _length(week.total, lang)],
    }
    return Table({law_say(name, lang): texts for name, texts in columns.items()})


def _clock(day: Hours) -> str:
    return ", ".join(f"{start:%H:%M}-{f'{end:%H:%M}' if end != end.min else '24:00'}" for start, end in day)


def _open(day: Hours) -> timedelta:
    return timedelta(microseconds=sum(end - start for start, end in clock_spans(day)))


def _length(length: timedelta, lang: Lang) -> str | None:
    # In hours however many they are: a week is not spoken of in days of 24 hours.
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = zip((hours, minutes), _LENGTH[lang], strict=True)
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or None
