"""The texts of errors are a contract: each says what was given, what was expected, where, and the way out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

import asnwork.errors
from asnwork.domain.evidence import Period, UnitEvidence
from asnwork.domain.formula import Constant, DatedConstant, Figure, present
from asnwork.domain.identity import OfficerId
from asnwork.domain.law import Bands, Dated, Parameter, assumed
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Reason, Wording
from asnwork.errors import AsnworkError, BrokenScorer
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays, all_workplaces
from asnwork.policies.outcome import WORK as WORK_RESULT
from asnwork.policies.outcome import Measure, main_job
from asnwork.policies.outcomes.standard_outcome import standard_outcome
from asnwork.scoring.allowance import allowance
from asnwork.scoring.allowance_rule import AllowanceRule, LineRule
from asnwork.scoring.budget import budget_neutral
from asnwork.scoring.combine import banded, capped, floored, minimum_of, weighted_mean
from asnwork.scoring.formula_scorer import FormulaScorer
from asnwork.scoring.part_rule import Adjustment, Lever, PartRule
from asnwork.scoring.predicate import Predicate, Rating, score_figures
from asnwork.scoring.predicate_pay import pay_by_predicate
from asnwork.scoring.proposal import Proposal, propose
from asnwork.scoring.proposal_moves import accept, answer, change, issue, object_, see
from asnwork.scoring.scheme import Scheme, factorial
from asnwork.scoring.score import POINTS, Draft, InsufficientEvidence, Joined, Part, Scale
from asnwork.scoring.scorer import evaluate
from asnwork.scoring.sheet import sheet
from asnwork.scoring.shrinkage import shrunk_share
from asnwork.scoring.strategies.attendance import attendance
from asnwork.scoring.strategies.main_job import main_job as main_job_scorer
from asnwork.scoring.strategies.output import output
from asnwork.scoring.strategies.satisfaction import satisfaction
from tests.rows import AS_OF, MAY
from tests.scoring.evidence import of

LAW = national_law()
DAY = date(2026, 5, 31)
NOON = datetime(2026, 6, 1, 5, tzinfo=UTC)
WORDS = Wording("words", "kata")
A, B = OfficerId("a"), OfficerId("b")
HALF = Constant(0.5, "share")
WORK = of({"done.work": 120.0, "target.work": 200.0})
NATIONAL = Scale(low=0.0, high=5.0, unit="stars")
LOW_IS_GOOD = Scale(low=0.0, high=100.0, unit="points", higher_is_better=False)


# --- things to break -----------------------------------------------------------------------------


def line(code: str = "a", weight: Any = HALF, achieved: Any = HALF) -> LineRule:
    """A line that pays a quarter of the base."""
    return LineRule(code=code, weight=weight, achieved=achieved, wording=WORDS, basis=assumed("for a test"))


def rule(*lines: LineRule, **given: Any) -> AllowanceRule:
    """A rule of these lines."""
    return AllowanceRule(name="test", label=WORDS, lines=lines, basis=assumed("for a test"), **given)


def paid(of_rule: AllowanceRule, base: Any = 100, predicate: Any = None, **more: Any) -> object:
    """What a rule pays in a simulation."""
    return allowance(of_rule, base, predicate, more.pop("figures", {}), on=DAY, **{"simulated": True, **more})


def day(number: int) -> datetime:
    """So many days after the proposal."""
    return NOON + timedelta(days=number)


def proposed() -> Proposal:
    """A proposal of work results as expected."""
    return propose(officer=A, period=MAY, result=Rating.AS_EXPECTED, law=LAW, at=NOON)


def seen() -> Proposal:
    """It, seen on the next day."""
    return see(proposed(), at=day(1))


def objected() -> Proposal:
    """It, objected to on the second day."""
    return object_(seen(), grounds="leave is missing", at=day(2))


def answered(by: str = "appraiser") -> Proposal:
    """It, with the objection answered on the third day."""
    return answer(objected(), by=by, reason="it is in it", at=day(3))


def objected_again() -> Proposal:
    """It, taken on to the appraiser's superior."""
    return object_(answered(), grounds="it is not", at=day(4))


def part(name: str = "a", weight: Any = 5000, **parts: Any) -> PartRule:
    """A part that is worth the figure of its name."""
    return PartRule(
        **{"name": name, "formula": Figure(name, "points"), "weight": weight, "wording": WORDS, **parts}
    )


def mean(*parts: PartRule, **more: Any) -> FormulaScorer:
    """The mean of parts, called m."""
    return weighted_mean("m", parts, version="1", minimum_coverage=0.5, **more)


def whole(name: str = "a", **parts: Any) -> FormulaScorer:
    """The mean of one part."""
    return mean(part(name, 10_000, **parts))


def formula_scorer(**more: Any) -> FormulaScorer:
    """A scorer of one part, with something of its own."""
    known = {"name": "m", "version": "1", "scale": POINTS, "parts": [part("a", 10_000)]}
    joined = {"joined": Figure("part.a", "points"), "minimum_coverage": 0.5}
    return FormulaScorer(**{**known, **joined, **more})


def dated(path: str, unit: str, *values: Any, until: date | None = None, **more: Any) -> Parameter:
    """A parameter with a value from each month of 2026 on, beginning in January."""
    days = [date(2026, 1 + index, 1) for index in range(len(values))]
    dated_values = Dated(values=list(zip(days, values, strict=True)), until=until)
    return Parameter(
        path=path, unit=unit, values=dated_values, basis=Dated.always(assumed("for a test")), **more
    )


@frozen(kw_only=True)
class Own:
    """A scorer of somebody else's."""

    answer: Callable[[Mapping[str, float | None]], Draft]
    name: str = "own"
    version: str = "1"
    scale: Scale = POINTS
    reads: frozenset[str] = frozenset({"done.work"})
    subject: str = "officer"

    def score(self, view: Mapping[str, float | None], on: date) -> Draft:
        return self.answer(view)


BECAUSE = Reason(rule="own", code="because", wording=Wording("because", "karena"))


def answers(**parts: Any) -> object:
    """What comes of a scorer that hands in one draft."""
    draft = Draft(**{"value": 50.0, "reasons": [BECAUSE], **parts})
    return evaluate(Own(answer=lambda _: draft), WORK)


def inner(value: float | None, effective_weight: int, *parts: Part) -> Part:
    """A part of a draft."""
    return Part(name="p", value=value, weight=10_000, effective_weight=effective_weight, parts=parts)


def of_unit() -> UnitEvidence:
    """The evidence of a unit, without a figure."""
    return UnitEvidence(unit="front", period=MAY, as_of=AS_OF, figures={}, units={})


def measure(**parts: Any) -> Measure:
    """A measure of steps with something of its own."""
    known = {"name": "m", "unit": "steps", "source": "steps", "of": Constant(1, "steps")}
    return Measure(**{**known, "at": "step_ended_at", "wording": WORDS, **parts})


def scheme(**parts: Any) -> Scheme:
    """A scheme of the first workplace rule and the first pay rule."""
    known = {"workplace": all_workplaces(LAW)[0], "pay": all_pays(LAW)[0]}
    return Scheme(**{"name": "s", "label": WORDS, "outcome": standard_outcome(LAW), **known, **parts})


def unsound_sheet() -> object:
    """The sheet of a score whose parts do not make it in the way that it says."""
    score = evaluate(output(LAW), of({"done.work": 120.0, "target.work": 200.0, "available": 1.0}))
    joined = Joined(way="mean", value=50.0, minimum_coverage=0.5)
    return sheet(evolve(score, value=50.0, joined=joined))


WHERE: Mapping[str, Callable[[], object]] = {
    # scoring/budget.py
    "a held share has no budget": lambda: budget_neutral({A: None}, {A: 1}, 5),
    "a share below nothing has no budget": lambda: budget_neutral({A: -0.1}, {A: 1}, 5),
    "a base and a total are whole rupiah, all faults at once": lambda: budget_neutral(
        {A: 1.0, B: float("inf")}, {A: -1}, -5
    ),
    "a total cannot be paid by shares that are all 0": lambda: budget_neutral({A: 0.0}, {A: 5}, 1),
    # scoring/allowance.py
    "a base and months are amounts, both named at once": lambda: paid(
        rule(line()), 1.5, figures={"months": 0.0}
    ),
    "a proposal that nobody issued pays nobody": lambda: paid(rule(line()), 5, seen(), simulated=False),
    "a predicate without a proposal pays nobody": lambda: paid(
        rule(line()), 5, Predicate.GOOD, simulated=False
    ),
    "no predicate pays nobody": lambda: paid(rule(line()), 5, simulated=False),
    "a line that pays more than the base is broken": lambda: paid(rule(line(achieved=Constant(3, "share")))),
    "lines that pay more than the base together are broken": lambda: paid(
        rule(*(line(code, Constant(1, "share")) for code in "abc"))
    ),
    # scoring/allowance_rule.py
    "a rule has a line": lambda: rule(),
    "a rule has each line once": lambda: rule(line(), line()),
    "a rule has a legal status that is known": lambda: rule(line(), legal_status="fine"),
    "what is earned of a line is a share": lambda: line(achieved=Constant(1, "days")),
    # scoring/proposal_moves.py
    "a move does not lie before the last one": lambda: see(proposed(), at=day(-1)),
    "a proposal is seen once": lambda: see(seen(), at=day(2)),
    "what was not seen cannot be issued": lambda: issue(proposed(), official="head", at=day(1)),
    "while the days to object run nothing is issued": lambda: issue(seen(), official="head", at=day(2)),
    "an objection comes in its days": lambda: object_(seen(), grounds="late", at=day(40)),
    "objecting is given up in its days": lambda: accept(seen(), at=day(40)),
    "what is accepted cannot be objected to": lambda: object_(
        accept(seen(), at=day(2)), grounds="after all", at=day(3)
    ),
    "what is issued moves no more": lambda: see(
        issue(accept(seen(), at=day(2)), official="head", at=day(2)), at=day(3)
    ),
    "an open objection is answered first": lambda: change(
        objected(), Predicate.POOR, by="head", reason="proof", at=day(3)
    ),
    "an objection has grounds": lambda: object_(seen(), grounds="  ", at=day(2)),
    "an answer has a reason": lambda: answer(objected(), by="head", reason="", at=day(3)),
    "a change has a reason": lambda: change(seen(), Predicate.POOR, by="head", reason="", at=day(2)),
    "a change changes": lambda: change(seen(), Predicate.GOOD, by="head", reason="proof", at=day(2)),
    "somebody answers": lambda: answer(objected(), by=" ", reason="no", at=day(3)),
    "nobody answers an objection of one's own": lambda: answer(objected(), by="a", reason="no", at=day(3)),
    "nobody changes a predicate of one's own": lambda: change(
        seen(), Predicate.VERY_GOOD, by="a", reason="I am", at=day(2)
    ),
    "nobody issues a predicate of one's own": lambda: issue(
        accept(seen(), at=day(2)), official="a", at=day(2)
    ),
    "the superior answers the second objection": lambda: answer(
        objected_again(), by="appraiser", reason="no", at=day(5)
    ),
    # scoring/proposal.py
    "a proposal has an aware moment": lambda: propose(
        officer=A, period=MAY, result=Rating.BELOW, law=LAW, at=datetime(2026, 6, 1)
    ),
    "a proposal needs a rating of results": lambda: propose(
        officer=A, period=MAY, result=None, law=LAW, at=NOON
    ),
    "a proposal needs a matrix on its day": lambda: propose(
        officer=A,
        period=Period.month(2021, 12, zone="Asia/Jakarta"),
        result=Rating.BELOW,
        law=LAW,
        at=NOON,
    ),
    # scoring/predicate.py and predicate_pay.py
    "the score of a unit rates nobody in it": lambda: score_figures(
        InsufficientEvidence(scorer="s", version="1", coverage=0.0, missing=(), reasons=(), unit="front")
    ),
    "no predicate is read off another unit": lambda: pay_by_predicate(
        whole(formula=Figure("a", "stars"), scale=NATIONAL), LAW
    ),
    "no predicate is read off points of which less is better": lambda: pay_by_predicate(
        whole(scale=LOW_IS_GOOD), LAW
    ),
    "no officer is paid by the score of a unit": lambda: pay_by_predicate(satisfaction(LAW), LAW),
    # scoring/scheme.py
    "a share of posts is a share": lambda: scheme(share_of_posts=1.1),
    "schemes have each workplace rule once": lambda: factorial(
        all_workplaces(LAW)[:1] * 2, all_pays(LAW)[:1], outcome=standard_outcome(LAW)
    ),
    "schemes have each pay rule once": lambda: factorial(
        all_workplaces(LAW)[:1], all_pays(LAW)[:1] * 2, outcome=standard_outcome(LAW)
    ),
    # scoring/score.py
    "a scale has its low end below its high end": lambda: Scale(low=2.0, high=1.0, unit="points"),
    "parts are joined in a way that is known": lambda: (
        Joined(way="least", value=1.0, minimum_coverage=0.5)
        and Joined(way="lest", value=1.0, minimum_coverage=0.5)
    ),
    # scoring/scorer.py
    "a scorer declares what it reads": lambda: evaluate(
        Own(answer=lambda view: Draft(value=view["late_cut"])), WORK
    ),
    "a scorer declares what it asks for": lambda: evaluate(
        Own(answer=lambda view: Draft(value=float("late_cut" in view))), WORK
    ),
    "a scorer has a known subject": lambda: evaluate(
        Own(answer=lambda view: Draft(value=1.0), subject="team"), WORK
    ),
    "a scorer of officers refuses a unit": lambda: evaluate(output(LAW), of_unit()),
    "a scorer of units refuses an officer": lambda: evaluate(satisfaction(LAW), WORK),
    "a scorer reads its own units": lambda: evaluate(
        output(LAW), evolve(WORK, units={"done.work": "steps", "target.work": "minutes"})
    ),
    "a value lies on its scale": lambda: answers(value=101.0),
    "coverage is a share": lambda: answers(coverage=1.1),
    "a gate is one of three": lambda: answers(gate="met"),
    "the value of a part is a number": lambda: answers(parts=[inner(float("nan"), 10_000)]),
    "weights add up": lambda: answers(parts=[inner(50.0, 9_999)]),
    "weights add up within a part": lambda: answers(parts=[inner(50.0, 10_000, inner(50.0, 1))]),
    "a score is explained": lambda: answers(reasons=[]),
    "that there is no score is explained": lambda: evaluate(Own(answer=lambda view: Draft(value=None)), WORK),
    # scoring/combine.py
    "a mean has parts": lambda: mean(),
    "the least has parts": lambda: minimum_of("least", [], version="1", minimum_coverage=0.5),
    "the least is of parts of which more is better": lambda: minimum_of(
        "least", [part("a", 10_000, scale=LOW_IS_GOOD)], version="1", minimum_coverage=0.5
    ),
    "parts go together": lambda: mean(part("a"), part("b", formula=Figure("b", "stars"), scale=NATIONAL)),
    "parts are better in one direction": lambda: mean(part("a"), part("b", scale=LOW_IS_GOOD)),
    "a scale holds its parts": lambda: mean(
        part("a", 10_000), scale=Scale(low=0.0, high=50.0, unit="points")
    ),
    "a scale reaches down to its parts": lambda: mean(
        part("a", 10_000), scale=Scale(low=10.0, high=100.0, unit="points")
    ),
    "a cap lies within the scale": lambda: capped(whole(), 100.0),
    "a floor lies within the scale": lambda: floored(whole(), 0.0),
    "a dated cap lies within the scale on every day": lambda: capped(
        whole(), dated("cap", "points", 90.0, 120.0)
    ),
    "bands never fall": lambda: banded(
        whole(),
        dated("bands", "points", Bands(edges=(50.0,), values=(80.0, 20.0)), of_unit="points"),
    ),
    "bands are bands": lambda: banded(whole(), dated("bands", "points", 5.0)),
    # scoring/formula_scorer.py
    "a lever is better one way": lambda: Lever(figure="a", better="most"),
    "a part has a known subject": lambda: part("a", subject="team"),
    "a part comes out in the unit of its scale": lambda: part("a", formula=Figure("a", "days")),
    "a part that is a scorer has its formula": lambda: part(
        "a", formula=Figure("b", "points"), scorer=whole("a")
    ),
    "a lever moves what the part reads": lambda: part("a", levers=[Lever(figure="b")]),
    "a lever ends at what the part reads": lambda: part("a", levers=[Lever(figure="a", most="b")]),
    "a scorer has parts": lambda: formula_scorer(parts=[]),
    "a scorer has each part once": lambda: mean(part("a"), part("a")),
    "a scorer joins parts that it has": lambda: formula_scorer(joined=Figure("part.b", "points")),
    "an adjustment reads the value alone": lambda: formula_scorer(
        adjustments=[Adjustment(code="own", formula=Figure("a", "points"), wording=WORDS)]
    ),
    "an officer's parts stand beside no unit's": lambda: mean(part("a"), part("b", subject="unit")),
    "a scorer keeps the gates of its parts": lambda: formula_scorer(
        parts=[part("a", 10_000, gate=Figure("gate", "yes/no"))]
    ),
    "a scorer joins in a known way": lambda: formula_scorer(way="men"),
    "weights total 10,000": lambda: mean(part("a", 5000), part("b", 4999)),
    "weights are whole": lambda: mean(part("a", 5000.5), part("b", 4999.5)),
    "weights total 10,000 on every day": lambda: mean(
        part("a", dated("a", "basis points", 5000.0, 4000.0)), part("b", 5000)
    ),
    "a value comes out in the unit of the scale": lambda: formula_scorer(
        scale=Scale(low=0.0, high=1.0, unit="days")
    ),
    "a part stays on its scale": lambda: evaluate(
        whole("done.work", formula=Figure("done.work", "minutes") * Constant(1, "points/minutes")), WORK
    ),
    # scoring/sheet*.py
    "a proposal is of the same officer and period": lambda: sheet(
        evaluate(attendance(LAW), WORK), proposal=evolve(proposed(), officer=B)
    ),
    "a sheet is in a known language": lambda: sheet(evaluate(attendance(LAW), WORK)).text("fr"),
    "a sheet follows from its parts": unsound_sheet,
    # scoring/shrinkage.py
    "a strength is 0 or more": lambda: shrunk_share(Figure("a"), Figure("b"), 0.5, -1),
    "there is one of two answers to no cases": lambda: shrunk_share(
        Figure("a"), Figure("b"), 0.5, 1, no_cases="zero"
    ),
    # scoring/strategies and policies/outcome.py
    "each result has one weight": lambda: output(
        LAW,
        results=[WORK_RESULT, PlannedResult(code="talks", main=False, target=2.0, unit="talks")],
        weights=[10_000],
    ),
    "a main job needs a main result": lambda: main_job(
        LAW, [PlannedResult(code="extra", main=False, target=1.0, unit="steps")]
    ),
    "rows have a source": lambda: measure(source="stepz"),
    "a measure reads figures of its rows": lambda: measure(of=Figure("step_efort", "steps")),
    "a measure needs figures of its rows": lambda: measure(needs=("late_minutes",)),
    "rows count once by a name that they have": lambda: measure(once_by="confirmed"),
    "rows of attendance name nobody": lambda: measure(
        source="attendance", at="starts_at", once_by="confirmed_by"
    ),
    "a moment is a moment": lambda: measure(at=Figure("at_office", "yes/no"), source="attendance"),
    "a moment waits for no law": lambda: measure(
        at=Figure("step_ended_at", "microseconds") * DatedConstant(dated("one", "1", 1.0))
    ),
    "a measure sums its own unit": lambda: measure(unit="minutes"),
    "a formula that tells reads figures of its rows": lambda: measure(known=present(Figure("late_minutes"))),
    "attribution is one of two": lambda: evolve(standard_outcome(LAW), attribution="team"),
    "a policy makes each figure once": lambda: evolve(standard_outcome(LAW), measures=[measure(), measure()]),
    "a gate answers yes or no": lambda: evolve(standard_outcome(LAW), gate=Constant(1, "minutes")),
    "a yardstick answers yes or no": lambda: evolve(standard_outcome(LAW), achieved=Constant(1, "minutes")),
    "the scorer of the main job needs a main result": lambda: main_job_scorer(LAW, results=[]),
}
"""Things that cannot be, each with a sentence for a name."""

TEXTS = tomllib.loads((Path(__file__).parent / "error_texts.toml").read_text(encoding="utf-8"))
"""For each sentence the error and its exact text."""


def facts(error: AsnworkError) -> dict[str, str]:
    """An error as error_texts.toml writes it; of a broken scorer, also which law it breaks."""
    kind = {"breaks": error.kind} if isinstance(error, BrokenScorer) else {}
    return {"error": type(error).__name__, "text": str(error)} | kind


@pytest.mark.parametrize("name", WHERE)
def test_an_error_says_what_where_and_the_way_out(name: str) -> None:
    """Each error has the kind and, to the letter, the text that stands in error_texts.toml."""
    with pytest.raises(AsnworkError) as caught:
        WHERE[name]()
    expected = TEXTS[name]
    assert expected == facts(caught.value)
    assert getattr(asnwork.errors, expected["error"]) is type(caught.value)


def test_every_text_has_its_case() -> None:
    """No text stands in the file for which nothing is tried."""
    assert list(WHERE) == list(TEXTS)
