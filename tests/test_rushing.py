"""A rush order goes in first, nobody who could give way stands on it, who pays is named; the answer as a paper."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.areas import papers
from app.areas.schedule.planning import handed_over
from app.areas.schedule.posing import pose, read_extra
from app.areas.schedule.reading import Schedule, read_schedule, with_moves
from app.areas.schedule.records import ScheduleStep, StepLink
from app.areas.schedule.rushing import rush
from app.database.change import Who, write
from app.masters.plant import ProductionLine
from tests.conftest import TODAY


@pytest.fixture
def schedule(demo_company: Path) -> Schedule:
    return read_schedule(TODAY)


def later_steps(schedule: Schedule) -> list[int]:
    return [s.key for s in schedule.steps if s.open and not s.done and not s.made and not s.locked
            and s.start is not None and (s.start - TODAY).days > 6][:25]


def test_it_comes_no_later_than_it_stood(schedule: Schedule) -> None:
    tried = 0
    for key in later_steps(schedule):
        found = rush(schedule, key)
        if found is None:
            continue
        step = schedule.by_key[key]
        start, finish, _line = found.moves[key]
        assert TODAY <= start <= finish
        assert step.material_ready is None or start > step.material_ready
        assert step.order in found.sentence
        tried += 1
    assert tried > 5


def test_what_can_give_way_gives_way(schedule: Schedule) -> None:
    for key in later_steps(schedule):
        found = rush(schedule, key)
        if found is None:
            continue
        start, finish, line = found.moves[key]
        for other in schedule.steps:
            if other.key == key or not other.open or other.locked or other.done or other.made or other.start is None:
                continue
            place = found.moves.get(other.key, (other.start, other.finish, other.line))
            if place[2] == line:
                assert place[0] > finish or place[1] < start, (key, other.key)


def test_who_pays_is_told(schedule: Schedule) -> None:
    pushed = [found for key in later_steps(schedule) if (found := rush(schedule, key)) is not None and found.pushed]
    assert pushed
    for found in pushed:
        for paid in found.pushed:
            assert paid.new > paid.old
            assert not paid.late or schedule.by_key[paid.key].order in found.sentence


def test_a_product_that_no_line_makes_has_no_place(schedule: Schedule) -> None:
    from dataclasses import replace

    key = later_steps(schedule)[0]
    bare = replace(schedule, lines={k: replace(v, closed=True) for k, v in schedule.lines.items()})
    assert rush(bare, key) is None


def test_the_answer_on_paper(schedule: Schedule) -> None:
    item = next(s.product for s in schedule.steps if s.line is not None)
    pages = papers.pages("promise", "王小姐", records=[item, "3000", "", "2027-01-15"], today=TODAY)
    words = "".join(m.text for page in pages for m in page.marks if hasattr(m, "text"))
    assert item in words and "3,000" in words and "2027-01-15" in words
    with pytest.raises(ValueError, match="没有"):
        papers.pages("promise", "王小姐", records=["无此产品", "10"], today=TODAY)
    with pytest.raises(ValueError, match="--record"):
        papers.pages("promise", "王小姐", today=TODAY)


def linked(change: Any, lot: int | None) -> tuple[Any, Any]:
    """Link a later step to an earlier one of another line, handed over in lots."""
    steps = [s for s in ScheduleStep.select().where(ScheduleStep.start.is_null(False)
                                                    & (ScheduleStep.start > TODAY.isoformat()))
             .order_by(ScheduleStep.start) if not s.done]
    first = next(s for s in steps if (s.finish - s.start).days >= 2)
    second = next(s for s in steps if s.start > first.finish and s.line_id != first.line_id)
    change.save(StepLink(before=first, after=second, lot=lot))
    return first, second


@pytest.mark.parametrize("lot", [None, 1])
def test_a_step_begins_when_its_first_lot_is_handed_over(demo_company: Path, lot: int | None) -> None:
    first, second = write("Link", Who("王小姐"), lambda change: linked(change, lot)).result
    schedule = read_schedule(TODAY)
    early = with_moves(schedule, {second.id: (first.start + timedelta(days=1), second.finish, second.line_id)})
    clash = [c for c in early.conflicts if c.key == second.id and c.kind == "before"]
    assert bool(clash) == (lot is None)
    assert early.forecasts[second.id].finish >= early.forecasts[first.id].finish
    handed = handed_over(schedule.by_key[first.id], schedule.by_key[second.id], first.start, first.finish)
    assert handed == (first.finish if lot is None else first.start)


def test_the_search_lets_lots_overlap_but_never_ends_before(demo_company: Path) -> None:
    first, second = write("Link", Who("王小姐"), lambda change: linked(change, 1)).result
    schedule, extra = read_schedule(TODAY), read_extra()
    posed = pose(schedule, extra)
    before, then = posed.keys.index(first.id), posed.keys.index(second.id)
    ((place, lag),) = posed.factory.jobs[then].after
    assert place == before and lag < 0
    assert -lag <= min(posed.factory.jobs[then].work.values())


def test_a_change_of_family_costs_a_line_its_hours(demo_company: Path) -> None:
    line = ProductionLine.select().where(ProductionLine.closed == 0).first()
    line.changeover, line.hours = Decimal("5.0"), Decimal("10.0")
    write("Hours", Who("王小姐"), lambda change: change.save(line))
    posed = pose(read_schedule(TODAY), read_extra())
    assert posed.factory.lines[line.id].setup == 0.5
