"""Steps that lead a file from one schema version to the next: all of them in one transaction, or none.

A step adds first (columns that may be empty, tables, indexes) and takes nothing away, so that a backup of the version
before can always be read. Programs of the older version write nothing from then on and say which version they need.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.database import backup
from app.database.beside import Held, barrier
from app.database.connection import raw_connection
from app.database.damage import refuse_if_stopped
from app.database.faults import TROUBLE, DatabaseTrouble, OthersIn
from app.database.header import SCHEMA, look, schema_of
from app.database.patience import meant
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

    def __init__(self, path: Path, step: Step, detail: str) -> None:
        super().__init__(_("“{path}” could not be brought to version {version} ({step}: {detail}). Nothing was "
                           "changed; the program of the version before goes on working with it.").format(
            path=path, version=step.to, step=_(step.title), detail=detail))


def needed(path: Path, steps: Sequence[Step] = STEPS) -> list[Step]:
    """Return the steps that a file still needs."""
    found = schema_of(path)
    return [step for step in steps if step.to > found]


def migrate(path: Path, steps: Sequence[Step] = STEPS, schema: int = SCHEMA) -> Path | None:
    """Bring a file up to date with nobody else in; return the backup made before, None where nothing was needed."""
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


def _run(path: Path, steps: Sequence[Step]) -> None:
    step = steps[0]
    raw = None
    try:
        raw = raw_connection(path)
        raw.execute("BEGIN EXCLUSIVE")
        if names := others_in(raw):
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


