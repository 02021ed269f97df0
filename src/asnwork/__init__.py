"""Work-from-anywhere rules for civil servants: stated exactly, tried on a seeded city, run in applications.

The public names are found on first use, so that `import asnwork` stays light:

>>> import asnwork
>>> asnwork.UnknownName("channel", "watsapp", ["counter", "whatsapp"]).near
('whatsapp',)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.domain import (
        Candidate,
        Catalogue,
        Channel,
        CitizenRequest,
        Evidence,
        Law,
        LegalReference,
        Officer,
        PerformancePlan,
        Period,
        Reason,
        Reform,
        Service,
        WaitingStep,
        WorkingCalendar,
        WorkPlace,
        explain,
    )
    from asnwork.errors import (
        AsnworkError,
        BrokenRule,
        BrokenScorer,
        CalendarUnknown,
        DuplicateName,
        Fault,
        InvalidIdentity,
        InvalidInput,
        MaskedIdentity,
        MissingExtra,
        MoveNotAllowed,
        NoEffect,
        NotIssued,
        NoValueOnDay,
        UnitMismatch,
        UnknownName,
        VersionConflict,
    )
    from asnwork.policies import OutcomePolicy, gather, may_work_elsewhere, next_step, promise, recommend
    from asnwork.scoring import Proposal, Scheme, Score, Scorer, evaluate
    from asnwork.simulation import Scenario, compare

__version__ = "0.1.0"

__all__ = [
    "AsnworkError",
    "BrokenRule",
    "BrokenScorer",
    "CalendarUnknown",
    "Candidate",
    "Catalogue",
    "Channel",
    "CitizenRequest",
    "DuplicateName",
    "Evidence",
    "Fault",
    "InvalidIdentity",
    "InvalidInput",
    "Law",
    "LegalReference",
    "MaskedIdentity",
    "MissingExtra",
    "MoveNotAllowed",
    "NoEffect",
    "NoValueOnDay",
    "NotIssued",
    "Officer",
    "OutcomePolicy",
    "PerformancePlan",
    "Period",
    "Proposal",
    "Reason",
    "Reform",
    "Scenario",
    "Scheme",
    "Score",
    "Scorer",
    "Service",
    "UnitMismatch",
    "UnknownName",
    "VersionConflict",
    "WaitingStep",
    "WorkPlace",
    "WorkingCalendar",
    "compare",
    "evaluate",
    "explain",
    "gather",
    "may_work_elsewhere",
    "next_step",
    "promise",
    "recommend",
]

# Where each public name lives. A name is added in three places: here, in `__all__`, and among the
# imports for type checkers above; a test holds the three together.
_HOME = {
    "AsnworkError": "asnwork.errors",
    "BrokenRule": "asnwork.errors",
    "BrokenScorer": "asnwork.errors",
    "CalendarUnknown": "asnwork.errors",
    "Candidate": "asnwork.domain",
    "Catalogue": "asnwork.domain",
    "Channel": "asnwork.domain",
    "CitizenRequest": "asnwork.domain",
    "DuplicateName": "asnwork.errors",
    "Evidence": "asnwork.domain",
    "Fault": "asnwork.errors",
    "InvalidIdentity": "asnwork.errors",
    "InvalidInput": "asnwork.errors",
    "Law": "asnwork.domain",
    "LegalReference": "asnwork.domain",
    "MaskedIdentity": "asnwork.errors",
    "MissingExtra": "asnwork.errors",
    "MoveNotAllowed": "asnwork.errors",
    "NoEffect": "asnwork.errors",
    "NoValueOnDay": "asnwork.errors",
    "NotIssued": "asnwork.errors",
    "Officer": "asnwork.domain",
    "OutcomePolicy": "asnwork.policies",
    "PerformancePlan": "asnwork.domain",
    "Period": "asnwork.domain",
    "Proposal": "asnwork.scoring",
    "Reason": "asnwork.domain",
    "Reform": "asnwork.domain",
    "Scenario": "asnwork.simulation",
    "Scheme": "asnwork.scoring",
    "Score": "asnwork.scoring",
    "Scorer": "asnwork.scoring",
    "Service": "asnwork.domain",
    "UnitMismatch": "asnwork.errors",
    "UnknownName": "asnwork.errors",
    "VersionConflict": "asnwork.errors",
    "WaitingStep": "asnwork.domain",
    "WorkPlace": "asnwork.domain",
    "WorkingCalendar": "asnwork.domain",
    "compare": "asnwork.simulation",
    "evaluate": "asnwork.scoring",
    "explain": "asnwork.domain",
    "gather": "asnwork.policies",
    "may_work_elsewhere": "asnwork.policies",
    "next_step": "asnwork.policies",
    "promise": "asnwork.policies",
    "recommend": "asnwork.policies",
}


if not TYPE_CHECKING:  # a type checker sees the imports above, and so finds a misspelt name

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'asnwork' has no attribute {name!r}")
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
