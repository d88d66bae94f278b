"""Takes a record out of sight with its detail lines, unless something else still needs it."""

from __future__ import annotations

from typing import Any

from app.database.change import Change
from app.database.fields import LINK
from app.database.record import Record, content_fields, every_record
from app.domain.problem import Problem, Refused
from app.domain.sheet import Sheet
from app.domain.text import _


def remove(change: Change, sheet: Sheet, record: Record) -> None:
    """Delete a record and its detail lines; Refused where other records still point to any of them."""
    if sheet.locked is not None and sheet.locked(record):
        raise Refused([Problem(_("“{record}” is closed and can't be changed any more.").format(record=record), None,
                               True)], record)
    lines: list[Record] = []
    for detail in sheet.lines:
        lines += list(detail.model.select().where((detail.parent == record) & (detail.model.deleted == 0)))
    own = {type(line) for line in lines}
    for each in [*lines, record]:
        if found := _users(each, own if each is record else set()):
            user, count = found
            raise Refused([Problem(_("“{record}” is still used by “{user}” ({count} in all); remove or change that "
                                     "first.").format(record=each, user=user, count=count), None, True)], record)
    for each in [*lines, record]:
        change.delete(each)


def _users(record: Any, besides: set[type[Record]]) -> tuple[Record, int] | None:
    """Return one of the records that point to a record, and how many do."""
    for model in every_record():
        if model in besides:
            continue
        for field in content_fields(model):
            if field.kind == LINK and field.rel_model is type(record):
                query = model.select().where((field == record) & (model.deleted == 0))
                goes = model.goes_with
                users = [user for user in query if goes is None or not goes(user)]
                if users:
                    return users[0], len(users)
    return None
