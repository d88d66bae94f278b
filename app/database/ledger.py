"""The due-date ledger 交期变更账: each change of a promised date with its reason and who asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.database.fields import Choice, Day, Integer, Text
from app.database.record import Record
from app.domain.frozen import frozen
from app.domain.text import N_, _

REASONS = (("material", N_("Material short")), ("customer", N_("Customer changed it")),
           ("rush", N_("Rush order put in")), ("quality", N_("Quality")), ("capacity", N_("Capacity")),
           ("papers", N_("Papers late")), ("other", N_("Other reason")))

DATES = tuple((name, name) for name in (N_("Inspection date"), N_("Required ship date"), N_("Confirmed ship date"),
                                        N_("Plan finish")))
"""The names of the dates that the ledger keeps, each stored as it is called in the program's own language."""


class DueChange(Record):
    """One date that was moved: which record, which field, from, to, why, at whose request."""

    place = Text(N_("Table"), required=True)
    record = Integer(N_("Record"), required=True)
    about = Text(N_("About"), required=True, width=26)
    which = Choice(N_("Which date"), DATES, required=True, width=14)
    old = Day(N_("From"))
    new = Day(N_("To"))
    reason = Choice(N_("Reason"), REASONS, required=True)
    asked_by = Text(N_("Asked by"))

    shown = (about, which)

    class Meta:
        table_name = "due_change"
        indexes = ((("place", "record"), False),)


@frozen
class Reason:
    """Why dates are moved by an action, and who asked for it."""

    code: str
    asked_by: str = ""


class ReasonWanted(Exception):
    """A promised date would move and nobody has said why; ask, then do the same again with a Reason."""

    def __init__(self, record: Record, fields: Sequence[Any]) -> None:
        names = "、".join(_(f.label) for f in fields)
        super().__init__(_("Why does the date of “{record}” change ({fields})?").format(record=record,
                                                                                         fields=names))
        self.record = record
        self.fields = fields


def moved_fields(record: Record, before: dict[str, Any], changed: dict[str, Any]) -> list[Any]:
    """Return the ledger fields of a record that get another value, or a first one later than was asked for."""
    return [f for f in record.ledger if f.column_name in changed
            and (before[f.column_name] is not None or _later_than_asked(record, f))]


def _later_than_asked(record: Record, field: Any) -> bool:
    """Tell whether the first value of a date is later than the one that it answers."""
    asked = record.answers.get(field.name)
    if asked is None:
        return False
    wished, answer = getattr(record, asked), getattr(record, field.name)
    return wished is not None and answer is not None and answer > wished


def _old(record: Record, field: Any, before: dict[str, Any]) -> Any:
    """Return the date as it was, for a first answer the one that was asked for."""
    asked = record.answers.get(field.name)
    if before[field.column_name] is None and asked is not None:
        return getattr(record, asked)
    return field.python_value(before[field.column_name])


def entries(record: Record, fields: Sequence[Any], before: dict[str, Any], reason: Reason) -> list[DueChange]:
    """Return the ledger's new lines."""
    return [DueChange(place=record._meta.table_name, record=record.id, about=str(record), which=f.label,
                      old=_old(record, f, before), new=getattr(record, f.name),
                      reason=reason.code, asked_by=reason.asked_by) for f in fields]
