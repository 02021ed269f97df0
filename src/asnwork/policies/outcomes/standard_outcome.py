"""The outcome policy that the shipped schemes share: the main job, promises kept, results that last."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    all_met,
    any_of,
    at_least,
    at_most,
    more_than,
    no,
    only_if,
    present,
    yes_or_no,
)
from asnwork.domain.law import Law, assumed
from asnwork.domain.plan import PlannedResult
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import WORK, Measure, OutcomePolicy, main_job

__all__ = ["standard_outcome"]

_MICROSECONDS = "microseconds"
_US_A_MINUTE = Constant(60_000_000, "microseconds/minutes")
_US_A_DAY = Constant(86_400_000_000, "microseconds/days")


def standard_outcome(
    law: Law, *, results: Iterable[PlannedResult] = (WORK,), attribution: str = "each_step"
) -> OutcomePolicy:
    """Return the outcome policy that the shipped schemes share.

    A promise is judged when it is kept, broken, or open past its due moment; a request that ended before
    it was due breaks none. A reopening counts against the result within a window after closing, and
    nothing is judged before the window is over. Work and results are counted in the period in which the
    step was done or the request was decided; a request that nobody decided, when it fell due.

    Args:
        law: Read at ``outcome.reopen_window_days``, ``rating.below``, ``rating.cap``, ``main_job.threshold``.
        results: The results in the officers' plans; what is done of each comes as the figure "done.<code>".
        attribution: "each_step": each step done carries what became of its request; "decider": each request
            counts once, for the officer who decided.

    Returns:
        The policy; `achieved` is the main job and, where they were judged, kept promises and results that
        lasted, each at least at the share below which results are below expectation.

    Assumption: that share, since no rule says when a period's outcome counts as achieved.
    """
    source = "steps" if attribution == "each_step" else "requests"
    gate = main_job(law, results)
    enough = DatedConstant(law["rating.below"])
    kept = _share_at_least(enough, "promises_kept", "promises_judged")
    lasted = _share_at_least(enough, "not_reopened", "reopen_judged")
    window = DatedConstant(law["outcome.reopen_window_days"])
    return OutcomePolicy(
        name="standard_outcome",
        version="1",
        attribution=attribution,
        measures=(
            *_steps(),
            *_promises(source, "promises", "office_due_at", _OFFICE),
            *_promises(source, "citizen_promises", "due_at", _CITIZEN),
            *_lasting(source, window),
            *_solved(source),
        ),
        gate=gate,
        achieved=all_met(gate, IfMissing(kept, yes_or_no(1)), IfMissing(lasted, yes_or_no(1))),
        wording=Wording(
            "the main job done, promises kept, results that last",
            "kinerja utama tercapai, janji layanan ditepati, hasil bertahan",
        ),
        basis=assumed("no rule says what one officer's outcome is; output, and what citizens got, are taken"),
    )


def _share_at_least(enough: Formula, part: str, whole: str) -> Formula:
    return at_least(Figure(part) / Figure(whole), enough, missing="missing")


_DECIDED_AT = Figure("decided_at", _MICROSECONDS)
_CLOSED_AT = Figure("closed_at", _MICROSECONDS)
_ENDED_AT = Figure("ended_at", _MICROSECONDS)
_AS_OF = Figure("as_of", _MICROSECONDS)
# A refusal is an answer at once; a grant is one when the product is ready.
_TURNED_DOWN = any_of(Figure("refused", "yes/no"), Figure("not_ours", "yes/no"))
_ANSWERED_AT = IfMissing(
    IfMissing(only_if(_DECIDED_AT, _TURNED_DOWN), Figure("ready_at", _MICROSECONDS)), _CLOSED_AT
)
_SETTLED_AT = IfMissing(IfMissing(_DECIDED_AT, _ANSWERED_AT), _ENDED_AT)

_OFFICE = Wording("promises for which the office answers", "janji layanan yang menjadi tanggung jawab kantor")
_CITIZEN = Wording("promises as the citizen counts", "janji layanan menurut hitungan warga")


def _steps() -> Iterable[Measure]:
    ended, credit = Figure("step_ended_at", _MICROSECONDS), Figure("step_credit", _MICROSECONDS)
    yield Measure(
        name="steps_done",
        unit="steps",
        source="steps",
        of=only_if(Constant(1, "steps"), present(ended)),
        at=ended,
        wording=Wording("steps done", "langkah kerja yang selesai"),
    )
    yield Measure(
        name="done.work",
        unit="minutes",
        source="steps",
        of=credit / _US_A_MINUTE,
        at=ended,
        known=present(credit),
        needs=("step_credit",),
        wording=Wording("expected minutes of the steps done", "menit baku langkah kerja yang selesai"),
    )
    yield Measure(
        name="steps_among_citizens",
        unit="1",
        source="steps",
        of=Figure("among_citizens", "yes/no"),
        at=ended,
        known=present(Figure("among_citizens", "yes/no")),
        needs=("among_citizens",),
        wording=Wording("steps done among citizens", "langkah kerja yang selesai di tengah warga"),
    )


def _promises(source: str, name: str, due_figure: str, wording: Wording) -> Iterable[Measure]:
    due = Figure(due_figure, _MICROSECONDS)
    # Unanswered, a promise runs on until the request ends some other way, or until now.
    late = more_than(IfMissing(_ANSWERED_AT, IfMissing(_ENDED_AT, _AS_OF)), due, missing="missing")
    judged = any_of(present(_ANSWERED_AT), late)
    for suffix, of, words in (
        ("judged", only_if(yes_or_no(1), judged), ("judged", "dinilai")),
        ("kept", only_if(no(late), judged), ("kept", "ditepati")),
    ):
        yield Measure(
            name=f"{name}_{suffix}",
            unit="1",
            source=source,
            of=of,
            at=IfMissing(_SETTLED_AT, due),
            known=present(due),
            needs=(due_figure,),
            wording=Wording(f"{wording.en}, {words[0]}", f"{wording.id}, {words[1]}"),
        )


def _lasting(source: str, window: Formula) -> Iterable[Measure]:
    until = _CLOSED_AT + window * _US_A_DAY
    reopened = at_most(Figure("reopened_at", _MICROSECONDS), until, missing="no")
    judged = any_of(reopened, at_least(_AS_OF, until, missing="no"))
    for name, of, words in (
        ("reopen_judged", only_if(yes_or_no(1), judged), ("closed long enough", "cukup lama selesai")),
        ("not_reopened", only_if(no(reopened), judged), ("not reopened", "tidak dibuka kembali")),
    ):
        yield Measure(
            name=name,
            unit="1",
            source=source,
            of=of,
            at=_SETTLED_AT,
            needs=("closed_at", "reopened_at"),
            wording=Wording(f"results {words[0]}", f"hasil yang {words[1]}"),
        )


def _solved(source: str) -> Iterable[Measure]:
    solved = Figure("solved", "yes/no")
    answered = only_if(yes_or_no(1), present(solved))
    for name, of, words in (
        ("solved_known", answered, ("on which the citizen was heard", "dinilai oleh warga")),
        ("solved_yes", solved, ("solved, says the citizen", "terselesaikan menurut warga")),
    ):
        yield Measure(
            name=name,
            unit="1",
            source=source,
            of=of,
            at=_SETTLED_AT,
            needs=("solved",),
            wording=Wording(f"requests {words[0]}", f"permohonan yang {words[1]}"),
        )
