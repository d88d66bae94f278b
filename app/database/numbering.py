"""Document numbers, given inside the transaction so that no two PCs get the same."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from app.database.fields import Integer, Text
from app.database.record import Table
from app.domain.text import N_


class Counter(Table):
    """The last number given of a kind in a period."""

    kind = Text(N_("Kind"), required=True, unique=True)
    last = Integer(N_("Last number"), required=True)


def next_number(model: Any, pattern: str, at: datetime) -> str:
    """Return the next number of a pattern such as "YB{yy}{mm}-{n:03}"; {n} counts anew when the rest changes."""
    day = at.astimezone()
    known = {"yy": f"{day:%y}", "yyyy": f"{day:%Y}", "mm": f"{day:%m}", "dd": f"{day:%d}"}
    period = re.sub(r"\{(yyyy|yy|mm|dd)\}", lambda m: known[m.group(1)], pattern)
    kind = f"{model._meta.table_name}:{period}"
    field = model.numbered[0]
    last = Counter.select(Counter.last).where(Counter.kind == kind).scalar() or 0
    while True:
        last += 1
        number = period.format(n=last)
        if not model.select().where(field == number).exists():
            break
    Counter.insert(kind=kind, last=last).on_conflict(
        conflict_target=(Counter.kind,), update={Counter.last: last}).execute()
    return number
