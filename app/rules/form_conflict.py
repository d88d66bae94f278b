"""What two people changed at once in one record: told field by field, and put together as the user chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.database.change import Stale
from app.database.record import Record
from app.domain.text import _
from app.rules.form_data import (
    Entry,
    FormData,
    LineData,
    LineEntry,
    entry_of,
    form_fields,
    shown_entry,
    shown_value,
)

REMOVED = ""
"""The field name of a clash about a whole line that one side removed."""


@dataclass(frozen=True)
class Clash:
    """One field that both sides changed; `lines` and `number` name the detail line, -1 and 0 for the record."""

    field: str
    label: str
    mine: str
    theirs: str
    before: str
    who: str
    at: datetime | None
    lines: int = -1
    number: int = 0
    place: str = ""
    """The line as the user knows it, for the heading."""

    @property
    def key(self) -> tuple[int, int, str]:
        """What tells this clash from the others."""
        return self.lines, self.number, self.field


class Conflict(Stale):
    """Others changed the same fields; `theirs` is the record as it stands now."""

    def __init__(self, record: Record, theirs: FormData, clashes: Sequence[Clash]) -> None:
        super().__init__(record)
        self.theirs = theirs
        self.clashes = tuple(clashes)
        self.who = self.clashes[0].who if self.clashes else theirs.changed_by
        self.at = self.clashes[0].at if self.clashes else theirs.changed_at


Typed = Mapping[str, Any]


def clashes_of(sheet: Any, base: FormData, theirs: FormData, entries: Mapping[str, Entry], typed: Typed,
               lines: Mapping[int, Sequence[LineEntry]],
               typed_lines: Mapping[int, Sequence[Typed]]) -> list[Clash]:
    """Return the fields that both sides changed to something else."""
    found: list[Clash] = []
    if theirs.version != base.version:
        found += _of_fields(form_fields(sheet), base, theirs, entries, typed)
    for i, rows in lines.items():
        found += _of_lines(sheet, i, base, theirs, rows, typed_lines[i])
    return found


def _of_fields(fields: Sequence[Any], base: FormData | LineData, theirs: FormData | LineData,
               entries: Mapping[str, Entry], typed: Typed) -> list[Clash]:
    found = []
    for f in fields:
        if f.name not in entries:
            continue
        was, now, mine = base.values.get(f.name), theirs.values.get(f.name), typed.get(f.name)
        if f.name in typed and (mine in (was, now) or (mine or None) == (now or None)):
            continue
        if now == was:
            continue
        found.append(Clash(f.name, _(f.label), shown_entry(f, entries[f.name]) if f.name not in typed
                           else shown_value(f, mine, shown_entry(f, entries[f.name])),
                           shown_value(f, now, theirs.names.get(f.name, "")),
                           shown_value(f, was, base.names.get(f.name, "")), theirs.changed_by, theirs.changed_at))
    return found


def _of_lines(sheet: Any, i: int, base: FormData, theirs: FormData, rows: Sequence[LineEntry],
              typed: Sequence[Typed]) -> list[Clash]:
    columns = sheet.lines[i].columns
    now = {line.number: line for line in theirs.lines.get(i, ())}
    found: list[Clash] = []
    standing = set()
    for place, (row, values) in enumerate(zip(rows, typed, strict=True)):
        number = row.base.number
        standing.add(number)
        if number is None:
            continue
        about = _("Line {number}").format(number=place + 1)
        own = {n for n in row.entries if n not in values or values[n] != row.base.values.get(n)}
        if number not in now:
            if own:
                gone = sheet.lines[i].model.get_or_none(sheet.lines[i].model.id == number)
                found.append(Clash(REMOVED, _("Whole line"), _("changed"), _("removed"), _line_text(columns, row.base),
                                   getattr(gone, "changed_by", None) or "", getattr(gone, "changed_at", None),
                                   i, number, about))
        elif now[number].version != row.base.version:
            found += [replace(c, lines=i, number=number, place=about)
                      for c in _of_fields(columns, row.base, now[number], row.entries, values)]
    for old in base.lines.get(i, ()):
        if old.number not in standing and old.number in now and now[old.number].version != old.version:
            line = now[old.number]
            found.append(Clash(REMOVED, _("Whole line"), _("removed"), _line_text(columns, line),
                               _line_text(columns, old), line.changed_by, line.changed_at, i, old.number or 0,
                               _("Removed line")))
    return found


def _line_text(columns: Sequence[Any], line: LineData) -> str:
    texts = (shown_value(f, line.values.get(f.name), line.names.get(f.name, "")) for f in columns)
    return " · ".join([t for t in texts if t][:5])


def rebased_entries(entries: Mapping[str, Entry], conflict: Conflict, take_theirs: set[tuple[int, int, str]],
                    ) -> dict[str, Entry]:
    """Return what remains of the typed fields where the user takes theirs for some."""
    return {n: e for n, e in entries.items() if (-1, 0, n) not in take_theirs}


def rebased_lines(sheet: Any, i: int, base: FormData, rows: Sequence[LineEntry], conflict: Conflict,
                  take_theirs: set[tuple[int, int, str]]) -> list[LineEntry]:
    """Return the user's rows over the lines as they stand now, theirs where the user takes them."""
    columns = sheet.lines[i].columns
    now = {line.number: line for line in conflict.theirs.lines.get(i, ())}
    old = {line.number for line in base.lines.get(i, ())}
    clashed = {c.number for c in conflict.clashes if c.lines == i and c.field == REMOVED}
    merged: list[LineEntry] = []
    for row in rows:
        number = row.base.number
        if number is None:
            merged.append(row)
        elif number in now:
            kept = {n: e for n, e in row.entries.items() if (i, number, n) not in take_theirs}
            merged.append(LineEntry(now[number], kept))
        elif number in clashed and (i, number, REMOVED) not in take_theirs:
            merged.append(LineEntry(LineData(), {f.name: row.entries.get(f.name, entry_of(f, row.base))
                                                 for f in columns}))
    standing = {row.base.number for row in rows}
    for number, line in now.items():
        if number not in standing and (number not in old or (i, number, REMOVED) in take_theirs):
            merged.append(LineEntry(line))
    return merged
