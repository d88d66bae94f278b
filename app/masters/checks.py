"""Checks that several masters share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.problem import Problem
from app.domain.text import _


def unique(*fields: str) -> Callable[[Any], Problem | None]:
    """Return a check that no other record has the same values in these fields."""

    def check(record: Any) -> Problem | None:
        model = type(record)
        condition = model.deleted == 0
        for name in fields:
            field = model._meta.fields[name]
            value = getattr(record, field.object_id_name if field.kind == "link" else name)
            if value in (None, ""):
                return None
            condition &= field == (value.strip() if isinstance(value, str) else value)
        if record.id:
            condition &= model.id != record.id
        if model.select(model.id).where(condition).limit(1).scalar() is None:
            return None
        last = model._meta.fields[fields[-1]]
        return Problem(_("“{record}” is there already; change that one instead of adding a second.")
                       .format(record=record), last, True)

    return check


def positive(*names: str) -> Callable[[Any], Problem | None]:
    """Return a check that numbers are not negative."""

    def check(record: Any) -> Problem | None:
        for name in names:
            value = getattr(record, name)
            if value is not None and value < 0:
                field = record._meta.fields[name]
                return Problem(_("“{field}” can't be negative.").format(field=_(field.label)), field, True)
        return None

    return check


def in_order(first: str, second: str, blocks: bool = False) -> Callable[[Any], Problem | None]:
    """Return a check that one date does not come before another."""

    def check(record: Any) -> Problem | None:
        early, late = getattr(record, first), getattr(record, second)
        if early is None or late is None or late >= early:
            return None
        fields = record._meta.fields
        return Problem(_("“{later}” ({late}) is before “{earlier}” ({early}).").format(
            later=_(fields[second].label), late=late, earlier=_(fields[first].label), early=early),
            fields[second], blocks)

    return check
