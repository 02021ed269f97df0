"""The pay rules that a command may name: those that ship, and those of plug-ins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from asnwork.commands.pay_rules import pay_rule_named, pay_rules
from asnwork.commands.scorers import scorer_named
from asnwork.errors import DuplicateName, UnknownName
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from tests.distributions import NEAR, distribution

LAW = national_law()
SHARE = """
    from asnwork.scoring import Scale

    class Share:
        name, version, scale, reads = "share", "1", Scale(low=0, high=1, unit="share"), frozenset()

        def score(self, view, on):
            raise AssertionError

        def __eq__(self, other):
            return isinstance(other, Share)

        def __hash__(self):
            return 0

    def scorer(law):
        return Share()
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution with a scorer that is paid, one in shares, and one that is not there."""
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = {"paid_near": NEAR.format(name="near"), "paid_share": SHARE}
    points = {"near": "paid_near:scorer", "share": "paid_share:scorer", "gone": "nowhere_at_all:scorer"}
    distribution(tmp_path, "our-city", points=points, modules=modules)
    for name in modules:
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


@pytest.mark.usefixtures("site")
def test_those_of_plug_ins_come_after_those_that_ship(capsys: pytest.CaptureFixture[str]) -> None:
    """Each that is left out is told in one line on standard error, and only there."""
    rules = pay_rules(LAW)
    assert [*(pay.name for pay in all_pays(LAW)), "near"] == list(rules)
    assert "near" == rules["near"].allowance.name == rules["near"].scorer.name
    captured = capsys.readouterr()
    gone, share = captured.err.splitlines()
    assert gone.startswith("asnwork: plug-in 'gone' of our-city 1.0")
    assert share.startswith("asnwork: no pay by 'share' of our-city: ")
    assert "" == captured.out


@pytest.mark.usefixtures("site")
def test_nothing_is_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """Asked again for another law, it can be told to say nothing."""
    assert list(pay_rules(LAW, quiet=True)) == list(pay_rules(LAW))
    assert 2 == len(capsys.readouterr().err.splitlines())


@pytest.mark.usefixtures("site")
def test_a_scorer_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """One that ships is had without a look at plug-ins; an unknown one names those that look like it."""
    assert all_pays(LAW)[0].scorer == scorer_named("output", LAW)
    assert "" == capsys.readouterr().err
    assert "near" == scorer_named("near", LAW).name
    assert "plug-in 'gone'" in capsys.readouterr().err
    with pytest.raises(UnknownName) as told:
        scorer_named("near_", LAW)
    assert ("near",) == told.value.near


def test_a_clash_stops_nobody_but_who_asks_for_the_name(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What ships is had without a look at plug-ins, the others with a line; the name itself is refused."""
    distribution(site, "late-city", points={"output": "paid_near:scorer", "near": "paid_near:scorer"})
    assert ("output", "outcome") == (scorer_named("output", LAW).name, pay_rule_named("outcome", LAW).name)
    assert "" == capsys.readouterr().err
    for look in (scorer_named, pay_rule_named):
        with pytest.raises(DuplicateName, match=r"first late-city 1\.0, then our-city 1\.0"):
            look("near", LAW)
    capsys.readouterr()
    assert [pay.name for pay in all_pays(LAW)] == list(pay_rules(LAW))
    assert 2 == capsys.readouterr().err.count("uninstall one of the two distributions")


def test_a_plug_in_by_the_name_of_what_ships_stops_nobody(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rule that ships is had beside another plug-in; what took its name is left out with a line."""
    modules = {"paid_outcome": NEAR.format(name="outcome")}
    distribution(site, "late-city", points={"outcome": "paid_outcome:scorer"}, modules=modules)
    monkeypatch.delitem(sys.modules, "paid_outcome", raising=False)
    rules = pay_rules(LAW, asked=["outcome", "near"])
    assert all_pays(LAW)[2] == rules["outcome"]
    assert "near" in rules
    assert "scorer 'outcome' is there twice" in capsys.readouterr().err


@pytest.mark.usefixtures("site")
def test_a_pay_rule_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """One of a plug-in is had by its name; an unknown one names those that look like it."""
    assert "near" == pay_rule_named("near", LAW).name
    with pytest.raises(UnknownName) as told:
        pay_rule_named("near_", LAW)
    assert ("near",) == told.value.near
