"""Inspections follow the schedule: opened when an order comes near its finish, its goods ready on the planned day,
in danger as soon as the forecast says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from peewee import fn

from app.areas.inspections.actions import goods_of, open_for, ready_on
from app.areas.inspections.records import AGREED, ASKED, OPEN, Inspection
from app.areas.inspections.settings import AHEAD_DAYS
from app.areas.schedule.planning import Danger, Forecast, PlanStep
from app.areas.schedule.reading import Schedule, read_schedule
from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.areas.schedule.words import danger_reason
from app.database.change import FOLLOWERS, Change
from app.database.record import stored
from app.database.settings import office
from app.masters.order import OPEN_STATES, Order, OrderLine
from app.masters.plant import ProductionLine

CONCERNS = (ScheduleStep.start, ScheduleStep.finish, ScheduleStep.line, ScheduleStep.done, ScheduleStep.quantity)
"""The fields of a step on which its forecast hangs."""


def finishes(orders: Iterable[int] | None = None) -> dict[int, date]:
    """Return the planned finish of each order that is planned as a whole, by number."""
    query = (ScheduleStep.select(OrderLine.order, fn.MAX(ScheduleStep.finish)).join(OrderLine)
             .where((ScheduleStep.deleted == 0) & ScheduleStep.finish.is_null(False)).group_by(OrderLine.order))
    if orders is not None:
        query = query.where(OrderLine.order.in_(list(orders)))
    return {order: date.fromisoformat(str(day)) for order, day in query.tuples()}


def unfinished(orders: Iterable[int]) -> set[int]:
    """Return those of some orders of which something is still to be made."""
    query = ScheduleStep.select(OrderLine.order).join(OrderLine).where(
        (ScheduleStep.deleted == 0) & (OrderLine.deleted == 0) & OrderLine.order.in_(list(orders))
        & (fn.COALESCE(ScheduleStep.done, 0) < ScheduleStep.quantity)).distinct()
    return {row[0] for row in query.tuples()}


def plant_of(order: int) -> int | None:
    """Return the number of the plant that makes the last step of an order."""
    found = (ProductionLine.select(ProductionLine.plant).join(ScheduleStep, on=ScheduleStep.line == ProductionLine.id)
             .join(OrderLine, on=ScheduleStep.order_line == OrderLine.id)
             .where((OrderLine.order == order) & (ScheduleStep.deleted == 0))
             .order_by(ScheduleStep.finish.desc()).tuples().first())
    return found[0] if found else None


def gather(change: Change, today: date, orders: Iterable[int] | None = None) -> int:
    """Open an inspection for each open order, or some, that comes near its finish and has none; return how many.

    Orders whose finish has passed without all being made are among them. A day that the order names is agreed.
    """
    known = {row[0] for row in Inspection.select(Inspection.order).where(Inspection.deleted == 0).tuples()}
    last = today + timedelta(days=office(AHEAD_DAYS))
    near = {order: finish for order, finish in finishes(orders).items() if order not in known and finish <= last}
    late = unfinished(order for order, finish in near.items() if finish < today)
    count = 0
    for order, finish in sorted(near.items(), key=lambda pair: pair[1]):
        found = Order.get_by_id(order)
        if found.deleted or found.state not in OPEN_STATES or (finish < today and order not in late):
            continue
        day = known_day(found)
        more = {"agreed": day, "state": AGREED} if day is not None else {}
        open_for(change, found, finish, plant=plant_of(order), **more)
        count += 1
    return count


def known_day(order: Order) -> date | None:
    """Return the inspection day that all lines of an order name; None where one names none or another."""
    days = {line.inspection for line in goods_of(order)}
    return next(iter(days)) if len(days) == 1 else None


def watch_forecast(change: Change, today: date) -> None:
    """Note which inspections are in danger by the forecast, and since when; what is over is taken away.

    An agreed one is held against its day, one that is only asked for against the day proposed or the goods' own.
    """
    waiting = list(Inspection.select().where((Inspection.deleted == 0) & Inspection.state.in_(OPEN)))
    if not waiting:
        return
    schedule = read_schedule(today, today)
    worst = _worst(schedule)
    for inspection in waiting:
        found, limit = worst.get(inspection.order_id), limit_of(inspection)
        if found is None or limit is None or found[1].finish < limit:
            if inspection.danger_since is not None:
                inspection.danger = inspection.danger_since = inspection.danger_told = None
                change.save(inspection)
            continue
        step, forecast = found
        words = f"{forecast.finish} > {limit}: " + danger_reason(
            Danger(step.key, forecast.finish, limit, "inspection", forecast.cause or "plan", forecast.detail))
        if inspection.danger != words:
            inspection.danger, inspection.danger_since = words, inspection.danger_since or today
            change.save(inspection)


def limit_of(inspection: Any) -> date | None:
    """Return the day before which the goods of an inspection must be ready."""
    if inspection.state == AGREED:
        day: date | None = inspection.agreed
        return day
    if inspection.state != ASKED:
        return None
    if inspection.proposed is not None:
        return date.fromisoformat(str(inspection.proposed))
    return inspection.ready + timedelta(days=1) if inspection.ready is not None else None


def _worst(schedule: Schedule) -> dict[int, tuple[PlanStep, Forecast]]:
    """Return for each order the step that is done last by the forecast."""
    listed: dict[int, list[tuple[PlanStep, Forecast]]] = defaultdict(list)
    for key, forecast in schedule.forecasts.items():
        listed[schedule.facts[key].order_id].append((schedule.by_key[key], forecast))
    return {order: max(found, key=lambda pair: pair[1].finish) for order, found in listed.items()}


def step_saved(change: Change, step: Any, before: dict[str, Any] | None) -> None:
    """Look at the order of a step that was planned or made anew, once at the end of the change."""
    if change.dated_back or (before is None and step.finish is None):
        return
    if before is not None and not step.deleted and not _differs(step, before, CONCERNS):
        return
    _look(change, step.order_line.order_id)


def line_saved(change: Change, line: Any, before: dict[str, Any] | None) -> None:
    """Look at the order of a line whose material or dates have moved."""
    if before is None or change.dated_back:
        return
    if _differs(line, before, (OrderLine.material_ready, OrderLine.inspection)):
        _look(change, line.order_id)


def report_saved(change: Change, report: Any, _before: dict[str, Any] | None) -> None:
    """After daily reports, open what comes near its finish and look for danger, once at the end of the change."""
    if not change.dated_back:
        change.at_end["inspections"] = _gather_all
        change.at_end["inspections in danger"] = lambda last: watch_forecast(last, _today(last))


def _differs(record: Any, before: dict[str, Any], fields: Iterable[Any]) -> bool:
    now = stored(record)
    return any(before.get(f.column_name) != now[f.column_name] for f in fields)


def _today(change: Change) -> date:
    return change.at.astimezone().date()


def _gather_all(change: Change) -> None:
    gather(change, _today(change))


def _look(change: Change, order: int) -> None:
    change.once_for("inspections of orders", order, _follow)
    change.at_end["inspections in danger"] = lambda last: watch_forecast(last, _today(last))


def _follow(change: Change, orders: list[int]) -> None:
    """Open the orders' inspections where it is time; let those that are not agreed follow the plan."""
    gather(change, _today(change), orders)
    planned = finishes(orders)
    for inspection in ready_on(orders):
        finish = planned.get(inspection.order_id)
        if finish is not None and inspection.ready != finish and inspection.state != AGREED:
            inspection.ready = finish
            change.save(inspection)


FOLLOWERS.setdefault(ScheduleStep, {})["inspections"] = step_saved
FOLLOWERS.setdefault(ProgressReport, {})["inspections"] = report_saved
FOLLOWERS.setdefault(OrderLine, {})["inspections in danger"] = line_saved
