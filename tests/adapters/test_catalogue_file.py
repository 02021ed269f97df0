from __future__ import annotations

from pathlib import Path

import pytest

from asnwork.adapters.catalogue_file import catalogue_of, load_catalogue, parse_catalogue_file
from asnwork.domain.law import Certainty
from asnwork.domain.service import StartRule, TimeUnit
from asnwork.errors import DuplicateName, InvalidInput

DATA = Path(__file__).parent / "data"
FILES = [DATA / "birth_certificate.toml", DATA / "whatsapp.toml", DATA / "places.toml"]
SERVICE = FILES[0].read_text(encoding="utf-8")
PLACES = FILES[2].read_text(encoding="utf-8")


def test_files_make_a_catalogue() -> None:
    """A file for each service and channel, and one of places, make one catalogue."""
    catalogue = load_catalogue(FILES)
    service = catalogue.service("birth_certificate")
    assert ("help", "verify", "sign") == tuple(step.code for step in service.steps)
    assert (24, TimeUnit.ELAPSED_HOURS) == (
        service.standard.completion.amount,
        service.standard.completion.unit,
    )
    assert StartRule.FILE_COMPLETE is service.standard.completion.start
    assert "siak" in service.step("verify").leans_on
    assert catalogue.channel("whatsapp").assisted
    assert catalogue.place("home").allows("any")
    assert "north" == catalogue.district("north_quay").parent
    assert frozenset({"registry", "sign"}) == catalogue.skills


def test_a_basis_is_named_once_and_used_everywhere() -> None:
    """A part rests on what it names, or on what its file names, or on what stands in its place."""
    service = load_catalogue(FILES).service("birth_certificate")
    assert "Perpres 96/2018 art. 4" == str(service.standard.basis)
    assert Certainty.ENACTED is service.standard.completion.basis.certainty
    assert "assumed: timed by nobody" == str(service.standard.first_response.basis)
    assert "assumed: timed by nobody" == str(service.step("verify").basis)
    assert "assumed: signed in batches" == str(service.step("sign").basis)


def test_the_order_of_the_files_does_not_matter() -> None:
    """The same files in another order make an equal catalogue."""
    assert load_catalogue(FILES) == load_catalogue(reversed(FILES))


def test_a_new_service_and_a_new_channel_are_one_file_each() -> None:
    """One more text adds a service with its own skill, and another adds a channel."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in FILES}
    texts["death.toml"] = SERVICE.replace("birth_certificate", "death_certificate").replace(
        '["registry", "sign"]', '["registry", "sign", "comfort"]'
    )
    texts["kiosk.toml"] = FILES[1].read_text(encoding="utf-8").replace("whatsapp", "kiosk")
    catalogue = catalogue_of(texts)
    assert ["birth_certificate", "death_certificate"] == list(catalogue.services)
    assert ["kiosk", "whatsapp"] == list(catalogue.channels)
    assert "comfort" in catalogue.skills


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'basis = "desk"\n',
            'basis = "dask"\n',
            r"service.steps\[0\].basis: given 'dask'.*did you mean desk",
        ),
        ('basis = "desk"\n', "", r"service.steps\[1\].basis: given nothing, expected a table \(Basis\)"),
        (
            'unit = "elapsed_hours"',
            'unit = "elapsd_hours"',
            "completion.unit: .*did you mean elapsed_hours",
        ),
        ("amount = 24", "amount = 0", "service.standard.completion.amount: given 0"),
        (
            "amount = 24",
            'amount = "24"',
            "service.standard.completion.amount: given '24', expected a whole number",
        ),
        ("decides = true\n", "", r"service.steps: given \[\], expected exactly one step that decides"),
        (
            'code = "sign"',
            'code = "verify"',
            "service: given 'verify', expected each step of birth_certificate once",
        ),
        ("minutes = 2", "minutes = -2", r"service.steps\[2\].minutes: given -2"),
        ("minutes = 2", "minuts = 2", r"service.steps\[2\].minuts: .*did you mean minutes"),
        ('reason = "timed by nobody"', "", "reason: given '', expected why this is assumed"),
        ("year = 2018", 'year = "2018"', "service.standard.basis.reference.year"),
        ("[sources.perpres]", "[sourcs.perpres]", "sourcs: given 'sourcs', expected a known key"),
        ("[[service.steps]]", "[[steps]]", "steps: given 'steps', expected a known key"),
    ],
)
def test_what_is_wrong_in_a_service_is_told(old: str, new: str, told: str) -> None:
    """A mistake in a service file is reported with its path, as the file is written, and the way out."""
    with pytest.raises(InvalidInput, match=told):
        parse_catalogue_file(SERVICE.replace(old, new), source="s.toml")


def test_a_part_that_is_no_table_is_told() -> None:
    """Where tables belong and something else stands, that is the fault."""
    with pytest.raises(InvalidInput) as caught:
        parse_catalogue_file('sources = 1\n[service]\nsteps = ["a"]\nstandard = 1\n')
    paths = [fault.path for fault in caught.value.faults]
    assert {"sources", "service.steps[0]", "service.standard", "service.code"} <= set(paths)


def test_an_empty_file_is_told() -> None:
    """A file that holds nothing says what it might hold."""
    with pytest.raises(InvalidInput, match="expected a service, a channel, places, districts or skills"):
        parse_catalogue_file("# nothing yet\n")


def test_all_faults_of_all_files_come_at_once() -> None:
    """Every fault of every file is reported in one go, with the name of its file."""
    with pytest.raises(InvalidInput) as caught:
        catalogue_of(
            {"a.toml": SERVICE.replace("minutes = 2", "minutes = 0"), "b.toml": "[channel]\ncode = 1\n"}
        )
    paths = [fault.path for fault in caught.value.faults]
    assert "a.toml: service.steps[2].minutes" in paths
    assert "b.toml: channel.code" in paths
    assert "b.toml: channel.label" in paths


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'skills = ["registry", "sign"]',
            'skills = ["registri", "sign"]',
            r"steps\[0\].skill: .*did you mean registri",
        ),
        ('skills = ["registry", "sign"]', "", r"steps\[0\].skill: given 'registry'.*list it under skills"),
        ('place = "counter"', 'place = "conter"', r"steps\[0\].place: given 'conter'.*did you mean counter"),
        ('parent = "north"', 'parent = "nort"', r"districts\[1\].parent: given 'nort'.*did you mean north"),
    ],
)
def test_a_name_that_no_file_holds_is_told(old: str, new: str, told: str) -> None:
    """A skill, a place or a district that no file holds is refused, naming the near misses."""
    with pytest.raises(InvalidInput, match=told):
        catalogue_of({"s.toml": SERVICE.replace(old, new), "p.toml": PLACES.replace(old, new)})


def test_one_code_in_two_files_is_refused() -> None:
    """Two files with one code are both named."""
    with pytest.raises(DuplicateName, match=r"first a.toml, then b.toml"):
        catalogue_of({"a.toml": SERVICE, "b.toml": SERVICE})
