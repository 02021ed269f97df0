"""Layers of law: a city's own instruments over the law of the land."""

from __future__ import annotations

from collections.abc import Iterable

from asnwork.domain.law.instrument import Instrument, Law
from asnwork.domain.law.parameter import Parameter
from asnwork.domain.law.reform import unknown_path
from asnwork.domain.law.stretches import laid_over, stretches_of, with_stretches
from asnwork.errors import Fault, InvalidInput

__all__ = ["layered"]


def layered(law: Law, instruments: Iterable[Instrument]) -> Law:
    """Return the law with a city's own instruments over it; the law itself stays as it was.

    A parameter that the law does not have is added. One that it has is set anew, on the days that the
    instrument covers, when the instrument declares that it replaces it; otherwise that is refused.

    Args:
        law: The law below, such as the shipped one.
        instruments: The city's own instruments.

    Raises:
        InvalidInput: A parameter is set twice without a declaration, or by two of the instruments; one that
            is declared is not in the law; its unit, or what a share is of, differs. All faults at once.

    Examples:
        >>> from datetime import date
        >>> from attrs import evolve
        >>> from asnwork.domain.law import Dated
        >>> from asnwork.indonesia.law import national_law
        >>> one_day = Dated(values=[(date(2027, 1, 1), 1.0)])
        >>> limit = evolve(national_law()["flexible.days_a_week"], values=one_day)
        >>> city = Instrument(title="one day", parameters=[limit], replaces=["flexible.days_a_week"])
        >>> ours = layered(national_law(), [city])["flexible.days_a_week"]
        >>> ours.number_on(date(2026, 12, 31)), ours.number_on(date(2027, 1, 1))
        (2.0, 1.0)
    """
    if law.reforms:
        expected = "a law without reforms: lay the instruments over it first, then apply the reforms"
        raise InvalidInput(Fault("law", given=f"a law under {len(law.reforms)} reforms", expected=expected))
    below = {parameter.path: parameter for parameter in law}
    found, home = dict(below), dict[str, Instrument]()
    faults: list[Fault] = []
    for instrument in instruments:
        for parameter in instrument:
            path, at = parameter.path, f"{instrument!s}: {parameter.path}"
            declared = path in instrument.replaces
            first = home.get(path)
            home[path] = instrument
            if first is not None:
                faults.append(Fault(at, given=f"also in {first}", expected="one file for each parameter"))
            elif path in below and not declared:
                hint = f'say replaces = ["{path}"] in the head of the file if that is meant'
                expected = "a path that the law below does not have"
                faults.append(Fault(at, given="a parameter of the law below", expected=expected, hint=hint))
            elif path not in below and declared:
                faults.append(unknown_path(path, below).at(at))
            else:
                over = _over(below.get(path), parameter, at, faults)
                if over is not None:
                    found[path] = over
    if faults:
        raise InvalidInput(*faults, source="law")
    return Law(parameters=found.values())


def _over(below: Parameter | None, above: Parameter, at: str, faults: list[Fault]) -> Parameter | None:
    if below is None:
        return above
    differing = [
        Fault(f"{at}.{key}", given=given, expected=expected or "nothing", hint="as in the law below")
        for key in ("unit", "of_unit", "share_of", "share_of_id")
        if (given := getattr(above, key)) != (expected := getattr(below, key))
    ]
    if differing:
        faults += differing
        return None
    stretches = stretches_of(below)
    for stretch in stretches_of(above):
        if stretch.held is not None:
            stretches = laid_over(stretches, stretch)
    parameter, gaps = with_stretches(above, stretches)
    faults += [fault.at(at) for fault in gaps]
    return parameter
