"""Takes one user action back, unless somebody has changed its records since."""

from __future__ import annotations

import json
from typing import Any

from app.database import rights
from app.database.change import Change, Outcome, Who, write
from app.database.history import ChangeEntry, ChangeRow, as_json
from app.database.ledger import Reason
from app.database.record import Record, every_record, stored
from app.domain.problem import Refused
from app.domain.text import N_, _


class CannotUndo(Exception):
    """The action can't be taken back; the text says which record stands in the way and who changed it."""


def undo(entry: int, who: Who) -> Outcome[None]:
    """Take the change with this number back as one change; undoing an undo does it again."""
    return write(_undo_title(entry), who, lambda change: _take_back(change, entry), undoes=entry)


def _undo_title(entry: int) -> str:
    found = ChangeEntry.get_or_none(ChangeEntry.id == entry)
    if found is None:
        raise CannotUndo(_("There is no change number {number} in this file.").format(number=entry))
    if found.undone:
        raise CannotUndo(_("“{title}” has already been taken back.").format(title=_(found.title)))
    return (N_("Redo: {title}") if found.undoes else N_("Undo: {title}")).replace(
        "{title}", bare_title(found.title))


def bare_title(title: str) -> str:
    """Return a change's title without leading Undo and Redo."""
    while title.startswith(("Undo: ", "Redo: ")):
        title = title[6:]
    return title


def action_title(title: str) -> str:
    """Return a change's title translated, with what it took back or did again."""
    bare = bare_title(title)
    if title.startswith("Undo: "):
        return _("Undo: {title}").replace("{title}", _(bare))
    if title.startswith("Redo: "):
        return _("Redo: {title}").replace("{title}", _(bare))
    return _(title)


def _take_back(change: Change, entry: int) -> None:
    models = {m._meta.table_name: m for m in every_record()}
    merged: dict[tuple[str, int], tuple[dict[str, Any] | None, bool]] = {}
    for row in ChangeRow.select().where(ChangeRow.entry == entry).order_by(ChangeRow.id.desc()):
        values, gone = merged.get((row.place, row.record), ({}, False))
        before = json.loads(row.before) if row.before else None
        merged[row.place, row.record] = (None if before is None else {**(values or {}), **before},
                                         gone or row.after is None)
    later = _changed_later(entry)
    change.takes_back_own = _is_own_latest(entry, change.who) and all(
        _might_make(change.who, models[place], number, *was) for (place, number), was in merged.items())
    for (place, number), (values, gone) in merged.items():
        _restore(change, models[place], number, later.get((place, number)), values, gone)
    before_undo = ChangeEntry.get_by_id(entry)
    ChangeEntry.update(undone=True).where(ChangeEntry.id == entry).execute()
    if before_undo.undoes:
        ChangeEntry.update(undone=False).where(ChangeEntry.id == before_undo.undoes).execute()


def _is_own_latest(entry: int, who: Who) -> bool:
    return any(found is not None and found.id == entry for found in (last_undoable(who), last_redoable(who)))


def _might_make(who: Who, model: type[Record], number: int, values: dict[str, Any] | None, gone: bool) -> bool:
    """Tell whether somebody has the right to the change itself that made a record what it is now."""
    record = model.get_or_none(model.id == number)
    if record is None:
        return False
    now = stored(record)
    before = None if values is None else {**now, **values}
    made = now if before is None else {} if gone else {c: v for c, v in now.items() if before[c] != v}
    try:
        if made or gone:
            rights.refuse(who.account, record, before, made, Reason("other"))
    except Refused:
        return False
    return True


def _changed_later(entry: int) -> dict[tuple[str, int], str]:
    """Return who changed a record after an entry.

    Changes taken back, those that took them back, and mere mentions don't count.
    """
    mine, later = ChangeRow.alias(), ChangeRow.alias()
    rows = (later.select(later.place, later.record, ChangeEntry.who)
            .join(mine, on=((mine.place == later.place) & (mine.record == later.record) & (mine.entry == entry)))
            .join_from(later, ChangeEntry, on=(later.entry == ChangeEntry.id))
            .where((later.entry > entry) & (ChangeEntry.undone == 0) & ChangeEntry.undoes.is_null()
                   & (later.after.is_null() | (later.after != as_json({})))))
    return {(place, number): who for place, number, who in rows.tuples()}


def _restore(change: Change, model: type[Record], number: int, by: str | None, values: dict[str, Any] | None,
             gone: bool) -> None:
    record = model.get_or_none(model.id == number)
    if record is None or by is not None:
        name = str(record) if record is not None else f"{model._meta.table_name} {number}"
        raise CannotUndo(_("“{record}” has been changed since by {who}; so this can't be taken back as a whole. "
                           "Take the later change back first.").format(record=name, who=by or ""))
    if values is None:
        change.delete(record)
        return
    for column, value in values.items():
        field = model._meta.columns[column]
        name = field.object_id_name if field.kind == "link" else field.name
        setattr(record, name, value if field.kind == "link" else field.python_value(value))
    if gone:
        record.deleted = False
    change.save(record, checked=False)


def last_undoable(who: Who, after: int = 0) -> ChangeEntry | None:
    """Return the newest own change of this PC that is not taken back, newer than `after`; no undo itself."""
    return (ChangeEntry.select().where(
        (ChangeEntry.who == who.name) & (ChangeEntry.pc == who.pc) & (ChangeEntry.undone == False)  # noqa: E712
        & ChangeEntry.undoes.is_null() & (ChangeEntry.id > after))
        .order_by(ChangeEntry.id.desc()).first())


def last_redoable(who: Who, after: int = 0) -> ChangeEntry | None:
    """Return the newest undo of this PC that can be undone, unless a plain change came after it."""
    newest = (ChangeEntry.select().where((ChangeEntry.who == who.name) & (ChangeEntry.pc == who.pc)
                                         & (ChangeEntry.undone == False) & (ChangeEntry.id > after))  # noqa: E712
              .order_by(ChangeEntry.id.desc()).first())
    return newest if newest is not None and newest.undoes and newest.title.startswith("Undo: ") else None
