"""Opening the shared file by the protocol that a network drive needs.

The order of the first statements matters: asked for PERSIST first, SQLite would recover another PC's hot
journal in DELETE mode, and a plain list of pragmas leaves a lock that blocks every other PC's writes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import peewee

from app.database.faults import Missing, NewerFile, NotOurs, WrongJournal, told
from app.database.record import Table, database

APPLICATION_ID = 0x4744414E
SCHEMA = 1
"""The schema version that this program writes; each step in steps.py leads to the next."""

PAGE_SIZE = 16384
PRAGMAS = ("foreign_keys=ON", "mmap_size=0", "temp_store=MEMORY", "cell_size_check=ON", "trusted_schema=OFF",
           "synchronous=FULL", "journal_size_limit=4194304", "cache_size=-65536")


def create(path: Path, models: Sequence[type[Table]]) -> None:
    """Make a new, empty company file; it appears under its name only when it is complete."""
    draft = path.with_name(path.name + f".new{os.getpid()}")
    draft.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = sqlite3.connect(draft)
    try:
        raw.execute(f"PRAGMA page_size={PAGE_SIZE}")
        raw.execute("PRAGMA journal_mode=DELETE")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={SCHEMA}")
        raw.execute("VACUUM")
    finally:
        raw.close()
    try:
        _bind(draft)
        with database.atomic():
            create_missing(models)
        close()
        draft.replace(path)
        Path(f"{draft}-journal").unlink(missing_ok=True)
    finally:
        close()
        draft.unlink(missing_ok=True)


def create_missing(models: Sequence[type[Table]]) -> None:
    """Create the tables and indexes that the file does not have yet."""
    database.create_tables(list(models), safe=True)
    from app.database.search import create_index

    create_index()


def open_file(path: Path) -> None:
    """Open a company file on this thread; refuse, each in its own words, what is not safe to use."""
    if not path.exists():
        raise Missing(path)
    _look(path)
    _bind(path)


def _look(path: Path) -> None:
    """Read the file's header without SQLite, so that a refused file is not touched at all."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise NotOurs(path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotOurs(path)
    if head[18] == 2 or head[19] == 2:
        raise WrongJournal(path)
    found = int.from_bytes(head[60:64], "big")
    if found > SCHEMA:
        raise NewerFile(path, found, SCHEMA)


def _bind(path: Path) -> None:
    close()
    if database.obj is None or database.obj.database != str(path):
        database.initialize(peewee.SqliteDatabase(str(path), timeout=1, autoconnect=False))
    file = database.obj  # one object for all threads of a file; each thread has a connection of its own
    try:
        file.connect()
        for first in ("locking_mode=EXCLUSIVE", "journal_mode=PERSIST", "locking_mode=NORMAL"):
            file.execute_sql(f"PRAGMA {first}").fetchall()
        file.execute_sql("SELECT 1 FROM sqlite_master").fetchall()
        for pragma in PRAGMAS:
            file.execute_sql(f"PRAGMA {pragma}").fetchall()
    except peewee.DatabaseError as error:
        close()
        raise told(error, path) from error


def close() -> None:
    """Close the connection of this thread, if there is one."""
    if database.obj is not None and not database.is_closed():
        database.close()


def path_of_database() -> Path:
    """Return the path of the open file."""
    return Path(database.obj.database)


def data_version() -> int:
    """Return a number that changes when another connection has committed."""
    return int(database.execute_sql("PRAGMA data_version").fetchone()[0])
