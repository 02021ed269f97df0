"""The outcome policy that the shipped schemes share: the main job, promises kept, results that last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from attrs import frozen

from asnwork.domain.formula import (
    Constant,
    DatedConstant,
    Figure,
    Formula,
    IfMissing,
    all_met,
    all_of,
    any_of,
    at_least,
    at_most,
    equal_to,
    maximum,
    more_than,
    no,
    only_if,
    present,
    yes_or_no,
)
from asnwork.domain.law import Law, assumed
from asnwork.domain.plan import PlannedResult, done_figure
from asnwork.domain.reason import Wording
from asnwork.policies.outcome import CITIZENS, WORK, Measure, OutcomePolicy, main_job

__all__ = ["standard_outcome"]

_MICROSECONDS = "microseconds"
_US_A_MINUTE = Constant(60_000_000, "microseconds/minutes")
_US_A_DAY = Constant(86_400_000_000, "microseconds/days")


def standard_outcome(
    law: Law, *, results: Iterable[PlannedResult] = (WORK,), attribution: str = "each_step"
) -> OutcomePolicy:
    """Return the outcome policy that the shipped schemes share.

    A promise is judged when it is kept, broken, or open past its due moment; a request that ended before
    it was due breaks none. A file that went back too often, and trips made in vain, count when the request
    is decided or ends in any other way. A reopening counts against the result within a window after
    closing, and nothing is judged before the window is over. Work and results are counted in the period
    in which the step was done or the request was decided. A broken promise is counted when it fell due,
    also once the request is decided, so that it counts in one period alone; where the officer came to it
    later, when the officer's step was done, or for a decider when it was decided.

    Credit is given once, and not for what officers ask of themselves:

    - a request whose applicant is the officer counts for nothing, good or bad;
    - what the officer did before in an earlier round of the request, or for the same citizen with the filings
      or the doings within a window, is a repeat: its promise counts when broken, its result when reopened,
      its answer when no, its file when it went back too often, its trips when made, and nothing of it counts
      for the officer;
    - what the officer did twice in one round counts for the first time alone;
    - a request that the officer declined counts as a promise broken when it is late and nobody has answered;
      once somebody did, it counts for nothing;
    - a yes is the citizen's own: where the applicant is known only the applicant's counts, where not, no
      officer's does; a no counts whoever entered it.

    Args:
        law: Read at ``outcome.reopen_window_days``, ``outcome.repeat_window_days``,
            ``outcome.returns_allowed``, ``rating.below``, ``rating.cap``, ``main_job.threshold``.
        results: The results in the officers' plans; what is done of each comes as the figure "done.<code>".
            With `CITIZENS` among them citizens who call their matter solved are counted, each applicant once.
        attribution: "each_step": each step done carries what became of its request; "decider": each request
            counts once, for the officer who decided.

    Returns:
        The policy; `achieved` is the main job and, where they were judged, kept promises and results that
        lasted, each at least at the share below which results are below expectation.

    Assumption: that share, since no rule says when a period's outcome counts as achieved.
    """
    source = "steps" if attribution == "each_step" else "requests"
    enough = DatedConstant(law["rating.below"])
    kept = _share_at_least(enough, "promises_kept", "promises_judged")
    lasted = _share_at_least(enough, "not_reopened", "reopen_judged")
    results = tuple(results)
    whose = _whose(law)
    gate = main_job(law, results)
    citizens = any(result.code == CITIZENS.code for result in results)
    return OutcomePolicy(
        name="standard_outcome",
        version="2",
        attribution=attribution,
        measures=(
            *_steps(whose),
            *_promises(source, whose, "promises", "office_due_at", _OFFICE),
            *_promises(source, whose, "citizen_promises", "due_at", _CITIZEN),
            *_lasting(source, whose, DatedConstant(law["outcome.reopen_window_days"])),
            *_solved(source, whose),
            *_first_time(source, whose, DatedConstant(law["outcome.returns_allowed"])),
            *_trips(source, whose),
            *(_citizens(source, whose) if citizens else ()),
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


def _yes(name: str) -> Figure:
    return Figure(name, "yes/no")


@frozen
class _Whose:
    """For and against whom a row counts: the conditions that all measures share.

    Attributes:
        blame: Whether a broken promise counts: not of own requests, and once in a round.
        done: Whether what else went wrong counts: what the officer declined was done by others.
        credit: Whether what went well counts: not what the officer repeats.
    """

    blame: Formula
    done: Formula
    credit: Formula


def _whose(law: Law) -> _Whose:
    window = DatedConstant(law["outcome.repeat_window_days"]) * _US_A_DAY
    lately = at_most(Figure("since_same", _MICROSECONDS), window, missing="no")
    blame = all_of(no(_yes("own")), no(_yes("doubled")))
    done = all_of(blame, no(_yes("declined")))
    return _Whose(blame, done, credit=all_of(done, no(any_of(_yes("again"), lately))))


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


def _steps(whose: _Whose) -> Iterable[Measure]:
    ended, credit = Figure("step_ended_at", _MICROSECONDS), Figure("step_credit", _MICROSECONDS)
    among = _yes("among_citizens")
    yield Measure(
        name="steps_done",
        unit="steps",
        source="steps",
        of=only_if(Constant(1, "steps"), whose.credit),
        at=ended,
        wording=Wording("steps done", "langkah kerja yang selesai"),
    )
    yield Measure(
        name="done.work",
        unit="minutes",
        source="steps",
        of=only_if(credit / _US_A_MINUTE, whose.credit),
        at=ended,
        known=present(credit),
        needs=("step_credit",),
        wording=Wording("expected minutes of the steps done", "menit baku langkah kerja yang selesai"),
    )
    yield Measure(
        name="steps_among_citizens",
        unit="1",
        source="steps",
        of=only_if(among, whose.credit),
        at=ended,
        known=present(among),
        needs=("among_citizens",),
        wording=Wording("steps done among citizens", "langkah kerja yang selesai di tengah warga"),
    )


def _judged(
    names: tuple[str, str],
    words: tuple[Wording, Wording],
    *,
    good: Formula,
    bad: Formula,
    credit: Formula,
    blame: Formula,
    measure: Callable[..., Measure],
) -> Iterable[Measure]:
    """Where something is judged, and whether it went well there: good with credit, bad with blame."""
    judged = any_of(all_of(good, credit), all_of(bad, blame))
    formulas = (only_if(yes_or_no(1), judged), only_if(good, judged))
    for name, of, wording in zip(names, formulas, words, strict=True):
        yield measure(name=name, unit="1", of=of, wording=wording)


def _promises(source: str, whose: _Whose, name: str, due_figure: str, wording: Wording) -> Iterable[Measure]:
    due = Figure(due_figure, _MICROSECONDS)
    answered = present(_ANSWERED_AT)
    # Unanswered, a promise runs on until the request ends some other way, or until now.
    late = more_than(IfMissing(_ANSWERED_AT, IfMissing(_ENDED_AT, _AS_OF)), due, missing="missing")
    kept = all_of(answered, no(late))
    part = Figure("step_ended_at", _MICROSECONDS) if source == "steps" else _DECIDED_AT
    broken_at = IfMissing(only_if(maximum(due, part), no(_yes("declined"))), due)
    blame = all_of(whose.blame, no(all_of(_yes("declined"), answered)))
    return _judged(
        (f"{name}_judged", f"{name}_kept"),
        (
            Wording(f"{wording.en}, judged", f"{wording.id}, dinilai"),
            Wording(f"{wording.en}, kept", f"{wording.id}, ditepati"),
        ),
        good=kept,
        bad=late,
        credit=whose.credit,
        blame=blame,
        measure=partial(
            Measure,
            source=source,
            # Late, it stays where it fell due: neither an answer nor an end moves a broken promise, or it
            # would count in two periods. Who came to it later is blamed from then on, or it would in none.
            at=IfMissing(IfMissing(only_if(broken_at, late), _DECIDED_AT), IfMissing(_ANSWERED_AT, due)),
            known=present(due),
            needs=(due_figure,),
        ),
    )


def _lasting(source: str, whose: _Whose, window: Formula) -> Iterable[Measure]:
    until = _CLOSED_AT + window * _US_A_DAY
    reopened = at_most(Figure("reopened_at", _MICROSECONDS), until, missing="no")
    return _judged(
        ("reopen_judged", "not_reopened"),
        (
            Wording("results closed long enough", "hasil yang cukup lama selesai"),
            Wording("results not reopened", "hasil yang tidak dibuka kembali"),
        ),
        good=all_of(no(reopened), at_least(_AS_OF, until, missing="no")),
        bad=reopened,
        credit=whose.credit,
        blame=whose.done,
        measure=partial(Measure, source=source, at=_SETTLED_AT, needs=("closed_at", "reopened_at")),
    )


# A yes is the citizen's when nobody entered it in the citizen's place; a no is always one.
_SOLVED = all_of(_yes("solved"), no(_yes("answered_for")))


def _solved(source: str, whose: _Whose) -> Iterable[Measure]:
    return _judged(
        ("solved_known", "solved_yes"),
        (
            Wording("requests on which the citizen was heard", "permohonan yang dinilai oleh warga"),
            Wording("requests solved, says the citizen", "permohonan yang terselesaikan menurut warga"),
        ),
        good=_SOLVED,
        bad=no(_yes("solved")),
        credit=whose.credit,
        blame=whose.done,
        measure=partial(Measure, source=source, at=_SETTLED_AT, needs=("solved",)),
    )


def _first_time(source: str, whose: _Whose, allowed: Formula) -> Iterable[Measure]:
    returns = Figure("returns", "returns")
    decided = present(_DECIDED_AT)
    # A file that went back too often has done so, however its request ended.
    over = any_of(decided, present(_ENDED_AT))
    return _judged(
        ("first_time_judged", "right_first_time"),
        (
            Wording(
                "requests decided, or ended after going back too often",
                "permohonan diputus, atau berakhir setelah terlalu sering dikembalikan",
            ),
            Wording(
                "requests for which all papers were asked at once",
                "permohonan yang syaratnya diminta sekaligus",
            ),
        ),
        good=all_of(at_most(returns, allowed, missing="missing"), decided),
        bad=all_of(more_than(returns, allowed, missing="missing"), over),
        credit=whose.credit,
        blame=whose.done,
        measure=partial(
            Measure,
            source=source,
            at=_SETTLED_AT,
            known=present(returns),
            needs=("returns", "decided_at"),
        ),
    )


def _trips(source: str, whose: _Whose) -> Iterable[Measure]:
    usual, made = Figure("usual_trips", "trips"), Figure("trips_before_answer", "trips")
    first = equal_to(Figure("round", "rounds"), 1, missing="missing")
    # Where none can be saved, as for fingerprints, none is judged.
    known = all_of(more_than(usual, 0, missing="no"), present(made))
    answered = all_of(known, present(_ANSWERED_AT))
    saved = all_of(answered, first, whose.credit)
    # Ended without an answer a request has saved nobody a trip; those made in vain count once none is left.
    ended = all_of(known, no(present(_ANSWERED_AT)), present(_ENDED_AT), whose.done)
    in_vain = all_of(ended, first, at_least(made, usual, missing="no"))
    # A later round has nothing to file, so it saves no trip; those that it costs count.
    again = all_of(any_of(all_of(answered, whose.done), ended), no(first))
    cost = any_of(saved, in_vain, again)
    for name, of, words in (
        (
            "trips_usual",
            only_if(usual, any_of(saved, in_vain)),
            ("usual without help", "yang biasanya diperlukan"),
        ),
        ("trips_made", only_if(made, cost), ("made", "yang dilakukan")),
    ):
        yield Measure(
            name=name,
            unit="trips",
            source=source,
            of=of,
            at=_SETTLED_AT,
            known=all_of(present(usual), present(made)),
            needs=("usual_trips", "trips_before_answer"),
            wording=Wording(f"trips of citizens {words[0]}", f"perjalanan warga {words[1]}"),
        )


def _citizens(source: str, whose: _Whose) -> Iterable[Measure]:
    yield Measure(
        name=done_figure(CITIZENS.code),
        unit=CITIZENS.unit,
        source=source,
        of=only_if(Constant(1, CITIZENS.unit), all_of(_SOLVED, whose.credit)),
        at=_SETTLED_AT,
        needs=("solved",),
        once_by="citizen",
        wording=Wording(CITIZENS.label, CITIZENS.label_id),
    )
