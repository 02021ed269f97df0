"""Outcome policies: when output and outcome count as achieved, for whom, in which period.

A policy is data: measures that turn rows of facts into figures of evidence, the gate of the main job, and
the one yardstick by which an officer's month counts as achieved. `asnwork.policies.gathering` applies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from asnwork.domain import units
from asnwork.domain.attendance import ATTENDANCE_FIGURES
from asnwork.domain.behaviour import BEHAVIOUR_FIGURES
from asnwork.domain.formula import (
    Comparison,
    DatedConstant,
    Figure,
    Formula,
    at_least,
    figures_of,
    parameters_of,
)
from asnwork.domain.law import Basis, Law, Parameter, once_each
from asnwork.domain.plan import PlannedResult, achievement
from asnwork.domain.reason import Wording
from asnwork.domain.request.facts import REQUEST_FIGURES, STEP_FIGURES
from asnwork.domain.work_result import WORK_RESULT_FIGURES
from asnwork.errors import Fault, InvalidInput, UnknownName
from asnwork.policies.condition import require_figures, require_once

__all__ = [
    "ATTRIBUTIONS",
    "CITIZENS",
    "NAMES",
    "OWNER_FIGURES",
    "SOURCES",
    "WORK",
    "Measure",
    "OutcomePolicy",
    "main_job",
    "main_job_sides",
]

OWNER_FIGURES: Mapping[str, str] = {
    "own": "yes/no",
    "answered_for": "yes/no",
    "declined": "yes/no",
    "again": "yes/no",
    "doubled": "yes/no",
    "since_same": "microseconds",
}
"""Figures of requests and steps that depend on whose row it is, with their units.

- ``own``: the applicant's reference is the officer's identifier; no where the applicant is not known, or
  where the log knows the officer as a citizen by another reference.
- ``answered_for``: somebody answered in the citizen's place: anybody but the applicant, or, where the
  applicant is not known, an officer of the log; no where nobody knows who answered.
- ``declined``: the row stands for a request of which the officer gave a step back and has no other row.
- ``again``: the officer did the same in an earlier round of the request.
- ``doubled``: the officer did the same before in this very round, as an event log can say.
- ``since_same``: how long ago the officer last did the same for the same citizen, or how far apart the two
  requests were filed where that is less; missing when never.

"The same" is the same step of the same service; for rows of requests the same service. Where the applicant is
not known it is looked for in the same request alone.
"""

NAMES: Mapping[str, tuple[str, ...]] = {
    "requests": ("applicant", "confirmed_by", "citizen"),
    "steps": ("applicant", "confirmed_by", "citizen"),
}
"""For rows of each source the names of those who had a part in it and whom a measure may count once.

The citizen is the applicant; where the applicant is not known whoever answered, unless that is an officer.
"""

SOURCES: Mapping[str, Mapping[str, str]] = {
    "requests": {**REQUEST_FIGURES, **OWNER_FIGURES},
    "steps": {**STEP_FIGURES, **OWNER_FIGURES},
    "work_results": WORK_RESULT_FIGURES,
    "attendance": ATTENDANCE_FIGURES,
    "ratings": BEHAVIOUR_FIGURES,
}
"""The kinds of rows that can be measured, each with its figures and their units."""

ATTRIBUTIONS = ("each_step", "decider")
"""Whose a request is: of everybody who did a step of it, or of the one who did the step that decides."""

WORK = PlannedResult(
    code="work",
    label="work on requests",
    label_id="pelayanan permohonan",
    main=True,
    target=1.0,
    unit="minutes",
)
"""The planned result that steps of requests realise, in the minutes that they are expected to take."""

CITIZENS = PlannedResult(
    code="citizens",
    label="citizens who say that their matter is solved",
    label_id="warga yang menyatakan urusannya terselesaikan",
    main=False,
    target=1.0,
    unit="citizens",
)
"""The planned result that citizens realise who were helped and say so; it is not the main job."""

_MICROSECONDS = "microseconds"
_THRESHOLD = "main_job.threshold"


def _moment(at: Formula | str) -> Formula:
    return Figure(at, _MICROSECONDS) if isinstance(at, str) else at


@frozen(kw_only=True)
class Measure:
    """How rows of facts become one figure of evidence: the sum of a formula over the rows that count.

    A row belongs to the period in which its moment falls, if that moment is not after the evidence was
    gathered, and it counts when `of` is not missing. The law read is that of the day of the moment.
    An officer without a row has 0; one whose rows all fail to tell has no figure, and neither has
    anybody when the log lacks the source.

    Attributes:
        name: The figure that it makes.
        unit: The unit of that figure.
        source: Which rows: "requests", "steps", "work_results", "attendance" or "ratings".
        of: What is summed, over the figures of one row.
        at: The moment to which a row belongs; the name of a moment figure, or a formula.
        known: Yes where a row tells what is measured; None when every row does.
        needs: Figures that a log must record, or nobody has the figure.
        item: For work results, the planned result that they realise, in its unit; for ratings, the value that
            is rated; empty for all.
        once_by: The name in a row that counts once in a period, such as "citizen": of several rows with
            one name the greatest counts, and a row without a name does not; empty when every row counts.
        wording: What it is, in words.
        sources: All kinds of rows that it reads: steps are measured with the figures of their requests.
        parameters: The parameters of the law that it reads.

    Raises:
        UnknownName: The source is none, or its rows lack a figure that a formula reads, or the name that
            counts once.
        UnitMismatch: A formula reads a figure in another unit, or does not come out in the measure's.
        InvalidInput: The moment depends on the law.

    Examples:
        >>> from asnwork.domain.formula import Constant
        >>> steps = Measure(
        ...     name="steps_done", unit="steps", source="steps", at="step_ended_at",
        ...     of=Constant(1, "steps"), wording=Wording("steps done", "langkah kerja selesai"),
        ... )
        >>> str(steps.at), steps.sources
        ('step_ended_at', ('steps',))
    """

    name: str
    unit: str
    source: str
    of: Formula
    at: Formula = field(converter=_moment)
    known: Formula | None = None
    needs: tuple[str, ...] = ()
    item: str = ""
    once_by: str = ""
    wording: Wording
    sources: tuple[str, ...] = field(init=False, eq=False, repr=False)
    parameters: tuple[Parameter, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.source not in SOURCES:
            raise UnknownName("source of rows", self.source, SOURCES)
        where = f"the measure {self.name}"
        for formula in self.formulas:
            require_figures(formula, SOURCES[self.source], where)
        for name in self.needs:
            if name not in SOURCES[self.source]:
                raise UnknownName(f"figure of {where}", name, SOURCES[self.source])
        names = NAMES.get(self.source, ())
        if self.once_by and self.once_by not in names:
            raise UnknownName(f"name in rows of {self.source}", self.once_by, names)
        units.same(self.at.unit, _MICROSECONDS, "use as a moment", where)
        if parameters_of(self.at):
            # The moment says which day's law is read, so it cannot itself wait for the law.
            raise InvalidInput(Fault(f"{self.name}.at", given=str(self.at), expected="a moment without law"))
        if not self.item:
            units.same(self.of.unit, self.unit, "sum", where)
        reads = {name for formula in self.formulas for name in figures_of(formula)} | set(self.needs)
        of_requests = bool(self.once_by) or not reads.isdisjoint(REQUEST_FIGURES)
        joined = self.source == "steps" and of_requests
        read = tuple(parameter for formula in self.formulas for parameter in parameters_of(formula))
        object.__setattr__(self, "sources", (self.source, "requests") if joined else (self.source,))
        object.__setattr__(self, "parameters", read)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """What it evaluates over a row."""
        return (self.of, self.at) if self.known is None else (self.of, self.at, self.known)


@frozen(kw_only=True)
class OutcomePolicy:
    """When output and outcome count as achieved (keluaran dan hasil), for whom, in which period.

    Attributes:
        name: Its name.
        version: Its version; a score of another version is another score.
        attribution: Whose a request is: "each_step" or "decider".
        measures: How facts become figures of evidence.
        gate: The main job, over figures of evidence: yes, no, or missing.
        achieved: Whether the period counts as achieved: yes, no, or missing.
        wording: What it asks, in words.
        basis: What it rests on.

    Raises:
        UnknownName: The attribution is neither.
        DuplicateName: Two measures make one figure.
        UnitMismatch: The gate or the yardstick does not answer yes or no.
    """

    name: str
    version: str
    attribution: str
    measures: tuple[Measure, ...] = field(converter=tuple[Measure, ...])
    gate: Formula
    achieved: Formula
    wording: Wording
    basis: Basis

    def __attrs_post_init__(self) -> None:
        if self.attribution not in ATTRIBUTIONS:
            raise UnknownName("attribution", self.attribution, ATTRIBUTIONS)
        require_once(f"figure of {self.name}", [measure.name for measure in self.measures])
        units.same(self.gate.unit, "yes/no", "answer", f"the gate of {self.name}")
        units.same(self.achieved.unit, "yes/no", "answer", f"what {self.name} calls achieved")

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the law that measures, gate and yardstick read, each path once."""
        read = [parameter for measure in self.measures for parameter in measure.parameters]
        read += [*parameters_of(self.gate), *parameters_of(self.achieved)]
        return once_each(read)


def main_job(law: Law, results: Iterable[PlannedResult] = (WORK,)) -> Formula:
    """Return whether the main job is done (kinerja utama): yes, no, or missing where that is not known.

    Every main result must reach its share of the target, so that none makes up for another. Targets are
    prorated by lawful leave.

    Args:
        law: Read at ``main_job.threshold`` and ``rating.cap``.
        results: The results of the plan; those that are not main are not looked at.

    Raises:
        InvalidInput: No result is main.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.domain.law import Dated, assumed
        >>> from datetime import date
        >>> ours = Dated.always(assumed("example"))
        >>> law = Law(parameters=[
        ...     Parameter(path=path, unit="share", values=Dated.always(share), basis=ours)
        ...     for path, share in {"main_job.threshold": 0.9, "rating.cap": 1.2}.items()
        ... ])
        >>> figures = {"done.work": 1000.0, "target.work": 2000.0, "available": 0.5}
        >>> evaluate(main_job(law), figures, on=date(2026, 5, 31))
        1.0
    """
    main = [result for result in results if result.main]
    reached = achievement(main, cap=DatedConstant(law["rating.cap"]))
    return at_least(reached, DatedConstant(law[_THRESHOLD]), missing="missing")


def main_job_sides(gate: Formula) -> tuple[Formula, Formula] | None:
    """Return what was reached and what is needed, where a gate is the one of `main_job`; None for another.

    Args:
        gate: A formula that answers yes or no.

    Returns:
        Two formulas in parts of the target. What was reached is that of the least achieved main result, as
        far as it counts.

    Examples:
        >>> from asnwork.domain.formula import evaluate
        >>> from asnwork.indonesia.law import national_law
        >>> from datetime import date
        >>> sides = main_job_sides(main_job(national_law()))
        >>> figures = {"done.work": 1700.0, "target.work": 2000.0, "available": None}
        >>> [evaluate(side, figures, on=date(2026, 5, 31)) for side in sides]
        [0.85, 0.9]
    """
    if not isinstance(gate, Comparison) or not isinstance(gate.right, DatedConstant):
        return None
    return (gate.left, gate.right) if gate.right.parameter.path == _THRESHOLD else None
