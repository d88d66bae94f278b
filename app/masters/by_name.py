"""Masters by their names, read once for a whole import; new ones are made by the first row that is written."""

from __future__ import annotations

from typing import Any

from app.database.change import Change
from app.database.record import Record
from app.domain.folding import same as plain
from app.domain.show import show

__all__ = ["ByName", "differences", "keep", "plain"]


class ByName:
    """The records of one class by one or more of their naming fields."""

    def __init__(self, model: type[Record], *names: str) -> None:
        self.model, self.names = model, names
        self._known: dict[str, Any] = {}
        for record in model.select().where(model.deleted == 0).order_by(model.id.desc()):
            for name in reversed(names):
                if text := getattr(record, name):
                    self._known[plain(text)] = record

    def find(self, text: Any) -> Any:
        """Return the record of this name, one made before in this import too; None where there is none."""
        return self._known.get(plain(str(text))) if text else None

    def take(self, text: Any, **values: Any) -> Any:
        """Return the record of this name, a new one with these values where there is none; None for no name."""
        if not text:
            return None
        found = self.find(text)
        if found is None:
            found = self.model(**{self.names[0]: str(text), **values})
            self._known[plain(str(text))] = found
        return found


def keep(change: Change, record: Any) -> Any:
    """Save a record where it is new, and return it.

    Where another file of the same import has made one of this name in the meantime, that one is returned.
    """
    if record is None or record.id:
        return record
    return _made_meanwhile(record) or change.save(record)


def _made_meanwhile(record: Any) -> Any:
    model = type(record)
    fields = [f for f in model.shown if f.kind != "link"]
    if not fields or not getattr(record, fields[0].name):
        return None
    condition = model.deleted == 0
    for field in fields:
        value = getattr(record, field.name)
        condition &= field.is_null() if value in (None, "") else field == value
    return model.get_or_none(condition)


def differences(record: Record, wanted: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (label, old, new) of every field that would change; an empty new value changes nothing."""
    found = []
    for name, value in wanted.items():
        field = record._meta.fields[name]
        if value is None or value == "":
            continue
        linked = field.kind == "link"
        old = getattr(record, name)
        if (old == value) if linked else (field.db_value(value) == field.db_value(old)):
            continue
        labels = getattr(field, "labels", None)
        words = (str(old or ""), str(value)) if linked else (show(old, field.kind, labels),
                                                             show(value, field.kind, labels))
        found.append((field.label, *words))
    return found
