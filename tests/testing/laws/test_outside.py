from __future__ import annotations

import os
import random
import secrets
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic as renamed
from typing import Any

import numpy as np
import pytest

from asnwork.testing.laws import looks_outside


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (time.time, "the clock (time.time)"),
        (renamed, "the clock (time.monotonic)"),
        (lambda: datetime.now(tz=UTC), "the clock (datetime.now)"),
        (date.today, "the clock (date.today)"),
        (random.random, "chance (random.random)"),
        (lambda: random.choice([1, 2]), "chance (random.getrandbits)"),
        (lambda: secrets.token_hex(4), "chance (posix.urandom)"),
        (uuid.uuid4, "chance (posix.urandom)"),
        (lambda: os.urandom(1), "chance (posix.urandom)"),
        (np.random.random, "chance (numpy.random)"),
        (lambda: os.environ.get("HOME"), "the environment (os.environ)"),
        (lambda: "HOME" in os.environ, "the environment (os.environ)"),
        (lambda: Path(__file__).stat(), "a file (stat)"),
        (lambda: open(__file__, encoding="utf-8").close(), "a file (open)"),
    ],
)
def test_a_look_outside_is_seen(call: Callable[[], Any], expected: str) -> None:
    """A look at the clock, at chance, at the environment or at a file is told in words."""
    assert (expected,) == looks_outside(call)[1]


@pytest.mark.parametrize(
    "call",
    [
        lambda: date(2026, 5, 31).isoformat(),
        lambda: random.Random(7).random(),
        lambda: {"now": 1}.get("now"),
        lambda: sorted([3, 1, 2]),
    ],
)
def test_what_looks_at_nothing_is_let_pass(call: Callable[[], Any]) -> None:
    """Days, a chance of one's own with a seed, and plain computing are no look outside."""
    assert (call(), ()) == looks_outside(call)


@pytest.mark.parametrize("call", [lambda: 1, lambda: 1 / 0])
def test_what_watched_before_watches_again(call: Callable[[], Any]) -> None:
    """Whoever watched the calls of this thread before does so again, also after an error."""

    def watch(*seen: Any) -> None:
        pass

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        with suppress(ZeroDivisionError):
            looks_outside(call)
        assert watch is sys.getprofile()
    finally:
        sys.setprofile(before)


def test_a_look_that_is_hidden_is_seen() -> None:
    """A scorer that swallows every error hides nothing: nothing is raised, the look is written down."""

    def hidden() -> int:
        try:
            time.time()
        except Exception:
            return 0
        return 1

    assert (1, ("the clock (time.time)",)) == looks_outside(hidden)
