"""Tiled sheets: nothing lost or split between them, headers on each, the way to the neighbours."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import text
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Page, Text
from app.reports.tile_bars import mixed
from app.reports.tile_pages import tiled_pages, tiled_pdf
from app.reports.tiles import (
    MARGIN,
    TiledBar,
    TiledColumn,
    TiledLegend,
    TiledMark,
    TiledPlan,
    TiledRow,
    lanes,
    tiling,
)

FIRST = date(2026, 11, 16)
HEAD = Letterhead("臻宝家居用品有限公司")
PRINTED = Printed("王小姐", datetime(2026, 11, 23, 9, 30))
COLUMNS = (TiledColumn("生产线", 60), TiledColumn("订单", 60), TiledColumn("数量", 40, "right"))


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = text.language()
    text.use_language("zh_CN")
    yield
    text.use_language(before)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def plan(rows: int = 60, days: int = 90, group_every: int = 15) -> TiledPlan:
    found: list[TiledRow] = []
    for at in range(rows):
        if group_every and at % group_every == 0:
            found.append(TiledRow((f"车间{at // group_every}",), True))
        bars = (
            TiledBar(day(at % 40), day(at % 40 + 9), f"B{at}", "#4C7FD9", 0.4, at % 9 == 0),
            TiledBar(
                day(at % 40 + 5),
                day(at % 40 + 12),
                f"C{at}",
                "#3A9E8C",
                0,
                False,
                (TiledMark(day(at % 40 + 14), "diamond", "#C9302C"),),
            ),
        )
        found.append(TiledRow((f"{at} 线", f"R{at}", f"{at * 100:,}"), False, bars))
    legend = (TiledLegend("冲突", "#D98A3D", "hatched"), TiledLegend("船期", "#C9302C", "diamond"))
    off = frozenset(day(at) for at in range(days) if day(at).weekday() == 6)
    return TiledPlan("生产排期表", "12", tuple(found), FIRST, day(days - 1), COLUMNS, off, day(7), legend)


def texts(page: Page) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_every_sheet_has_columns_days_title_and_number(size: str) -> None:
    pages = tiled_pages(plan(), HEAD, PRINTED, size)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        words = texts(page)
        assert {"生产线", "订单", "数量", "生产排期表", "冲突", "版本 12"} <= set(words)
        assert words.count(f"第 {number} 张 共 {len(pages)} 张") == 2
        assert any(word.endswith("月") for word in words)


def test_every_row_stands_once_in_each_row_of_sheets() -> None:
    cut = tiling(plan())
    for across in range(cut.across):
        names = [
            placed.row.cells[1]
            for tile in cut.tiles
            if tile.across == across
            for placed in tile.rows
            if not placed.row.is_group
        ]
        assert names == [f"R{at}" for at in range(60)]


def test_the_days_of_neighbouring_sheets_join_without_gap() -> None:
    cut = tiling(plan())
    first_row = [tile for tile in cut.tiles if tile.down == 0]
    assert first_row[0].first_day == FIRST
    for tile, following in itertools.pairwise(first_row):
        assert tile.first_day + timedelta(days=tile.days) == following.first_day
    assert sum(tile.days for tile in first_row) == 90


def test_a_group_goes_on_with_its_name_and_never_ends_a_sheet() -> None:
    cut = tiling(plan(rows=100, group_every=40))
    bands = [tile for tile in cut.tiles if tile.across == 0]
    assert len(bands) > 3
    for tile in bands:
        assert tile.rows[0].row.is_group
        assert not tile.rows[-1].row.is_group
    assert any(tile.rows[0].continued for tile in bands)
    pages = tiled_pages(plan(rows=100, group_every=40), HEAD, PRINTED)
    assert any(word.endswith("（续）") for page in pages for word in texts(page))


def test_every_bar_is_named_on_some_sheet() -> None:
    pages = tiled_pages(plan(), HEAD, PRINTED, "A3")
    words = {word for page in pages for word in texts(page)}
    assert {f"B{at}" for at in range(60)} | {f"C{at}" for at in range(60)} <= words


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(1, 400), st.sampled_from(["A4", "A3"]), st.none() | st.integers(1, 8))
def test_nothing_stands_outside_the_sheet(rows: int, days: int, size: str, across: int | None) -> None:
    for page in tiled_pages(plan(rows, days), HEAD, PRINTED, size, across):
        for mark in page.marks:
            if isinstance(mark, Text):
                assert mark.x >= 0 and mark.x + text_width(mark.text, mark.size, mark.bold) <= page.width
                assert MARGIN <= mark.y <= page.height - MARGIN + 0.1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=15))
def test_bars_of_one_lane_never_overlap(spans: list[tuple[int, int]]) -> None:
    bars = [TiledBar(day(start), day(start + length), "", "#000000") for start, length in spans]
    found = lanes(bars)
    for lane in set(found):
        here = sorted((bar.start_day, bar.end_day) for bar, at in zip(bars, found, strict=True) if at == lane)
        assert all(one[1] < other[0] for one, other in itertools.pairwise(here))
    busiest = max((sum(b.start_day <= day(n) <= b.end_day for b in bars) for n in range(41)), default=0)
    assert max(found, default=-1) + 1 == busiest


def test_a_wish_for_one_sheet_is_met() -> None:
    assert tiling(plan(days=80), "A4", sheets_across=1).across == 1


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert tiled_pdf(plan(), HEAD, PRINTED) == tiled_pdf(plan(), HEAD, PRINTED)


def test_an_empty_plan_is_one_sheet() -> None:
    pages = tiled_pages(TiledPlan("排期", "", (), FIRST, FIRST, COLUMNS), HEAD, PRINTED)
    assert len(pages) == 1


def test_mixing_colours() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#123456", "#FFFFFF", 0) == "#123456"
