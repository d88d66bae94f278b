"""Looks whether the records are what the history says: the first change that another tool altered is named.

Two things are compared: the chain of hashes over the changes, and each record's content with what its last change left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from app.database.fields import Moment
from app.database.history import link
from app.database.record import Record, content_fields, database, every_record
from app.domain.frozen import frozen
from app.domain.text import _


@frozen
class Broken:
    """What does not fit: the change (0 where only a record differs), the table and record, and a sentence."""

    entry: int
    place: str
    record: int
    words: str


@frozen
class Verdict:
    """How many changes and records were looked at, the newest hash, and what does not fit, first things first."""

    entries: int
    records: int
    head: str
    broken: tuple[Broken, ...]


PART = 2000
"""Changes read at a time."""
MOST = 20
"""Misfits that are listed; where there are more, the file is worth a restore, not a list."""

Row = tuple[int, str, int, int, str | None, str | None]


def verify_history() -> Verdict:
    """Walk the whole history and all records; call it in a reading task, it takes a second per 100,000 changes."""
    broken: list[Broken] = []
    states: dict[tuple[str, int], dict[str, Any] | None] = {}
    versions: dict[tuple[str, int], int] = {}
    previous, entries = "", 0
    whole = True
    for entry, rows in _entries():
        _number, uuid, title, at, who, chain = entry
        entries += 1
        odd = _follow(states, versions, rows)
        fits = link(previous, uuid, title, at, who, [row[1:] for row in rows]) == chain
        if not fits and whole:
            broken.append(_named(entry, odd or (rows[0] if rows else None)))
            whole = False
        previous = chain
    records = 0
    for model in every_record():
        for misfit in _misfits(model, states, versions):
            records += 1
            if misfit is not None and len(broken) < MOST:
                broken.append(misfit)
    return Verdict(entries, records, previous, tuple(broken))


def _entries() -> Iterator[tuple[tuple[Any, ...], list[Row]]]:
    """Yield each change with its rows, in stored values."""
    at = 0
    while True:
        entries = database.execute_sql(
            f"SELECT id, uuid, title, at, who, chain FROM change_entry WHERE id > {at} ORDER BY id LIMIT {PART}"
        ).fetchall()
        if not entries:
            return
        first, last = entries[0][0], entries[-1][0]
        rows: dict[int, list[Row]] = {}
        for row in database.execute_sql(
                "SELECT entry_id, place, record, version, before, after FROM change_row "
                f"WHERE entry_id BETWEEN {first} AND {last} ORDER BY entry_id, id").fetchall():
            rows.setdefault(row[0], []).append(tuple(row))
        for entry in entries:
            yield tuple(entry), rows.get(entry[0], [])
        at = last


def _follow(states: dict[tuple[str, int], dict[str, Any] | None], versions: dict[tuple[str, int], int],
            rows: list[Row]) -> Row | None:
    """Carry the records on by one change; return the first row that does not fit what stood before."""
    odd = None
    for row in rows:
        _entry, place, record, version, before_text, after_text = row
        key = (place, record)
        try:
            before = json.loads(before_text) if before_text else None
            after = json.loads(after_text) if after_text else None
        except ValueError:
            odd = odd or row
            continue
        known = states.get(key)
        if before and known is not None and any(known.get(c) != v for c, v in before.items()):
            odd = odd or row
        states[key] = None if after is None else {**(known or {}), **after}
        if after is None and before is not None:
            states[key] = {**(known or {}), **before}
        versions[key] = version
    return odd


def _named(entry: tuple[Any, ...], row: Row | None) -> Broken:
    number, _uuid, title, at, who, _chain = entry
    when = Moment("").python_value(at)
    place, record = (row[1], row[2]) if row is not None else ("", 0)
    return Broken(number, place, record, _(
        "Change {number} “{title}” of {who}, {when:%Y-%m-%d %H:%M}, is not what was written then: {place} {record}")
        .format(number=number, title=_(title), who=who, when=when, place=place, record=record or ""))


def _misfits(model: type[Record], states: dict[tuple[str, int], dict[str, Any] | None],
             versions: dict[tuple[str, int], int]) -> Iterator[Broken | None]:
    """Yield None for each record that is what its history left, else what differs."""
    place = model._meta.table_name
    fields = content_fields(model)
    columns = ", ".join(f'"{f.column_name}"' for f in fields)
    seen = set()
    for row in database.execute_sql(f'SELECT id, version, {columns} FROM "{place}" ORDER BY id').fetchall():
        key = (place, row[0])
        seen.add(row[0])
        state = states.get(key)
        if state is None:
            yield Broken(0, place, row[0], _("{place} {record} is in no change of the history").format(
                place=place, record=row[0]))
            continue
        wrong = next((f for f, value in zip(fields, row[2:], strict=True)
                      if state.get(f.column_name) != value and (state.get(f.column_name) or value)), None)
        if wrong is not None or versions[key] != row[1]:
            yield Broken(0, place, row[0], _("{place} {record} differs from its history in “{field}”").format(
                place=place, record=row[0], field=_(wrong.label) if wrong is not None else _("Version")))
        else:
            yield None
    for table, record in states:
        if table == place and record not in seen:
            yield Broken(0, place, record, _("{place} {record} was removed by another tool").format(
                place=place, record=record))
