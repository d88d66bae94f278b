"""Checks that several masters share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.database.search import find
from app.domain.folding import same
from app.domain.problem import Problem
from app.domain.text import _


def signed_by_name(day: str, name: str) -> Callable[[Any], Problem | None]:
    """Return a check that a day on which somebody signed has his name; what is old and without one is only named."""

    def check(record: Any) -> Problem | None:
        field = record._meta.fields[name]
        who = getattr(record, field.object_id_name if field.kind == "link" else name)
        if getattr(record, day) is None or who not in (None, ""):
            return None
        signed = record._meta.fields[day]
        return Problem(_("“{field}” has no name: who signed?").format(field=_(signed.label)), field,
                       not record.id or day in record._dirty)

    return check


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
        if model.select(model.id).where(condition).limit(1).scalar() is None and not _spelt_alike(record, fields):
            return None
        last = model._meta.fields[fields[-1]]
        return Problem(_("“{record}” is there already; change that one instead of adding a second.")
                       .format(record=record), last, True)

    return check


def _spelt_alike(record: Any, fields: tuple[str, ...]) -> bool:
    """Tell whether another record differs in nothing but width, case, dashes or marks that nobody sees."""
    if record.id and not record._dirty.intersection(fields):
        return False
    model, wanted = type(record), _compared(record, fields)
    text = next((value for name in fields if isinstance(value := getattr(record, name), str) and value), "")
    if not text:
        return False
    hits = [h.record for h in find(text, 40, (model._meta.table_name,)) if h.record != record.id]
    return bool(hits) and any(_compared(other, fields) == wanted for other in model.select().where(
        model.id.in_(hits) & (model.deleted == 0)))


def _compared(record: Any, fields: tuple[str, ...]) -> list[Any]:
    """Return the values of some fields as they are compared."""
    stored = [model_field.db_value(getattr(record, model_field.object_id_name if model_field.kind == "link" else name))
              for name in fields for model_field in (type(record)._meta.fields[name],)]
    return [same(value) if isinstance(value, str) else value for value in stored]


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
