"""Customer samples follow what is known of their goods: when they are really inspected, when production begins."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.areas.inspections.records import AGREED, CONCEDED, FAILED, OFF, PASSED, InspectedGoods, Inspection
from app.areas.samples.dispatch import INSPECTION, KNOWN, PRODUCTION
from app.areas.samples.records import HERE, Sample
from app.areas.schedule.records import ScheduleStep
from app.database.change import FOLLOWERS, Change
from app.masters.order import OrderLine


def inspected_on(line: Any) -> date | None:
    """Return when the goods of a line are inspected: really, else as agreed; None after one that failed."""
    newest = (Inspection.select().join(InspectedGoods, on=(InspectedGoods.inspection == Inspection.id))
              .where((InspectedGoods.order_line == line.id) & (InspectedGoods.deleted == 0)
                     & (Inspection.deleted == 0) & (Inspection.state != OFF))
              .order_by(Inspection.round.desc(), Inspection.id.desc()).first()) if line.id else None
    if newest is not None and newest.state in (PASSED, CONCEDED):
        day: date | None = newest.actual
        return day
    if newest is not None and newest.state != AGREED and (newest.round or 1) > 1:
        return None
    if newest is not None and newest.state == FAILED:
        return None
    asked: date | None = line.inspection
    return asked


def begun_on(line: Any) -> date | None:
    """Return the planned day on which production of a line begins."""
    found = ScheduleStep.select(fn.MIN(ScheduleStep.start)).where(
        (ScheduleStep.order_line == line.id) & (ScheduleStep.deleted == 0)).scalar() if line.id else None
    return date.fromisoformat(str(found)) if found else None


def inspection_saved(change: Change, inspection: Any, before: dict[str, Any] | None) -> None:
    """Reckon the samples of an inspection's goods anew, once at the end of the change."""
    if change.dated_back:
        return

    def lines(last: Change) -> None:
        found = [row[0] for row in InspectedGoods.select(InspectedGoods.order_line).where(
            (InspectedGoods.inspection == inspection.id) & (InspectedGoods.deleted == 0)).tuples() if row[0]]
        _reckon(last, INSPECTION, found)

    change.at_end[f"samples of inspection {inspection.id}"] = lines


def step_saved(change: Change, step: Any, before: dict[str, Any] | None) -> None:
    """Reckon the pre-production samples of a line anew when its production is moved."""
    if change.dated_back or (before is not None and not step.deleted
                             and before.get("start") == (step.start.isoformat() if step.start else None)):
        return
    change.once_for("samples of lines", step.order_line_id, lambda last, lines: _reckon(last, PRODUCTION, lines))


def _reckon(change: Change, rule: str, lines: list[int]) -> None:
    for sample in Sample.select(Sample, OrderLine).join(OrderLine).where(
            Sample.order_line.in_(lines) & (Sample.deleted == 0) & (Sample.rule == rule) & Sample.state.in_(HERE)):
        change.save(sample)


KNOWN[INSPECTION] = inspected_on
KNOWN[PRODUCTION] = begun_on
FOLLOWERS.setdefault(Inspection, {})["samples"] = inspection_saved
FOLLOWERS.setdefault(ScheduleStep, {})["samples"] = step_saved
