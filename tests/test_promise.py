"""“Can we make it?” has one true answer: held against brute force on small plans, and told alike everywhere."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.areas.schedule.answers import Answer, Question
from app.areas.schedule.free_places import Places, gives_way
from app.areas.schedule.giving_way import GivingWay
from app.areas.schedule.promising import OVERTIME, promise, taken
from app.areas.schedule.reading import Schedule
from app.areas.schedule.rushing import rush
from app.domain.workdays import SUNDAY, Calendar
from tests.test_schedule_planning import TODAY, day, line, plan, step

FAR = 60
HALF = Calendar(frozenset({SUNDAY}), shares={day(2): 0.5, day(4): 1.5})


@st.composite
def plans(draw: st.DrawFn) -> tuple[Schedule, Question]:
    """A few bars on two lines of different pace, some locked, begun or overdue, and a question about an order."""
    bars = []
    for key in range(1, draw(st.integers(0, 5)) + 1):
        start = draw(st.integers(-4, 16))
        begun = draw(st.sampled_from([0, 0, 0, 40]))
        bars.append(step(key, start, start + draw(st.integers(0, 4)), draw(st.sampled_from([1, 2])), done=begun,
                         ship=day(draw(st.integers(0, 25))), locked=draw(st.booleans())))
    lines = (line(1, daily_rate=100, calendar=draw(st.sampled_from([Calendar(frozenset({SUNDAY})), HALF]))),
             line(2, daily_rate=60))
    ready = draw(st.none() | st.integers(-2, 8))
    due = draw(st.none() | st.integers(1, 25))
    return plan(*bars, lines=lines), Question("P", "", draw(st.integers(1, 600)),
                                              None if ready is None else day(ready), None if due is None else day(due))


def room(schedule: Schedule, key: int, all_bars: bool = True) -> list[float]:
    """What a line can make on each day beside the bars, reckoned day by day; -1 where one stands."""
    found = []
    for n in range(FAR):
        here, held = day(n), False
        for bar in schedule.steps:
            if bar.line != key or not bar.open or bar.start is None or bar.finish is None:
                continue
            if not all_bars and gives_way(bar):
                continue
            ends = schedule.forecasts[bar.key].finish
            last = bar.finish if bar.start >= TODAY and not bar.done else max(bar.finish, ends, TODAY)
            held = held or bar.start <= here <= last
        made = schedule.lines[key]
        found.append(-1.0 if held else made.calendar.share(here) * (made.daily_rate or 0))
    return found


def one_run(rooms: list[float], quantity: int, release: int) -> int | None:
    for begin in range(release, FAR):
        made = 0.0
        for n in range(begin, FAR):
            if rooms[n] < 0 or (rooms[n] == 0 and n == begin):
                break
            made += rooms[n]
            if made >= quantity - 1e-6:
                return n
    return None


def spread(rooms: list[list[float]], quantity: int, release: int) -> int | None:
    return next((n for n in range(release, FAR)
                 if sum(int(sum(max(0.0, made) for made in own[release:n + 1]) + 1e-6) for own in rooms) >= quantity), None)


def first(*found: int | None) -> int | None:
    return min((n for n in found if n is not None), default=None)


def finishes(answer: Answer) -> dict[str, date]:
    return {way.kind: way.finish for way in answer.ways}


@settings(max_examples=300, deadline=None)
@given(plans())
def test_each_way_is_what_brute_force_finds(asked: tuple[Schedule, Question]) -> None:
    schedule, question = asked
    answer = promise(schedule, question)
    release = max(0, (question.material - TODAY).days + 1) if question.material else 0
    rooms = {key: room(schedule, key) for key in schedule.lines}
    run = first(*(one_run(rooms[key], question.quantity, release) for key in rooms))
    parts = first(*(spread([own], question.quantity, release) for own in rooms.values()))
    split = spread(list(rooms.values()), question.quantity, release)
    longer = first(*(spread([[n * OVERTIME for n in own]], question.quantity, release) for own in rooms.values()))
    found, least = finishes(answer), None
    for kind, end in (("run", run), ("parts", parts), ("split", split), ("overtime", longer)):
        if end is not None and (least is None or end < least):
            assert found.get(kind) == day(end), kind
            least = end
        else:
            assert kind not in found
    due = question.due
    if due is not None:
        assert answer.in_time == (split is not None and day(split) < due)


@settings(max_examples=300, deadline=None)
@given(plans())
def test_the_best_way_is_never_worse_and_every_part_fits(asked: tuple[Schedule, Question]) -> None:
    schedule, question = asked
    answer = promise(schedule, question)
    ends = [way.finish for way in answer.ways]
    assert ends == sorted(set(ends), reverse=True)
    for way in answer.ways:
        assert sum(part.quantity for part in way.parts) == question.quantity
        assert max(part.finish for part in way.parts) == way.finish
        assert question.material is None or min(part.start for part in way.parts) > question.material
        if way.kind != "rush":
            for part in way.parts:
                rooms = room(schedule, part.line)
                assert all(rooms[n] >= 0 for n in range(
                    (part.start - TODAY).days, (part.finish - TODAY).days + 1))
    assert (answer.best is None) == (not answer.ways)
    if answer.best is not None:
        assert str(answer.best.finish) in answer.sentence
        if question.due is not None:
            assert answer.possible == (answer.best.finish < question.due)


@settings(max_examples=300, deadline=None)
@given(plans())
def test_a_rush_names_everybody_who_stood_there(asked: tuple[Schedule, Question]) -> None:
    schedule, question = asked
    release = max(0, (question.material - TODAY).days + 1) if question.material else 0
    giving = GivingWay(Places(schedule))
    for key, rate in ((1, 100.0), (2, 60.0)):
        found = giving.least_harm(key, question.quantity / rate, release, question.due)
        rooms = room(schedule, key, False)
        soonest = one_run(rooms, question.quantity, release)
        if found is None:
            assert soonest is None
            continue
        assert soonest is not None
        if question.due is None or day(soonest) >= question.due:
            assert found.finish == day(soonest)
        else:
            assert day(soonest) <= found.finish < question.due
        assert all(rooms[n] >= 0 for n in range(
            (found.start - TODAY).days, (found.finish - TODAY).days + 1))
        stood = {bar.key for first_day, last_day, bar in giving.places.standing[key]
                 if first_day <= found.finish and last_day >= found.start}
        assert stood <= set(found.moves)
        places = [(found.start, found.finish), *((move[0], move[1]) for move in found.moves.values())]
        assert all(one[1] < other[0] for one, other in pairwise(sorted(places)))
        for paid in found.pushed:
            bar = schedule.by_key[paid.key]
            assert gives_way(bar) and paid.new > paid.old
            assert paid.late == (bar.ship is not None and paid.old < bar.ship <= paid.new)


@settings(max_examples=200, deadline=None)
@given(plans())
def test_no_place_before_the_date_harms_less(asked: tuple[Schedule, Question]) -> None:
    schedule, question = asked
    if question.due is None:
        return
    release = max(0, (question.material - TODAY).days + 1) if question.material else 0
    giving = GivingWay(Places(schedule))
    found = giving.least_harm(1, question.quantity / 100, release, question.due)
    if found is None or found.finish >= question.due:
        return
    for begin in range(release, 26):
        rooms = room(schedule, 1, False)
        end = one_run(rooms, question.quantity, begin)
        if end is not None and day(end) < question.due and rooms[begin] > 0:
            assert found.harm <= giving.put(1, day(begin), day(end)).harm


def test_a_bar_that_lies_across_the_beginning_is_pushed() -> None:
    schedule = plan(step(1, 0, 12, quantity=1300, ship=day(40)), lines=(line(1, daily_rate=100),))
    answer = promise(schedule, Question("P", "", 200, day(3), day(8)))
    rushed = answer.best
    assert rushed is not None and rushed.kind == "rush"
    assert [p.key for p in rushed.pushes] == [1]
    assert "26-001" in answer.sentence and answer.told[0] == answer.sentence


def test_free_places_between_are_used_and_said() -> None:
    bars = (step(1, 2, 3), step(2, 7, 8), step(3, 10, 40))
    answer = promise(plan(*bars, lines=(line(1, daily_rate=100),)), Question("P", "", 400, None, day(12)))
    best = answer.best
    assert best is not None and best.kind == "parts" and answer.in_time is True
    assert [(p.start, p.finish, p.quantity) for p in best.parts] == [
        (day(0), day(1), 200), (day(4), day(5), 200)]
    assert "分 2 段" in answer.sentence and answer.sentence.startswith("可以")


def test_a_rush_takes_the_gap_that_harms_least_before_its_date() -> None:
    bars = (step(1, 0, 1, ship=day(2)), step(2, 2, 3, ship=day(30)), step(3, 4, 5, ship=day(30)))
    schedule = plan(*bars, step(9, 20, 21, quantity=200, ship=day(6)), lines=(line(1, daily_rate=100),))
    found = rush(schedule, 9)
    assert found is not None
    assert found.moves[9][:2] == (day(4), day(5))
    assert not [p for p in found.pushed if p.late]


def test_what_waits_for_a_pushed_step_moves_too() -> None:
    bars = (step(1, 0, 1, ship=day(30)), step(2, 2, 3, 2, after=(1,), ship=day(4)))
    schedule = plan(*bars, lines=(line(1, daily_rate=100, rates={"P": 100}), line(2, daily_rate=100)))
    answer = promise(schedule, Question("P", "", 200, None, day(3)))
    assert answer.best is not None and answer.best.kind == "rush"
    assert {p.key: p.late for p in answer.best.pushes} == {1: False, 2: True}


def test_overdue_work_holds_its_line_from_today() -> None:
    schedule = plan(step(1, -9, -6, quantity=400, done=100), lines=(line(1, daily_rate=100),))
    assert promise(schedule, Question("P", "", 100)).lines[0].start > TODAY + timedelta(days=1)


def test_the_lines_of_an_order_do_not_share_a_place() -> None:
    schedule = plan(lines=(line(1, daily_rate=100),))
    one = promise(schedule, Question("P", "", 200))
    then = promise(taken(schedule, one, 1), Question("P", "", 200))
    assert one.best is not None and then.best is not None
    assert then.best.parts[0].start > one.best.finish


def test_what_still_waits_for_a_place_is_said() -> None:
    schedule = plan(step(1, None, None, None), lines=(line(1, daily_rate=100),))
    assert "1 道待排" in promise(schedule, Question("P", "", 200)).sentence
