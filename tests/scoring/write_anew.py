"""Writes the contract files of this folder anew, from what the code now says; then read the difference.

    python -m tests.scoring.write_anew

What a case is made of stays as it stands in its file; what came of it is written anew. Nothing here is a
test: the tests compare with the files, to the letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asnwork.errors import AsnworkError
from asnwork.scoring.allowance import allowance
from asnwork.scoring.score import Score
from asnwork.scoring.scorer import evaluate
from tests.scoring import test_claims, test_error_texts, test_printed_sheets, test_wordings
from tests.scoring.contracts import (
    DAY,
    PAYS,
    SCORERS,
    evidence_of,
    inner_parts,
    reasons_of,
    said,
    tables,
)
from tests.scoring.test_allowances_paid import BASE

FOLDER = Path(__file__).parent
WIDTH = 100


def month(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case of months.toml."""
    scorer = SCORERS[case["scorer"]]()
    answer = evaluate(scorer, evidence_of(scorer, case["figures"]), on=DAY)
    scored = isinstance(answer, Score)
    return {
        "scorer": case["scorer"],
        "figures": case["figures"],
        **({"value": answer.value, "gate": answer.gate.value} if isinstance(answer, Score) else {}),
        "coverage": answer.coverage,
        "parts": [
            [part.name, "missing" if part.value is None else part.value, part.weight, part.effective_weight]
            for part in inner_parts(answer.parts)
        ],
        **({} if scored else {"missing": list(getattr(answer, "missing", ()))}),
        **said(reasons_of(answer)),
    }


def paid(case: Mapping[str, Any]) -> dict[str, Any]:
    """A case of allowances.toml."""
    found = allowance(PAYS[case["rule"]](), BASE, None, case["figures"], on=DAY, simulated=True)
    numbers = [(line.weight, line.achieved, line.amount) for line in found.lines]
    return {
        "rule": case["rule"],
        "figures": case["figures"],
        "printed": str(found),
        "settled": found.settled,
        "months": found.months,
        "lines": [
            [line.code, line.status.value, *("none" if number is None else number for number in known)]
            for line, known in zip(found.lines, numbers, strict=True)
        ],
        "missing": [list(line.missing) for line in found.lines],
        **said(line.reason for line in found.lines),
    }


def scorer_claims(name: str) -> dict[str, Any]:
    """A case of scorers.toml."""
    scorer = SCORERS[name]()
    return {
        "scorer": scorer.name,
        "version": scorer.version,
        "scale": test_claims.scale_of(scorer.scale),
        "subject": scorer.subject,
        "gate": scorer.gate is not None,
        "way": scorer.way,
        "units": dict(sorted(scorer.units.items())),
        "law": sorted(parameter.path for parameter in scorer.parameters),
        "part_scales": test_claims.scales_of(scorer),
        "rests_on": [test_claims.sureness(part) for part in scorer.parts],
        "parts": [test_claims.part_of(part) for part in scorer.parts],
        "levers": [test_claims.lever_of(lever) for lever in scorer.levers],
    }


def pay_claims(name: str) -> dict[str, Any]:
    """A case of pays.toml."""
    rule = PAYS[name]()
    return {
        "rule": rule.name,
        "version": rule.version,
        "label": test_claims.both(rule.label),
        "legal_status": rule.legal_status,
        "for_teaching_only": rule.for_teaching_only,
        "basis": str(rule.basis),
        "reads": sorted(rule.reads),
        "law": sorted({parameter.path for parameter in rule.parameters}),
        "lines": [test_claims.line_of(line) for line in rule.lines],
    }


def error_text(name: str) -> dict[str, Any]:
    """A case of error_texts.toml."""
    try:
        test_error_texts.WHERE[name]()
    except AsnworkError as error:
        return test_error_texts.facts(error)
    raise AssertionError(f"no error: {name}")


# --- as TOML -----------------------------------------------------------------------------------------


def key(name: str) -> str:
    """A key, in quotes where it needs them."""
    return name if name.replace("_", "").isalnum() else f'"{name}"'


def value(found: Any, depth: int = 0) -> str:
    """A value; a list that is long has a line for each item."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, int | float):
        return repr(found)
    if isinstance(found, str):
        text = found.replace("\\", "\\\\")
        return f'"""\n{text}"""' if "\n" in text else '"' + text.replace('"', '\\"') + '"'
    if isinstance(found, Mapping):
        pairs = ", ".join(f"{key(name)} = {value(item)}" for name, item in found.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    line = f"[{', '.join(map(value, found))}]"
    if len(line) < WIDTH:
        return line
    indent = "    " * depth
    return "[\n" + "".join(f"{indent}    {value(item, depth + 1)},\n" for item in found) + f"{indent}]"


def written(cases: Mapping[str, Mapping[str, Any]]) -> str:
    """Cases as TOML, each a table; a list of tables below its case."""
    texts = []
    for name, case in cases.items():
        below = {part: found for part, found in case.items() if found and _tables(found)}
        texts += ["", f'["{name}"]', *_pairs({part: case[part] for part in case if part not in below})]
        for part, found in below.items():
            for each in found:
                texts += ["", f'[["{name}".{key(part)}]]', *_pairs(each)]
    return "\n".join(texts) + "\n"


def _tables(found: Any) -> bool:
    return isinstance(found, list) and isinstance(found[0], Mapping)


def _pairs(case: Mapping[str, Any]) -> list[str]:
    return [f"{key(name)} = {value(found)}" for name, found in case.items()]


def write(file: str, cases: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a file anew below the comment that it begins with."""
    path = FOLDER / file
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    path.write_text("\n".join(head) + "\n" + written(cases), encoding="utf-8")


def main() -> None:
    """Write all of them."""
    write("months.toml", {name: month(case) for name, case in tables("months.toml").items()})
    write("allowances.toml", {name: paid(case) for name, case in tables("allowances.toml").items()})
    write("scorers.toml", {name: scorer_claims(name) for name in SCORERS})
    write("pays.toml", {name: pay_claims(name) for name in PAYS})
    write("error_texts.toml", {name: error_text(name) for name in test_error_texts.WHERE})
    write("wordings.toml", {name: test_wordings.words(say()) for name, say in test_wordings.SAID.items()})
    for name, text in test_printed_sheets.files().items():
        (test_printed_sheets.FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
