"""The schedule's reckoning: forecast, load, conflicts, pushing, settling moves, try-out, changes, places, baseline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.areas.demo import new_company
from app.areas.schedule import baseline, moving
from app.areas.schedule.board import Move
from app.areas.schedule.changes import changed_lines
from app.areas.schedule.placing import on_line, places
from app.areas.schedule.plan_table import COLUMNS, plan_rows
from app.areas.schedule.planning import (
    PlanLine,
    PlanStep,
    conflicts,
    dangers,
    forecasts,
    load,
    push,
    through,
    workdays,
    worked,
)
from app.areas.schedule.reading import Schedule, StepFacts, read_schedule, reckon, with_moves
from app.areas.schedule.records import ScheduleStep, StepLink
from app.areas.schedule.snapshot import YESTERDAY, dropped, newest_reports, played, read_snapshot
from app.areas.schedule.tryout import compare, differences, late_days
from app.areas.schedule.wishes import settle
from app.database import connection
from app.database.change import Change, Who, write
from app.database.ledger import DueChange, Reason, ReasonWanted
from app.database.undo import undo
from app.domain.problem import Refused
from app.domain.workdays import SUNDAY, Calendar
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant, ProductionLine
from app.masters.product import Product

TODAY = date(2026, 11, 23)
"""A Monday."""
WEEK = Calendar(frozenset({SUNDAY}))
CLERK = Who("王小姐", "PC-01")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def line(key: int = 1, **more: Any) -> PlanLine:
    return PlanLine(key, f"L{key}", "East" if key < 3 else "West", more.pop("calendar", WEEK), **more)


def step(key: int, start: int | None, finish: int | None, on: int | None = 1, **more: Any) -> PlanStep:
    more.setdefault("quantity", 100)
    return PlanStep(key, f"26-{key:03}", on, None if start is None else day(start),
                    None if finish is None else day(finish), **more)


def plan(*steps: PlanStep, lines: tuple[PlanLine, ...] = ()) -> Schedule:
    known = {found.key: found for found in lines or (line(1), line(2), line(3))}
    facts = {s.key: StepFacts(s.key * 10, s.key * 100, "Alder", "Cup", "red", "producing", False, "", "finished", "",
                              "", "", None, 12, 0) for s in steps}
    return reckon(TODAY, known, tuple(dict.fromkeys(found.plant for found in known.values())), WEEK, steps, facts)


# --- forecast and danger ---

def forecast_of(*steps: PlanStep, **lines: Any) -> Any:
    return forecasts(steps, {1: line(1), 2: line(2), **lines}, TODAY, WEEK)


def test_a_running_step_goes_on_at_its_own_pace() -> None:
    found = forecast_of(step(1, -3, 1, done=40, made=((day(-3), 20), (day(-2), 20)), last_report=day(-1)))[1]
    assert found.finish == day(2)
    assert found.pace == 20
    assert found.cause == "pace"


def test_pace_is_of_the_newest_five_reports_and_idle_days_count() -> None:
    made = tuple((day(n - 9), 90) for n in range(3)) + tuple((day(n - 6), 10 if n % 2 else 0) for n in range(5))
    found = forecast_of(step(1, -9, 3, quantity=500, done=300, made=made, last_report=day(-1)))[1]
    assert found.pace == pytest.approx(4)


def test_a_step_waits_for_its_material_from_the_day_after() -> None:
    found = forecast_of(step(1, 0, 1, material_ready=day(5)))[1]
    assert found.start == day(7), "day 6 is a Sunday"
    assert (found.cause, found.detail) == ("material", day(5).isoformat())


def test_a_step_waits_for_the_one_before_it_and_for_its_line() -> None:
    slow = step(1, -2, 0, quantity=100, done=10, made=((day(-2), 5), (day(-1), 5)), last_report=day(-1))
    found = forecast_of(slow, step(2, 1, 2), step(3, 1, 2, on=2, after=(1,)))
    assert found[2].cause == "queue" and found[2].start > found[1].finish
    assert found[3].cause == "before" and found[3].detail == "26-001"


def test_a_circle_of_links_ends() -> None:
    found = forecast_of(step(1, 0, 1, after=(2,)), step(2, 0, 1, on=2, after=(1,)))
    assert set(found) == {1, 2}


def test_danger_begins_on_the_inspection_day_itself() -> None:
    steps = [step(1, 0, 2, inspection=day(3)), step(2, 0, 3, on=2, inspection=day(3)), step(3, 0, 3, on=3, ship=day(3))]
    found = dangers(steps, forecast_of(*steps))
    assert [(d.key, d.which, d.cause) for d in found] == [(2, "inspection", "plan"), (3, "ship", "plan")]


@given(st.integers(1, 5000), st.integers(0, 4000), st.integers(0, 30), st.integers(0, 30), st.integers(-10, 20))
def test_a_forecast_never_ends_in_the_past_nor_on_a_day_off(quantity: int, done: int, start: int, days: int,
                                                             ready: int) -> None:
    s = step(1, start - 15, start - 15 + days, quantity=quantity, done=min(done, quantity), material_ready=day(ready))
    found = forecast_of(s)
    if not s.open:
        assert not found
        return
    assert found[1].finish >= TODAY
    assert WEEK.is_workday(found[1].finish)


# --- load and conflicts ---

def test_load_is_over_a_hundred_where_two_steps_share_a_line() -> None:
    lines = {1: line(1, daily_rate=50)}
    found = load([step(1, 0, 1), step(2, 1, 2)], lines, day(0), day(9))
    assert (found[1, day(0)], found[1, day(1)], found[1, day(2)]) == (100.0, 200.0, 100.0)


def test_load_knows_the_rate_of_a_product_and_half_days() -> None:
    half = Calendar(frozenset({SUNDAY}), shares={day(1): 0.5})
    lines = {1: line(1, calendar=half, daily_rate=10, rates={"CUP": 100})}
    found = load([step(1, 0, 1, product="CUP")], lines, day(0), day(9))
    assert found == {(1, day(0)): 50.0, (1, day(1)): 100.0}


@given(st.lists(st.tuples(st.integers(-10, 20), st.integers(0, 12), st.integers(1, 900)), max_size=8))
def test_load_adds_up_to_the_pieces(spans: list[tuple[int, int, int]]) -> None:
    steps = [step(n, a, a + b, quantity=q) for n, (a, b, q) in enumerate(spans)]
    found = load(steps, {1: line(1, daily_rate=100)}, day(-30), day(60))
    assert sum(found.values()) == pytest.approx(sum(q for _a, _b, q in spans), abs=0.06 * (len(found) + 1))


def kinds(*steps: PlanStep, lines: tuple[PlanLine, ...] = (line(1), line(2))) -> set[tuple[int, str]]:
    known = {found.key: found for found in lines}
    return {(c.key, c.kind) for c in conflicts(steps, known, load(steps, known, day(-60), day(60)))}


def test_each_kind_of_conflict() -> None:
    assert kinds(step(1, 0, 1, material_ready=day(0))) == {(1, "material")}
    assert kinds(step(1, 0, 3), step(2, 3, 4, on=2, after=(1,))) == {(2, "before")}
    assert kinds(step(1, 0, 3, inspection=day(3), ship=day(3))) == {(1, "after_inspection")}
    assert kinds(step(1, 0, 3, ship=day(3))) == {(1, "after_ship")}
    assert kinds(step(1, 0, 3), lines=(line(1, closed=True),)) == {(1, "closed")}
    assert kinds(step(1, 0, 0, product="CUP"), lines=(line(1, rates={"POT": 100}),)) == {(1, "unable")}
    assert kinds(step(1, 6, 7)) == {(1, "day_off")}
    assert kinds(step(1, 0, 0, quantity=125), lines=(line(1, daily_rate=100),)) == {(1, "overload")}


def test_what_is_made_or_material_that_is_in_is_no_conflict() -> None:
    assert not kinds(step(1, 0, 3, done=100, inspection=day(1)), step(2, 0, 3, on=2, material_ready=day(-1)))
    assert not kinds(step(1, 0, 3, done=5, material_ready=day(9)))


# --- pushing and settling ---

def test_push_moves_what_would_overlap_and_keeps_working_days() -> None:
    steps = [step(1, 0, 1), step(2, 2, 4), step(3, 7, 8), step(4, 14, 15)]
    found = push(steps, {1: (day(3), day(4), 1)}, {1: line(1)}, WEEK)
    assert found == {1: (day(3), day(4), 1), 2: (day(5), day(8), 1), 3: (day(9), day(10), 1)}


def test_locked_made_and_earlier_steps_are_not_pushed() -> None:
    steps = [step(1, 3, 4), step(2, 4, 5, locked=True), step(3, 5, 7, done=100), step(4, 1, 3)]
    assert set(push(steps, {1: (day(4), day(7), 1)}, {1: line(1)}, WEEK)) == {1}


def test_a_push_keeps_the_order_and_spares_a_line_that_is_only_left() -> None:
    steps = [step(1, 0, 1), step(2, 2, 3), step(3, 7, 8), step(4, 7, 8, on=2)]
    lines = {1: line(1), 2: line(2)}
    assert push(steps, {1: (day(7), day(8), 1)}, lines, WEEK) == {
        1: (day(7), day(8), 1), 2: (day(9), day(10), 1), 3: (day(11), day(12), 1)}
    assert push(steps, {1: (day(7), day(8), 2)}, lines, WEEK) == {1: (day(7), day(8), 2), 4: (day(9), day(10), 2)}


def test_several_moved_steps_push_together() -> None:
    steps = [step(1, 0, 0), step(2, 1, 1), step(3, 2, 2), step(4, 3, 3)]
    found = push(steps, {1: (day(1), day(1), 1), 3: (day(3), day(3), 1)}, {1: line(1)}, WEEK)
    assert found == {1: (day(1), day(1), 1), 3: (day(3), day(3), 1), 2: (day(4), day(4), 1), 4: (day(5), day(5), 1)}


@st.composite
def chains(draw: st.DrawFn) -> list[PlanStep]:
    steps, at = [], TODAY
    for key in range(1, draw(st.integers(2, 8))):
        start = WEEK.add_workdays(at + timedelta(days=draw(st.integers(0, 4))), 0)
        finish = WEEK.add_workdays(start, draw(st.integers(0, 6)))
        steps.append(PlanStep(key, str(key), 1, start, finish, 100))
        at = finish + timedelta(days=1)
    return steps


@given(chains(), st.integers(0, 40), st.integers(0, 7))
def test_after_a_push_nothing_overlaps_and_nothing_gets_shorter(steps: list[PlanStep], by: int, which: int) -> None:
    if not steps:
        return
    moved = steps[which % len(steps)]
    assert moved.start is not None and moved.finish is not None
    length = workdays(WEEK, moved.start, moved.finish)
    start = WEEK.add_workdays(moved.start + timedelta(days=by), 0)
    found = push(steps, {moved.key: (start, WEEK.add_workdays(start, length - 1), 1)}, {1: line(1)}, WEEK)
    dates = {s.key: found.get(s.key, (s.start, s.finish, 1))[:2] for s in steps}
    for s in steps:
        assert s.start is not None and s.finish is not None
        first, last = dates[s.key]
        assert first is not None and last is not None and first >= s.start
        assert workdays(WEEK, first, last) == workdays(WEEK, s.start, s.finish)
    ordered = sorted(dates.values())
    assert all(a[1] < b[0] for a, b in pairwise(ordered))


def test_a_moved_bar_keeps_its_working_days_over_a_sunday() -> None:
    found = settle(plan(step(1, 0, 2)), [Move(1, day(4), day(6), 1)])
    assert found == {1: (day(4), day(7), 1)}


def test_a_bar_dropped_on_a_day_off_begins_on_the_next_working_day_but_never_turns_back() -> None:
    assert settle(plan(step(1, 0, 0)), [Move(1, day(6), day(6), 1)]) == {1: (day(7), day(7), 1)}
    assert settle(plan(step(1, 7, 7)), [Move(1, day(6), day(6), 1)]) == {1: (day(5), day(5), 1)}


def test_on_another_line_its_calendar_counts() -> None:
    lines = (line(1), line(2, calendar=Calendar(frozenset({5, 6}))))
    assert settle(plan(step(1, 3, 5), lines=lines), [Move(1, day(3), day(5), 2)]) == {1: (day(3), day(7), 2)}


def test_a_resized_bar_keeps_its_raw_finish() -> None:
    assert settle(plan(step(1, 0, 2)), [Move(1, day(0), day(6), 1)]) == {1: (day(0), day(6), 1)}


def test_what_stays_where_it_is_is_no_move() -> None:
    assert settle(plan(step(1, 0, 2)), [Move(1, day(0), day(2), 1)]) == {}


def test_a_shift_drag_pushes() -> None:
    found = settle(plan(step(1, 0, 1), step(2, 2, 3)), [Move(1, day(1), day(2), 1, push=True)])
    assert found == {1: (day(1), day(2), 1), 2: (day(3), day(4), 1)}


@given(st.integers(-20, 40), st.integers(0, 15), st.integers(-30, 30).filter(bool), st.sampled_from((1, 2)))
def test_settling_keeps_the_length_of_every_move(start: int, length: int, by: int, to: int) -> None:
    first = WEEK.add_workdays(day(start), 0)
    old = replace(step(1, 0, 0), start=first, finish=WEEK.add_workdays(first, length))
    assert old.start is not None and old.finish is not None
    shift = timedelta(days=by)
    found = settle(plan(old), [Move(1, old.start + shift, old.finish + shift, to)])
    begin, end, on = found[1]
    assert WEEK.is_workday(begin) and workdays(WEEK, begin, end) == length + 1 and on == to
    assert (begin > old.start) == (by > 0)


# --- try-out, changes, places ---

def test_a_tryout_tells_who_is_saved_and_who_is_lost() -> None:
    before = plan(step(1, 0, 4, inspection=day(3)), step(2, 5, 5, inspection=day(9)))
    after = with_moves(before, {1: (day(0), day(2), 1), 2: (day(9), day(10), 1)})
    found = compare(before, after)
    assert found.moved == (1, 2)
    assert [d.key for d in found.saved] == [1]
    assert [d.key for d in found.endangered] == [2]
    assert (found.late_before, found.late_after) == (2, 2)
    assert differences(before, after) == {1: (day(0), day(2), 1), 2: (day(9), day(10), 1)}
    assert late_days(before) == 2


def test_changed_lines_are_new_old_and_taken_out_in_the_plan_s_order() -> None:
    schedule = plan(step(1, 3, 4, on=2), step(2, 0, 1), step(3, None, None, on=None), step(4, 5, 5), step(5, 6, 6))
    found = changed_lines(schedule, {1: (day(1), day(2)), 3: (day(0), day(0)), 4: (day(5), day(5)),
                                     5: (day(6), day(8))})
    assert [(c.key, c.old, c.new, c.days) for c in found] == [
        (2, None, (day(0), day(1)), 0), (5, (day(6), day(8)), (day(6), day(6)), -2),
        (1, (day(1), day(2)), (day(3), day(4)), 2), (3, (day(0), day(0)), None, 0)]
    assert found[2].plant == "East" and found[2].line == "L2"


def test_a_place_is_the_earliest_gap_on_the_least_loaded_line_that_can() -> None:
    lines = (line(1, daily_rate=50, rates={"CUP": 50}), line(2, daily_rate=50, rates={"CUP": 50}),
             line(3, daily_rate=50, rates={"POT": 50}))
    schedule = plan(step(1, 0, 5, quantity=300), step(2, 2, 3, on=2), step(9, None, None, on=None, product="CUP"),
                    lines=lines)
    found = places(schedule, 9)
    assert [(p.line, p.start, p.finish) for p in found] == [(2, day(0), day(1)), (1, day(7), day(8))]


def test_a_place_waits_for_material_and_for_what_comes_before() -> None:
    schedule = plan(step(1, 0, 8, on=2), step(9, None, None, on=1, material_ready=day(3), after=(1,)))
    assert places(schedule, 9)[0].start == day(9)
    assert on_line(schedule, 9, 1, day(6)).start == day(7)


def test_a_closed_line_is_never_proposed() -> None:
    schedule = plan(step(9, None, None, on=None), lines=(line(1, closed=True), line(2, closed=True)))
    assert places(schedule, 9) == []


def test_rows_stand_in_the_plan_s_order_with_the_unplanned_last() -> None:
    rows = plan_rows(plan(step(1, None, None, on=None), step(2, 5, 6), step(3, 0, 1, on=2), step(4, 0, 1, done=100)))
    assert [row.key for row in rows] == [4, 2, 3, 1]
    assert [row.standing for row in rows] == ["done", "planned", "running", "unscheduled"]
    assert all(len(row.values) == len(COLUMNS) for row in rows)
    at = {column.key: place for place, column in enumerate(COLUMNS)}
    assert (rows[0].values[at["left"]], rows[1].values[at["cartons"]]) == (0, 9)


# --- in a file ---

@pytest.fixture
def company(tmp_path: Path) -> Iterator[dict[str, int]]:
    """A file with an order of two steps on a line of its own."""
    new_company(tmp_path / "c.gendan")

    def task(change: Change) -> dict[str, int]:
        plant = change.save(Plant(name="East"))
        first = change.save(ProductionLine(plant=plant, name="E1", daily_rate=50))
        second = change.save(ProductionLine(plant=plant, name="E2", daily_rate=50))
        product = change.save(Product(code="CUP", name="Cup"))
        customer = change.save(Company(name="Alder", customer=True))
        order = change.save(Order(number="26-001", customer=customer))
        detail = change.save(OrderLine(order=order, product=product, quantity=100, inspection=day(10)))
        found = {"first": first.id, "second": second.id, "line": detail.id}
        for name, start, on in (("semi", 0, first), ("goods", 3, second)):
            made = change.save(ScheduleStep(order_line=detail, line=on, stage="semi" if name == "semi" else "finished",
                                            quantity=100, start=day(start), finish=day(start + 1)))
            found[name] = made.id
        return found

    yield write("Begin", CLERK, task, at=datetime(2020, 1, 2, 9, tzinfo=UTC)).result
    connection.close()


def moved(key: int, start: int, finish: int, on: int, reason: str | None = "customer") -> Any:
    return write("Move", CLERK, lambda change: moving.move(change, {key: (day(start), day(finish), on)}),
                 reason=Reason(reason) if reason else None)


def test_a_move_asks_why_once_and_writes_the_ledger(company: dict[str, int]) -> None:
    with pytest.raises(ReasonWanted):
        moved(company["semi"], 1, 2, company["first"], reason=None)
    moved(company["semi"], 1, 2, company["first"])
    row = DueChange.get()
    assert (row.old, row.new, row.reason) == (day(1), day(2), "customer")


def test_undo_takes_a_move_back_without_a_question(company: dict[str, int]) -> None:
    entry = moved(company["semi"], 1, 2, company["second"]).entry
    undo(entry, CLERK)
    found = ScheduleStep.get_by_id(company["semi"])
    assert (found.start, found.line_id) == (day(0), company["first"])


def test_the_baseline_rolls_moves_new_and_unplanned_steps_back(company: dict[str, int]) -> None:
    before = datetime(2020, 6, 1, 12, tzinfo=UTC)
    as_planned = baseline.dates_at(before)
    moved(company["semi"], 4, 5, company["first"])
    write("Out", CLERK, lambda change: moving.unschedule(change, [company["goods"]]), reason=Reason("other"))
    write("Split", CLERK, lambda change: moving.split(change, company["semi"], 60))
    assert baseline.dates_at(before) == as_planned == {
        company["semi"]: (day(0), day(1)), company["goods"]: (day(3), day(4))}


def test_a_split_keeps_the_sum_and_what_was_made(company: dict[str, int]) -> None:
    second = write("Split", CLERK, lambda change: moving.split(change, company["semi"], 60)).result
    first = ScheduleStep.get_by_id(company["semi"])
    assert (first.quantity, second.quantity, second.start) == (60, 40, None)
    for wrong in (0, 60, 61):
        with pytest.raises(Refused):
            write("Split", CLERK, lambda change, wrong=wrong: moving.split(change, company["semi"], wrong))


def test_links_never_close_a_circle(company: dict[str, int]) -> None:
    semi, goods = company["semi"], company["goods"]
    write("Link", CLERK, lambda change: moving.link(change, semi, goods))
    with pytest.raises(Refused):
        write("Link", CLERK, lambda change: moving.link(change, goods, semi))
    assert StepLink.select().count() == 1
    assert read_schedule(TODAY).by_key[goods].after == (semi,)


def test_a_snapshot_compares_with_a_kept_version_and_plays_without_reading(company: dict[str, int]) -> None:
    kept = write("Keep", CLERK, lambda change: moving.keep_version(change, "first")).result
    moved(company["semi"], 4, 5, company["first"])
    found = read_snapshot(TODAY, (), kept.id, {})
    bar = next(b for b in found.board.bars if b.key == company["semi"])
    assert bar.baseline == (day(0), day(1)) and bar.start == day(4)
    assert [v.title for v in found.versions] == ["first"]
    connection.close()
    again = played(found, {company["goods"]: (day(12), day(13), company["second"])}, {})
    assert [d.key for d in again.schedule.dangers] == [company["goods"]]
    board = dropped(found, {company["goods"]: (day(1), day(2), company["first"])})
    there = next(b for b in board.bars if b.key == company["goods"])
    assert (there.start, there.lane) == (day(1), company["first"])


def test_the_past_is_rolled_back_once_only(company: dict[str, int]) -> None:
    memory: dict[Any, Any] = {}
    first = read_snapshot(TODAY, (), YESTERDAY, memory)
    assert len(memory) == 1
    assert read_snapshot(TODAY, (), YESTERDAY, memory).compared is first.compared
    assert newest_reports(company["semi"]) == []


def test_overtime_and_half_days_count_by_their_share() -> None:
    monday = date(2026, 11, 23)
    plain = Calendar(frozenset({SUNDAY}))
    busy = Calendar(frozenset({SUNDAY}), {}, frozenset(), {monday: 1.5, monday + timedelta(days=1): 0.5})
    assert through(plain, monday, 3.0) == monday + timedelta(days=2)
    assert through(busy, monday, 1.5) == monday
    assert through(busy, monday, 2.0) == monday + timedelta(days=1)
    assert through(busy, monday, 2.1) == monday + timedelta(days=2)
    assert worked(busy, monday, monday + timedelta(days=2)) == 3.0
    assert worked(plain, monday, monday + timedelta(days=6)) == 6.0


@given(st.floats(0.1, 60), st.integers(0, 400))
def test_work_is_done_on_the_first_day_that_suffices(work: float, ahead: int) -> None:
    shares = {date(2026, 1, 1) + timedelta(days=n): 0.5 + (n % 3) * 0.5 for n in range(0, 900, 2)}
    calendar = Calendar(frozenset({SUNDAY}), {}, frozenset(), shares)
    begin = calendar.add_workdays(date(2026, 1, 1) + timedelta(days=ahead), 0)
    end = through(calendar, begin, work)
    assert worked(calendar, begin, end) >= work - 1e-6
    assert end == begin or worked(calendar, begin, calendar.previous_workday(end)) < work
