"""What is public: `__all__` of every module, of every room, and of the package."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import asnwork
from tests.architecture.sources import ROOMS, SOURCE, is_filled, module_name, modules, tree

FILLED = [path for path in modules() if is_filled(path) and path.stem != "__main__"]
OPEN_ROOMS = [room for room in ROOMS if is_filled(SOURCE / room / "__init__.py")]


def in_order(name: str) -> tuple[int, str]:
    """Constants first, then classes, then the rest, each by name: the order that the linter keeps."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name


@pytest.mark.parametrize("path", FILLED, ids=module_name)
def test_every_module_says_what_is_public(path: Path) -> None:
    """Every module has `__all__`, without repeats, and every name in it exists."""
    module = importlib.import_module(module_name(path))
    names = list(module.__all__)
    assert sorted(set(names)) == sorted(names)
    assert [] == [name for name in names if not hasattr(module, name)]


@pytest.mark.parametrize("room", OPEN_ROOMS)
def test_a_room_lists_its_names_in_order(room: str) -> None:
    """A room's `__all__` is sorted, so that two branches that add a name seldom collide."""
    names = list(importlib.import_module(f"asnwork.{room}").__all__)
    assert sorted(names, key=in_order) == names


@pytest.mark.parametrize("room", OPEN_ROOMS)
def test_what_a_room_offers_is_described(room: str) -> None:
    """Every public function and class of a room has a docstring of its own."""
    module = importlib.import_module(f"asnwork.{room}")
    offered = {name: getattr(module, name) for name in module.__all__}
    described = {
        name: value for name, value in offered.items() if inspect.isclass(value) or inspect.isfunction(value)
    }
    assert [] == [
        name for name, value in described.items() if not (vars(value).get("__doc__") or value.__doc__)
    ]


def test_the_package_lists_its_names_in_order() -> None:
    """The package's own `__all__` is sorted like a room's."""
    assert sorted(asnwork.__all__, key=in_order) == list(asnwork.__all__)


def test_every_public_name_is_found_on_first_use() -> None:
    """Each public name resolves to the very object of its home, which lists it as public too."""
    for name, home in asnwork._HOME.items():
        module = importlib.import_module(home)
        assert getattr(module, name) is getattr(asnwork, name)
        assert name in module.__all__


def test_the_three_lists_of_public_names_agree() -> None:
    """`__all__`, the table of homes and the imports for type checkers name the same things."""
    typed = {
        alias.name: node.module
        for block in tree(SOURCE / "__init__.py").body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert asnwork._HOME == typed
    assert sorted(asnwork.__all__) == sorted(asnwork._HOME)


def test_every_public_name_is_offered_for_completion() -> None:
    """`dir(asnwork)` shows the public names before they are used."""
    assert set(asnwork.__all__) <= set(dir(asnwork))


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not public raises AttributeError and names it."""
    with pytest.raises(AttributeError, match="'Nobody'"):
        _ = asnwork.Nobody
