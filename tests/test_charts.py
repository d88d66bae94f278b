"""Charts: round axes, every value has its place that answers a click, nothing is drawn outside."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.chart_bars import bars
from app.reports.chart_heat import heat
from app.reports.chart_pareto import pareto
from app.reports.chart_trend import Point, trend
from app.reports.charts import (
    DARK,
    LIGHT,
    PAPER,
    Bar,
    Chart,
    beside,
    label_lines,
    mixed,
    moved,
    readable,
    steps,
    titled,
)
from app.reports.paper_fonts import text_width
from app.reports.paper_marks import Box, Text

NAMES = ("充电口虚焊", "触摸屏排线松动接触不良", "适配器坏", "软件版本旧", "无故障")
VALUES = [Bar(name, name, 50 - 9 * n) for n, name in enumerate(NAMES)]


@given(st.floats(0.001, 1e9), st.integers(2, 8))
def test_axes_are_round_and_reach_the_largest_value(most: float, wanted: int) -> None:
    found = steps(most, wanted)
    assert found[0] == 0
    assert found[-1] >= most * (1 - 1e-9)
    assert found[-2] < most
    assert 2 <= len(found) <= wanted + 2
    digits = f"{found[1]:.6e}".split("e")[0]
    assert isclose(float(digits), round(float(digits)), abs_tol=1e-3)
    assert round(float(digits)) in (1, 2, 5)


@given(st.integers(1, 10_000))
def test_axes_of_counts_have_whole_steps(most: int) -> None:
    assert all(value == int(value) for value in steps(most, 4, whole=True))


def _inside(chart: Chart) -> bool:
    for mark in chart.marks:
        if isinstance(mark, Text):
            spans = (mark.x, mark.y, text_width(mark.text, mark.size, mark.bold), 0)
        elif isinstance(mark, Box):
            spans = (mark.x, mark.y, mark.width, mark.height)
        else:
            continue
        x, y, wide, high = spans
        if x < -1 or y < -1 or x + wide > chart.width + 1 or y + high > chart.height + 1:
            return False
    return True


@pytest.mark.parametrize("palette", [PAPER, LIGHT, DARK])
def test_everything_lies_inside(palette: object) -> None:
    points = [Point(f"2026-{n:02}", f"26-{n:02}", n, None if n == 4 else n / 3) for n in range(1, 13)]
    cells = {("T8", NAMES[0]): 3.0, ("R110", NAMES[2]): 12.0}
    for chart in (bars(VALUES, 300, 120, palette), pareto(VALUES, 300, 150, palette),  # type: ignore[arg-type]
                  trend(points, 300, 120, palette, ("返修数", "返修率")),  # type: ignore[arg-type]
                  heat(["T8", "R110"], NAMES, cells, 300, 120, palette)):  # type: ignore[arg-type]
        assert _inside(chart)


def test_every_value_answers_a_click() -> None:
    for chart in (bars(VALUES, 300, 120, LIGHT), pareto(VALUES, 300, 150, LIGHT)):
        assert [hit.key for hit in chart.hits] == list(NAMES)
        for hit in chart.hits:
            found = chart.hit(hit.x + hit.width / 2, hit.y + hit.height / 2)
            assert found is not None
            assert found.key == hit.key
            assert NAMES[0] not in found.tip or found.key == NAMES[0]
    assert bars(VALUES, 300, 120, LIGHT).hit(-5, 5) is None


def test_a_cell_of_the_matrix_names_row_and_column() -> None:
    chart = heat(["T8", "R110"], NAMES, {("R110", NAMES[2]): 12.0}, 300, 120, LIGHT)
    hit = next(h for h in chart.hits if h.key == f"R110\t{NAMES[2]}")
    assert "12" in hit.tip
    assert any(isinstance(m, Text) and m.text == "12" for m in chart.marks)


def test_the_longest_bar_is_the_largest_value() -> None:
    chart = bars(VALUES, 300, 120, LIGHT)
    widths = [m.width for m in chart.marks if isinstance(m, Box)]
    assert widths == sorted(widths, reverse=True)
    assert isclose(widths[1] / widths[0], VALUES[1].value / VALUES[0].value, rel_tol=1e-6)


def test_the_pareto_ends_at_all_of_it() -> None:
    tips = [hit.tip for hit in pareto(VALUES, 300, 150, LIGHT).hits]
    assert "100.0%" in tips[-1]


@pytest.mark.parametrize("chart", [bars([], 200, 90, LIGHT), pareto([], 200, 90, LIGHT), trend([], 200, 90, LIGHT),
                                   heat([], [], {}, 200, 90, LIGHT)])
def test_a_chart_without_data_says_so(chart: Chart) -> None:
    assert [m.text for m in chart.marks if isinstance(m, Text)] == ["No data in this period."]
    assert not chart.hits


def test_charts_stand_beside_each_other_and_below_titles() -> None:
    one = titled("A", bars(VALUES, 100, 60, LIGHT), LIGHT)
    both = beside([one, one], 10)
    assert both.width == 210
    assert both.height == one.height
    assert both.hits[len(one.hits)].x == one.hits[0].x + 110
    assert moved(one.marks[0], 3, 4)[:2] == (one.marks[0][0] + 3, one.marks[0][1] + 4)


@given(st.text(alphabet="充电口虚焊ABC 12", max_size=40), st.floats(20, 120), st.integers(1, 4))
def test_labels_keep_to_their_room(text: str, room: float, most: int) -> None:
    lines = label_lines(text, room, most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, 8) <= max(room, 16) + 0.01 for line in lines)


def test_writing_stands_out_from_its_ground() -> None:
    for palette in (PAPER, LIGHT, DARK):
        assert readable(palette.ground, palette) == palette.ink
        assert readable(mixed("#000000", "#FFFFFF", 1.0), palette) != "#FFFFFF"


def test_words_of_a_label_stay_whole() -> None:
    assert label_lines("Material fault", 34, 3) == ["Material", "fault"]
    assert label_lines("触摸屏排线松", 40, 3) == ["触摸屏", "排线松"]
