"""Indonesian law, services and schemes as dated data, and the shipped city of Surabaya.

Each name is found in its own module on first use, so that the law alone does not load a simulation:

>>> from asnwork.indonesia import national_law
>>> str(national_law()["flexible.days_a_week"])
'flexible.days_a_week'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.indonesia.achievement import (
        Better,
        IndicatorValue,
        TargetRange,
        achieved_percent,
        indicator_value,
    )
    from asnwork.indonesia.appraisal_2019 import (
        AdditionalWork,
        additional_value,
        final_value_2019,
        period_value,
        plan_value,
        predicate_2019,
    )
    from asnwork.indonesia.calendars import counter_calendar, office_calendar, surabaya_calendar
    from asnwork.indonesia.complaints import ComplaintClass, ComplaintStep, complaint_limit
    from asnwork.indonesia.credit_points import FunctionalLevel, credit_points_for, yearly_coefficient
    from asnwork.indonesia.distribution import OrganisationPredicate, distribution_warnings
    from asnwork.indonesia.excepted_rules import days_elsewhere_limit, weekly_minutes
    from asnwork.indonesia.holidays import national_holidays
    from asnwork.indonesia.law import national_instruments, national_law
    from asnwork.indonesia.legality import legal_conflicts, national_limits
    from asnwork.indonesia.personal_data import breach_notice_due
    from asnwork.indonesia.satisfaction_survey import (
        AnswerSum,
        ElementScore,
        SurveyIndex,
        SurveyOrder,
        elements_in_order,
        published_index,
        satisfaction_index,
        satisfaction_index_2004,
        survey_grade,
    )
    from asnwork.indonesia.schemes import all_pays, all_schemes, all_workplaces, standard_factorial
    from asnwork.indonesia.surabaya import (
        CALENDARS,
        CATALOGUES,
        promise_readings,
        surabaya_catalogue,
        surabaya_registry,
    )
    from asnwork.indonesia.working_weeks import office_week, ramadan_week, registry_counter_hours

__all__ = [
    "CALENDARS",
    "CATALOGUES",
    "AdditionalWork",
    "AnswerSum",
    "Better",
    "ComplaintClass",
    "ComplaintStep",
    "ElementScore",
    "FunctionalLevel",
    "IndicatorValue",
    "OrganisationPredicate",
    "SurveyIndex",
    "SurveyOrder",
    "TargetRange",
    "achieved_percent",
    "additional_value",
    "all_pays",
    "all_schemes",
    "all_workplaces",
    "breach_notice_due",
    "complaint_limit",
    "counter_calendar",
    "credit_points_for",
    "days_elsewhere_limit",
    "distribution_warnings",
    "elements_in_order",
    "final_value_2019",
    "indicator_value",
    "legal_conflicts",
    "national_holidays",
    "national_instruments",
    "national_law",
    "national_limits",
    "office_calendar",
    "office_week",
    "period_value",
    "plan_value",
    "predicate_2019",
    "promise_readings",
    "published_index",
    "ramadan_week",
    "registry_counter_hours",
    "satisfaction_index",
    "satisfaction_index_2004",
    "standard_factorial",
    "surabaya_calendar",
    "surabaya_catalogue",
    "surabaya_registry",
    "survey_grade",
    "weekly_minutes",
    "yearly_coefficient",
]

# Where each name lives; a name is added here, in `__all__`, and among the imports for type checkers above.
_HOME = {
    **dict.fromkeys(
        ("Better", "IndicatorValue", "TargetRange", "achieved_percent", "indicator_value"), "achievement"
    ),
    **dict.fromkeys(
        (
            "AdditionalWork",
            "additional_value",
            "final_value_2019",
            "period_value",
            "plan_value",
            "predicate_2019",
        ),
        "appraisal_2019",
    ),
    **dict.fromkeys(("counter_calendar", "office_calendar", "surabaya_calendar"), "calendars"),
    **dict.fromkeys(("ComplaintClass", "ComplaintStep", "complaint_limit"), "complaints"),
    **dict.fromkeys(("FunctionalLevel", "credit_points_for", "yearly_coefficient"), "credit_points"),
    **dict.fromkeys(("OrganisationPredicate", "distribution_warnings"), "distribution"),
    **dict.fromkeys(("days_elsewhere_limit", "weekly_minutes"), "excepted_rules"),
    **dict.fromkeys(("national_holidays",), "holidays"),
    **dict.fromkeys(("national_instruments", "national_law"), "law"),
    **dict.fromkeys(("legal_conflicts", "national_limits"), "legality"),
    **dict.fromkeys(("breach_notice_due",), "personal_data"),
    **dict.fromkeys(
        (
            "AnswerSum",
            "ElementScore",
            "SurveyIndex",
            "SurveyOrder",
            "elements_in_order",
            "published_index",
            "satisfaction_index",
            "satisfaction_index_2004",
            "survey_grade",
        ),
        "satisfaction_survey",
    ),
    **dict.fromkeys(("all_pays", "all_schemes", "all_workplaces", "standard_factorial"), "schemes"),
    **dict.fromkeys(
        ("CALENDARS", "CATALOGUES", "promise_readings", "surabaya_catalogue", "surabaya_registry"), "surabaya"
    ),
    **dict.fromkeys(("office_week", "ramadan_week", "registry_counter_hours"), "working_weeks"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'asnwork.indonesia' has no attribute {name!r}")
    return getattr(importlib.import_module(f"asnwork.indonesia.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
