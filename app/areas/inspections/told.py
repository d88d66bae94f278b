"""A message that went to sales or to the departments settles the duty to tell them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.areas.inspections import actions
from app.areas.inspections.records import AGREED, TO_BOOK, Inspection
from app.database.change import Change
from app.masters.mailing import MessageAbout, reached

SETTLES: dict[str, tuple[Callable[[Any], bool], Callable[[Change, Sequence[Any]], None]]] = {
    "inspections booking": (lambda i: i.state == TO_BOOK, actions.sales_told),
    "inspections agreed": (lambda i: i.state == AGREED and i.told_on is None, actions.departments_told),
    "inspections danger": (lambda i: i.danger_since is not None and i.danger_told is None, actions.danger_told)}
"""By notice: whether an inspection waits for it, and what is then noted."""


def message_kept(change: Change, about: MessageAbout, before: dict[str, Any] | None) -> None:
    """Note that sales or the departments were told."""
    found = SETTLES.get(about.message.notice or "")
    if found is None or before is not None or about.deleted or not reached(about.message) \
            or about.place != Inspection._meta.table_name:
        return
    inspection = Inspection.get_or_none((Inspection.id == about.record) & (Inspection.deleted == 0))
    waits, told = found
    if inspection is not None and waits(inspection):
        told(change, [inspection])
