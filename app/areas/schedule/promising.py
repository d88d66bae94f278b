"""Can we make it? The earliest dates of an order that is not yet taken, what holds it, whom it would push, ways out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.areas.schedule.planning import PlanLine, PlanStep, push
from app.areas.schedule.posing import HORIZON, Rates, limit_of
from app.areas.schedule.reading import Schedule
from app.areas.schedule.search.factory import Factory, Job, Line, run_line
from app.domain.text import _, _n

OVERTIME = 1.5
"""How much a line makes on a day with overtime, beside a normal day."""

NEW = 0
"""The number that the asked order has among the steps."""


@dataclass(frozen=True, slots=True)
class Question:
    """What sales asks: item with its family, pieces, the day the material is in, the day it must be done before."""

    item: str
    family: str
    quantity: int
    material: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """A step that would finish later, and whether that makes it late."""

    key: int
    old: date
    new: date
    limit: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """The earliest place on a line without moving anybody, what holds it, and what a rush would do there."""

    line: int
    start: date
    finish: date
    days: float
    """normal days of work"""
    constraint: str
    rush: tuple[date, date] | None = None
    pushes: tuple[Pushed, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way to be done earlier or elsewhere: split, overtime or other_line; `finish` is None where there is none."""

    kind: str
    finish: date | None
    words: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer: lines by earliest finish, alternatives, and all in one sentence."""

    question: Question
    lines: tuple[LineAnswer, ...]
    alternatives: tuple[Alternative, ...]
    sentence: str

    @property
    def in_time(self) -> bool | None:
        """Whether the best line keeps the date; None where no date was asked for."""
        if self.question.due is None:
            return None
        return bool(self.lines) and self.lines[0].finish < self.question.due


def promise(schedule: Schedule, question: Question) -> Answer:
    """Answer a question from the plan as it stands."""
    if question.quantity <= 0:
        raise ValueError(_("The quantity must be more than 0."))
    step = PlanStep(NEW, "", None, None, None, question.quantity, product=question.item, family=question.family,
                    material_ready=question.material, ship=question.due)
    rates = Rates(schedule)
    lines = {line.key: line for line in rates.lines(step)}
    work = {key: question.quantity / rate for key, line in lines.items() if (rate := rates.rate(line, step)) > 0}
    release = 0
    if question.material is not None:
        release = max(0, (question.material - schedule.today).days + 1)
    free = {key: _free(schedule, lines[key], True) for key in work}
    found = []
    for key, days in work.items():
        at = _earliest(free[key], days, release)
        if at is not None:
            found.append(_answer(schedule, step, lines[key], free[key], days, release, at))
    found.sort(key=lambda a: (a.finish, a.start, a.line))
    ways = (_split(schedule, free, work, release, found), _overtime(schedule, free, work, release),
            _other(schedule, found))
    return Answer(question, tuple(found), ways, _sentence(schedule, question, lines, work, found))


def _free(schedule: Schedule, line: PlanLine, all_bars: bool) -> Line:
    """Return a line's days with what stands on it: all bars, or only those that can't be pushed."""
    held: set[int] = set()
    for step in schedule.steps:
        if step.line != line.key or not step.open or step.start is None or step.finish is None:
            continue
        begun = step.done > 0 or bool(step.made)
        if not (all_bars or begun or step.locked):
            continue
        last = step.finish
        if begun and step.key in schedule.forecasts:
            last = max(last, min(schedule.forecasts[step.key].finish, last + timedelta(days=60)))
        held |= set(range(max(0, (step.start - schedule.today).days), (last - schedule.today).days + 1))
    shares = [line.calendar.share(schedule.today + timedelta(days=n)) for n in range(HORIZON)]
    return Line(shares, frozenset(d for d in held if 0 <= d < HORIZON))


def _earliest(line: Line, work: float, release: int) -> tuple[int, int] | None:
    """Return the first and last day of the earliest stretch that takes the work, or None in two years."""
    if release >= len(line.shares):
        return None
    _cost, ((_j, start, finish),) = run_line(Factory({0: line}, [Job({0: work}, release)]), 0, (0,), (False,), {})
    return (start, finish) if finish < len(line.shares) else None


def _answer(schedule: Schedule, step: PlanStep, line: PlanLine, free: Line, days: float, release: int,
            at: tuple[int, int]) -> LineAnswer:
    start, finish = (schedule.today + timedelta(days=n) for n in at)
    constraint = _constraint(schedule, line, free, release, at[0], step.material_ready)
    found = LineAnswer(line.key, start, finish, round(days, 2), constraint)
    hurried = _earliest(_free(schedule, line, False), days, release)
    if hurried is None or hurried[1] >= at[1]:
        return found
    first, last = (schedule.today + timedelta(days=n) for n in hurried)
    moved = push((*schedule.steps, replace(step, line=line.key)), {NEW: (first, last, line.key)}, schedule.lines,
                 schedule.default)
    return replace(found, rush=(first, last), pushes=tuple(_pushed(schedule, moved)))


def _pushed(schedule: Schedule, moved: Mapping[int, tuple[date, date, int | None]]) -> Iterable[Pushed]:
    for key, (_start, new, _line) in moved.items():
        old = schedule.by_key[key].finish if key != NEW else None
        if old is not None and new > old:
            limit = limit_of(schedule.by_key[key])
            yield Pushed(key, old, new, limit, limit is not None and old < limit <= new)


def _constraint(schedule: Schedule, line: PlanLine, free: Line, release: int, start: int,
                material: date | None) -> str:
    """Return what keeps the order from beginning earlier on a line."""
    if start == free.works[release]:
        if material is not None and release > 0:
            return _("material is in on {day}").format(day=material)
        if start == 0 or not any(d in free.blocked for d in range(start)):
            return _("the line is free at once")
    held = max((d for d in free.blocked if d < start), default=-1)
    day = schedule.today + timedelta(days=held)
    order = next((s.order for s in schedule.steps if s.line == line.key and s.open and s.start is not None
                  and s.finish is not None and s.start <= day <= s.finish), "")
    if order:
        return _("full until {day} with {order}").format(day=day, order=order)
    return _("full until {day}").format(day=day)


def _split(schedule: Schedule, free: Mapping[int, Line], work: Mapping[int, float], release: int,
           found: list[LineAnswer]) -> Alternative:
    """Share the order between the two lines on which it would end first."""
    if len(found) < 2:
        return Alternative("split", None, _("no second line can make it"))
    best: tuple[int, int] | None = None
    one, two = found[0].line, found[1].line
    for part in range(5, 100, 5):
        first = _earliest(free[one], work[one] * part / 100, release)
        second = _earliest(free[two], work[two] * (100 - part) / 100, release)
        if first is not None and second is not None and (best is None or max(first[1], second[1]) < best[0]):
            best = max(first[1], second[1]), part
    if best is None:
        return Alternative("split", None, _("no second line can make it"))
    finish = schedule.today + timedelta(days=best[0])
    names = [schedule.lines[key].name for key in (one, two)]
    return Alternative("split", finish, _("{share} % on {line}, the rest on {other}: done on {day}").format(
        share=best[1], line=names[0], other=names[1], day=finish), (one, two))


def _overtime(schedule: Schedule, free: Mapping[int, Line], work: Mapping[int, float], release: int) -> Alternative:
    """Let the line on which it would then end first work longer days."""
    best: tuple[int, int] | None = None
    for key, days in work.items():
        at = _earliest(free[key], days / OVERTIME, release)
        if at is not None and (best is None or (at[1], key) < best):
            best = (at[1], key)
    if best is None:
        return Alternative("overtime", None, _("overtime doesn't help: no line can make it"))
    finish = schedule.today + timedelta(days=best[0])
    return Alternative("overtime", finish, _("with half as much again a day on {line}: done on {day}").format(
        line=schedule.lines[best[1]].name, day=finish), (best[1],))


def _other(schedule: Schedule, found: list[LineAnswer]) -> Alternative:
    if len(found) < 2:
        return Alternative("other_line", None, _("no second line can make it"))
    line = schedule.lines[found[1].line]
    return Alternative("other_line", found[1].finish, _("on {line}: done on {day}").format(
        line=line.name, day=found[1].finish), (line.key,))


def _sentence(schedule: Schedule, question: Question, lines: Mapping[int, PlanLine], work: Mapping[int, float],
              found: list[LineAnswer]) -> str:
    if not found:
        if lines and not work:
            return _("{item} can't be planned: its rate is zero on {lines}.").format(
                item=question.item, lines="、".join(line.name for line in lines.values()))
        if lines:
            return _("{item} × {quantity} can't be planned within two years: no line has the days for it.").format(
                item=question.item, quantity=question.quantity)
        return _("No open line can make {item}; enter its pieces a day at a line.").format(item=question.item)
    best = found[0]
    words = _("{item} × {quantity} can be done on {day} on {line} ({constraint}).").format(
        item=question.item, quantity=question.quantity, day=best.finish, line=schedule.lines[best.line].name,
        constraint=best.constraint)
    if question.due is None:
        return words
    if best.finish < question.due:
        return _("Yes. {answer} That is in time for {due}.").format(answer=words, due=question.due)
    days = (best.finish - question.due).days + 1
    return _n("No. {answer} That is {days} day too late for {due}.",
              "No. {answer} That is {days} days too late for {due}.", days).format(
        answer=words, days=days, due=question.due)
