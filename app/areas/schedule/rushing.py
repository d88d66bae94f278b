"""A rush order 急单: put in where it keeps its date and harms the others least; and who pays for it."""

from __future__ import annotations

from datetime import date, timedelta

from app.areas.schedule.free_places import Places
from app.areas.schedule.giving_way import GivingWay, Pushed, Rushed
from app.areas.schedule.planning import PlanStep, handed_over
from app.areas.schedule.posing import Rates, limit_of
from app.areas.schedule.promise_words import pushed_words
from app.areas.schedule.reading import Schedule
from app.areas.schedule.wishes import Moves
from app.domain.frozen import frozen
from app.domain.text import _


@frozen
class Rush:
    """Where the step and those that it pushes go, who finishes later, and all in one sentence."""

    moves: Moves
    pushed: tuple[Pushed, ...]
    sentence: str


def rush(schedule: Schedule, key: int) -> Rush | None:
    """Return the least harmful place of a step before its date, the earliest where none is in time.

    All that may be pushed gives way. None where no line can make it.
    """
    step = schedule.by_key[key]
    left = max(1, step.quantity - step.done)
    rates, due, release = Rates(schedule), limit_of(step), _release(schedule, step)
    giving = GivingWay(Places(schedule.without({key})))
    found = [hurried for line in rates.lines(step) if (rate := rates.rate(line, step)) > 0
             and (hurried := giving.least_harm(line.key, left / rate, release, due)) is not None]
    best = min(found, key=lambda hurried: _rank(hurried, due), default=None)
    if best is None:
        return None
    moves: Moves = {key: (best.start, best.finish, best.line), **best.moves}
    words = _("{order} is done on {day} on {line}.").format(order=step.order, day=best.finish,
                                                          line=schedule.lines[best.line].name)
    return Rush(moves, best.pushed, f"{words} {pushed_words(schedule, best.pushed)}")


def _release(schedule: Schedule, step: PlanStep) -> int:
    """Return the first day, counted from today, on which a step has its material and what it waits for."""
    begin = schedule.today
    if step.material_ready is not None:
        begin = max(begin, step.material_ready + timedelta(days=1))
    for before in (schedule.by_key[key] for key in step.after if key in schedule.by_key):
        found = schedule.forecasts.get(before.key)
        if before.open and found is not None:
            begin = max(begin, handed_over(before, step, found.start, found.finish) + timedelta(days=1))
    return (begin - schedule.today).days


def _rank(hurried: Rushed, due: date | None) -> tuple[bool, tuple[int, int], date, int]:
    if due is not None and hurried.finish < due:
        return False, hurried.harm, hurried.finish, hurried.line
    return True, ((hurried.finish - date.min).days, hurried.harm[0]), hurried.finish, hurried.line
