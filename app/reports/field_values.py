"""A record's field as papers and messages show it: links and choices by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.show import show
from app.domain.text import _


def field_value(record: Any, field: Any) -> Any:
    """Return a field as a print takes it; numbers and days stay what they are, so that they align and add up."""
    value = getattr(record, field.name)
    if field.kind == "link":
        return str(value or "")
    labels = getattr(field, "labels", None)
    return show(value, field.kind, labels) if labels else value


def field_text(record: Any, field: Any) -> str:
    """Return a field as text, for the tables of messages."""
    value = getattr(record, field.name)
    return str(value or "") if field.kind == "link" else show(value, field.kind, getattr(field, "labels", None))


def field_table(records: Sequence[Any], fields: Sequence[Any]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the headings and texts of a table of records, for messages."""
    return tuple(_(f.label) for f in fields), tuple(tuple(field_text(r, f) for f in fields) for r in records)
