"""Writes what the user does to the schedule: moves, locks, splits, kept versions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from app.areas.schedule.planning import workdays
from app.areas.schedule.records import ScheduleStep, ScheduleVersion, StepLink
from app.database.change import Change
from app.domain.problem import Problem, Refused
from app.domain.text import N_, _
from app.masters.calendar import line_calendars, office_calendar


def move(change: Change, moves: Mapping[int, tuple[date, date, int | None]]) -> None:
    """Put steps at (start, finish, line)."""
    for key, (start, finish, line) in moves.items():
        step = ScheduleStep.get_by_id(key)
        step.start, step.finish, step.line = start, finish, line
        change.save(step)


def unschedule(change: Change, keys: Sequence[int]) -> None:
    """Take steps out of the plan; they wait among the unscheduled."""
    for key in keys:
        step = ScheduleStep.get_by_id(key)
        step.start = step.finish = None
        change.save(step)


def lock(change: Change, keys: Sequence[int], locked: bool) -> None:
    """Lock or unlock steps; a locked one is neither pushed nor suggested elsewhere."""
    for key in keys:
        step = ScheduleStep.get_by_id(key)
        step.locked = locked
        change.save(step)


def split(change: Change, key: int, first_part: int) -> ScheduleStep:
    """Split a step in two; what was made stays with the first; return the new second part, unscheduled.

    The first part keeps its pieces a day, so its bar becomes shorter.
    """
    step = ScheduleStep.get_by_id(key)
    if not (step.done or 0) <= first_part < step.quantity or first_part <= 0:
        raise Refused([Problem(_("The first part must be between {done} (made already) and {quantity} pieces.")
                               .format(done=step.done or 1, quantity=step.quantity - 1),
                               ScheduleStep.quantity, True)], step)
    second = ScheduleStep(order_line=step.order_line, line=step.line, stage=step.stage,
                          quantity=step.quantity - first_part)
    if step.start is not None and step.finish is not None:
        calendar = line_calendars()[step.line_id] if step.line_id else office_calendar()
        days = max(1, workdays(calendar, step.start, step.finish))
        step.finish = calendar.add_workdays(step.start, max(1, math.ceil(days * first_part / step.quantity)) - 1)
    step.quantity = first_part
    change.save(step)
    change.save(second)
    return second


def link(change: Change, before: int, after: int) -> None:
    """Let one step wait for another; a circle is refused."""
    waits: dict[int, set[int]] = {}
    for first, then in StepLink.select(StepLink.before, StepLink.after).where(StepLink.deleted == 0).tuples():
        waits.setdefault(then, set()).add(first)
    todo, seen = [before], set()
    while todo:
        key = todo.pop()
        if key == after:
            raise Refused([Problem(N_("These steps would wait for each other in a circle."), None, True)])
        if key not in seen:
            seen.add(key)
            todo += waits.get(key, ())
    change.save(StepLink(before=before, after=after))


def keep_version(change: Change, title: str) -> ScheduleVersion:
    """Keep the schedule as it stands now under a name, to be compared with later."""
    kept = ScheduleVersion(title=title, at=datetime.now(UTC))
    change.save(kept)
    return kept
