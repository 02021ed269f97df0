from __future__ import annotations

import pytest

from asnwork.adapters.mapping import parse_mapping, read_mapping
from asnwork.errors import InvalidInput
from tests.adapters.logs import MAPPINGS

EVENTS = '[events]\ncase = "c"\nactivity = "a"\ntime = "t"\nofficer = "o"\n'
CASES = '[cases]\ncase = "c"\nopened = "t"\n'


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_example_mappings_are_read(path) -> None:
    """Every mapping among the examples of the documentation is a mapping."""
    assert read_mapping(path).zone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r"events: given 'neither \[events\] nor \[cases\]'"),
        ('zone = "Asia/Jakart"\n' + EVENTS, r"zone: given 'Asia/Jakart'.*did you mean Asia/Jakarta"),
        ('delimiter = ";;"\n' + EVENTS, "delimiter: given ';;', expected one character"),
        ('repeats = "last"\n' + EVENTS, "repeats: given 'last', expected 'first' or 'refuse'"),
        (EVENTS.replace("officer", "oficer"), "events.oficer: .*did you mean officer"),
        (EVENTS.replace('time = "t"\n', ""), "events.time: given nothing, expected a text"),
        ('[cases]\ncase = "c"\n', "cases.opened: given 'nothing', expected the name of a column"),
        (EVENTS + '[cases]\nfile = "c.csv"\n', "cases.case: given 'nothing'"),
        (
            EVENTS + CASES + 'file = "../c.csv"\n',
            "cases.file: given '../c.csv', expected a name, beside the log",
        ),
        (EVENTS + CASES + 'file = ".."\n', "cases.file"),
        (CASES + 'status = "s"\n', r"status: given 'a column and no words', expected both \[status\]"),
        (CASES + '[status]\nopen = ["x"]\n', "status: given 'words and no column'"),
        (
            CASES + 'status = "s"\n[status]\nopen = ["x"]\nclosed = ["x"]\n',
            r"status.closed: given 'x', expected each word in one list \(it is among open too\)",
        ),
        (EVENTS + "[minutes]\nT1 = 0\n", 'minutes."T1": given 0.0, expected more than 0'),
        (EVENTS + "[plan]\nminutes_a_month = 0\n", "plan.minutes_a_month: given 0.0, expected more than 0"),
        (EVENTS + '[status]\nopend = ["x"]\n', "status.opend: .*did you mean open"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told(text: str, told: str) -> None:
    """A mapping that cannot be followed is refused, with the place and the way out."""
    with pytest.raises(InvalidInput, match=told):
        parse_mapping(text)


def test_all_that_is_wrong_comes_at_once() -> None:
    """Every fault of a mapping is reported in one go."""
    with pytest.raises(InvalidInput) as caught:
        parse_mapping('zone = "Mars"\ndelimiter = ""\nrepeats = "x"\n')
    assert ["zone", "delimiter", "repeats", "events"] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("admin1", False), ("svc-mail", False), ("SVC-mail", True), ("Admin1", True), ("ani", True), ("", True)],
)
def test_officers_are_told_from_accounts(name: str, expected: bool) -> None:
    """Names and patterns say which accounts are no officers; small and capital letters differ."""
    mapping = parse_mapping('not_officers = ["admin1"]\nnot_officers_like = ["svc-*"]\n' + EVENTS)
    assert expected is mapping.is_officer(name)
