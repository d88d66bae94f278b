"""What a form holds, as plain values: what was read, what was typed, and what is wrong; ready to be kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.domain.frozen import frozen
from app.domain.show import show
from app.domain.text import _


@frozen
class Chosen:
    """A linked record that was picked from a list: its number and the name that stood there."""

    number: int
    name: str


Entry = str | Chosen
"""What stands in an input: the text as typed, or a record that was picked."""


@frozen
class ProblemAt:
    """A sentence about a field; `lines` and `row` (both from 0) say where in the detail lines, -1 for the record."""

    field: str
    text: str
    blocks: bool = False
    lines: int = -1
    row: int = -1


@frozen
class LineData:
    """A detail line as it was read; number None for one that is not saved yet."""

    number: int | None = None
    version: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    changed_by: str = ""
    changed_at: datetime | None = None


@frozen
class FormData:
    """A record with its detail lines as it was read: plain values, links as numbers with their names."""

    number: int | None
    version: int
    title: str
    values: Mapping[str, Any]
    names: Mapping[str, str]
    lines: Mapping[int, Sequence[LineData]]
    locked: bool = False
    problems: tuple[ProblemAt, ...] = ()
    changed_by: str = ""
    changed_at: datetime | None = None


@frozen
class LineEntry:
    """A detail line as it stands in the form: what was read, and what was typed over it."""

    base: LineData = LineData()
    entries: Mapping[str, Entry] = field(default_factory=dict)


def form_fields(sheet: Any) -> list[Any]:
    """Return the fields of a sheet's form, each once."""
    return list({f.name: f for group in sheet.form for f in group.fields}.values())


def editable_text(described: Any, value: Any) -> str:
    """Return a value as one types it: no thousands, dates in full, the stored word of a choice."""
    if value is None or value == "":
        return ""
    if described.kind == "flag":
        return "✓" if value else ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}" if described.kind == "money" else f"{value.normalize():f}"
    return str(value)


def entry_of(described: Any, data: FormData | LineData) -> Entry:
    """Return what stands in a field's input when nothing was typed."""
    value = data.values.get(described.name)
    if described.kind == "link" and value is not None:
        return Chosen(int(value), data.names.get(described.name, ""))
    return editable_text(described, value)


def shown_value(described: Any, value: Any, name: str = "") -> str:
    """Return a value as it is read: links by name, choices by label, numbers with thousands."""
    if described.kind == "link":
        return name or ("" if value is None else f"#{value}")
    return show(value, described.kind, described.labels if described.kind in ("choice", "colour") else None)


def shown_entry(described: Any, entry: Entry) -> str:
    """Return what was typed as it is read."""
    if isinstance(entry, Chosen):
        return entry.name
    labels = getattr(described, "labels", {})
    return _(labels[entry]) if entry in labels else entry


def packed(data: FormData | LineData, fields: Iterable[Any]) -> dict[str, Any]:
    """Return what was read as JSON can keep it, without the detail lines."""
    by_name = {f.name: f for f in fields}
    values = {n: v if by_name[n].kind == "link" else by_name[n].db_value(v)
              for n, v in data.values.items() if n in by_name}
    return {"number": data.number, "version": data.version, "values": values, "names": dict(data.names)}


def packed_form(sheet: Any, data: FormData) -> dict[str, Any]:
    """Return a form's base as JSON can keep it."""
    lines = {str(i): [packed(line, sheet.lines[i].columns) for line in found] for i, found in data.lines.items()}
    return {**packed(data, form_fields(sheet)), "title": data.title, "lines": lines}


def unpacked_line(fields: Sequence[Any], kept: Mapping[str, Any]) -> LineData:
    """Return a kept line; KeyError, TypeError or ValueError where it is none."""
    by_name = {f.name: f for f in fields}
    values = {n: v if by_name[n].kind == "link" else by_name[n].python_value(v)
              for n, v in kept["values"].items() if n in by_name}
    return LineData(kept["number"], int(kept["version"]), values, dict(kept["names"]))


def unpacked_form(sheet: Any, kept: Mapping[str, Any]) -> FormData:
    """Return a kept base; KeyError, TypeError or ValueError where it is none."""
    own = unpacked_line(form_fields(sheet), kept)
    lines = {int(i): [unpacked_line(sheet.lines[int(i)].columns, k) for k in found]
             for i, found in kept["lines"].items() if int(i) < len(sheet.lines)}
    return FormData(own.number, own.version, str(kept["title"]), own.values, own.names, lines)


def packed_entry(entry: Entry) -> Any:
    """Return what was typed as JSON can keep it."""
    return [entry.number, entry.name] if isinstance(entry, Chosen) else entry


def unpacked_entry(kept: Any) -> Entry:
    """Return what was typed from what was kept."""
    return Chosen(int(kept[0]), str(kept[1])) if isinstance(kept, list) else str(kept)
