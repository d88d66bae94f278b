"""Reads the schedule out of the database as plain data, in a handful of queries whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from peewee import JOIN

from app.areas.schedule.planning import (
    Conflict,
    Danger,
    Forecast,
    PlanLine,
    PlanStep,
    conflicts,
    dangers,
    forecasts,
    load,
)
from app.areas.schedule.records import ProgressReport, ScheduleStep, StepLink
from app.areas.schedule.rest import overdue_rests
from app.database.record import database
from app.domain.frozen import frozen, frozen_slots
from app.domain.workdays import Calendar
from app.masters.calendar import line_calendars, office_calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.plant import LineRate, Plant, ProductionLine
from app.masters.product import Product

FINISHED_STATES = ("shipped", "cancelled", "closed")


@frozen_slots
class StepFacts:
    """What a step shows besides what planning reckons with."""

    order_id: int
    order_line: int
    customer: str
    product_name: str
    colour: str
    state: str
    urgent: bool
    mark: str
    stage: str
    note: str
    country: str
    customer_po: str
    received: date | None
    per_carton: int | None
    opening: int
    contract: str = ""
    material: str = ""


@frozen
class Schedule:
    """The whole schedule as it stands, with everything that was reckoned from it."""

    today: date
    lines: dict[int, PlanLine]
    plants: tuple[str, ...]
    default: Calendar
    steps: tuple[PlanStep, ...]
    facts: dict[int, StepFacts]
    forecasts: dict[int, Forecast]
    dangers: tuple[Danger, ...]
    conflicts: tuple[Conflict, ...]
    loads: dict[tuple[int, date], float]

    @cached_property
    def by_key(self) -> dict[int, PlanStep]:
        """Return the steps by number."""
        return {s.key: s for s in self.steps}

    @cached_property
    def overdue(self) -> dict[int, tuple[date, date]]:
        """Return the days from today on in which what is left of overdue steps is made."""
        return overdue_rests(self.steps, self.forecasts, self.today)

    def without(self, keys: Collection[int]) -> Schedule:
        """Return the schedule as if some steps were not planned; the others' forecasts stay as they are."""
        return replace(self, steps=tuple(s for s in self.steps if s.key not in keys))


def read_lines() -> tuple[dict[int, PlanLine], tuple[str, ...]]:
    """Return the production lines with rates and calendars, and the plants in their order."""
    rates: dict[int, dict[str, int]] = defaultdict(dict)
    for line, code, family, rate in (LineRate.select(LineRate.line, Product.code, LineRate.family,
                                                     LineRate.daily_rate)
                                     .join(Product, JOIN.LEFT_OUTER).where(LineRate.deleted == 0).tuples()):
        rates[line][code or family or ""] = rate
    calendars = line_calendars()
    rows = (ProductionLine.select(ProductionLine.id, ProductionLine.name, Plant.name,
                                  ProductionLine.daily_rate, ProductionLine.closed)
            .join(Plant).where(ProductionLine.deleted == 0)
            .order_by(Plant.place, Plant.id, ProductionLine.place, ProductionLine.id).tuples())
    lines = {key: PlanLine(key, name, plant, calendars[key], rate, rates.get(key, {}), closed)
             for key, name, plant, rate, closed in rows}
    return lines, tuple(dict.fromkeys(line.plant for line in lines.values()))


def read_steps(since: date | None = None) -> tuple[list[PlanStep], dict[int, StepFacts]]:
    """Return all planned and unplanned steps; finished ones only where they end at or after `since`."""
    s, ln, o, p, c = ScheduleStep, OrderLine, Order, Product, Company
    query = (s.select(
        s.id, s.line, s.start, s.finish, s.quantity, s.done, s.last_report, s.locked, s.stage, s.note, s.opening,
        ln.id, ln.colour, ln.material_ready, ln.inspection, ln.required_ship, ln.confirmed_ship, ln.mark,
        ln.description, ln.per_carton, o.id, o.number, o.state, o.urgent, o.country, o.customer_po, o.received,
        p.code, p.name, p.family, c.name, c.short_name, o.contract, ln.material)
        .join(ln, on=(s.order_line == ln.id)).join(o, on=(ln.order == o.id))
        .join(p, on=(ln.product == p.id)).join(c, on=(o.customer == c.id))
        .where((s.deleted == 0) & (ln.deleted == 0) & (o.deleted == 0)))
    if since is not None:
        query = query.where(s.finish.is_null() | (s.finish >= since) | (s.done < s.quantity))
    made = _newest_output()
    after: dict[int, list[int]] = defaultdict(list)
    lots: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, then, lot in StepLink.select(StepLink.before, StepLink.after, StepLink.lot).where(
            StepLink.deleted == 0).tuples():
        after[then].append(first)
        if lot:
            lots[then].append((first, lot))
    steps, facts = [], {}
    for row in database.execute(query):
        (key, line, start, finish, quantity, done, last, locked, stage, note, opening, ol, colour, ready,
         inspection, ship, confirmed, mark, described, carton, order_id, number, state, urgent, country, po,
         received, code, name, family, customer, short, contract, material) = row
        steps.append(PlanStep(
            key, number, line, _day(start), _day(finish), quantity, done or 0, code, family or "",
            made.get(key, ()), _day(last), _day(ready), _day(inspection), _day(confirmed or ship),
            tuple(after.get(key, ())), state in FINISHED_STATES, bool(locked),
            tuple(lots.get(key, ()))))
        facts[key] = StepFacts(order_id, ol, short or customer, described or name or "", colour or "", state,
                               bool(urgent), mark or "", stage, note or "", country or "", po or "",
                               _day(received), carton, opening or 0, contract or "", material or "")
    return steps, facts


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _newest_output() -> dict[int, tuple[tuple[date, int], ...]]:
    """Return each step's reported output by day, oldest first, of the newest five weeks of reports."""
    newest = database.execute(ProgressReport.select(ProgressReport.day).where(ProgressReport.deleted == 0)
                              .order_by(ProgressReport.day.desc()).limit(1)).fetchone()
    if newest is None:
        return {}
    since = date.fromisoformat(newest[0]) - timedelta(days=35)
    rows = database.execute(ProgressReport.select(ProgressReport.step, ProgressReport.day, ProgressReport.made)
                            .where((ProgressReport.deleted == 0) & (ProgressReport.day >= since))
                            .order_by(ProgressReport.day))
    by_step: dict[int, dict[date, int]] = defaultdict(dict)
    for step, day, made in rows:
        when = date.fromisoformat(day)
        by_step[step][when] = by_step[step].get(when, 0) + made
    return {step: tuple(days.items()) for step, days in by_step.items()}


def read_schedule(today: date, since: date | None = None) -> Schedule:
    """Read and reckon everything; finished steps that ended before `since` are left out."""
    lines, plants = read_lines()
    steps, facts = read_steps(since)
    return reckon(today, lines, plants, office_calendar(), steps, facts)


def reckon(today: date, lines: dict[int, PlanLine], plants: tuple[str, ...], default: Calendar,
           steps: Collection[PlanStep], facts: dict[int, StepFacts]) -> Schedule:
    """Return the schedule with forecast, danger, load and conflicts."""
    listed = list(steps)
    found = forecasts(listed, lines, today, default)
    rests = overdue_rests(listed, found, today)
    days = [d for s in listed for d in (s.start, s.finish, *rests.get(s.key, ())) if d is not None]
    first, last = min(days, default=today), max(days, default=today)
    loads = load(listed, lines, first, last, rests)
    return Schedule(today, lines, plants, default, tuple(listed), facts, found,
                    tuple(dangers(listed, found)), tuple(conflicts(listed, lines, loads)), loads)


def with_moves(schedule: Schedule, moves: dict[int, tuple[date, date, int | None]]) -> Schedule:
    """Return the schedule as it would be with some steps elsewhere, reckoned anew; for try-outs."""
    steps = [replace(s, start=moves[s.key][0], finish=moves[s.key][1], line=moves[s.key][2])
             if s.key in moves else s for s in schedule.steps]
    return reckon(schedule.today, schedule.lines, schedule.plants, schedule.default, steps, schedule.facts)
