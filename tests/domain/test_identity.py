from __future__ import annotations

import pickle
import re
from calendar import monthrange
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnwork.domain.identity import (
    EventId,
    Nik,
    Nip,
    NiPppk,
    OfficerId,
    Phone,
    RequestId,
    Sex,
    reference_faults,
)
from asnwork.errors import InvalidIdentity, MaskedIdentity, UnknownName

CODES = st.integers(1, 99).map("{:02}".format)
BORN = st.dates(date(1900, 1, 1), date(2020, 12, 31))
SEXES = st.sampled_from(Sex)


@st.composite
def niks(draw):
    """The text of a valid NIK, with what it is made of."""
    district = [draw(CODES) for _ in range(3)]
    born, sex, serial = draw(BORN), draw(SEXES), draw(st.integers(1, 9999))
    day = born.day + (40 if sex is Sex.WOMAN else 0)
    return f"{''.join(district)}{day:02}{born:%m%y}{serial:04}", (".".join(district), born, sex, serial)


@st.composite
def servants(draw, middle):
    """The text of a valid NIP or NI PPPK, with what it is made of."""
    born, sex, serial = draw(BORN), draw(SEXES), draw(st.integers(1, 999))
    year, code = born.year + draw(st.integers(1, 60)), draw(middle)
    text = f"{born:%Y%m%d}{year}{code:02}{1 if sex is Sex.MAN else 2}{serial:03}"
    return text, (born, year, code, sex, serial)


NIPS, NI_PPPKS = servants(st.integers(1, 12)), servants(st.integers(21, 99))
PHONES = st.from_regex(r"\A\+[1-9][0-9]{7,14}\Z").filter(lambda text: text[:4] != "+620")
NUMBERS = st.one_of(
    niks().map(lambda made: (Nik, made[0])),
    NIPS.map(lambda made: (Nip, made[0])),
    NI_PPPKS.map(lambda made: (NiPppk, made[0])),
    PHONES.map(lambda text: (Phone, text)),
)


@given(NUMBERS)
def test_a_valid_number_comes_back_as_it_was(number):
    """Parsing and asking for the plain number gives the very text, through copies and pickles too."""
    cls, text = number
    parsed = cls.parse(text)
    assert text == parsed.plain()
    assert parsed == attrs.evolve(parsed) == pickle.loads(pickle.dumps(parsed))  # noqa: S301
    assert 1 == len({parsed, cls.parse(text)})


@given(NUMBERS)
def test_a_number_shows_itself_nowhere_but_where_it_is_asked_to(number):
    """No text of a number, of what holds it or of its explanation has three of its digits in a row."""
    cls, text = number
    parsed = cls.parse(text)
    shown = [
        str(parsed),
        repr(parsed),
        f"{parsed}",
        parsed.masked,
        repr([parsed]),
        repr(attrs.asdict(parsed)),
    ]
    if cls is not Phone:
        shown += [parsed.explain("en").split(": ")[0], parsed.explain("id").split(": ")[0]]
    for each in shown:
        assert not re.search("[0-9]{3}", each)
        assert each.count("*") >= len(text) - 5


@given(NUMBERS)
def test_a_masked_number_is_refused_as_masked(number):
    """What the library prints is not taken for a number, and the error stays masked."""
    cls, text = number
    with pytest.raises(MaskedIdentity) as caught:
        cls.parse(cls.parse(text).masked)
    assert not re.search("[0-9]{3}", str(caught.value))


@given(
    st.sampled_from([Nik, Nip, NiPppk, Phone]),
    st.integers(10**5, 10**20).map(str),
    st.sampled_from(["", "x", "?"]),
)
def test_an_error_never_shows_the_number(cls, text, mark):
    """Whatever is wrong with a number, its error shows no six of its digits in a row."""
    try:
        cls.parse(text[:6] + mark + text[6:])
    except (InvalidIdentity, MaskedIdentity) as error:
        assert not any(text[index : index + 6] in str(error) for index in range(len(text) - 5))


@given(niks())
def test_a_nik_tells_what_it_holds(made):
    """District, day, month, year of the century, sex and serial come out of a NIK."""
    text, (district, born, sex, serial) = made
    nik = Nik.parse(text)
    assert (district, sex, serial) == (nik.district_code, nik.sex, nik.serial)
    assert (born.day, born.month, born.year % 100) == (
        nik.birth_day,
        nik.birth_month,
        nik.birth_year_of_century,
    )


@given(NIPS)
def test_a_nip_tells_what_it_holds(made):
    """Birth date, month of appointment, sex and serial come out of a NIP."""
    text, (born, year, month, sex, serial) = made
    nip = Nip.parse(text)
    assert (born, date(year, month, 1), sex, serial) == (
        nip.birth_date,
        nip.appointed_in,
        nip.sex,
        nip.serial,
    )


@given(NI_PPPKS)
def test_a_ni_pppk_tells_what_it_holds(made):
    """Birth date, year of appointment, number of the agreement, sex and serial come out of a NI PPPK."""
    text, (born, year, code, sex, serial) = made
    number = NiPppk.parse(text)
    assert (born, year, code - 20) == (number.birth_date, number.appointment_year, number.agreement_number)
    assert (sex, serial) == (number.sex, number.serial)


@pytest.mark.parametrize(
    ("text", "born", "appointed", "sex", "serial"),
    [
        pytest.param(
            "198609262015051001", date(1986, 9, 26), date(2015, 5, 1), Sex.MAN, 1, id="NIP-1 [seen]"
        ),
        pytest.param(
            "196804111993031009", date(1968, 4, 11), date(1993, 3, 1), Sex.MAN, 9, id="NIP-2 [seen]"
        ),
        pytest.param(
            "198012302010012005", date(1980, 12, 30), date(2010, 1, 1), Sex.WOMAN, 5, id="NIP-3 [seen]"
        ),
    ],
)
def test_published_nips_are_read(text, born, appointed, sex, serial):
    """NIP-1 to NIP-3: numbers that were published with their meaning are read with that meaning."""
    nip = Nip.parse(text)
    assert (born, appointed, sex, serial) == (nip.birth_date, nip.appointed_in, nip.sex, nip.serial)


def test_a_woman_born_on_the_tenth_has_50_in_her_nik():
    """NIK-1 [seen]: the day field 50 is a woman born on the 10th."""
    nik = Nik.parse("3578015005900001")
    assert (10, Sex.WOMAN) == (nik.birth_day, nik.sex)


@pytest.mark.parametrize(
    ("day", "sex"), [("01", Sex.MAN), ("31", Sex.MAN), ("41", Sex.WOMAN), ("71", Sex.WOMAN)]
)
def test_the_edges_of_the_day_field_are_valid(day, sex):
    """A day field is 01-31 for men and 41-71 for women."""
    assert sex is Nik.parse(f"357801{day}05900001").sex


def test_spaces_do_not_matter():
    """Numbers are read with the spaces that people put between their fields."""
    assert Nip.parse("198609262015051001") == Nip.parse(" 19860926 201505 1\u00a0001 ")
    assert Nik.parse("3578015005900001") == Nik.parse("3578 0150 0590 0001")


@pytest.mark.parametrize(
    ("cls", "text", "paths"),
    [
        (Nik, "357801500590000", ["number"]),
        (Nik, "35780150059000a", ["number", "number"]),
        (Nik, "٣٥٧٨٠١٥٠٠٥٩٠٠٠٠١", ["number"]),
        (Nik, "0000003205900000", ["digits 1-2", "digits 3-4", "digits 5-6", "digits 7-8", "digits 13-16"]),
        (Nik, "3578010005900001", ["digits 7-8"]),
        (Nik, "3578014005900001", ["digits 7-8"]),
        (Nik, "3578017205900001", ["digits 7-8"]),
        (Nik, "3578011013900001", ["digits 9-10"]),
        (Nik, "3578011000900001", ["digits 9-10"]),
        (Nik, "3578013104900001", ["digits 7-12"]),
        (Nik, "3578016902010001", ["digits 7-12"]),
        (Nip, "198613262015051001", ["digits 1-8"]),
        (Nip, "189909262015051001", ["digits 1-8"]),
        (Nip, "198609261986051001", ["digits 9-12"]),
        (Nip, "198609262015053000", ["digit 15", "digits 16-18"]),
        (Nip, "198609262015131001", ["digits 13-14"]),
        (Nip, "198609262015001001", ["digits 13-14"]),
        (NiPppk, "198609262015201001", ["digits 13-14"]),
        (Phone, "12", ["number"]),
        (Phone, "+1234567890123456", ["number"]),
        (Phone, "kantor", ["number"]),
        (Phone, "8123456789", ["number"]),
    ],
)
def test_a_number_that_cannot_be_names_every_fault(cls, text, paths):
    """Each rule that a number breaks is named with the digits it is about."""
    with pytest.raises(InvalidIdentity) as caught:
        cls.parse(text)
    assert paths == [fault.path for fault in caught.value.faults]
    assert text not in repr([(fault.given, fault.expected, fault.hint) for fault in caught.value.faults])


def test_a_29_february_needs_a_leap_year():
    """29 February is a birthday in a NIK of year 96 or 00 only where some century has it."""
    assert [29, 29] == [Nik.parse(f"3578012902{year}0001").birth_day for year in ("96", "00")]
    with pytest.raises(InvalidIdentity, match="a day that the month has"):
        Nik.parse("3578012902970001")


@pytest.mark.parametrize(
    ("cls", "text", "other"),
    [(Nip, "199001102024212003", r"NiPppk\.parse"), (NiPppk, "198609262015051001", r"Nip\.parse")],
)
def test_the_number_of_the_other_kind_is_recognised(cls, text, other):
    """A NI PPPK given as a NIP, and the other way round, says what it probably is."""
    with pytest.raises(InvalidIdentity, match=other):
        cls.parse(text)


def test_the_constructor_checks_as_parse_does():
    """No number that cannot be is ever made, by whatever way."""
    with pytest.raises(InvalidIdentity):
        Nik("3578")


@pytest.mark.parametrize("mark", ["*", "x", "X", "•", "#"])
def test_every_usual_mask_is_recognised(mark):
    """Numbers masked elsewhere, with other marks and more digits left, are masked ones too."""
    with pytest.raises(MaskedIdentity) as caught:
        Nip.parse(f"19860926 2015{mark * 3} 001")
    assert "****************01" == caught.value.masked


@pytest.mark.parametrize(
    ("cls", "text", "told"),
    [
        (Nik, "357801500590000x", "given 'a letter at position 16'"),
        (Nik, "357801 500590 O0x1", "given 'a letter at position 13'"),
        (Nik, "3578015005900#01", "given '1 characters that are no digits'"),
        (Phone, "0812-3456-78x0", "given 'a letter at position 13'"),
    ],
)
def test_a_slip_of_the_pen_is_no_mask(cls, text, told):
    """One x alone is a typing error: the letter is named by its place, and the number is not shown."""
    with pytest.raises(InvalidIdentity, match=re.escape(told)) as caught:
        cls.parse(text)
    assert not re.search("[0-9]{3}", str(caught.value))
    assert 1 == sum("letter" in str(fault) for fault in caught.value.faults) or "#" in text


@pytest.mark.parametrize("text", ["3578********0001", "3578xxxxxxxx0001", "35780150059000*1"])
def test_a_star_or_a_run_of_marks_is_a_mask(text):
    """One star is enough, of other marks it takes two beside each other."""
    with pytest.raises(MaskedIdentity):
        Nik.parse(text)


@pytest.mark.parametrize("cls", [Nik, Nip, NiPppk, Phone])
@pytest.mark.parametrize(
    ("given_value", "name"),
    [(None, "NoneType"), (198609262015051001, "int"), (1.5, "float"), (b"1", "bytes")],
)
def test_what_is_no_text_is_no_number(cls, given_value, name):
    """A number that a spreadsheet made of it, or nothing, is refused by its type and never shown."""
    with pytest.raises(InvalidIdentity) as caught:
        cls.parse(given_value)
    assert f"{cls.kind}: number: given '{name}', expected a text" == str(caught.value).partition(" (")[0]


def test_an_explanation_names_the_fields_and_hides_the_values():
    """Without being asked to, an explanation tells what fields there are, not what they hold."""
    nip = Nip.parse("198609262015051001")
    english, indonesian = nip.explain(), nip.explain("id")
    assert english.startswith(
        "NIP ****************01: digits 1-8 the birth date; 9-14 the month of first appoint"
    )
    assert indonesian.startswith("NIP ****************01: digit 1-8 tanggal lahir; 9-14 bulan pengangkatan")
    assert not any(value in english + indonesian for value in ("1986", "2015", ": man", ": laki-laki"))


def test_an_explanation_tells_the_values_when_asked_to():
    """With `plain`, every field comes with its value, the sex in the language of the sentence."""
    nik, number = Nik.parse("3578015005900001"), NiPppk.parse("199001102024211003")
    told = nik.explain(plain=True)
    assert all(
        part in told for part in ("3578015005900001", ": 35.78.01;", ": 10-05-90;", ": woman;", ": 1.")
    )
    assert "kecamatan tempat pertama kali didaftar: 35.78.01" in nik.explain("id", plain=True)
    assert ": perempuan;" in nik.explain("id", plain=True)
    told = number.explain("id", plain=True)
    assert all(
        part in told for part in ("tanggal lahir: 1990-01-10;", ": 2024;", ": 1;", ": laki-laki;", ": 3.")
    )


def test_an_explanation_speaks_two_languages():
    """Another language than English and Indonesian is refused, naming the two."""
    with pytest.raises(UnknownName, match="en"):
        Nip.parse("198609262015051001").explain("jv")


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6281234567890",
        "0062 812.3456.7890",
        "+62 (0)812-34567890",
    ],
)
def test_one_phone_is_written_in_many_ways(text):
    """Local, international, spaced, dotted: one phone is one number in E.164."""
    assert "+6281234567890" == Phone.parse(text).plain()


def test_marks_of_writing_direction_are_no_part_of_a_phone():
    """Messaging applications wrap numbers in invisible marks; they are let pass."""
    assert Phone.parse("081234567890") == Phone.parse("\u202a+62\u00a0812\u20113456\u20107890\u202c")


def test_a_phone_of_another_country_shows_no_country():
    """Only the Indonesian code shows; another country's digits are hidden with the rest."""
    phones = [Phone.parse("0319924520"), Phone.parse("+31 20 123 4567")]
    assert [True, False] == [phone.is_indonesian for phone in phones]
    assert ["+62*******20", "+*********67"] == [phone.masked for phone in phones]


def test_a_number_equals_only_the_same_number():
    """A number differs from another one, and from its own text."""
    text = "198609262015051001"
    assert Nip.parse(text) != Nip.parse("196804111993031009")
    assert Nip.parse(text) != text
    assert Nip.parse(text)._digits != text


def test_identifiers_are_plain_texts():
    """The identifiers that callers give are texts, told apart only by type checkers."""
    assert ("a", "b", "c") == (OfficerId("a"), RequestId("b"), EventId("c"))


def test_every_day_of_every_month_is_a_birthday():
    """A NIK may hold any day that a month of a leap year has."""
    days = [(day, month) for month in range(1, 13) for day in range(1, monthrange(2000, month)[1] + 1)]
    assert days == [
        (nik.birth_day, nik.birth_month)
        for nik in (Nik.parse(f"357801{day:02}{month:02}000001") for day, month in days)
    ]


@pytest.mark.parametrize(
    "text", ["3578015005900001", "198609262015051001", "0812-3456-7890", "+62 812 3456 7890", "6281234567890"]
)
def test_a_number_of_a_person_is_no_reference(text: str) -> None:
    """A NIK, a NIP or a phone is refused as a reference, and the fault does not show it."""
    (fault,) = reference_faults("applicant", text)
    assert "applicant" == fault.path
    assert text not in str(fault)
    assert "digits (hidden)" in str(fault)


@pytest.mark.parametrize("text", ["citizen-7", "0000012345", "12345678901234", "R-2026-000123", ""])
def test_a_reference_of_the_city_is_taken(text: str) -> None:
    """The city's own identifiers, digits among them, are no number of a person."""
    assert [] == reference_faults("applicant", text)
