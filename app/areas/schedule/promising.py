"""Can we make it? The earliest dates of an order that is not yet taken, what holds it, whom it would push, ways out.

One answer for window, copied text, paper, message and command: `Answer.sentence` says it, `Answer.told` all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.areas.schedule.answers import NEW, Answer, LineAnswer, Question, Way
from app.areas.schedule.free_places import Part, Places, in_parts, one_run, parts_on
from app.areas.schedule.giving_way import GivingWay
from app.areas.schedule.planning import PlanStep
from app.areas.schedule.posing import Rates
from app.areas.schedule.promise_words import held_by, sentence, way_words
from app.areas.schedule.reading import Schedule
from app.areas.schedule.search.factory import Line
from app.domain.text import _, _n

OVERTIME = 1.5
"""How much a line makes on a day with overtime, beside a normal day."""

def promise(schedule: Schedule, question: Question) -> Answer:
    """Answer a question from the plan as it stands."""
    if question.quantity <= 0:
        raise ValueError(_("The quantity must be more than 0."))
    step = PlanStep(NEW, "", None, None, None, question.quantity, product=question.item, family=question.family,
                    material_ready=question.material, ship=question.due)
    rates = Rates(schedule)
    lines = {line.key: line for line in rates.lines(step)}
    pace = {key: rate for key, line in lines.items() if (rate := rates.rate(line, step)) > 0}
    release = 0
    if question.material is not None:
        release = max(0, (question.material - schedule.today).days + 1)
    places = Places(schedule)
    giving = GivingWay(places)
    free = {key: places.free(key) for key in pace}
    found = []
    for key, rate in pace.items():
        at = one_run(free[key], question.quantity / rate, release)
        if at is not None:
            found.append(_answer(giving, question, free[key], key, rate, release, at))
    found.sort(key=lambda a: (a.finish, a.start, a.line))
    ways = tuple(_better(_ways(schedule, question, free, pace, release, found)))
    ways = tuple(replace(way, words=way_words(schedule, way)) for way in ways)
    words = sentence(schedule, question, lines, pace, ways, found)
    waiting = sum(1 for s in schedule.steps if s.open and s.start is None and any(
        line.key in lines for line in rates.lines(s)))
    if waiting and ways:
        words += _n("{count} step still waits for a place on these lines and is not reckoned with.",
                    "{count} steps still wait for a place on these lines and are not reckoned with.",
                    waiting).format(count=waiting)
    return Answer(question, tuple(found), ways, words)


def taken(schedule: Schedule, answer: Answer, number: int) -> Schedule:
    """Return the schedule as if an answered order stood where the answer puts it, for the next one to be asked."""
    if answer.best is None:
        return schedule
    steps = [PlanStep(-100 * number - n, answer.question.item, part.line, part.start, part.finish, part.quantity,
                      product=answer.question.item, family=answer.question.family, locked=True)
             for n, part in enumerate(answer.best.parts, 1)]
    return replace(schedule, steps=(*schedule.steps, *steps))


def _answer(giving: GivingWay, question: Question, free: Line, key: int, rate: float, release: int,
            at: tuple[int, int]) -> LineAnswer:
    schedule, work = giving.schedule, question.quantity / rate
    start, finish = (schedule.today + timedelta(days=n) for n in at)
    found = LineAnswer(key, start, finish, round(work, 2), held_by(giving.places, free, key, release, at[0],
                                                                   question.material))
    hurried = giving.least_harm(key, work, release, question.due)
    if hurried is None or hurried.finish >= finish:
        return found
    return replace(found, rush=(hurried.start, hurried.finish), pushes=hurried.pushed)


def _ways(schedule: Schedule, question: Question, free: Mapping[int, Line], pace: Mapping[int, float], release: int,
          found: Sequence[LineAnswer]) -> Iterator[Way]:
    """Yield the ways from the quietest on."""
    today, quantity = schedule.today, question.quantity
    if found:
        run = found[0]
        yield Way("run", run.finish, "", (Part(run.line, run.start, run.finish, quantity),))
    yield from _alone("parts", free, pace, release, quantity, today)
    shared = in_parts(free, pace, quantity, release)
    if shared is not None and len(shared[1]) > 1:
        parts = [part for key, pieces in shared[1].items()
                 for part in parts_on(key, free[key], pace[key], pieces, release, today)]
        yield Way("split", today + timedelta(days=shared[0]), "", tuple(parts))
    yield from _alone("overtime", free, {key: rate * OVERTIME for key, rate in pace.items()}, release, quantity, today)
    due = question.due
    hurried = [a for a in found if a.rush is not None]
    if hurried:
        best = min(hurried, key=lambda a: _rank(a, due))
        assert best.rush is not None
        yield Way("rush", best.rush[1], "", (Part(best.line, *best.rush, quantity),), best.pushes)


def _rank(answer: LineAnswer, due: date | None) -> tuple[bool, tuple[int, int], date, int]:
    """Order rushes: those in time by whom they harm, then the others by when they are done."""
    assert answer.rush is not None
    finish = answer.rush[1]
    if due is not None and finish < due:
        return False, answer.harm, finish, answer.line
    return True, ((finish - date.min).days, 0), finish, answer.line


def _alone(kind: str, free: Mapping[int, Line], pace: Mapping[int, float], release: int, quantity: int,
           today: date) -> Iterable[Way]:
    """Yield the way by which one line's free places take the whole order first."""
    best: tuple[int, int] | None = None
    for key, line in free.items():
        found = in_parts({key: line}, pace, quantity, release)
        if found is not None and (best is None or (found[0], key) < best):
            best = found[0], key
    if best is not None:
        day, key = best
        yield Way(kind, today + timedelta(days=day), "", parts_on(key, free[key], pace[key], quantity, release, today))


def _better(ways: Iterable[Way]) -> Iterator[Way]:
    """Yield the ways that are done earlier than all that disturb less."""
    first: date | None = None
    for way in ways:
        if first is None or way.finish < first:
            first = way.finish
            yield way


