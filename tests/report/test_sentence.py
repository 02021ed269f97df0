from __future__ import annotations

import pytest
from attrs import evolve

from asnwork.report.findings import summed_up
from asnwork.report.sentence import sentence
from asnwork.simulation.experiment import Design, Point
from asnwork.tables import Lang
from tests.report.outcomes import OnTime, made_outcome, on_time, schemes


def away(point: Point) -> bool:
    """Whether a point is under the rule that allows other places."""
    return point.workplace != "office_only"


def better(point: Point) -> float:
    """Five points better away, ten times the effect of place on top."""
    return 0.8 + away(point) * (0.05 + point.effect)


def crossed(point: Point) -> float:
    """Better at low loads, worse at high ones."""
    return 0.8 + away(point) * (0.6 - point.load) / 5


def noisy(point: Point) -> float:
    """Two points better in one replication and six in the next."""
    return 0.8 + away(point) * (0.02 + 0.04 * point.replication)


def test_it_says_that_there_is_no_practical_difference() -> None:
    """A difference below one point is said to be none, with the wider range and when it gets worse."""
    told = sentence(summed_up(made_outcome()), "en")

    assert "makes no practical difference" in told
    assert "between 64.9 % and 85.8 %, noise and assumptions together" in told
    assert "falls by more than 1.1 % (at load 0.95)" in told
    assert told.endswith("Legal status: needs a change of national rules.")


def test_it_says_when_the_sign_flips() -> None:
    """A practical difference comes with the effect of place at which its sign flips."""
    told = sentence(summed_up(made_outcome(share=better)), "en")

    assert "changes the on-time share from 80.0 % to 85.0 % (between 67.0 % and 89.0 %, noise and" in told
    assert "The sign flips when work away from the office falls by more than 5.0 %" in told


def test_it_says_that_the_sign_keeps() -> None:
    """Without a crossing inside the range the sign keeps."""
    told = sentence(summed_up(made_outcome(share=lambda p: 0.7 + 0.2 * away(p))), "en")

    assert "does not flip at any load" in told


def test_a_rise_that_flips_the_sign_is_not_hidden() -> None:
    """When only a rise of work away from the office turns the sign, the sentence says so."""
    told = sentence(summed_up(made_outcome(share=lambda p: 0.8 + away(p) * (p.effect - 0.02))), "en")

    assert "The sign flips when work away from the office rises by more than 2.0 %" in told
    assert "does not flip" not in told


@pytest.mark.parametrize("share", [better, on_time, lambda p: 0.7 + 0.2 * away(p)])
def test_noise_that_is_not_known_determines_nothing(share: OnTime) -> None:
    """With one replication no sign is claimed to hold, and no difference to be none."""
    told = sentence(summed_up(made_outcome(share=share, design=Design(replications=1))), "en")

    assert "Its sign is not determined: the simulation noise is not known from one replication" in told
    assert "assumptions alone; noise is not known from one replication)" in told
    assert "does not flip" not in told and "no practical difference" not in told


def test_one_replication_without_range_runs_determines_nothing() -> None:
    """What was not varied is not said to have been, and the sign stays open."""
    design = Design(replications=1, loads=())
    told = sentence(summed_up(made_outcome(share=better, design=design)), "en")

    assert "85.0 % (noise is not known from one replication)" in told
    assert "Its sign is not determined" in told


def test_without_range_runs_the_width_is_that_of_noise() -> None:
    """Assumptions are named only where they were varied."""
    told = sentence(summed_up(made_outcome(share=better, design=Design(replications=2, loads=()))), "en")

    assert "between 85.0 % and 85.0 %, noise alone" in told


def test_noise_as_large_as_the_change_determines_nothing() -> None:
    """A change inside its noise has no sign."""
    told = sentence(summed_up(made_outcome(share=noisy)), "en")

    assert "the simulation noise is at least as large as the change" in told


def test_a_load_inside_the_noise_does_not_keep_the_sign() -> None:
    """Where another load has another sign that noise may explain, keeping the sign is not claimed."""

    def share(point: Point) -> float:
        change = 0.3 if point.main else 0.2 * (0.9 - point.load)
        return 0.5 + away(point) * (change + 0.001 * point.replication * point.main)

    told = sentence(summed_up(made_outcome(share=share)), "en")

    assert "no single number" not in told and "does not flip" not in told
    assert "At some loads the change is within the simulation noise" in told


def test_signs_that_differ_between_loads_give_no_single_number() -> None:
    """The sentence names the loads and gives neither a share nor a turning point."""
    told = sentence(summed_up(made_outcome(share=crossed)), "en")

    assert "no single number is given" in told
    assert "0.40: +4.0 points" in told and "0.95: -7.0 points" in told
    assert "%" not in told.partition("To which share")[0]


def test_it_is_said_in_indonesian() -> None:
    """The Indonesian sentence has the words and the decimal comma of the language."""
    told = sentence(summed_up(made_outcome(share=better)), "id")

    assert told.startswith("Dengan skenario 'kota kecil' dan asumsi di bawah")
    assert "dari 80,0 % menjadi 85,0 % (antara 67,0 % dan 89,0 %, derau dan asumsi bersama)" in told
    assert "Status hukum: perlu perubahan aturan nasional." in told


def test_the_share_of_posts_is_said_when_it_is_known() -> None:
    """A scheme that knows its share of posts says it; otherwise it is said not to be known."""
    from attrs import evolve

    compared = tuple(evolve(scheme, share_of_posts=0.4) for scheme in schemes())

    assert "It applies to 40 % of posts" in sentence(summed_up(made_outcome(compared=compared)), "en")
    assert "is not known" in sentence(summed_up(made_outcome()), "en")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_nothing_finished_says_so(lang: str) -> None:
    """Without a finished replication there is one plain sentence and no number."""
    told = sentence(summed_up(made_outcome(done=lambda point: False)), lang)  # type: ignore[arg-type]

    assert told and not any(mark.isdigit() for mark in told)


@pytest.mark.parametrize(
    ("lang", "says", "never"),
    [
        (
            "en",
            "who is paid for what, at the same total TPP. For results achieved it pays 80.0 % of the TPP "
            "instead of 70.0 % (± 0.0 points, noise alone), for presence without results 15.0 % instead of "
            "20.0 %. Legal status: ",
            ("on-time", "trips", "counters"),
        ),
        (
            "id",
            "siapa dibayar untuk apa, dengan total TPP sama. Untuk hasil tercapai dibayarkan 80,0 % dari "
            "TPP, bukan 70,0 % (± 0,0 poin, derau saja); untuk hadir tanpa hasil 15,0 %, bukan 20,0 %. "
            "Status hukum: ",
            ("tepat waktu", "perjalanan", "loket"),
        ),
    ],
)
def test_schemes_of_one_place_differ_in_pay_alone(lang: Lang, says: str, never: tuple[str, ...]) -> None:
    """The sentence tells who is paid for what, and nothing of service, trips or counters."""
    told = sentence(summed_up(made_outcome(compared=schemes()[:2])), lang)

    assert says in told
    assert not [word for word in never if word in told]
    assert told == sentence(summed_up(made_outcome()), lang, scheme=schemes()[1].name)


def test_the_noise_of_pay_may_be_unknown() -> None:
    """With one replication the noise of pay is not known."""
    once, pair = Design(replications=1), schemes()[:2]
    told = sentence(summed_up(made_outcome(compared=pair, design=once)), "en")

    assert "instead of 70.0 % (noise is not known from one replication)" in told


def test_noise_of_pay_beyond_the_scale_is_not_a_number() -> None:
    """Noise of more than a hundred points is said to be not determined."""
    outcome = made_outcome(compared=schemes()[:2])
    findings = list(outcome.findings)
    wild = findings[0].measures | {"outcome": {"paid_to_achieved": 0.1, "paid_to_present_missed": 0.15}}
    findings[0] = evolve(findings[0], measures=wild)
    told = sentence(summed_up(evolve(outcome, findings=findings)), "en")

    assert "instead of 70.0 % (not determined)" in told
