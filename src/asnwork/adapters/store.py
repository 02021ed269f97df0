"""Stores of events: in memory, and in a file of SQLite."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from types import TracebackType
from typing import Self

from asnwork.adapters.event_codec import event_from_json, event_to_json
from asnwork.domain.identity import RequestId
from asnwork.domain.request.events import RequestEvent
from asnwork.domain.request.store import new_events
from asnwork.errors import Fault, InvalidInput

__all__ = ["MemoryStore", "SqliteStore"]


class MemoryStore:
    """Keeps events as long as it lives; several threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._events: dict[RequestId, tuple[RequestEvent, ...]] = {}

    def load(self, request: RequestId) -> tuple[RequestEvent, ...]:
        """Return the events of a request in order; none when it is not known."""
        with self._lock:
            return self._events.get(request, ())

    def append(self, request: RequestId, events: Sequence[RequestEvent], expected_version: int) -> int:
        """Append events, all or none, and return the new version; see `EventStore.append`."""
        with self._lock:
            stored = self._events.get(request, ())
            added = new_events(request, stored, events, expected_version)
            if added:
                self._events[request] = (*stored, *added)
            return len(stored) + len(added)


_SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS request_event (
        request TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        cause TEXT NOT NULL,
        payload TEXT NOT NULL,
        PRIMARY KEY (request, sequence)
    )
    """,
    """
    CREATE UNIQUE INDEX IF NOT EXISTS request_event_cause
        ON request_event (request, cause) WHERE cause <> ''
    """,
)


class SqliteStore:
    """Keeps events in a file of SQLite; several threads may share one, several processes may open one file.

    Args:
        path: The file; it is made when it does not exist.
        timeout: How long to wait for another writer, in seconds.

    Raises:
        InvalidInput: The file cannot be opened, or is no file of SQLite.

    Examples:
        >>> with SqliteStore(":memory:") as store:
        ...     store.load(RequestId("r1"))
        ()
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float = 10.0) -> None:
        self._lock = Lock()
        try:
            # Transactions are begun by hand, so that reading the version and appending are one.
            self._connection = sqlite3.connect(
                path, timeout=timeout, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _unusable(path, error) from error
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
            with self._transaction():
                for statement in _SCHEMA:
                    self._connection.execute(statement)
        except sqlite3.Error as error:
            self._connection.close()
            raise _unusable(path, error) from error

    def load(self, request: RequestId) -> tuple[RequestEvent, ...]:
        """Return the events of a request in order; none when it is not known.

        Raises:
            InvalidInput: A stored event cannot be read; names the request and the event.
        """
        with self._lock:
            return self._stored(request)

    def append(self, request: RequestId, events: Sequence[RequestEvent], expected_version: int) -> int:
        """Append events, all or none, and return the new version; see `EventStore.append`."""
        with self._lock, self._transaction():
            stored = self._stored(request)
            added = new_events(request, stored, events, expected_version)
            self._connection.executemany(
                "INSERT INTO request_event (request, sequence, cause, payload) VALUES (?, ?, ?, ?)",
                [(request, event.sequence, event.cause, event_to_json(event)) for event in added],
            )
        return len(stored) + len(added)

    def close(self) -> None:
        """Close the file; it can be opened again by another store."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _stored(self, request: RequestId) -> tuple[RequestEvent, ...]:
        rows = self._connection.execute(
            "SELECT sequence, payload FROM request_event WHERE request = ? ORDER BY sequence", (request,)
        ).fetchall()
        return tuple(
            event_from_json(payload, source=f"request {request}, event {sequence}")
            for sequence, payload in rows
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Take the file for writing at once, so that nobody writes between our reading and our writing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            # SQLite has ended the transaction by itself after some errors, such as a full disk.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _unusable(path: str | os.PathLike[str], error: sqlite3.Error) -> InvalidInput:
    expected = "a file of SQLite that can be opened and written, or none yet"
    return InvalidInput(Fault("store", given=os.fspath(path), expected=expected, hint=str(error)))
