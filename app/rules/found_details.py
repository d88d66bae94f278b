"""What tells found records of one name apart: customer or product, quantity, and the date that matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.database import query
from app.domain.fieldkinds import DAYS
from app.domain.sheet import Sheet
from app.domain.show import show

LINKS, COUNTS = ("customer", "product", "order"), ("quantity",)
LONGEST = 26


def details(sheet: Sheet, numbers: Sequence[int], today: date) -> dict[int, str]:
    """Return by record a few words out of its row in the table, empty where the table has nothing of the kind."""
    wanted = _wanted(sheet)
    if not wanted:
        return {}
    ask = query.Ask(sheet, today)
    labels = [getattr(getattr(c, "field", None), "labels", None) for c in sheet.columns]
    found = {}
    for row in query.window(ask, list(numbers)):
        texts = [show(row.cells[n], sheet.columns[n].kind, labels[n]) for n in wanted]
        found[row.id] = " · ".join(text[:LONGEST] for text in texts if text)
    return found


def _wanted(sheet: Sheet) -> list[int]:
    """Return the columns that tell most: up to two names, one quantity, one date."""
    named = {f.name for f in sheet.model.shown}
    own: list[tuple[int, Any]] = [(n, c) for n, c in enumerate(sheet.columns) if c.key not in named]
    last = [c.key.rpartition(".")[2] for _n, c in own]
    names = [n for (n, _c), key in zip(own, last, strict=True) if key in LINKS][:2]
    counts = [n for n, c in own if c.kind in COUNTS][:1]
    due = {d.field.name for d in sheet.deadlines if d.field is not None}
    days = [n for n, c in own if c.kind in DAYS]
    ship = [n for n in days if sheet.columns[n].key in due or "ship" in sheet.columns[n].key]
    return [*names, *counts, *(ship or days)[:1]]
