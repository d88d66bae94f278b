"""Everything around a record: the records of all sheets that link to it, and those of an order's lines as well."""

from __future__ import annotations

from functools import cache
from typing import Any

from app.areas import catalogue
from app.database.fields import LINK
from app.database.record import content_fields
from app.domain.frozen import frozen
from app.domain.sheet import Sheet
from app.domain.show import show
from app.masters.order import Order, OrderLine

MOST = 40
"""Records of one sheet that are listed."""


@frozen
class Around:
    """The records of one sheet that belong to a record: (number, name, words about it), and how many there are."""

    sheet: str
    title: str
    count: int
    records: tuple[tuple[int, str, str], ...]


@cache
def _links_to(model: Any) -> tuple[tuple[Sheet, Any], ...]:
    """Return (sheet, link field) of those whose records link to a record of this class; a class shows up once."""
    seen = set()
    found = []
    for sheet in catalogue.sheets().values():
        if sheet.model in seen:
            continue
        seen.add(sheet.model)
        found += [(sheet, f) for f in content_fields(sheet.model) if f.kind == LINK and f.rel_model is model]
    return tuple(found)


def around(model: Any, number: int) -> list[Around]:
    """Return what belongs to a record, by sheet; what hangs on an order's lines belongs to the order too."""
    conditions: dict[str, tuple[Sheet, Any]] = {}
    sources: list[tuple[Any, Any]] = [(model, [number])]
    if model is Order:
        lines = OrderLine.select(OrderLine.id).where((OrderLine.order == number) & (OrderLine.deleted == 0))
        sources.append((OrderLine, [row[0] for row in lines.tuples()]))
    for source, numbers in sources:
        for sheet, link in _links_to(source):
            own = link.in_(numbers)
            before = conditions.get(sheet.key)
            conditions[sheet.key] = (sheet, own if before is None else before[1] | own)
    found = []
    for sheet, condition in conditions.values():
        query = sheet.model.select().where(condition & (sheet.model.deleted == 0))
        count = query.count()
        if count:
            newest = query.order_by(sheet.model.id.desc()).limit(MOST)
            found.append(Around(sheet.key, sheet.title, count, tuple((r.id, str(r), _about(sheet, r)) for r in newest)))
    return found


def _about(sheet: Sheet, record: Any) -> str:
    """Return state, or the first date, of a record in words."""
    flow = getattr(record, "workflow", None)
    field = flow[0] if flow is not None else next((f for f in content_fields(sheet.model) if f.name == "state"), None)
    words = []
    if field is not None and getattr(record, field.name):
        words.append(show(getattr(record, field.name), field.kind, getattr(field, "labels", None)))
    day = next((f for f in content_fields(sheet.model) if f.kind == "day" and getattr(record, f.name)), None)
    if day is not None:
        words.append(getattr(record, day.name).isoformat())
    return "  ".join(words)
