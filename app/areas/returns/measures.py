"""Countermeasures against a quarter's top faults: kept when they are begun, filled in later."""

from __future__ import annotations

from collections.abc import Sequence

from app.areas.returns.analysis import Analysis
from app.areas.returns.records import Countermeasure
from app.database.change import Change


def begin_measures(change: Change, analysis: Analysis) -> list[Countermeasure]:
    """Make a record for each of the top faults that has none yet; return those of all, in order."""
    quarter = str(analysis.quarter)
    known = {m.fault: m for m in Countermeasure.select().where(
        (Countermeasure.quarter == quarter) & (Countermeasure.deleted == 0))}
    found = []
    for rank, row in enumerate(analysis.top, 1):
        made = known.get(row.name) or Countermeasure(quarter=quarter, fault=row.name)
        made.rank, made.count = rank, row.count
        found.append(change.save(made))
    return found


def past_measures(fault: str, quarter: str) -> Sequence[Countermeasure]:
    """Return what was done against a fault in earlier quarters, the newest first."""
    return list(Countermeasure.select().where(
        (Countermeasure.fault == fault) & (Countermeasure.quarter < quarter) & (Countermeasure.deleted == 0))
        .order_by(Countermeasure.quarter.desc()).limit(3))
