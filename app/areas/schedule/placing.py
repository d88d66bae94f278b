"""Proposes a place for a step that has no dates: the earliest gap on the least loaded line that can make it."""

from __future__ import annotations

import math
from datetime import date, timedelta

from app.areas.schedule.planning import PlanLine, PlanStep, handed_over, workdays
from app.areas.schedule.reading import Schedule
from app.domain.frozen import frozen_slots

HORIZON = 28
"""Days ahead over which the lines' loads are compared."""


@frozen_slots
class Place:
    """A place on a line; both dates count."""

    line: int
    start: date
    finish: date


def eligible(schedule: Schedule, step: PlanStep) -> list[PlanLine]:
    """Return the open lines that can make a step: those with a rate for it, else those of its plant, else all."""
    lines = [line for line in schedule.lines.values() if not line.closed]
    rated = [line for line in lines if step.product in line.rates or step.family in line.rates]
    if rated:
        return rated
    own = schedule.lines[step.line].plant if step.line in schedule.lines else None
    free = [line for line in lines if not line.rates]
    return [line for line in free if line.plant == own] or free or lines


def places(schedule: Schedule, key: int) -> list[Place]:
    """Return where a step could go from its material date on, one place a line, the best first."""
    step = schedule.by_key[key]
    begin = schedule.today
    if step.material_ready is not None:
        begin = max(begin, step.material_ready + timedelta(days=1))
    for before in (schedule.by_key[k] for k in step.after if k in schedule.by_key):
        if before.open and before.start is not None and before.finish is not None:
            begin = max(begin, handed_over(before, step, before.start, before.finish) + timedelta(days=1))
    found = [(_booked(schedule, line, begin), _gap(schedule, line, step, begin)) for line in eligible(schedule, step)]
    return [place for _load, place in sorted(found, key=lambda f: (f[0], f[1].finish, f[1].line))]


def on_line(schedule: Schedule, key: int, line: int, start: date) -> Place:
    """Return the place of a step that begins on a line on a day, or on the next one that is worked."""
    step, on = schedule.by_key[key], schedule.lines[line]
    begin = on.calendar.add_workdays(start, 0)
    return Place(line, begin, on.calendar.add_workdays(begin, length(schedule, on, step) - 1))


def length(schedule: Schedule, line: PlanLine, step: PlanStep) -> int:
    """Return the working days that a line needs for what is left; without a rate, at its usual pace."""
    rate = line.rates.get(step.product) or line.rates.get(step.family) or line.daily_rate
    if not rate:
        paces = [s.quantity / max(1, workdays(line.calendar, s.start, s.finish)) for s in schedule.steps
                 if s.line == line.key and s.start is not None and s.finish is not None and s.quantity > 0]
        from statistics import median

        rate = max(1, round(median(paces))) if paces else max(1, step.quantity)
    return max(1, math.ceil((step.quantity - step.done) / rate))


def _booked(schedule: Schedule, line: PlanLine, begin: date) -> float:
    """Return the mean load of a line over the days to come, to whole fives of percent."""
    days = [d for n in range(HORIZON) if line.calendar.is_workday(d := begin + timedelta(days=n))]
    total = sum(schedule.loads.get((line.key, d), 0.0) for d in days)
    return round(total / len(days) / 5) * 5 if days else 0.0


def _gap(schedule: Schedule, line: PlanLine, step: PlanStep, begin: date) -> Place:
    """Return the earliest stretch of a line that no other open step covers."""
    needed = length(schedule, line, step)
    taken = sorted((s.start, s.finish) for s in schedule.steps
                   if s.line == line.key and s.key != step.key and s.open
                   and s.start is not None and s.finish is not None and s.finish >= begin)
    start = line.calendar.add_workdays(begin, 0)
    for first, last in taken:
        finish = line.calendar.add_workdays(start, needed - 1)
        if first > finish:
            break
        if last >= start:
            start = line.calendar.add_workdays(last + timedelta(days=1), 0)
    return Place(line.key, start, line.calendar.add_workdays(start, needed - 1))
