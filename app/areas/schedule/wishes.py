"""Settles what the user asked for by hand on the calendars of the lines: whole moves keep their working days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.areas.schedule.board import Move
from app.areas.schedule.planning import PlanStep, push, workdays
from app.areas.schedule.planning import calendar_of as line_calendar
from app.areas.schedule.reading import Schedule
from app.domain.workdays import Calendar

Moves = dict[int, tuple[date, date, int | None]]
"""{step: (start, finish, line)}, both dates counted."""


def settle(schedule: Schedule, wishes: Sequence[Move]) -> Moves:
    """Return where steps go: a moved one keeps its working days on the target's calendar, a resized one its raw
    finish; with `push` those that follow on the line make room. Steps that stay where they are, are left out."""
    known = schedule.by_key
    asked: Moves = {}
    for wish in wishes:
        step = known.get(wish.key)
        if step is not None:
            asked[wish.key] = _settled(schedule, step, wish)
    if any(wish.push for wish in wishes):
        asked = push(schedule.steps, asked, schedule.lines, schedule.default)
    return {key: place for key, place in asked.items()
            if place != (known[key].start, known[key].finish, known[key].line)}


def calendar_of(schedule: Schedule, line: int | None) -> Calendar:
    """Return the calendar that a line works by, the company's for none."""
    return line_calendar(line, schedule.lines, schedule.default)


def _settled(schedule: Schedule, step: PlanStep, wish: Move) -> tuple[date, date, int | None]:
    calendar = calendar_of(schedule, wish.lane)
    start = _snapped(calendar, step.start, wish.start)
    if step.start is None or step.finish is None:
        return start, max(start, wish.finish), wish.lane
    if wish.finish - wish.start != step.finish - step.start:
        start = start if start <= wish.finish else wish.start
        return start, wish.finish, wish.lane
    length = max(1, workdays(calendar_of(schedule, step.line), step.start, step.finish))
    return start, calendar.add_workdays(start, length - 1), wish.lane


def _snapped(calendar: Calendar, old: date | None, wanted: date) -> date:
    """Return the next working day, or the one before where the next would take the move back."""
    if wanted == old:
        return wanted
    start = calendar.add_workdays(wanted, 0)
    if old is not None and wanted < old <= start:
        start = calendar.previous_workday(wanted)
    return start
