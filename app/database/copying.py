"""The whole company from one place to another, file or server, either way: counts and hashes are compared.

Rows go as they are stored, history and all, so the chain of hashes is the same on both sides.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import peewee

from app.database import attachments, connection, dialect
from app.database.faults import DatabaseTrouble
from app.database.place import Place, Server
from app.database.presence import Presence
from app.database.record import Table, database
from app.database.search import SearchEntry, rebuild_index
from app.domain.frozen import frozen
from app.domain.text import _

PART = 5000
"""Rows read and written at a time."""


@frozen
class Copied:
    """One table after copying: its name, rows, and the hash over all of them."""

    table: str
    rows: int
    digest: str


class NotTheSame(DatabaseTrouble):
    """What arrived is not what was sent."""

    def __init__(self, table: str, source: Copied, target: Copied) -> None:
        super().__init__(_("The copy differs in “{table}”: {before} rows became {after}. The copy must not be used; "
                           "the original is as it was.").format(table=table, before=source.rows, after=target.rows))


def in_order(models: Sequence[type[Table]]) -> list[type[Table]]:
    """Return the tables so that none comes before one it points to."""
    return list(peewee.sort_models([m for m in models if m is not Presence]))


def copy(source: Place, target: Place, models: Sequence[type[Table]]) -> list[Copied]:
    """Copy a company into a place where none is yet, and compare; what is half-made is not left behind."""
    if isinstance(target, Path) and target.exists():
        raise FileExistsError(_("“{path}” is there already; choose another name, nothing is overwritten.")
                              .format(path=target))
    connection.open_file(source)
    with dialect.together():
        spooled, sent = _spool(models)
        files = dict(attachments.contents())
    connection.close()
    connection.create(target, models)
    try:
        connection.open_file(target)
        _fill(spooled, models)
        for digest, content in files.items():
            attachments.put(digest, content)
        arrived = [digest_of(m) for m in in_order(models)]
        for before, after in zip(sent, arrived, strict=True):
            if before != after:
                raise NotTheSame(before.table, before, after)
        return arrived
    except BaseException:
        connection.close()
        _remove(target, models)
        raise


def copy_open(target: Path) -> None:
    """Copy the open server's company into a new file, for a backup."""
    from app.database.record import every_table

    source = connection.place_of_database()
    try:
        copy(source, target, every_table())
    finally:
        connection.close()
        connection.open_file(source)


Spool = dict[str, list[tuple[Any, ...]]]


def _spool(models: Sequence[type[Table]]) -> tuple[Spool, list[Copied]]:
    found: Spool = {}
    for model in in_order(models):
        found[model._meta.table_name] = [row for part in _parts(model) for row in part]
    return found, [_digest(m._meta.table_name, found[m._meta.table_name]) for m in in_order(models)]


def _columns(model: type[Table]) -> str:
    return ", ".join(f'"{f.column_name}"' for f in model._meta.sorted_fields)


def _parts(model: type[Table]) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    place = next(n for n, f in enumerate(model._meta.sorted_fields) if f.name == "id")
    while True:
        rows = [tuple(r) for r in database.execute_sql(
            f'SELECT {_columns(model)} FROM "{model._meta.table_name}" WHERE id > {last} ORDER BY id LIMIT {PART}')
            .fetchall()]
        if not rows:
            return
        yield rows
        last = rows[-1][place]


def digest_of(model: type[Table]) -> Copied:
    """Return count and hash of a table of the open database."""
    return _digest(model._meta.table_name, [row for part in _parts(model) for row in part])


def _digest(table: str, rows: list[tuple[Any, ...]]) -> Copied:
    found = hashlib.sha256()
    for row in rows:
        found.update(repr(row).encode("utf-8"))
    return Copied(table, len(rows), found.hexdigest())


def _fill(spooled: Spool, models: Sequence[type[Table]]) -> None:
    with database.atomic():
        for model in in_order(models):
            names = _columns(model)
            marks = ", ".join("?" * len(model._meta.sorted_fields))
            database.connection().executemany(
                f'INSERT INTO "{model._meta.table_name}" ({names}) VALUES ({marks})', spooled[model._meta.table_name])
        if SearchEntry in models:
            rebuild_index()


def _remove(target: Place, models: Sequence[type[Table]]) -> None:
    if isinstance(target, Server):
        connection.open_file(target)
        with database.atomic():
            for model in reversed(in_order([*models, Presence])):
                database.execute_sql(f'DROP TABLE IF EXISTS "{model._meta.table_name}" CASCADE')
            database.execute_sql("DROP FUNCTION IF EXISTS julianday(text)")
            for table in ("presence", "gendan_schema", "file_content"):
                database.execute_sql(f"DROP TABLE IF EXISTS {table} CASCADE")
        connection.close()
        return
    try:
        target.unlink(missing_ok=True)
        Path(f"{target}-journal").unlink(missing_ok=True)
    except (OSError, sqlite3.Error):
        return
