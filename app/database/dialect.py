"""The few places where SQLite and PostgreSQL want other words, beside the search index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from app.database.place import Server
from app.database.record import database

WRITERS = 0x47454E44
"""The key of the lock under which a server's transactions write one after the other, as the chain of hashes needs."""
CHANNEL = "gendan_news"
"""Told in each COMMIT of a server's change; every open program listens."""
SHORT = 250
"""Milliseconds that SQLite itself waits for a lock: in a read, and in COMMIT for the readers to go. For the write lock
it does not wait at all: twenty programs that ask every few milliseconds are more than a drive can answer."""
WAIT = 1000
"""Milliseconds that one try for that lock waits."""


def on_server() -> bool:
    """Tell whether the open database is a server's."""
    return database.obj is not None and isinstance(database.obj.place, Server)


def begin() -> None:
    """Begin a transaction that will write; whoever comes second gets an error at once that means busy."""
    if on_server():
        database.execute_sql("BEGIN")
        database.execute_sql(f"SET LOCAL lock_timeout = {WAIT}")
        database.execute_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
        database.execute_sql("SET LOCAL lock_timeout = 0")
    else:
        database.execute_sql("PRAGMA busy_timeout=0")
        try:
            database.execute_sql("BEGIN IMMEDIATE")
        finally:
            database.execute_sql(f"PRAGMA busy_timeout={SHORT}")


@contextmanager
def together() -> Iterator[None]:
    """Let several queries see one committed state, under one lock: on a share each lock costs about eight requests.

    For what is quick only: nobody can save while it lasts. Within a transaction that is open already it does nothing.
    """
    if in_transaction():
        yield
        return
    database.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if on_server() else "BEGIN")
    try:
        yield
    finally:
        if in_transaction():
            database.execute_sql("ROLLBACK")


def in_transaction() -> bool:
    """Tell whether this thread's connection has a transaction open."""
    return bool(database.connection().in_transaction)


def schema() -> int:
    """Return the schema version of the open database; asks the drive nothing inside a transaction."""
    if on_server():
        return int(database.execute_sql("SELECT version FROM gendan_schema").fetchone()[0])
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def tell(entry: int) -> None:
    """Let a server tell all open programs of a change once it is committed; a file is looked at instead."""
    if on_server():
        database.execute_sql(f"SELECT pg_notify('{CHANNEL}', '{entry}')")


def recent_sessions() -> int:
    """Return how many programs gave a sign of life in the last minute and a half."""
    limit = (datetime.now(UTC) - timedelta(seconds=90)).isoformat(timespec="milliseconds")
    return int(database.execute_sql("SELECT COUNT(*) FROM presence WHERE seen >= ?", (limit,)).fetchone()[0])

