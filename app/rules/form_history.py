"""A record's history as it is read: who, when, what, and each field from old to new, its detail lines included."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.database.history import ChangeEntry, ChangeRow
from app.database.record import Record
from app.database.undo import action_title
from app.domain.sheet import Sheet
from app.domain.text import _
from app.rules.form_data import shown_value
from app.rules.form_reading import names_of

NEWEST = 200
"""As many actions are shown; more than a clerk reads."""


@dataclass(frozen=True)
class FieldChange:
    """One field of one record from old to new, as shown; `about` names the detail line."""

    label: str
    old: str
    new: str
    about: str = ""


@dataclass(frozen=True)
class HistoryItem:
    """One user action on a record; `made` and `removed` tell that the record itself came or went."""

    entry: int
    at: datetime
    who: str
    title: str
    undone: bool
    undoes: bool
    fields: tuple[FieldChange, ...]


def history_of(sheet: Sheet, number: int) -> list[HistoryItem]:
    """Return what was done to a record and its detail lines, newest first."""
    models: dict[str, type[Record]] = {sheet.model._meta.table_name: sheet.model}
    condition = (ChangeRow.place == sheet.model._meta.table_name) & (ChangeRow.record == number)
    for lines in sheet.lines:
        models[lines.model._meta.table_name] = lines.model
        ids = [n for (n,) in lines.model.select(lines.model.id).where(lines.parent == number).tuples()]
        if ids:
            condition |= (ChangeRow.place == lines.model._meta.table_name) & ChangeRow.record.in_(ids[:900])
    rows = list(ChangeRow.select(ChangeRow, ChangeEntry).join(ChangeEntry).where(condition)
                .order_by(ChangeEntry.id.desc(), ChangeRow.id).limit(NEWEST * 10))
    steps = [(row, models[row.place], _json(row.before), _json(row.after)) for row in rows]
    names = _link_names(steps)
    line_names = {m: names_of(m, [r.record for r, model, _b, _a in steps if model is m])
                  for m in models.values() if m is not sheet.model}
    found: dict[int, HistoryItem] = {}
    for row, model, before, after in steps:
        about = "" if model is sheet.model else line_names[model].get(row.record, f"#{row.record}")
        old = found.get(row.entry.id)
        made = _changes(model, before, after, names, about)
        if old is None:
            entry = row.entry
            found[entry.id] = HistoryItem(entry.id, entry.at, entry.who, action_title(entry.title), entry.undone,
                                          entry.undoes is not None, made)
        else:
            found[row.entry.id] = HistoryItem(old.entry, old.at, old.who, old.title, old.undone, old.undoes,
                                              old.fields + made)
    return list(found.values())[:NEWEST]


def _json(text: str | None) -> dict[str, Any] | None:
    return json.loads(text) if text else None


def _link_names(steps: Sequence[tuple[Any, Any, Any, Any]]) -> dict[Any, dict[int, str]]:
    wanted: dict[Any, set[int]] = {}
    for _row, model, before, after in steps:
        for values in (before, after):
            for column, value in (values or {}).items():
                described = model._meta.columns.get(column)
                if described is not None and described.kind == "link" and value is not None:
                    wanted.setdefault(described.rel_model, set()).add(value)
    return {m: names_of(m, sorted(numbers)) for m, numbers in wanted.items()}


def _changes(model: Any, before: dict[str, Any] | None, after: dict[str, Any] | None,
             names: dict[Any, dict[int, str]], about: str) -> tuple[FieldChange, ...]:
    if before is None and about:
        return (FieldChange(_("Line added"), "", about),)
    if after is None:
        return (FieldChange(_("Line removed"), about, ""),) if about else (FieldChange(_("Removed"), "", ""),)

    def text(described: Any, value: Any) -> str:
        if value is None:
            return ""
        if described.kind == "link":
            return names[described.rel_model].get(value, f"#{value}")
        return shown_value(described, described.python_value(value))

    changes = []
    for column in after:
        described = model._meta.columns.get(column)
        if described is None:
            continue
        old, new = text(described, (before or {}).get(column)), text(described, after[column])
        if old != new:
            changes.append(FieldChange(_(described.label), old, new, about))
    return tuple(changes)
