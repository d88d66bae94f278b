"""The schedule on paper and in the load: overdue work stands from today on, numbers tell orders apart, parts are chosen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.areas import papers
from app.areas.schedule.boarding import board
from app.areas.schedule.printing import BEFORE, tiled_plan
from app.areas.schedule.reading import Schedule, read_schedule
from app.reports.paper_fonts import text_width
from app.reports.tile_bars import fitting
from app.reports.tiles import TiledBar
from tests.conftest import TODAY as DEMO_TODAY
from tests.test_schedule_planning import TODAY, day, line, plan, step


def printed(schedule: Schedule, **more: Any) -> dict[str, list[TiledBar]]:
    """The bars on paper by line."""
    return {row.cells[0]: list(row.bars) for row in tiled_plan(schedule, **more).rows if not row.is_group}


def words(pages: list[Any]) -> str:
    return "\n".join(m.text for page in pages for m in page.marks if hasattr(m, "text"))


def overdue(*more: Any) -> Schedule:
    return plan(step(1, -40, -35, quantity=600, done=200), step(2, -40, -35, quantity=100, done=100), *more,
                lines=(line(1, daily_rate=100), line(2)))


def test_what_is_left_of_overdue_work_is_printed_from_today() -> None:
    (bar,) = printed(overdue())["L1"]
    assert (bar.start_day, bar.fill) == (TODAY, 0.0)
    assert "26-001" in bar.text and "400" in bar.text


def test_work_overdue_since_last_week_stands_in_both_places() -> None:
    bars = printed(plan(step(1, -4, -2), lines=(line(1),)))["L1"]
    assert [bar.start_day for bar in bars] == [day(-4), TODAY]
    assert [bool(bar.text) for bar in bars] == [False, True]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-90, 30), st.integers(0, 6), st.integers(0, 100)), max_size=8))
def test_no_unfinished_step_is_left_out(found: list[tuple[int, int, int]]) -> None:
    steps = [step(n, start, start + days, done=done) for n, (start, days, done) in enumerate(found, 1)]
    schedule = plan(*steps, lines=(line(1),))
    text = "\n".join(" ".join(bar.shorter) for bar in printed(schedule).get("L1", []))
    for one in steps:
        if one.open:
            assert one.order in text
    for bar in board(schedule).bars:
        left = schedule.by_key[bar.key]
        assert (bar.rest is not None) == (left.open and left.finish is not None and left.finish < TODAY)
        assert bar.rest is None or bar.rest[0] >= TODAY


def test_the_load_counts_what_is_left_from_today_and_what_was_made_where_it_was() -> None:
    loads = overdue().loads
    later = sum(percent for (on, when), percent in loads.items() if on == 1 and when >= TODAY)
    before = sum(percent for (on, when), percent in loads.items() if on == 1 and when < TODAY)
    assert (round(later), round(before)) == (400, 300)


@settings(max_examples=100)
@given(st.integers(2, 200))
def test_a_number_keeps_the_end_that_tells_it_apart(room: int) -> None:
    bar = TiledBar(TODAY, TODAY, "ZB2610-181 C480 红 0/1,416", "#000000", shorter=("ZB2610-181 C480", "ZB2610-181"))
    text = fitting(bar, room, 6.8)
    assert text_width(text, 6.8) <= room
    assert text in (bar.text, *bar.shorter) or bar.shorter[-1].endswith(text.lstrip("…"))
    assert room < 12 or text


def test_plants_lines_and_days_are_chosen() -> None:
    schedule = plan(step(1, 0, 2), step(2, 3, 4, 2), step(3, 20, 22, 3))
    assert list(printed(schedule, names=("West",))) == ["L3"]
    assert list(printed(schedule, names=("L2", "West"))) == ["L2", "L3"]
    asked = tiled_plan(schedule, (), day(10), day(30))
    assert (asked.first_day, asked.last_day) == (day(10), day(30))
    assert [bar.shorter[-1] for row in asked.rows for bar in row.bars] == ["26-003"]
    with pytest.raises(ValueError, match="没有"):
        tiled_plan(schedule, ("nowhere",))


def test_the_print_ends_with_the_last_bar() -> None:
    near, far = tiled_plan(plan(step(1, 0, 2))), tiled_plan(plan(step(1, 0, 200)))
    assert near.last_day < far.last_day
    assert near.first_day == far.first_day == TODAY - timedelta(days=BEFORE)


def test_the_table_and_the_plan_of_the_demo(demo_company: Path) -> None:
    schedule = read_schedule(DEMO_TODAY)
    text = words(papers.pages("schedule_table", "王小姐", today=DEMO_TODAY))
    for one in schedule.steps:
        if one.open and schedule.facts[one.key].state not in ("shipped", "closed"):
            assert one.order in text.replace("\n", "")
    plant = schedule.plants[0]
    few = papers.pages("schedule", "王小姐", "A3", [plant, DEMO_TODAY.isoformat()], DEMO_TODAY)
    assert plant in words(few) and all(p not in words(few) for p in schedule.plants[1:])
    assert len(papers.pages("schedule_table", "王小姐", records=[plant], today=DEMO_TODAY)) >= 1
