"""Steps that lead a file from one schema version to the next: all of them in one transaction, or none.

A step adds first (columns that may be empty, tables, indexes) and takes nothing away, so that a backup of the version
before can always be read. Programs of the older version write nothing from then on and say which version they need.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import peewee

from app.database import backup
from app.database.beside import Held, barrier
from app.database.connection import raw_connection
from app.database.damage import refuse_if_stopped
from app.database.faults import TROUBLE, DatabaseTrouble, OthersIn
from app.database.header import look, schema_of
from app.database.patience import meant
from app.database.place import Place, Server
from app.database.presence import who_is_in
from app.database.record import database
from app.domain.frozen import frozen
from app.domain.text import _


@frozen
class Step:
    """One step: the version it leads to, what it does in a word, and run(execute) with a function for statements."""

    to: int
    title: str
    run: Callable[[Callable[[str], object]], object]


STEPS: tuple[Step, ...] = ()
"""Every step ever published, in order; SCHEMA is the last one's version."""


class StepFailed(DatabaseTrouble):
    """A step could not be done; the file is as it was."""

    def __init__(self, path: Place, step: Step, detail: str) -> None:
        super().__init__(_("“{path}” could not be brought to version {version} ({step}: {detail}). Nothing was "
                           "changed; the program of the version before goes on working with it.").format(
            path=path, version=step.to, step=_(step.title), detail=detail))


def needed(path: Path, steps: Sequence[Step] | None = None) -> list[Step]:
    """Return the steps that a file still needs."""
    found, steps = schema_of(path), STEPS if steps is None else steps
    return [step for step in steps if step.to > found]


def bring_up_to_date(place: Place) -> None:
    """Lead a company file, or the server's database that is open, through the steps that it still needs."""
    if isinstance(place, Server):
        migrate_server(place)
    else:
        migrate(place)


def migrate(path: Path, steps: Sequence[Step] | None = None, schema: int | None = None) -> Path | None:
    """Bring a file up to date with nobody else in; return the backup made before, None where nothing was needed."""
    steps = STEPS if steps is None else steps
    look(path, schema)
    if not needed(path, steps):
        return None
    refuse_if_stopped(path)
    try:
        with barrier(path, "upgrade"):
            if not needed(path, steps):
                return None
            made = backup.backup_of(path, backup.BEFORE_UPGRADE)
            _run(path, steps)
            return made
    except Held as held:
        raise OthersIn(_("another PC that is upgrading the file")) from held


def migrate_server(place: Server, steps: Sequence[Step] | None = None) -> None:
    """Bring the open server's database up to date in one transaction with nobody else in; its own backups are its
    keeper's."""
    steps = STEPS if steps is None else steps
    step = steps[0]
    try:
        with database.atomic():
            found = database.execute_sql("SELECT version FROM gendan_schema FOR UPDATE").fetchone()[0]
            if seen := who_is_in(""):
                raise OthersIn("、".join(f"{one.name} ({one.pc})" if one.pc else one.name for one in seen))
            for step in steps:
                if step.to > found:
                    step.run(database.execute_sql)
            database.execute_sql("UPDATE gendan_schema SET version = ?", (max(found, step.to),))
    except peewee.DatabaseError as error:
        raise StepFailed(place, step, str(error)) from error


def ready_copy(path: Path) -> None:
    """Bring a copy up to date that nobody else knows, such as a backup that is about to be restored."""
    if needed(path):
        _run(path, STEPS, alone=True)


def _run(path: Path, steps: Sequence[Step], alone: bool = False) -> None:
    step = steps[0]
    raw = None
    try:
        raw = raw_connection(path)
        raw.execute("BEGIN EXCLUSIVE")
        if names := [] if alone else others_in(raw):
            raise OthersIn("、".join(names))
        found = raw.execute("PRAGMA user_version").fetchone()[0]
        for step in steps:
            if step.to > found:
                step.run(raw.execute)
                raw.execute(f"PRAGMA user_version={step.to}")
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise StepFailed(path, step, f"{broken[0][0]} {broken[0][1]}")
        raw.execute("COMMIT")
    except TROUBLE as error:
        found = meant(error, path)
        raise (found if isinstance(found, DatabaseTrouble) else StepFailed(path, step, str(error))) from error
    finally:
        if raw is not None:
            _close(raw)


def _close(raw: sqlite3.Connection) -> None:
    """Close a connection; a transaction that still runs goes back with it."""
    try:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    except sqlite3.Error:
        pass
    raw.close()


def others_in(raw: sqlite3.Connection, besides: str = "") -> list[str]:
    """Return the names of those who gave a sign of life in the last minute and a half."""
    limit = (datetime.now(UTC) - timedelta(seconds=90)).isoformat(timespec="milliseconds")
    rows = raw.execute("SELECT name, pc FROM presence WHERE seen >= ? AND session <> ? ORDER BY since",
                       (limit, besides)).fetchall()
    return [f"{name} ({pc})" if pc else name for name, pc in rows]


