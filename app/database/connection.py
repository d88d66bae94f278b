"""Opening the shared file by the protocol that a network drive needs, or a database of a server.

The order of the first statements matters: asked for PERSIST first, SQLite would recover another PC's hot
journal in DELETE mode, and a plain list of pragmas leaves a lock that blocks every other PC's writes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import peewee

from app.database import header, holder
from app.database.dialect import SHORT, on_server
from app.database.faults import TROUBLE, Missing, OlderFile, ReadOnly, WrongJournal, told
from app.database.header import APPLICATION_ID
from app.database.patience import Patience
from app.database.place import Place, Server, place_of
from app.database.record import Table, database

PAGE_SIZE = 16384
PRAGMAS = ("foreign_keys=ON", "mmap_size=0", "temp_store=MEMORY", "cell_size_check=ON", "trusted_schema=OFF",
           "synchronous=FULL", "journal_size_limit=4194304", "cache_size=-65536", "cache_spill=OFF")
FIRST = ("locking_mode=EXCLUSIVE", "journal_mode=PERSIST", "locking_mode=NORMAL")

_reads_only = False


def create(path: Place, models: Sequence[type[Table]]) -> None:
    """Make a new, empty company file; it appears under its name only when it is complete."""
    if isinstance(path, Server):
        from app.database.postgresql import create as create_on_server

        _bind_server(path)
        create_on_server(models, header.SCHEMA)
        close()
        return
    draft = path.with_name(path.name + f".new{os.getpid()}")
    draft.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = sqlite3.connect(draft)
    try:
        raw.execute(f"PRAGMA page_size={PAGE_SIZE}")
        raw.execute("PRAGMA journal_mode=DELETE")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={header.SCHEMA}")
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


def open_file(path: Place | str, read_only: bool = False) -> None:
    """Open a company file on this thread; refuse, each in its own words, what is not safe to use."""
    place = place_of(path)
    if isinstance(place, Server):
        from app.database.postgresql import look as look_at_server

        _bind_server(place, read_only)
        _refuse_older(place, look_at_server(place, header.SCHEMA))
        return
    try:
        there = place.exists()
    except OSError as error:
        raise told(error, place) from error
    if not there:
        raise Missing(place)
    _refuse_older(place, header.look(place))
    _bind(place, read_only)


def _refuse_older(place: Place, found: int) -> None:
    if found < header.SCHEMA:
        raise OlderFile(place, found, header.SCHEMA)


def by_protocol(execute: Callable[[str], Any]) -> None:
    """Give a fresh SQLite connection the journal mode and pragmas of a shared drive, in the order that is safe."""
    for first in FIRST:
        execute(f"PRAGMA {first}")
    execute("SELECT 1 FROM sqlite_master")
    for pragma in PRAGMAS:
        execute(f"PRAGMA {pragma}")


def raw_connection(path: Path) -> sqlite3.Connection:
    """Return a connection of its own to a company file, for backups, checks and migrations."""
    made = sqlite3.connect(path, timeout=15, isolation_level=None)
    made.text_factory = lambda found: found.decode("utf-8", "replace")
    try:
        by_protocol(lambda sql: made.execute(sql).fetchall())
    except BaseException:
        made.close()
        raise
    return made


def _bind(path: Path, read_only: bool = False) -> None:
    global _reads_only
    close()
    name = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    if database.obj is None or database.obj.database != name:
        database.initialize(peewee.SqliteDatabase(name, timeout=SHORT / 1000, autoconnect=False, uri=read_only))
    file = database.obj  # one object for all threads of a file; each thread has a connection of its own
    file.place = path
    _reads_only = read_only
    patience = Patience(path)
    while True:
        try:
            file.connect()
            if read_only:
                file.execute_sql("SELECT 1 FROM sqlite_master").fetchall()
                file.execute_sql("PRAGMA query_only=ON").fetchall()
            else:
                by_protocol(lambda sql: file.execute_sql(sql).fetchall())
                if file.execute_sql("PRAGMA journal_mode").fetchone()[0] != "persist":
                    raise WrongJournal(path)
            return
        except TROUBLE as error:
            close()
            patience.wait(error)
        except BaseException:
            close()
            raise


def _bind_server(place: Server, read_only: bool = False) -> None:
    global _reads_only
    from app.database.postgresql import database_of

    close()
    if database.obj is None or getattr(database.obj, "place", None) != place:
        database.initialize(database_of(place))
    _reads_only = read_only
    try:
        database.obj.connect()
        if read_only:
            database.execute_sql("SET default_transaction_read_only = on")
    except peewee.DatabaseError as error:
        close()
        raise told(error, str(place)) from error


def close() -> None:
    """Close the connection of this thread, if there is one."""
    if is_open():
        database.close()
        if isinstance(database.obj.place, Path):
            holder.forget(database.obj.place)


def open_again() -> None:
    """Open the place where an earlier try to reopen it failed; the drive may be back."""
    if not is_open():
        open_file(place_of_database(), _reads_only)


def reopen() -> None:
    """Open the same place anew on this thread: after a drive or server was away, its old handle stays dead."""
    place, read_only = place_of_database(), _reads_only
    close()
    open_file(place, read_only)


def is_open() -> bool:
    """Tell whether this thread has a connection."""
    return database.obj is not None and not database.is_closed()


def place_of_database() -> Place:
    """Return where the open database lies."""
    found: Place = database.obj.place
    return found


def path_of_database() -> Path:
    """Return the path of the open file; ValueError where it is a server."""
    found = place_of_database()
    if isinstance(found, Server):
        raise ValueError(str(found))
    return found


def refuse_if_read_only() -> None:
    """Raise ReadOnly where the file was opened for reading alone."""
    if _reads_only:
        raise ReadOnly


def data_version() -> int:
    """Return a number that changes when another connection has committed."""
    if on_server():
        return int(database.execute_sql("SELECT COALESCE(MAX(id), 0) FROM change_entry").fetchone()[0])
    return int(database.execute_sql("PRAGMA data_version").fetchone()[0])
