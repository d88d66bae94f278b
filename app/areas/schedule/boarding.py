"""Turns the schedule into the board that the Gantt shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, partial

from app.areas.schedule.board import LIGHTS, Bar, Board, Lane
from app.areas.schedule.planning import PlanStep
from app.areas.schedule.reading import Schedule
from app.areas.schedule.words import conflict_text

WEEKS_SHOWN = 2


def board(schedule: Schedule, lights: Mapping[int, Mapping[str, str]] | None = None,
          baseline: Mapping[int, tuple[date, date]] | None = None) -> Board:
    """Return the board of a schedule; lights are {order line: {light: colour}}, baseline {step: dates}."""
    planned = [s for s in schedule.steps if s.start and s.finish and s.line in schedule.lines]
    lights, baseline = lights or {}, baseline or {}
    troubles: dict[int, list[str]] = defaultdict(list)
    for conflict in schedule.conflicts:
        troubles[conflict.key].append(conflict_text(conflict))
    endangered = {d.key: d for d in schedule.dangers}
    possible = cache(partial(_possible, schedule))
    bars = []
    for step in planned:
        facts = schedule.facts[step.key]
        found = schedule.forecasts.get(step.key)
        danger = endangered.get(step.key)
        own = lights.get(facts.order_line, {})
        assert step.start is not None and step.finish is not None and step.line is not None
        bars.append(Bar(
            step.key, step.line, step.start, step.finish, step.order,
            " ".join(p for p in (step.product, facts.product_name, facts.colour) if p), facts.customer,
            step.quantity, step.done, found.finish if found else None, step.inspection, step.ship,
            step.material_ready, tuple(own.get(key, "grey") for key in LIGHTS) if own else (), step.locked,
            state_of(step, facts.state, schedule.today), danger is not None and danger.which == "ship",
            danger is not None, "\n".join(troubles[step.key]) or None, step.after,
            baseline.get(step.key), possible(step.product, step.family, schedule.lines[step.line].plant),
            facts.order_id, schedule.overdue.get(step.key)))
    days = [d for b in bars for d in (b.start, b.finish, b.forecast or b.finish, b.ship or b.finish)]
    first = min([*days, schedule.today]) - timedelta(days=7)
    last = max([*days, schedule.today]) + timedelta(days=7 * WEEKS_SHOWN)
    return Board(first, last, schedule.today, tuple(_lanes(schedule)), tuple(bars),
                 frozenset(schedule.default.days_off(first, last)),
                 {key: frozenset(line.calendar.days_off(first, last)) for key, line in schedule.lines.items()},
                 schedule.loads)


def state_of(step: PlanStep, order_state: str, today: date) -> str:
    """Return planned, running, done, held or shipped."""
    if order_state in ("shipped", "closed"):
        return "shipped"
    if order_state in ("held", "cancelled"):
        return order_state
    if step.done >= step.quantity:
        return "done"
    if step.done > 0 or (step.start is not None and step.start <= today):
        return "running"
    return "planned"


def _lanes(schedule: Schedule) -> list[Lane]:
    week = [schedule.today + timedelta(days=n) for n in range(14)]
    lanes: list[Lane] = []
    for number, plant in enumerate(schedule.plants, 1):
        lines = [line for line in schedule.lines.values() if line.plant == plant]
        loads = {line.key: _mean_load(schedule, line.key, week) for line in lines}
        known = [v for v in loads.values() if v is not None]
        lanes.append(Lane(-number, plant, plant, True, round(sum(known) / len(known), 1) if known else None))
        lanes += [Lane(line.key, line.name, plant, False, loads[line.key]) for line in lines]
    return lanes


def _mean_load(schedule: Schedule, line: int, days: list[date]) -> float | None:
    """Return the mean load of a line over its working days among the given ones."""
    calendar = schedule.lines[line].calendar
    worked = [d for d in days if calendar.is_workday(d)]
    return round(sum(schedule.loads.get((line, d), 0.0) for d in worked) / len(worked), 1) if worked else None


def _possible(schedule: Schedule, product: str, family: str, own: str) -> frozenset[int]:
    """Return the lines that can take a product: with a rate for it, or without any rates in the same plant."""
    return frozenset(key for key, line in schedule.lines.items() if not line.closed and (
        product in line.rates or family in line.rates if line.rates else line.plant == own))
