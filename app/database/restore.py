"""Back to a backup: first what would be lost, by whom and when; then the file as a whole, or one record alone."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.database import backup, connection, damage, history, presence
from app.database.beside import Held, barrier
from app.database.change import Change, Who
from app.database.connection import raw_connection
from app.database.faults import TROUBLE, Damaged, DatabaseTrouble, OthersIn, told
from app.database.fields import Moment
from app.database.migrations import others_in, ready_copy
from app.database.record import Record, content_fields
from app.domain.frozen import frozen
from app.domain.text import _


@frozen
class Lost:
    """One change that a restore would take away."""

    entry: int
    at: datetime
    who: str
    title: str
    records: int


@frozen
class Preview:
    """What a restore would do: whether the backup is whole, from when it is, and the changes since, newest first."""

    trouble: str
    newest: datetime | None
    lost: tuple[Lost, ...]
    unreadable: bool = False
    """Whether the present file can't be read any more, so that nobody can say what would be lost."""

    def by_person(self) -> dict[str, int]:
        """Return how many changes each person would lose, most first."""
        found: dict[str, int] = {}
        for each in self.lost:
            found[each.who] = found.get(each.who, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))


class NotInBackup(DatabaseTrouble):
    """The backup has no such record."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("The backup “{name}” does not have this record; it was made later. Choose a newer backup.")
                         .format(name=path.name))


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def preview(path: Path, chosen: Path) -> Preview:
    """Compare a backup with the file as it is now; neither is changed."""
    if trouble := backup.verify(chosen):
        return Preview(trouble, None, ())
    with closing(_reading(chosen)) as old:
        row = old.execute("SELECT at FROM change_entry ORDER BY id DESC LIMIT 1").fetchone()
        known = {r[0] for r in old.execute("SELECT uuid FROM change_entry")}
    newest = Moment("").python_value(row[0]) if row else None
    try:
        with closing(raw_connection(path)) as now:
            rows = now.execute(
                "SELECT e.id, e.at, e.who, e.title, e.uuid, (SELECT COUNT(DISTINCT r.place || ' ' || r.record) "
                "FROM change_row r WHERE r.entry_id = e.id) FROM change_entry e ORDER BY e.id DESC").fetchall()
    except (*TROUBLE, OSError):
        return Preview("", newest, (), unreadable=True)
    lost = tuple(Lost(r[0], Moment("").python_value(r[1]), r[2], r[3], r[5]) for r in rows
                 if r[4] not in known)
    return Preview("", newest, lost)


def restore(path: Path, chosen: Path, who: Who, session: str = "") -> Path:
    """Put a backup in the file's place with nobody else in; return the copy of the state before, whole or damaged.

    The pages are written through SQLite's own journal: a PC that dies in the middle leaves the old file or the new.
    """
    if trouble := backup.verify(chosen):
        raise Damaged(chosen, trouble)
    try:
        with barrier(path, "upgrade"):
            try:
                kept = backup.backup_of(path, backup.BEFORE_RESTORE)
            except (DatabaseTrouble, *TROUBLE, OSError):
                kept = damage.put_aside(path)
            with tempfile.TemporaryDirectory(prefix="gendan-") as local:
                ready = Path(local) / "ready.gendan"
                shutil.copyfile(chosen, ready)
                ready_copy(ready)
                _mark(ready, chosen, who)
                _write_over(path, ready, session)
            damage.take_flag_down(path)
            return kept
    except Held as held:
        raise OthersIn(_("another PC that is upgrading or restoring the file")) from held


def _mark(ready: Path, chosen: Path, who: Who) -> None:
    """Write into the copy's own history that it was restored, by whom; presence of long ago is swept."""
    with _own_connection(ready):
        presence.Presence.delete().execute()
        when = backup.made_at(chosen)
        history.note(_("Restored the backup of {when:%Y-%m-%d %H:%M}").format(when=when), who.name, who.pc)


@contextmanager
def _own_connection(path: Path) -> Iterator[None]:
    """Open another file on this thread for a moment, then the one that was open again."""
    before = connection.place_of_database() if connection.is_open() else None
    connection.open_file(path)
    try:
        yield
    finally:
        connection.close()
        if before is not None:
            connection.open_file(before)


def _write_over(path: Path, ready: Path, session: str) -> None:
    try:
        target = raw_connection(path)
    except TROUBLE:
        _replace(path, ready)
        return
    try:
        if names := others_in(target, session):
            raise OthersIn("、".join(names))
        with closing(_reading(ready)) as source:
            source.backup(target)
    except TROUBLE as error:
        target.close()
        if isinstance(told(error, path), Damaged):
            _replace(path, ready)
            return
        raise told(error, path) from error
    finally:
        target.close()


def _replace(path: Path, ready: Path) -> None:
    """Put a file in the place of one that SQLite can't open any more; the damaged one was put aside before."""
    draft = path.with_name(path.name + ".restored")
    shutil.copyfile(ready, draft)
    journal = Path(f"{path}-journal")
    if journal.exists():
        journal.replace(journal.with_name(f"{journal.name}.{datetime.now():%Y%m%d-%H%M%S}"))
    draft.replace(path)


def record_in(chosen: Path, model: type[Record], number: int) -> dict[str, Any]:
    """Return a record's content as a backup has it, {column: stored value}; NotInBackup where it does not."""
    columns = [f.column_name for f in content_fields(model)]
    with closing(_reading(chosen)) as old:
        known = {r[1] for r in old.execute(f'PRAGMA table_info("{model._meta.table_name}")')}
        names = ", ".join(f'"{c}"' for c in columns if c in known)
        row = old.execute(f'SELECT {names} FROM "{model._meta.table_name}" WHERE id = ?', (number,)).fetchone()
    if row is None:
        raise NotInBackup(chosen)
    return dict(zip([c for c in columns if c in known], row, strict=True))


def differences(record: Record, old: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """Return (field, value now, value in the backup) of what differs."""
    found = []
    for f in content_fields(type(record)):
        if f.column_name in old:
            now = getattr(record, f.object_id_name if f.kind == "link" else f.name)
            then = old[f.column_name] if f.kind == "link" else f.python_value(old[f.column_name])
            if now != then and (now or then):
                found.append((f, now, then))
    return found


def restore_record(change: Change, chosen: Path, model: type[Record], number: int) -> Record:
    """Give one record the content that it had in a backup, as a change that can be undone like any other."""
    old = record_in(chosen, model, number)
    record: Record | None = model.get_or_none(model.id == number)
    if record is None:
        raise NotInBackup(chosen)
    for f, _now, then in differences(record, old):
        setattr(record, f.object_id_name if f.kind == "link" else f.name, then)
    record.deleted = False
    return change.save(record)

