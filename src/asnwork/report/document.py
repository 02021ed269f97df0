"""What an experiment found, as one JSON document for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

import attrs

import asnwork
from asnwork.policies.legality import LegalConflict
from asnwork.report.cells import Cell
from asnwork.report.digest import digest_of
from asnwork.report.findings import Findings
from asnwork.report.sensitivity import AtLoad
from asnwork.scoring.scorer import FormulaScorer
from asnwork.simulation.experiment import Point
from asnwork.simulation.statistics import PairedDifference

__all__ = ["SCHEMA", "document", "json_text"]

SCHEMA = 1
"""The number of the form of the document; another form gets another number."""


def json_text(content: object) -> str:
    """Return a document as JSON: keys sorted, floats whole, a missing number as null.

    Examples:
        >>> print(json_text({"b": 0.1, "a": float("nan")}), end="")
        {
          "a": null,
          "b": 0.1
        }
    """
    return (
        json.dumps(_missing_as_null(content), sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)
        + "\n"
    )


def _conflict(conflict: LegalConflict) -> dict[str, Any]:
    basis, example = conflict.basis, conflict.example
    return {
        "rule": conflict.rule,
        "code": conflict.code,
        "article": None if basis is None or basis.reference is None else str(basis.reference),
        "certainty": None if basis is None else basis.certainty.value,
        "text": str(conflict.reason),
        "needs": conflict.needs,
        "example": None if example is None else dict(example.figures),
    }


def _missing_as_null(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _missing_as_null(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_missing_as_null(item) for item in value]
    return value


def document(found: Findings) -> dict[str, Any]:
    """Return what an experiment found as plain tables and lists.

    Nothing in it depends on the order of officers or services in a file, on the workers or on the clock.
    Figures of officers are those of the report: cells of fewer than ten are merged.
    """
    outcome, scenario = found.outcome, found.outcome.scenario
    return {
        "schema": SCHEMA,
        "asnwork": asnwork.__version__,
        "interrupted": outcome.interrupted,
        "reform": None if outcome.reform is None else str(outcome.reform),
        "simulated": True,
        "scenario": {
            "name": scenario.name,
            "digest": digest_of(scenario),
            "seed": scenario.seed,
            "load": scenario.load,
            "since": scenario.since.isoformat(),
            "until": scenario.until.isoformat(),
            "assumptions": {
                name: {
                    **{key: getattr(each, key) for key in ("value", "low", "high", "unit")},
                    "basis": str(each.basis),
                }
                for name, each in scenario.assumptions.items()
            },
        },
        "design": {
            "replications": outcome.design.replications,
            "replications_finished": found.replications,
            "loads": list(outcome.design.loads),
            "range_replications": outcome.design.range_replications,
            "range_days": outcome.design.range_days,
        },
        "schemes": [
            {
                "name": scheme.name,
                "workplace": scheme.workplace.name,
                "pay": scheme.pay.name,
                "pay_version": scheme.pay.version,
                "scored": "by formulas" if isinstance(scheme.pay.scorer, FormulaScorer) else "row by row",
                "legal_status": scheme.legal_status,
                "conflicts": [_conflict(each) for each in found.conflicts.get(scheme.name, ())],
                "share_of_posts": scheme.share_of_posts,
            }
            for scheme in outcome.schemes
        ],
        "family": found.family,
        "smallest_that_matters": dict(found.smallest),
        "headlines": [
            {
                "measure": each.measure,
                "scheme": each.scheme,
                "value": each.value,
                "change": _change(each.change),
                "assumptions": each.assumptions,
                "practical": each.practical,
            }
            for each in found.headlines
        ],
        "effects": [
            {
                "measure": each.measure,
                "factor": each.factor,
                "change": _change(each.change),
                "practical": each.practical,
            }
            for each in found.effects
        ],
        "by_load": [_at_load(each) for each in (*found.by_load, *found.waits_by_load)],
        "signs_differ": {
            name: found.signs_differ(name) for name in sorted({each.workplace for each in found.by_load})
        },
        "readings": found.readings,
        "paid": [
            {
                "workplace": each.workplace,
                "cells": [_cell(cell) for cell in each.cells],
                "staff": [_cell(cell) for cell in each.staff],
            }
            for each in found.paid
        ],
        "runs": [
            {**_point(each.point), "service": each.service, "pay": each.measures} for each in outcome.findings
        ],
    }


def _change(change: PairedDifference | None) -> dict[str, Any] | None:
    return None if change is None else attrs.asdict(change)


def _point(point: Point) -> dict[str, Any]:
    return attrs.asdict(point)


def _at_load(each: AtLoad) -> dict[str, Any]:
    return {
        "measure": each.measure,
        "workplace": each.workplace,
        "load": each.load,
        "before": each.before,
        "changes": [attrs.asdict(change) for change in each.changes],
        "worse_from": each.worse_from,
        "better_from": each.better_from,
        "flips_at": each.flips_at,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return attrs.asdict(cell) | {"paid": dict(cell.paid), "held": dict(cell.held)}
