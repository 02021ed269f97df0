"""One path: the simulation runs the rules that it is given, and knows none of them by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import is_filled, module_name, modules, tree

# Classes of policies/ and scoring/ that are no rules: what a rule is given and what it answers. Each
# with the reason why the simulation may name it.
NO_RULES = {
    "Scheme": "what is compared: a bundle of rules, whichever they are",
    "Scorer": "the protocol of every scorer",
    "FormulaScorer": "every scorer that is data, whichever it is; others are asked row by row",
    "Score": "what any scorer answers",
    "InsufficientEvidence": "what any scorer answers where the evidence gives no score",
}


def classes(*rooms: str) -> dict[str, str]:
    """The classes defined in these rooms, each with its module."""
    return {
        node.name: module_name(path)
        for path in modules(*rooms)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }


def names_in(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name under a node: read, imported, taken as an attribute, or spelled out as a text."""
    for child in ast.walk(node):
        match child:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield name, child.lineno
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                yield from ((alias.name.rpartition(".")[2], child.lineno) for alias in aliases)


def rules_named(path: Path, rules: dict[str, str]) -> list[str]:
    """The places in a file that name a rule class."""
    return [
        f"{module_name(path)}:{line} names {name} of {rules[name]}"
        for name, line in names_in(tree(path))
        if name in rules
    ]


def test_the_simulation_names_no_rule() -> None:
    """No class of policies/ or scoring/ is named in simulation/, but those listed above."""
    rules = {name: home for name, home in classes("policies", "scoring").items() if name not in NO_RULES}
    assert [] == [row for path in modules("simulation") for row in rules_named(path, rules)]


def test_the_list_of_exceptions_is_not_stale() -> None:
    """Every exception is still a class of policies/ or scoring/, once those rooms are filled."""
    known = classes("policies", "scoring")
    rooms_open = all(
        any(is_filled(path) for path in modules(room) if path.name != "__init__.py")
        for room in ("policies", "scoring", "simulation")
    )
    assert not rooms_open or set(NO_RULES) <= set(known)


def test_every_way_of_naming_a_rule_is_found(tmp_path: Path) -> None:
    """The check itself sees a name that is imported, read, taken from a module, or spelled out."""
    program = "from a import Rotation\nimport a.Rotation\nRotation()\na.Rotation\nx == 'Rotation'\nrotation\n"
    found = [line for name, line in names_in(ast.parse(program)) if name == "Rotation"]
    assert [1, 2, 3, 4, 5] == sorted(found)
