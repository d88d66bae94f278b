"""What follows by itself: a moved inspection moves the dispatch, a sample to be redone opens the next round."""

from __future__ import annotations

import re
from typing import Any

from app.areas.samples.dispatch import FIXED
from app.areas.samples.records import HERE, REDO, TODO, Sample
from app.database.change import Change
from app.masters.order import OrderLine

DATES = (OrderLine.inspection, OrderLine.confirmed_ship, OrderLine.required_ship)
CARRIED = ("kind", "order_line", "order", "customer", "product", "colour", "quantity", "retained", "rule", "rule_days",
           "paid_by", "recipient", "address", "place")


def line_moved(change: Change, line: OrderLine, before: dict[str, Any] | None) -> None:
    """Reckon the dispatch of a line's samples anew where its inspection or ship date has moved."""
    if before is None or all(before.get(f.column_name) == f.db_value(getattr(line, f.name)) for f in DATES):
        return
    waiting = Sample.select().where((Sample.order_line == line) & (Sample.deleted == 0) & (Sample.rule != FIXED)
                                    & Sample.state.in_(HERE))
    for sample in waiting:
        sample.order_line = line
        change.save(sample)


def sample_saved(change: Change, sample: Sample, before: dict[str, Any] | None) -> None:
    """Open the next round of a sample that the customer wants redone, once."""
    if sample.state != REDO or before is None or before.get("state") == REDO or sample.deleted:
        return
    if Sample.select().where((Sample.previous == sample) & (Sample.deleted == 0)).exists():
        return
    values = {name: getattr(sample, name) for name in CARRIED}
    again = (sample.round or 1) + 1
    change.save(Sample(**values, number=number_of_round(sample.number, again), round=again, previous=sample,
                       state=TODO, note=sample.comments))


def number_of_round(number: str, round_: int) -> str:
    """Return the number of a further round: YB2611-003, YB2611-003-2, YB2611-003-3."""
    return f"{re.sub(r'(?<=[0-9])-[2-9]$', '', number)}-{round_}"
