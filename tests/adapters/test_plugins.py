"""Scorers of other distributions: found by entry point, checked, and none able to stop the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from attrs import evolve

from asnwork.adapters.plugins import GROUP, Plugins, discovered_scorers, shipped_names
from asnwork.domain.law import Law
from asnwork.indonesia.law import national_law
from asnwork.indonesia.schemes import all_pays
from asnwork.scoring.strategies.output import output
from tests.distributions import NEAR, distribution

LAW = national_law()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path, whose modules are forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def broken_reason(site: Path, text: str, point: str = "one_broken:scorer", name: str = "odd") -> str:
    """Why the scorer of a module is left out, while another distribution's is found beside it."""
    distribution(site, "broken-city", points={name: point}, modules={"one_broken": text})
    distribution(
        site, "good-city", points={"near": "good:scorer"}, modules={"good": NEAR.format(name="near")}
    )
    found = discovered_scorers(LAW)
    assert ["near"] == list(found.scorers)
    (broken,) = found.broken
    assert (name, "broken-city", "1.0", point) == (
        broken.name,
        broken.distribution,
        broken.version,
        broken.entry_point,
    )
    assert "\n" not in str(broken)
    assert f"plug-in {name!r} of broken-city 1.0 ({point}) is left out: {broken.reason}" == str(broken)
    return broken.reason


# --- found -------------------------------------------------------------------------------------


def test_nothing_is_found_where_nothing_is_installed() -> None:
    """Without such a distribution there are no scorers and no complaints."""
    assert Plugins() == discovered_scorers(LAW)


def test_a_scorer_is_found_with_its_distribution(site: Path) -> None:
    """It is made of the law that is given, and says which distribution brought it."""
    distribution(
        site,
        "our-city",
        points={"near": "near:scorer"},
        modules={"near": NEAR.format(name="near")},
        version="3",
    )
    found = discovered_scorers(LAW)
    (plugin,) = found.found
    assert ("near", "our-city", "3") == (plugin.name, plugin.distribution, plugin.version)
    assert evolve(output(LAW), name="near") == plugin.scorer
    assert {"near": plugin.scorer} == found.scorers
    assert () == found.broken


def test_scorers_stand_by_name_whatever_the_order_on_the_path(site: Path) -> None:
    """Several scorers of several distributions come in the order of their names."""
    for name in ("c", "a", "b"):
        text = NEAR.format(name=f"near_{name}")
        distribution(
            site, f"city-{name}", points={f"near_{name}": f"m{name}:scorer"}, modules={f"m{name}": text}
        )
    assert ["near_a", "near_b", "near_c"] == list(discovered_scorers(LAW).scorers)


def test_a_scorer_is_a_function_of_the_law(site: Path) -> None:
    """Another law is asked for anew: nothing is kept from one call to the next."""
    distribution(site, "our-city", points={"near": "near:scorer"}, modules={"near": NEAR.format(name="near")})
    other = Law(parameters=[parameter for parameter in LAW if parameter.path != "rating.cap"])
    assert ["near"] == list(discovered_scorers(LAW).scorers)
    (broken,) = discovered_scorers(other).broken
    assert "rating.cap" in broken.reason
    assert ["near"] == list(discovered_scorers(LAW).scorers)


def test_nothing_is_loaded_before_it_is_asked_for(site: Path) -> None:
    """The module of a scorer is imported by the call, not by the import of the room or of the library."""
    distribution(site, "our-city", points={"near": "near:scorer"}, modules={"near": NEAR.format(name="near")})
    assert ["near"] == [point.name for point in metadata.entry_points(group=GROUP)]
    assert "near" not in sys.modules
    discovered_scorers(LAW)
    assert "near" in sys.modules


# --- two of one name ---------------------------------------------------------------------------


def test_two_distributions_with_one_name_are_both_named(site: Path) -> None:
    """Neither wins, neither stops another: each is left out in a line that names both distributions."""
    for city, version in (("east-city", "1.0"), ("west-city", "2.1")):
        module = city[:4]
        distribution(
            site,
            city,
            points={"near": f"{module}:scorer"},
            modules={module: NEAR.format(name="near")},
            version=version,
        )
    distribution(site, "good-city", points={"far": "far:scorer"}, modules={"far": NEAR.format(name="far")})
    plugins = discovered_scorers(LAW)
    clash = plugins.clashes["near"]
    assert ("scorer", "near") == (clash.kind, clash.name)
    assert ("east-city 1.0", "west-city 2.1") == (clash.first, clash.second)
    assert str(clash).endswith("uninstall one of the two distributions")
    assert ["far"] == list(plugins.scorers)
    assert ["east-city", "west-city"] == [each.distribution for each in plugins.broken]
    assert {str(clash)} == {each.reason for each in plugins.broken}


def test_two_of_one_name_are_refused_before_anything_is_loaded(site: Path) -> None:
    """It is seen from the names alone, also when both are broken."""
    for city in ("east", "west"):
        distribution(
            site, city, points={"near": f"{city}_side:scorer"}, modules={f"{city}_side": "raise ValueError"}
        )
    assert ["near"] == list(discovered_scorers(LAW).clashes)
    assert not {"east_side", "west_side"} & set(sys.modules)


@pytest.mark.parametrize("name", ["output", "tpp_60_40"])
def test_the_name_of_a_shipped_rule_is_taken(site: Path, name: str) -> None:
    """A plug-in cannot stand in for what ships: not for a scorer, nor for a pay rule."""
    distribution(site, "our-city", points={name: "near:scorer"}, modules={"near": NEAR.format(name=name)})
    plugins = discovered_scorers(LAW)
    assert {} == plugins.scorers
    assert plugins.clashes[name].first.startswith("asnwork ")
    assert "our-city 1.0" == plugins.clashes[name].second
    assert str(plugins.clashes[name]).endswith("the name ships: rename the other")


def test_all_shipped_names_are_known() -> None:
    """Every shipped scorer and pay rule is among the names that are taken."""
    assert {each for pay in all_pays(LAW) for each in (pay.name, pay.scorer.name)} <= shipped_names()


# --- broken ------------------------------------------------------------------------------------


def test_a_module_that_is_not_there(site: Path) -> None:
    """An import error is a reason."""
    assert "No module named 'nowhere_at_all'" in broken_reason(site, "import nowhere_at_all")


def test_a_module_that_stops_the_interpreter(site: Path) -> None:
    """A module that exits stops nobody else."""
    assert "SystemExit: 3" == broken_reason(site, "raise SystemExit(3)")


def test_a_module_that_raises_what_is_no_exception(site: Path) -> None:
    """What is not even an exception stops nobody else."""
    text = "class Off(BaseException):\n    pass\n\n\nraise Off('gone')"
    assert "Off: gone" == broken_reason(site, text)


def test_an_interruption_is_no_fault_of_a_module(site: Path) -> None:
    """Ctrl-C while a module is loaded ends the call."""
    distribution(
        site, "slow-city", points={"slow": "slow:scorer"}, modules={"slow": "raise KeyboardInterrupt"}
    )
    with pytest.raises(KeyboardInterrupt):
        discovered_scorers(LAW)


def test_what_a_module_prints_is_no_answer(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It goes to standard error, at import and when the scorer is made."""
    text = (
        NEAR.format(name="near").replace("return", "print('made')\n        return") + "\n    print('read')\n"
    )
    distribution(site, "loud-city", points={"near": "near:scorer"}, modules={"near": text})
    assert ["near"] == list(discovered_scorers(LAW).scorers)
    told = capsys.readouterr()
    assert "" == told.out
    assert {"read", "made"} == set(told.err.split())


def test_a_name_that_the_module_does_not_have(site: Path) -> None:
    """A point to nothing is a reason."""
    assert "has no attribute 'scorer'" in broken_reason(site, "")


def test_a_function_that_raises(site: Path) -> None:
    """What the function raises is the reason, in one line."""
    text = "def scorer(law):\n    raise ValueError('no weights\\nfor now')\n"
    assert "ValueError: no weights for now" == broken_reason(site, text)


def test_a_thing_that_is_no_function(site: Path) -> None:
    """A scorer is named as a function of law, not as an object."""
    assert "one_broken:scorer: given 5, expected a function of law" == broken_reason(site, "scorer = 5")


def test_an_object_that_is_no_scorer_has_all_its_faults_told(site: Path) -> None:
    """All faults at once, in one line."""
    text = """
        class Half:
            name, version, reads = "odd", 2, ["a"]

        def scorer(law):
            return Half()
    """
    told = broken_reason(site, text)
    assert ["version", "scale", "reads", "score"] == [fault.partition(":")[0] for fault in told.split("; ")]


def test_a_scorer_under_another_name_than_its_entry_point(site: Path) -> None:
    """A score would name a scorer that nobody can ask for."""
    told = broken_reason(site, NEAR.format(name="even"))
    assert "name: given 'even', expected the name of its entry point, 'odd'" == told


def test_a_scorer_that_differs_from_itself(site: Path) -> None:
    """The same law gives an equal scorer, or a comparison could not tell one rule from two."""
    text = """
        from asnwork.scoring import POINTS

        class Odd:
            name, version, scale, reads = "odd", "1", POINTS, frozenset()

            def score(self, view, on):
                raise AssertionError

        def scorer(law):
            return Odd()
    """
    assert "expected an equal one (make it of frozen attrs" in broken_reason(site, text)


def test_several_are_broken(site: Path) -> None:
    """Each has its own line, by name."""
    for name in ("b", "a"):
        distribution(site, f"city-{name}", points={name: "nowhere_at_all:scorer"})
    assert ["a", "b"] == [broken.name for broken in discovered_scorers(LAW).broken]


def test_one_name_twice_in_one_distribution(site: Path) -> None:
    """A distribution that names two scorers alike is told so."""
    distribution(site, "our-city", points="near = a:scorer\nnear = b:scorer")
    assert "first our-city 1.0, then our-city 1.0" in str(discovered_scorers(LAW).clashes["near"])
