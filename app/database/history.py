"""Every change, before and after, append-only and chained by hashes; the feed that shows the others' work."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from app.database.fields import Flag, Integer, Link, LongText, Moment, Text
from app.database.record import Record, Table, database
from app.domain.frozen import frozen
from app.domain.keys import new_key
from app.domain.text import N_

NOTHING = 0
"""What an action takes back that changed no record: it can't be taken back itself, and stands in no undo's way."""


class ChangeEntry(Table):
    """One user action: one transaction."""

    uuid = Text(N_("Transaction"), required=True)
    title = Text(N_("What"), required=True)
    at = Moment(N_("When"), required=True)
    who = Text(N_("Who"), required=True)
    pc = Text(N_("PC"))
    undoes = Integer(N_("Takes back"))
    undone = Flag(N_("Taken back"))
    chain = Text(N_("Hash"), required=True)

    class Meta:
        table_name = "change_entry"


class ChangeRow(Table):
    """One record that the action touched; `before` is empty for a new one, `after` for a deleted one."""

    entry = Link(N_("Change"), ChangeEntry, required=True, index=True)
    place = Text(N_("Table"), required=True)
    record = Integer(N_("Record"), required=True)
    version = Integer(N_("Version"), required=True)
    before = LongText(N_("Before"))
    after = LongText(N_("After"))

    class Meta:
        table_name = "change_row"
        indexes = ((("place", "record"), False),)


@frozen
class Step:
    """A record's change as kept: only the columns that differ, in stored values."""

    place: str
    record: int
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def mentions(self) -> bool:
        """Whether the record was only mentioned: nothing in it has changed."""
        return self.before == {} and self.after == {}

    def texts(self) -> tuple[str | None, str | None]:
        """Return before and after as the JSON that is stored and hashed."""
        return as_json(self.before), as_json(self.after)


def as_json(values: dict[str, Any] | None) -> str | None:
    """Return values as canonical JSON."""
    return None if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True)


def head() -> str:
    """Return the hash of the newest change, or an empty text."""
    last = ChangeEntry.select(ChangeEntry.chain).order_by(ChangeEntry.id.desc()).limit(1).tuples().first()
    return last[0] if last else ""


def link(previous: str, uuid: str, title: str, at: str, who: str,
         rows: list[tuple[str, int, int, str | None, str | None]]) -> str:
    """Return the hash of a change that follows `previous`."""
    import hashlib

    text = json.dumps([previous, uuid, title, at, who, rows], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def note(title: str, who: str, pc: str) -> int:
    """Write a change that touches no record, in a transaction of its own; for what is done to the whole file."""
    uuid, at = new_key(), datetime.now(UTC)
    with database.atomic():
        chain = link(head(), uuid, title, Moment("").db_value(at), who, [])
        return int(ChangeEntry.insert(uuid=uuid, title=title, at=at, who=who, pc=pc, undone=False,
                                      chain=chain).execute())


def first_broken() -> ChangeEntry | None:
    """Walk the chain and return the first change whose hash does not fit, or None where all is whole."""
    previous = ""
    raw = Moment("")
    for entry in ChangeEntry.select().order_by(ChangeEntry.id):
        rows = [tuple(r) for r in ChangeRow.select(
            ChangeRow.place, ChangeRow.record, ChangeRow.version, ChangeRow.before, ChangeRow.after)
            .where(ChangeRow.entry == entry.id).order_by(ChangeRow.id).tuples()]
        if link(previous, entry.uuid, entry.title, raw.db_value(entry.at), entry.who, rows) != entry.chain:
            return entry
        previous = entry.chain
    return None


def newest() -> int:
    """Return the number of the newest change, 0 where there is none."""
    return ChangeEntry.select(ChangeEntry.id).order_by(ChangeEntry.id.desc()).limit(1).scalar() or 0


def newest_moment() -> tuple[datetime, str] | None:
    """Return when the newest change was made, and on which PC; None where no PC's clock dated it."""
    last = ChangeEntry.select(ChangeEntry.at, ChangeEntry.pc).order_by(ChangeEntry.id.desc()).limit(1).tuples().first()
    return (last[0], last[1]) if last is not None and last[1] else None


@frozen
class News:
    """What somebody changed: who, when, under which title, and the records by table."""

    entry: int
    title: str
    who: str
    pc: str
    at: Any
    touched: dict[str, frozenset[int]]


def news_since(entry: int) -> list[News]:
    """Return all changes after the given one, oldest first."""
    rows = (ChangeRow.select(ChangeRow, ChangeEntry).join(ChangeEntry)
            .where(ChangeEntry.id > entry).order_by(ChangeEntry.id))
    found: dict[int, News] = {}
    touched: dict[int, dict[str, set[int]]] = {}
    for row in rows:
        found.setdefault(row.entry.id, News(row.entry.id, row.entry.title, row.entry.who, row.entry.pc or "",
                                            row.entry.at, {}))
        touched.setdefault(row.entry.id, {}).setdefault(row.place, set()).add(row.record)
    for key, places in touched.items():
        found[key].touched.update({p: frozenset(i) for p, i in places.items()})
    return list(found.values())


@frozen
class Event:
    """One line of a record's history."""

    entry: int
    at: Any
    who: str
    title: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    undone: bool


def events_of(record: Record | type[Record], key: int | None = None) -> list[Event]:
    """Return a record's history, newest first."""
    place = record._meta.table_name
    number = key if key is not None else record.id
    rows = (ChangeRow.select(ChangeRow, ChangeEntry).join(ChangeEntry)
            .where((ChangeRow.place == place) & (ChangeRow.record == number)).order_by(ChangeRow.id.desc()))
    return [Event(r.entry.id, r.entry.at, r.entry.who, r.entry.title,
                  json.loads(r.before) if r.before else None, json.loads(r.after) if r.after else None,
                  r.entry.undone) for r in rows]
