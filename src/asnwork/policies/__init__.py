"""Rules that decide: who may work where, what is promised, who takes what, and what counts as achieved."""

from __future__ import annotations

from asnwork.policies.assigning import (
    HARD_CONDITIONS,
    LEVELS,
    AssignmentRule,
    Level,
    Ranked,
    Recommendation,
    Removed,
    Term,
    Unassignable,
    by_earliest_promise,
    by_least_load,
    by_rotation,
    by_skill_first,
    may_take,
    next_step,
    queue_key,
    recommend,
)
from asnwork.policies.attendance_measures import LEAVE_MEASURES, attendance_measures, figures_of_presence
from asnwork.policies.behaviour_measures import behaviour_measures, behaviour_values
from asnwork.policies.case_mix import PROMISES, CaseMixReference, StratumRate, reference_rates
from asnwork.policies.condition import Condition
from asnwork.policies.excepted import (
    ExceptedAnswer,
    ExceptedRule,
    RuleException,
    answer_excepted,
    excepted_formula,
)
from asnwork.policies.expected import expected_figures, with_expected, with_expected_all
from asnwork.policies.gathering import MONTHS, Rows, gather, gather_all, law_stretches, period_figures
from asnwork.policies.indicator_measures import indicator_measures
from asnwork.policies.lateness import compensation, promise_days_late
from asnwork.policies.legality import LegalConflict, LegalLimit, workplace_conflicts
from asnwork.policies.officer_days import OfficerDay, officer_days
from asnwork.policies.outcome import (
    ATTRIBUTIONS,
    CITIZENS,
    NAMES,
    OWNER_FIGURES,
    SOURCES,
    WORK,
    Measure,
    OutcomePolicy,
    main_job,
    main_job_sides,
)
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.policies.service_level import Promise, due_us, moved_by_pause, promise
from asnwork.policies.survey import survey_evidence, with_personal_answers, with_unit_means
from asnwork.policies.workplace import (
    FIELD_DUTY,
    LEGAL_STATUS,
    WORKPLACE_FIGURES,
    Monitoring,
    Obligation,
    Permission,
    WorkplaceRule,
    elsewhere_formula,
    may_work_elsewhere,
    workplace_figures,
)
from asnwork.policies.workplaces.anywhere_if_task_allows import anywhere_if_task_allows
from asnwork.policies.workplaces.friday_home import friday_home
from asnwork.policies.workplaces.office_only import office_only
from asnwork.policies.workplaces.surabaya_2025 import surabaya_2025
from asnwork.policies.workplaces.two_days_elsewhere import two_days_elsewhere

__all__ = [
    "ATTRIBUTIONS",
    "CITIZENS",
    "FIELD_DUTY",
    "HARD_CONDITIONS",
    "LEAVE_MEASURES",
    "LEGAL_STATUS",
    "LEVELS",
    "MONTHS",
    "NAMES",
    "OWNER_FIGURES",
    "PROMISES",
    "SOURCES",
    "WORK",
    "WORKPLACE_FIGURES",
    "AssignmentRule",
    "CaseMixReference",
    "Condition",
    "ExceptedAnswer",
    "ExceptedRule",
    "LegalConflict",
    "LegalLimit",
    "Level",
    "Measure",
    "Monitoring",
    "Obligation",
    "OfficerDay",
    "OutcomePolicy",
    "Permission",
    "Promise",
    "Ranked",
    "Recommendation",
    "Removed",
    "Rows",
    "RuleException",
    "StratumRate",
    "Term",
    "Unassignable",
    "WorkplaceRule",
    "answer_excepted",
    "anywhere_if_task_allows",
    "attendance_measures",
    "behaviour_measures",
    "behaviour_values",
    "by_earliest_promise",
    "by_least_load",
    "by_rotation",
    "by_skill_first",
    "compensation",
    "due_us",
    "elsewhere_formula",
    "excepted_formula",
    "expected_figures",
    "figures_of_presence",
    "friday_home",
    "gather",
    "gather_all",
    "indicator_measures",
    "law_stretches",
    "main_job",
    "main_job_sides",
    "may_take",
    "may_work_elsewhere",
    "moved_by_pause",
    "next_step",
    "office_only",
    "officer_days",
    "period_figures",
    "promise",
    "promise_days_late",
    "queue_key",
    "recommend",
    "reference_rates",
    "standard_outcome",
    "surabaya_2025",
    "survey_evidence",
    "two_days_elsewhere",
    "with_expected",
    "with_expected_all",
    "with_personal_answers",
    "with_unit_means",
    "workplace_conflicts",
    "workplace_figures",
]
