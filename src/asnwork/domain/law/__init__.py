"""Law as values: references, dated values, parameters, the law that holds them, and reforms of it.

Nothing here reads a file: an adapter turns instrument files into a `Law`.
"""

from __future__ import annotations

from asnwork.domain.law.band_rows import BandRow, bands_from_rows
from asnwork.domain.law.bands import Bands, Cliff, cliffs, flat_from
from asnwork.domain.law.change import Change, Reform
from asnwork.domain.law.dated import Dated, days_text
from asnwork.domain.law.difference import diff_laws
from asnwork.domain.law.effect import ChangedCase, ReformEffect, check_effect
from asnwork.domain.law.instrument import Instrument, Law
from asnwork.domain.law.items import Item, Items
from asnwork.domain.law.layers import layered
from asnwork.domain.law.parameter import LawValue, Parameter, kind_of_value, odd_value, once_each, value_text
from asnwork.domain.law.reference import Basis, Certainty, InForce, LegalReference, assumed
from asnwork.domain.law.reform import apply_reforms
from asnwork.domain.law.trace import LawReading, LawTrace, ReadsLaw, trace_law

__all__ = [
    "BandRow",
    "Bands",
    "Basis",
    "Certainty",
    "Change",
    "ChangedCase",
    "Cliff",
    "Dated",
    "InForce",
    "Instrument",
    "Item",
    "Items",
    "Law",
    "LawReading",
    "LawTrace",
    "LawValue",
    "LegalReference",
    "Parameter",
    "ReadsLaw",
    "Reform",
    "ReformEffect",
    "apply_reforms",
    "assumed",
    "bands_from_rows",
    "check_effect",
    "cliffs",
    "days_text",
    "diff_laws",
    "flat_from",
    "kind_of_value",
    "layered",
    "odd_value",
    "once_each",
    "trace_law",
    "value_text",
]
