"""Catches a look at the clock, at chance, at the environment or at a file while something runs."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any, TypeVar

__all__ = ["looks_outside"]

T = TypeVar("T")

_TIMES = frozenset(
    f"{clock}{unit}"
    for clock in ("time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime")
    for unit in ("", "_ns")
) | {"localtime", "gmtime", "ctime", "asctime", "strftime"}
_FILES = frozenset({"open", "listdir", "scandir", "stat"})
_ENVIRONMENT = frozenset(
    getattr(type(os.environ), name).__code__ for name in ("__getitem__", "__iter__", "__len__")
)


def looks_outside(call: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
    """Return what a call answers, and at what it looked outside its arguments.

    Nothing is replaced: the interpreter reports each call that this thread makes, so that an alias made long
    ago (`from time import time`) is seen as well, and what was set before is set again also after an error.

    Not seen: what a compiled extension does by itself, what another thread does, the zone of the machine
    read by `astimezone()`, the hash of a text. What differs from one run to the next shows in the answers.

    Args:
        call: What is run, once.

    Returns:
        Its answer, and each look in words, once.

    Examples:
        >>> import time
        >>> looks_outside(time.time)[1], looks_outside(lambda: 1)
        (('the clock (time.time)',), (1, ()))
    """
    seen: dict[str, None] = {}

    def watch(frame: FrameType, event: str, called: Any) -> None:
        # What runs beside the call, such as the clock of a test runner at a collection, is not its doing.
        if frame.f_globals.get("__name__", "").startswith("hypothesis"):
            return
        look = _of_builtin(called) if event == "c_call" else _of_frame(frame) if event == "call" else ""
        if look:
            seen[look] = None

    chance, before = _numpy_state(), sys.getprofile()
    sys.setprofile(watch)
    try:
        found = call()
    finally:
        sys.setprofile(before)
    if _numpy_state() != chance:
        seen["chance (numpy.random)"] = None
    return found, tuple(seen)


def _of_builtin(called: Any) -> str:
    name, owner, home = called.__name__, getattr(called, "__self__", None), called.__module__
    if home == "time" and name in _TIMES:
        return f"the clock (time.{name})"
    if isinstance(owner, type) and issubclass(owner, date) and name in ("now", "today", "utcnow"):
        return f"the clock ({owner.__name__}.{name})"
    if owner is random._inst or isinstance(owner, random.SystemRandom):
        return f"chance (random.{name})"
    if name in ("urandom", "getrandom", "generate_time_safe"):
        return f"chance ({home}.{name})"
    if home in ("io", "_io", "posix", "nt") and name in _FILES:
        return f"a file ({name})"
    return ""


def _of_frame(frame: FrameType) -> str:
    if frame.f_code in _ENVIRONMENT and frame.f_locals.get("self") is os.environ:
        return "the environment (os.environ)"
    return ""


def _numpy_state() -> object:
    """The state of the chance that all users of numpy share; None where numpy is not loaded."""
    module = sys.modules.get("numpy.random")
    if module is None:
        return None
    kind, keys, *rest = module.get_state()
    return kind, keys.tobytes(), *rest
