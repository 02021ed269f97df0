"""Laws for scorers and pay rules, to be run on one's own.

Each law is a value with a name and a plain statement. `check_laws` runs them and tells what became of each;
`broken_laws` gives the smallest officer-month that breaks one; `law_cases` makes named tests of pytest.

>>> from asnwork.indonesia.law import national_law
>>> from asnwork.scoring import outcome
>>> broken_laws(outcome(national_law()), examples=20)
()
"""

from __future__ import annotations

from asnwork.testing.laws.answers import answer_of, ranks_lower
from asnwork.testing.laws.blind import blind_to
from asnwork.testing.laws.cases import LawCase, law_cases
from asnwork.testing.laws.desk import Payer
from asnwork.testing.laws.law import BrokenLaw, Case, RuleLaw, SchemeLaw, ScorerLaw, Verdict
from asnwork.testing.laws.months import officer_months, presence_figures
from asnwork.testing.laws.outside import looks_outside
from asnwork.testing.laws.pay import SCHEME_LAWS, scheme_laws
from asnwork.testing.laws.running import SCORER_LAWS, LawCheck, broken_laws, check_laws
from asnwork.testing.laws.table import checks_table, law_table
from asnwork.testing.laws.trying import EXAMPLES, LawOutcome, Subject

LAW_NAMES = (*(law.name for law in SCORER_LAWS), *(law.name for law in SCHEME_LAWS))
"""The names of all laws, those for scorers first."""

__all__ = [
    "EXAMPLES",
    "LAW_NAMES",
    "SCHEME_LAWS",
    "SCORER_LAWS",
    "BrokenLaw",
    "Case",
    "LawCase",
    "LawCheck",
    "LawOutcome",
    "Payer",
    "RuleLaw",
    "SchemeLaw",
    "ScorerLaw",
    "Subject",
    "Verdict",
    "answer_of",
    "blind_to",
    "broken_laws",
    "check_laws",
    "checks_table",
    "law_cases",
    "law_table",
    "looks_outside",
    "officer_months",
    "presence_figures",
    "ranks_lower",
    "scheme_laws",
]
