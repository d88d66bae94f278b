"""Writes what was typed, pasted or filled into a table's cells, as one change: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.database.change import Change, Stale
from app.domain.problem import Problem, Refused
from app.domain.sheet import Column, Sheet
from app.domain.text import _
from app.rules.typed import NotUnderstood, typed_value


@dataclass(frozen=True)
class RowEdit:
    """New texts for some columns of one record; `id` None makes a new record.

    `version` is the one that was seen, 0 where the row had not been read yet: then it is taken as it stands.
    """

    id: int | None
    version: int
    texts: Mapping[str, str]


def editable_field(sheet: Sheet, key: str) -> Any:
    """Return the own field behind a column, None for a column of another record or a computed one."""
    for column in sheet.columns:
        if column.key == key:
            return column.field if isinstance(column, Column) and not column.via else None
    return None


def apply_edits(change: Change, sheet: Sheet, edits: Sequence[RowEdit], today: date) -> list[int]:
    """Write the edits; return the record numbers. Refused names each text that can't be used."""
    problems: list[Problem] = []
    numbers: list[int] = []
    for edit in edits:
        if edit.id is None and not sheet.makes_new:
            raise Refused([Problem(_("“{sheet}” is not filled by hand. {empty}").format(
                sheet=_(sheet.title), empty=_(sheet.empty)), None, True)])
        record = sheet.model() if edit.id is None else sheet.model.get_or_none(sheet.model.id == edit.id)
        if record is None:
            continue
        if edit.id is not None and sheet.locked is not None and sheet.locked(record):
            raise Refused([Problem(_("“{record}” is closed and can't be changed any more.").format(record=record),
                                   None, True)], record)
        if edit.version and record.version != edit.version:
            _merge_or_stale(record, edit)
        for key, text in edit.texts.items():
            field = editable_field(sheet, key)
            if field is None:
                continue
            try:
                setattr(record, field.name, typed_value(field, text, today))
            except NotUnderstood as wrong:
                problems.append(wrong.problem)
        if not problems:
            change.save(record)
            numbers.append(record.id)
    if problems:
        raise Refused(problems)
    return numbers


def _merge_or_stale(record: Any, edit: RowEdit) -> None:
    """Let an edit pass that touches none of the fields which others have changed since it was read."""
    from app.database.history import events_of

    newer = [e for e in events_of(record) if e.after is not None]
    theirs = {column for e in newer[: max(0, record.version - edit.version)] for column in (e.after or {})}
    own = {record._meta.fields[k].column_name for k in edit.texts if k in record._meta.fields}
    if theirs & own or len(newer) < record.version - edit.version:
        raise Stale(record)
