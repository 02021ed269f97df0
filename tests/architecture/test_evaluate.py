"""`evaluate` is the one who asks a scorer: nobody goes past what it checks."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import module_name, modules, tree

# `evaluate` itself, and a scorer of formulas that asks a scorer of formulas inside one of its parts.
ASKERS = {"asnwork.scoring.scorer": "evaluate", "asnwork.scoring.explaining": "explained_part"}


def askers(node: ast.AST) -> list[tuple[str, int]]:
    """The functions under a node that take the method `score` of something, each with the line.

    One that is called counts whatever owns it; one that is handed on, when its owner is named a scorer.
    """
    found = []
    for function in ast.walk(node):
        if not isinstance(function, ast.FunctionDef | ast.Lambda):
            continue
        called = {id(each.func) for each in ast.walk(function) if isinstance(each, ast.Call)}
        name = getattr(function, "name", "lambda")
        found += [
            (name, each.lineno)
            for each in ast.walk(function)
            if isinstance(each, ast.Attribute) and each.attr == "score"
            if id(each) in called or ast.unparse(each.value).rpartition(".")[2].endswith("scorer")
        ]
    return found


def test_evaluate_is_the_only_one_who_asks_a_scorer() -> None:
    """No module but those listed calls the method `score`; the test kit may, to try broken scorers."""
    found = [
        f"{module_name(path)}:{line} asks a scorer in {name}"
        for path in modules()
        if module_name(path).split(".")[1:2] != ["testing"]
        for name, line in askers(tree(path))
        if ASKERS.get(module_name(path)) != name
    ]
    assert [] == found


def test_evaluate_asks_it_once() -> None:
    """The contract has one door: `evaluate` calls the method in one place."""
    (path,) = (path for path in modules("scoring") if module_name(path) == "asnwork.scoring.scorer")
    assert ["evaluate"] == [name for name, _ in askers(tree(path))]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("def f(scorer):\n    return scorer.score({}, None)", ["f"]),
        ("def f(pay):\n    return pay.scorer.score({}, None)", ["f"]),
        ("def f(thing):\n    return thing.score({}, None)", ["f"]),
        ("def f(scorer):\n    return map(scorer.score, [])", ["f"]),
        ("f = lambda scorer: scorer.score({}, None)", ["lambda"]),
        ("def f(row):\n    return row.score.value", []),
        ("class A:\n    def score(self, view, on):\n        return view", []),
    ],
)
def test_askers_are_found(program: str, expected: list[str]) -> None:
    """The check itself finds a call, however the scorer is named, and lets a field of that name pass."""
    assert expected == [name for name, _ in askers(ast.parse(program))]
