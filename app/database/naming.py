"""The names by which records are shown, for many records at once: a query a table, not a query a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.database.fields import LINK
from app.database.record import Record, database, name_part

PART = 5000
"""Records asked for in one query."""


class Names:
    """Names of records by table and number, each read once."""

    def __init__(self) -> None:
        self._known: dict[type[Record], dict[int, str]] = {}

    def of(self, model: type[Record], numbers: Iterable[int]) -> dict[int, str]:
        """Return {number: name} of at least the given records of a table."""
        known = self._known.setdefault(model, {})
        wanted = sorted({n for n in numbers if n is not None} - known.keys())
        for at in range(0, len(wanted), PART):
            self._read(model, wanted[at:at + PART], known)
        return known

    def _read(self, model: type[Record], wanted: list[int], known: dict[int, str]) -> None:
        fields = list(model.shown)
        rows = list(database.execute(model.select(model.id, *fields).where(model.id.in_(wanted))))
        linked: dict[int, dict[int, str]] = {
            place: self.of(f.rel_model, [row[place] for row in rows])
            for place, f in enumerate(fields, 1) if f.kind == LINK}
        for row in rows:
            known[row[0]] = " ".join(part for place, f in enumerate(fields, 1)
                                     if (part := self._part(f, row[place], linked.get(place))))

    @staticmethod
    def _part(field: Any, value: Any, names: dict[int, str] | None) -> str:
        if value in (None, ""):
            return ""
        return names.get(value, "") if names is not None else name_part(field, field.python_value(value))
