"""A rush order 急单: put in as early as its material allows, the others pushed; and who pays for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.areas.schedule.planning import PlanStep, calendar_of, push, workdays
from app.areas.schedule.posing import limit_of
from app.areas.schedule.promising import LineAnswer, Pushed, Question, promise
from app.areas.schedule.reading import Schedule
from app.areas.schedule.wishes import Moves
from app.domain.frozen import frozen
from app.domain.text import _, _n


@frozen
class Rush:
    """Where the step and those that it pushes go, who finishes later, and all in one sentence."""

    moves: Moves
    pushed: tuple[Pushed, ...]
    sentence: str


def rush(schedule: Schedule, key: int) -> Rush | None:
    """Return the earliest place of a step when all that may be pushed gives way; None where no line can make it."""
    step = schedule.by_key[key]
    left = max(1, step.quantity - step.done)
    others = schedule.without({key})
    answer = promise(others, Question(step.product, step.family, left, step.material_ready, limit_of(step)))
    best = min(answer.lines, key=_hurried, default=None)
    if best is None:
        return None
    start, finish = best.rush or (best.start, best.finish)
    moves = push(_made_room(schedule, key, best.line, start), {key: (start, finish, best.line)}, schedule.lines,
                 schedule.default)
    pushed = tuple(_pushed(schedule, moves, key))
    return Rush(moves, pushed, _sentence(schedule, step, best, pushed, finish))


def _hurried(answer: LineAnswer) -> tuple[date, int, int]:
    finish = answer.rush[1] if answer.rush is not None else answer.finish
    return finish, sum(p.late for p in answer.pushes), answer.line


def _made_room(schedule: Schedule, key: int, line: int, start: date) -> list[PlanStep]:
    """Return the steps, those that lie across the beginning as if they began with it, so that they are pushed."""
    calendar = calendar_of(line, schedule.lines, schedule.default)
    found = []
    for step in schedule.steps:
        across = (step.key != key and step.line == line and step.open and not step.locked and not step.done
                  and not step.made and step.start is not None and step.finish is not None
                  and step.start < start <= step.finish)
        if across and step.start is not None and step.finish is not None:
            length = max(1, workdays(calendar, step.start, step.finish))
            begin = calendar.add_workdays(start, 0)
            found.append(replace(step, start=begin, finish=calendar.add_workdays(begin, length - 1)))
        else:
            found.append(step)
    return found


def _pushed(schedule: Schedule, moves: Moves, key: int) -> Iterable[Pushed]:
    for other, (_start, new, _line) in moves.items():
        old = schedule.by_key[other].finish
        if other != key and old is not None and new > old:
            limit = limit_of(schedule.by_key[other])
            yield Pushed(other, old, new, limit, limit is not None and old < limit <= new)


def _sentence(schedule: Schedule, step: PlanStep, best: LineAnswer, pushed: tuple[Pushed, ...], finish: date) -> str:
    words = _("{order} is done on {day} on {line}.").format(order=step.order, day=finish,
                                                          line=schedule.lines[best.line].name)
    if not pushed:
        return words + " " + _("Nobody is pushed.")
    late = [p for p in pushed if p.late]
    days = sum((p.new - p.old) // timedelta(days=1) for p in pushed)
    words += " " + _n(
        "{count} step finishes later, {days} in all.", "{count} steps finish later, {days} in all.",
        len(pushed)).format(count=len(pushed), days=_n("{days} day", "{days} days", days).format(days=days))
    if late:
        words += " " + _("Late because of it: {orders}.").format(orders="、".join(dict.fromkeys(
            schedule.by_key[p.key].order for p in late)))
    return words
