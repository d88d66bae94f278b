"""Layouts learned per origin: which heading meant which field when a sheet of this look came in last."""

from __future__ import annotations

import json

from app.database.change import Change
from app.database.fields import LongText, Text
from app.database.record import Record
from app.domain.frozen import frozen
from app.domain.text import N_


class ImportLayout(Record):
    """The headings of an origin's sheet with the fields they stand for."""

    sheet = Text(N_("Import"), required=True)
    origin = Text(N_("From"))
    headings = LongText(N_("Headings"), required=True)

    shown = (sheet, origin)

    class Meta:
        table_name = "import_layout"


@frozen
class Layout:
    """A learned layout; an empty field key means that the column is not wanted."""

    number: int
    origin: str
    headings: dict[str, str]


def layouts_of(sheet: str) -> list[Layout]:
    """Return the layouts learned for an import, oldest first."""
    rows = ImportLayout.select().where((ImportLayout.sheet == sheet) & (ImportLayout.deleted == 0)).order_by(
        ImportLayout.changed_at)
    return [Layout(r.id, r.origin or "", json.loads(r.headings)) for r in rows]


def keep_layout(change: Change, sheet: str, origin: str, headings: dict[str, str]) -> None:
    """Remember a layout; the same set of headings of the same origin is kept once."""
    for row in ImportLayout.select().where((ImportLayout.sheet == sheet) & (ImportLayout.deleted == 0)):
        if (row.origin or "") == origin and set(json.loads(row.headings)) == set(headings):
            row.headings = json.dumps(headings, ensure_ascii=False)
            change.save(row)
            return
    change.save(ImportLayout(sheet=sheet, origin=origin, headings=json.dumps(headings, ensure_ascii=False)))
