"""The base of all records: version, who and when, soft delete, and how a record is named in lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import peewee

from app.database.fields import CHOICE, LINK, Flag, Integer, Moment, Text
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow

database = peewee.DatabaseProxy()

BOOKKEEPING = frozenset(("id", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted"))


class Table(peewee.Model):
    """A table of ours that is no record (history, settings): STRICT, on the one database."""

    class Meta:
        database = database
        strict_tables = True
        legacy_table_names = False


class Record(Table):
    """A record that users keep: changed only inside a Change, never deleted for good."""

    version = Integer(N_("Version"), required=True, default=0)
    created_at = Moment(N_("Created at"))
    created_by = Text(N_("Created by"))
    changed_at = Moment(N_("Changed at"))
    changed_by = Text(N_("Changed by"))
    deleted = Flag(N_("Deleted"))

    shown: ClassVar[tuple[Any, ...]] = ()
    """The fields whose values name a record in lists and links."""
    checks: ClassVar[tuple[Callable[[Any], Problem | None], ...]] = ()
    """What may be wrong with a record, whoever writes it: form, paste or import."""
    ledger: ClassVar[tuple[Any, ...]] = ()
    """The date fields whose every move asks a reason and is kept in the due-date ledger."""
    answers: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Dates of the ledger that answer another one, {name: name of the date asked for}: a later first one wants its
    reason too."""
    derived: ClassVar[tuple[Callable[[Any], None], ...]] = ()
    """What fills the fields that follow from others (due days, totals), before the checks of every save."""
    workflow: ClassVar[tuple[Any, Workflow] | None] = None
    """(state field, allowed moves); every other move of a saved record is refused."""
    numbered: ClassVar[tuple[Any, str] | None] = None
    """(field, pattern) of the document number given at the first save, e.g. "PO{yy}{mm}-{n:03}"."""
    goes_with: ClassVar[Callable[[Any], bool] | None] = None
    """Tells of a record whether it goes when the one it belongs to is taken away; it doesn't keep that from going."""

    takes: ClassVar[dict[str, tuple[tuple[Any, Any], ...]]] = {}
    """{link: ((own field, field of the linked record), …)}: what is taken over where it is still empty."""

    @classmethod
    def begins(cls, _who: str, _today: date) -> dict[str, Any]:
        """Return what is known of a new record before anything is typed, by the user's name and the day."""
        return {}

    def __str__(self) -> str:
        return " ".join(part for f in self.shown if (part := name_part(f, getattr(self, f.name))))


def name_part(field: Any, value: Any) -> str:
    """Return what a field's value adds to the name of its record; words to choose from are translated."""
    if value in (None, ""):
        return ""
    return _(field.labels.get(value, value)) if field.kind == CHOICE else str(value)


def content_fields(model: type[Record]) -> list[Any]:
    """Return the fields that the user fills, in the order of declaration."""
    return [f for f in model._meta.sorted_fields if f.name not in BOOKKEEPING]


def stored(record: Record) -> dict[str, Any]:
    """Return a record's content as it is stored, {column: value that JSON can keep}."""
    return {f.column_name: f.db_value(getattr(record, f.object_id_name if f.kind == LINK else f.name))
            for f in content_fields(type(record))}


def every_table() -> list[type[Table]]:
    """Return the classes of all tables that have been imported, in a stable order."""
    plain = [m for m in Table.__subclasses__() if m is not Record]
    return sorted([*plain, *every_record()], key=lambda m: m._meta.table_name)


def every_record() -> list[type[Record]]:
    """Return all record classes that have been imported, in a stable order."""
    found: list[type[Record]] = []
    waiting: list[type[Record]] = [Record]
    while waiting:
        for model in waiting.pop().__subclasses__():
            found.append(model)
            waiting.append(model)
    return sorted(found, key=lambda m: m._meta.table_name)
