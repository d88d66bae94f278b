"""A rush order goes in first, nobody who could give way stands on it, who pays is named; the answer as a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.areas import papers
from app.areas.schedule.reading import Schedule, read_schedule
from app.areas.schedule.rushing import rush
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
