from __future__ import annotations

import json

from attrs import evolve

from asnwork.report.digest import digest_of
from asnwork.report.document import SCHEMA, document, json_text
from asnwork.report.findings import summed_up
from asnwork.simulation.experiment import Point
from tests.report.outcomes import city, made_outcome


def test_it_is_json_with_sorted_keys() -> None:
    """The document reads back, names its form, and has its keys in order."""
    text = json_text(document(summed_up(made_outcome())))
    found = json.loads(text)

    assert SCHEMA == found["schema"]
    assert sorted(found) == list(found)
    assert text.endswith("}\n")


def test_floats_are_whole() -> None:
    """A float is written so that the same float is read back."""
    assert {"a": 0.1 + 0.2} == json.loads(json_text({"a": 0.1 + 0.2}))


def test_a_missing_number_is_null() -> None:
    """What could not be judged is null, never NaN and never zero."""

    def share(point: Point) -> float:
        return float("nan") if point.main else 0.9

    text = json_text(document(summed_up(made_outcome(share=share))))

    assert "NaN" not in text
    assert None is json.loads(text)["headlines"][0]["value"]


def test_the_order_of_officers_and_services_does_not_matter() -> None:
    """A scenario whose parts come in another order gives the same bytes."""
    one = city()
    turned = evolve(
        one,
        staff=one.staff[::-1],
        demand=one.demand[::-1],
        units=one.units[::-1],
        routing=dict(reversed(one.routing.items())),
        assumptions=dict(reversed(one.assumptions.items())),
        catalogue=evolve(one.catalogue, services=tuple(one.catalogue.services.values())[::-1],
                         channels=tuple(one.catalogue.channels.values()),
                         places=tuple(one.catalogue.places.values()),
                         districts=tuple(one.catalogue.districts.values())),
    )  # fmt: skip

    first, second = (json_text(document(summed_up(made_outcome(scenario=each)))) for each in (one, turned))
    assert first == second


def test_another_scenario_has_another_digest() -> None:
    """One officer more, another load or another seed is another scenario."""
    one = city()
    more = evolve(one, staff=[evolve(one.staff[0], each=one.staff[0].each + 1), *one.staff[1:]])

    assert 4 == len({digest_of(each) for each in (one, more, one.at_load(0.5), evolve(one, seed=9))})


def test_no_officer_is_named() -> None:
    """Nothing in the document is about one officer."""
    text = json_text(document(summed_up(made_outcome())))

    assert "desk-north-0" not in text
    assert '"officers": 4,' not in text
