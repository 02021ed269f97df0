"""The way in and out: files, logs, tables, stores and plug-ins.

Each name is found in its own module on first use, so that a store does not load what reads logs:

>>> import asnwork.adapters
>>> asnwork.adapters.make_converter("plain").unstructure(2.5)
2.5
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnwork.adapters.case_table import load_case_table
    from asnwork.adapters.catalogue_file import catalogue_of, load_catalogue
    from asnwork.adapters.contract import scorer_faults
    from asnwork.adapters.converter import as_json, make_converter, structure
    from asnwork.adapters.csv_rows import UnusableRow
    from asnwork.adapters.documents import parse_document, read_document
    from asnwork.adapters.event_log import load_event_log, load_log
    from asnwork.adapters.law_file import load_law, read_instrument, read_instruments
    from asnwork.adapters.law_folder import read_law_folder
    from asnwork.adapters.loaded_log import LoadedLog, RepeatedRow
    from asnwork.adapters.mapping import LogMapping, parse_mapping, read_mapping
    from asnwork.adapters.plugins import BrokenPlugin, Plugin, Plugins, discovered_scorers
    from asnwork.adapters.reform_file import read_reform, reform_text
    from asnwork.adapters.replay import OnTime, Replay, on_time, replay_summary
    from asnwork.adapters.scenario_file import parse_scenario, read_scenario
    from asnwork.adapters.scored_frame import ScoredFrame, score_frame
    from asnwork.adapters.store import MemoryStore, SqliteStore

__all__ = [
    "BrokenPlugin",
    "LoadedLog",
    "LogMapping",
    "MemoryStore",
    "OnTime",
    "Plugin",
    "Plugins",
    "RepeatedRow",
    "Replay",
    "ScoredFrame",
    "SqliteStore",
    "UnusableRow",
    "as_json",
    "catalogue_of",
    "discovered_scorers",
    "load_case_table",
    "load_catalogue",
    "load_event_log",
    "load_law",
    "load_log",
    "make_converter",
    "on_time",
    "parse_document",
    "parse_mapping",
    "parse_scenario",
    "read_document",
    "read_instrument",
    "read_instruments",
    "read_law_folder",
    "read_mapping",
    "read_reform",
    "read_scenario",
    "reform_text",
    "replay_summary",
    "score_frame",
    "scorer_faults",
    "structure",
]

# Where each name lives; a name is added here, in `__all__`, and among the imports for type checkers above.
_HOME = {
    **dict.fromkeys(("load_case_table",), "case_table"),
    **dict.fromkeys(("catalogue_of", "load_catalogue"), "catalogue_file"),
    **dict.fromkeys(("as_json", "make_converter", "structure"), "converter"),
    **dict.fromkeys(("UnusableRow",), "csv_rows"),
    **dict.fromkeys(("parse_document", "read_document"), "documents"),
    **dict.fromkeys(("load_event_log", "load_log"), "event_log"),
    **dict.fromkeys(("load_law", "read_instrument", "read_instruments"), "law_file"),
    **dict.fromkeys(("read_law_folder",), "law_folder"),
    **dict.fromkeys(("LoadedLog", "RepeatedRow"), "loaded_log"),
    **dict.fromkeys(("LogMapping", "parse_mapping", "read_mapping"), "mapping"),
    **dict.fromkeys(("OnTime", "Replay", "on_time", "replay_summary"), "replay"),
    **dict.fromkeys(("BrokenPlugin", "Plugin", "Plugins", "discovered_scorers"), "plugins"),
    **dict.fromkeys(("read_reform", "reform_text"), "reform_file"),
    **dict.fromkeys(("parse_scenario", "read_scenario"), "scenario_file"),
    **dict.fromkeys(("scorer_faults",), "contract"),
    **dict.fromkeys(("ScoredFrame", "score_frame"), "scored_frame"),
    **dict.fromkeys(("MemoryStore", "SqliteStore"), "store"),
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'asnwork.adapters' has no attribute {name!r}")
    return getattr(importlib.import_module(f"asnwork.adapters.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
