"""Adds the reports of steps up after an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.change import Change


def add_up(change: Change, touched: Collection[int]) -> None:
    """Add the reports of each step up: done, last report, actual start and finish."""
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    query = ProgressReport.select(ProgressReport.step, ProgressReport.day, ProgressReport.made).where(
        ProgressReport.step.in_(list(touched)) & (ProgressReport.deleted == 0)).order_by(ProgressReport.day)
    for key, day, made in query.tuples():
        found[key].append((day, made or 0))
    for step in ScheduleStep.select().where(ScheduleStep.id.in_(list(touched))).order_by(ScheduleStep.id):
        reports = found[step.id]
        step.done = (step.opening or 0) + sum(made for _day, made in reports)
        busy = [day for day, made in reports if made]
        step.last_report = reports[-1][0] if reports else None
        step.actual_start = step.actual_start or (busy[0] if busy else None)
        step.actual_finish = busy[-1] if busy and step.done >= step.quantity else None
        change.save(step)
