"""A form's typed content as JSON keeps it, with the version it began from, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.sheet import Sheet
from app.rules.form_data import (
    Entry,
    FormData,
    LineEntry,
    packed,
    packed_entry,
    packed_form,
    unpacked_entry,
    unpacked_form,
    unpacked_line,
)


def content_of(sheet: Sheet, base: FormData, entries: Mapping[str, Entry],
               lines: Mapping[int, Sequence[LineEntry]]) -> dict[str, Any]:
    """Return what a draft keeps of a form."""
    return {"base": packed_form(sheet, base), "entries": {n: packed_entry(e) for n, e in entries.items()},
            "lines": {str(i): [[packed(row.base, sheet.lines[i].columns),
                                {n: packed_entry(e) for n, e in row.entries.items()}] for row in rows]
                      for i, rows in lines.items()}}


def restored(sheet: Sheet, content: Mapping[str, Any],
             ) -> tuple[FormData, dict[str, Entry], dict[int, list[LineEntry]]] | None:
    """Return base, typed fields and typed lines of a draft, None where it is broken."""
    try:
        base = unpacked_form(sheet, content["base"])
        entries = {str(n): unpacked_entry(e) for n, e in content["entries"].items()}
        lines = {int(i): [LineEntry(unpacked_line(sheet.lines[int(i)].columns, kept),
                                    {str(n): unpacked_entry(e) for n, e in typed.items()}) for kept, typed in rows]
                 for i, rows in content["lines"].items()}
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None
    return base, entries, lines
