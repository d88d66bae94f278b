"""Inspections follow the schedule: opened when an order comes near its finish, its goods ready on the planned day,
in danger as soon as the forecast says so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from peewee import fn

from app.areas.inspections.actions import open_for, ready_on
from app.areas.inspections.records import AGREED, Inspection
from app.areas.inspections.settings import AHEAD_DAYS
from app.areas.schedule.planning import Danger
from app.areas.schedule.reading import read_schedule
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.areas.schedule.words import danger_reason
from app.database.change import FOLLOWERS, Change
from app.database.settings import office
from app.masters.order import OPEN_STATES, Order, OrderLine
from app.masters.plant import ProductionLine


def finishes(orders: list[int] | None = None) -> dict[int, date]:
    """Return the planned finish of each order that is planned as a whole, by number."""
    query = (ScheduleStep.select(OrderLine.order, fn.MAX(ScheduleStep.finish)).join(OrderLine)
             .where((ScheduleStep.deleted == 0) & ScheduleStep.finish.is_null(False)).group_by(OrderLine.order))
    if orders is not None:
        query = query.where(OrderLine.order.in_(orders))
    return {order: date.fromisoformat(str(day)) for order, day in query.tuples()}


def plant_of(order: int) -> int | None:
    """Return the number of the plant that makes the last step of an order."""
    found = (ProductionLine.select(ProductionLine.plant).join(ScheduleStep, on=ScheduleStep.line == ProductionLine.id)
             .join(OrderLine, on=ScheduleStep.order_line == OrderLine.id)
             .where((OrderLine.order == order) & (ScheduleStep.deleted == 0))
             .order_by(ScheduleStep.finish.desc()).tuples().first())
    return found[0] if found else None


def gather(change: Change, today: date) -> int:
    """Open an inspection for each open order that comes near its finish and has none; return how many."""
    known = {row[0] for row in Inspection.select(Inspection.order).where(Inspection.deleted == 0).tuples()}
    last = today + timedelta(days=office(AHEAD_DAYS))
    count = 0
    for order, finish in sorted(finishes().items(), key=lambda pair: pair[1]):
        if order in known or not today <= finish <= last:
            continue
        found = Order.get_by_id(order)
        if found.deleted or found.state not in OPEN_STATES:
            continue
        open_for(change, found, finish, plant=plant_of(order))
        count += 1
    return count


def watch_forecast(change: Change, today: date) -> None:
    """Note which agreed inspections are in danger by the forecast, and since when; what is over is taken away."""
    schedule = read_schedule(today)
    orders: dict[int, Danger] = {}
    for danger in schedule.dangers:
        if danger.which == "inspection":
            orders.setdefault(schedule.facts[danger.key].order_id, danger)
    for inspection in Inspection.select().where((Inspection.deleted == 0) & (Inspection.state == AGREED)):
        found = orders.get(inspection.order_id)
        if found is None:
            if inspection.danger_since is not None:
                inspection.danger = inspection.danger_since = inspection.danger_told = None
                change.save(inspection)
            continue
        words = f"{found.forecast} > {found.limit}: {danger_reason(found)}"
        if inspection.danger != words:
            inspection.danger, inspection.danger_since = words, inspection.danger_since or today
            change.save(inspection)


def step_saved(change: Change, step: Any, before: dict[str, Any] | None) -> None:
    """Let inspections that are not agreed follow a moved plan, once an order at the end of the change."""
    if before is not None and before.get("finish") == (step.finish.isoformat() if step.finish else None):
        return
    order = step.order_line.order_id
    change.at_end[f"inspection of {order}"] = lambda last: _follow(last, order)


def _follow(change: Change, order: int) -> None:
    finish = finishes([order]).get(order)
    for inspection in ready_on(order):
        if finish is not None and inspection.ready != finish and inspection.state != AGREED:
            inspection.ready = finish
            change.save(inspection)


def report_saved(change: Change, report: Any, _before: dict[str, Any] | None) -> None:
    """After daily reports, open what comes near its finish and look for danger, once at the end of the change."""
    if not change.dated_back:
        change.at_end["inspections"] = _after_reports


def _after_reports(change: Change) -> None:
    today = change.at.astimezone().date()
    gather(change, today)
    watch_forecast(change, today)


FOLLOWERS.setdefault(ScheduleStep, {})["inspections"] = step_saved
FOLLOWERS.setdefault(ProgressReport, {})["inspections"] = report_saved
