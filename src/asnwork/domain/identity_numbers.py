"""The numbers of citizens and civil servants: NIK, NIP and NI PPPK."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import ClassVar

from attrs import frozen

from asnwork.domain.masked_number import CodedNumber, Part, Rule, Sex

__all__ = ["NiPppk", "Nik", "Nip"]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@frozen(repr=False)
class Nik(CodedNumber):
    """The citizen's number (nomor induk kependudukan), 16 digits: ``PPKKCC DDMMYY NNNN``.

    It is given once, at first registration, and stays when the person moves or a birth date is corrected. So
    the district is where the person was first registered, and a date that disagrees with the register is no
    proof of an error. The century of birth is not in the number, and there is no check digit.

    Assumption: the codes of province, city and district are never 00; 29 February is let pass in every year
    of the century that has one.

    Examples:
        >>> nik = Nik.parse("357801 500590 0001")
        >>> nik, nik.sex.value, nik.birth_day
        (Nik('**************01'), 'woman', 10)
    """

    kind: ClassVar[str] = "NIK"
    length: ClassVar[int] = 16

    @property
    def district_code(self) -> str:
        """The district of first registration, such as "35.78.01"."""
        digits = self.plain()
        return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"

    @property
    def birth_day(self) -> int:
        """The day of the month of birth, without the 40 that is added for women."""
        return self._number(7, 8) % 40

    @property
    def birth_month(self) -> int:
        """The month of birth, 1 to 12."""
        return self._number(9, 10)

    @property
    def birth_year_of_century(self) -> int:
        """The last two digits of the year of birth."""
        return self._number(11, 12)

    @property
    def sex(self) -> Sex:
        """The sex: women have 40 added to their day of birth."""
        return Sex.WOMAN if self._number(7, 8) > 40 else Sex.MAN

    @property
    def serial(self) -> int:
        """The serial number, from 1, among equal first twelve digits."""
        return self._number(13, 16)

    def _parts(self) -> tuple[Part, ...]:
        born = f"{self.birth_day:02}-{self.birth_month:02}-{self.birth_year_of_century:02}"
        district_id = "kecamatan tempat pertama kali didaftar"
        sex, sex_id = (
            "the sex, by 40 added to the day of a woman",
            "jenis kelamin, hari perempuan ditambah 40",
        )
        return (
            Part("1-6", "the district of first registration", district_id, self.district_code),
            Part("7-12", "the birth date as day, month, year", "tanggal lahir: hari, bulan, tahun", born),
            Part("7-8", sex, sex_id, self.sex),
            Part("13-16", "the serial number", "nomor urut", self.serial),
        )

    @classmethod
    def _rules(cls, digits: str) -> tuple[Rule, ...]:
        day, month, year = (int(digits[index : index + 2]) for index in (6, 8, 10))
        day_fits, month_fits = 1 <= day <= 31 or 41 <= day <= 71, 1 <= month <= 12
        # The century is unknown, and 2000 + year is a leap year whenever that year of any century is.
        date_fits = not (day_fits and month_fits) or _date(2000 + year, month, day % 40) is not None
        return (
            Rule("digits 1-2", "the code of a province, not 00", digits[:2] != "00"),
            Rule("digits 3-4", "the code of a city or regency, not 00", digits[2:4] != "00"),
            Rule("digits 5-6", "the code of a district, not 00", digits[4:6] != "00"),
            Rule("digits 7-8", "a day 01-31, or 41-71 for a woman", day_fits),
            Rule("digits 9-10", "a month 01-12", month_fits),
            Rule("digits 7-12", "a day that the month has", date_fits),
            Rule("digits 13-16", "a serial number from 0001", digits[12:] != "0000"),
        )


@frozen(repr=False)
class _ServantNumber(CodedNumber):
    """What the numbers of PNS and PPPK share: the birth date first, then the appointment, sex, a serial."""

    length: ClassVar[int] = 18

    @property
    def birth_date(self) -> date:
        """The date of birth."""
        return date(self._number(1, 4), self._number(5, 6), self._number(7, 8))

    @property
    def sex(self) -> Sex:
        """The sex: 1 is a man, 2 a woman."""
        return Sex.MAN if self._number(15, 15) == 1 else Sex.WOMAN

    @property
    def serial(self) -> int:
        """The serial number, from 1, among equal first fifteen digits."""
        return self._number(16, 18)

    @abstractmethod
    def _appointment_parts(self) -> tuple[Part, ...]:
        """The fields between the birth date and the sex."""

    def _parts(self) -> tuple[Part, ...]:
        return (
            Part("1-8", "the birth date", "tanggal lahir", self.birth_date),
            *self._appointment_parts(),
            Part("15", "the sex, 1 man, 2 woman", "jenis kelamin, 1 laki-laki, 2 perempuan", self.sex),
            Part("16-18", "the serial number", "nomor urut", self.serial),
        )

    @classmethod
    def _rules(cls, digits: str) -> tuple[Rule, ...]:
        born = _date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        born_fits = born is not None and born.year >= 1900
        return (
            Rule("digits 1-8", "a birth date YYYYMMDD from 1900 on", born_fits),
            Rule("digits 9-12", "a year of appointment after the year of birth", digits[8:12] > digits[:4]),
            Rule("digit 15", "1 for a man or 2 for a woman", digits[14] in "12"),
            Rule("digits 16-18", "a serial number from 001", digits[15:] != "000"),
        )


@frozen(repr=False)
class Nip(_ServantNumber):
    """The number of a permanent civil servant (NIP of a PNS), 18 digits: ``YYYYMMDD YYYYMM G NNN``.

    Law: Perka BKN 22/2007 and 43/2007.
    Assumption: nobody is born before 1900, or appointed in the year of birth.

    Examples:
        >>> nip = Nip.parse("19860926 201505 1 001")
        >>> str(nip), nip.birth_date.isoformat(), nip.appointed_in.isoformat()
        ('****************01', '1986-09-26', '2015-05-01')
    """

    kind: ClassVar[str] = "NIP"

    @property
    def appointed_in(self) -> date:
        """The month of first appointment as a candidate (CPNS), as its first day."""
        return date(self._number(9, 12), self._number(13, 14), 1)

    def _appointment_parts(self) -> tuple[Part, ...]:
        month, label_id = f"{self.appointed_in:%Y-%m}", "bulan pengangkatan pertama (CPNS)"
        return (Part("9-14", "the month of first appointment", label_id, month),)

    @classmethod
    def _rules(cls, digits: str) -> tuple[Rule, ...]:
        month = int(digits[12:14])
        hint = "21 or more stands in the number of a PPPK: NiPppk.parse" if month >= 21 else ""
        return (*super()._rules(digits), Rule("digits 13-14", "a month 01-12", 1 <= month <= 12, hint))


@frozen(repr=False)
class NiPppk(_ServantNumber):
    """The number of a civil servant under a work agreement (NI PPPK), 18 digits: ``YYYYMMDD YYYY FF G NNN``.

    The number stays while the agreement is for the same post and agency, and changes with another agency.

    Assumption: the widths of the fields, and 21 as the code of a first agreement, 22 of a second and so on,
    are recalled; no published text was found. Nobody is born before 1900, or appointed in the year of birth.

    Examples:
        >>> number = NiPppk.parse("19900110 2024 21 2 003")
        >>> number.agreement_number, number.sex.value, str(number)
        (1, 'woman', '****************03')
    """

    kind: ClassVar[str] = "NI PPPK"

    @property
    def appointment_year(self) -> int:
        """The year of first appointment."""
        return self._number(9, 12)

    @property
    def agreement_number(self) -> int:
        """Which work agreement it is: 1 for the code 21, 2 for 22 and so on."""
        return self._number(13, 14) - 20

    def _appointment_parts(self) -> tuple[Part, ...]:
        which, which_id = "which work agreement it is", "perjanjian kerja yang ke berapa"
        year_id = "tahun pengangkatan pertama"
        return (
            Part("9-12", "the year of first appointment", year_id, self.appointment_year),
            Part("13-14", which, which_id, self.agreement_number),
        )

    @classmethod
    def _rules(cls, digits: str) -> tuple[Rule, ...]:
        code = int(digits[12:14])
        hint = "a month stands in the number of a PNS: Nip.parse" if 1 <= code <= 12 else ""
        return (
            *super()._rules(digits),
            Rule("digits 13-14", "the code of an agreement, from 21", code >= 21, hint),
        )
