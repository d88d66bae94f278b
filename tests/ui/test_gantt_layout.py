"""Bars stacked without overlap, found again by place and by point; the sums of a drag."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from gantt_boards import LANES, TODAY, bar, board, day, usual
from hypothesis import given
from hypothesis import strategies as st

from app.areas.schedule.board import Bar, Board, Move
from ui.areas.schedule.gantt_drag import changed, pushed, resized, shared_lanes, shifted
from ui.areas.schedule.gantt_layout import Layout, Metrics, stack

METRICS = Metrics.of(17)
spans = st.lists(st.tuples(st.sampled_from((1, 2, 3)), st.integers(-40, 80), st.integers(0, 12)), max_size=60)


def made(found: list[tuple[int, int, int]]) -> tuple[Bar, ...]:
    return tuple(bar(i + 1, lane, start, start + long) for i, (lane, start, long) in enumerate(found))


@given(spans)
def test_no_two_bars_of_a_sub_row_share_a_day(found: list[tuple[int, int, int]]) -> None:
    bars = made(found)
    subs = stack(bars)
    assert sorted(b.key for sub in subs for b in sub.bars) == [b.key for b in bars]
    for sub in subs:
        for before, after in pairwise(sub.bars):
            assert before.finish < after.start
        assert sub.starts == [b.start.toordinal() for b in sub.bars]
        assert sub.ends == [b.finish.toordinal() for b in sub.bars]


@given(spans)
def test_stacking_needs_no_more_rows_than_bars_overlap(found: list[tuple[int, int, int]]) -> None:
    bars = made(found)
    deepest = max((sum(b.start <= a.start <= b.finish for b in bars) for a in bars), default=0)
    assert len(stack(bars)) == deepest


@given(spans)
def test_each_bar_is_hit_in_its_middle_and_at_both_ends(found: list[tuple[int, int, int]]) -> None:
    bars = made(found)
    layout = Layout(board(*bars), METRICS)
    for b in bars:
        row, sub = layout.place(b.key) or (None, None)
        assert row is not None and sub is not None and row.lane.key == b.lane
        y = sub.y + METRICS.top + METRICS.bar / 2
        for point in (b.start.toordinal() + 0.01, b.finish.toordinal() + 0.99,
                      (b.start.toordinal() + b.finish.toordinal() + 1) / 2):
            hit = layout.bar_at(y, point)
            assert hit is not None and hit.key == b.key


@given(spans, st.integers(-60, 120), st.floats(-50, 900))
def test_a_hit_lies_inside_the_bar(found: list[tuple[int, int, int]], number: int, y: float) -> None:
    layout = Layout(board(*made(found)), METRICS)
    point = day(number).toordinal() + 0.5
    hit = layout.bar_at(y, point)
    if hit is None:
        return
    row, sub = layout.place(hit.key) or (None, None)
    assert row is not None and sub is not None and row is layout.row_at(y)
    assert hit.start <= day(number) <= hit.finish
    assert sub.y <= y <= sub.y + METRICS.sub


def test_a_finish_before_the_start_is_one_day() -> None:
    wrong = Bar(1, 1, TODAY, TODAY - timedelta(days=3), "x")
    assert stack([wrong])[0].ends == [TODAY.toordinal()]


def test_lane_grows_with_overlap_and_folded_plants_hide_lines() -> None:
    layout = Layout(usual(), METRICS)
    assert [row.height for row in layout.rows] == [METRICS.plant, METRICS.sub, 2 * METRICS.sub, METRICS.plant,
                                                   METRICS.sub]
    folded = Layout(usual(), METRICS, frozenset({"East"}))
    assert [row.lane.key for row in folded.rows] == [-1, -2, 3]
    assert folded.place(1) is None and folded.place(4) is not None


def test_an_empty_board_has_no_rows() -> None:
    layout = Layout(Board(TODAY, TODAY, TODAY), METRICS)
    assert layout.height == 0 and layout.row_at(0) is None and list(layout.rows_between(0, 100)) == []


def test_shifted_keeps_to_the_lanes() -> None:
    first, last = bar(1, 1, 0, 3), bar(2, 3, 4, 6)
    assert shifted([first, last], 2, 1, [1, 2, 3]) == [
        Move(1, day(2), day(5), 2), Move(2, day(6), day(8), 3)]
    assert shifted([first], 0, -5, [1, 2, 3], push=True) == [Move(1, day(0), day(3), 1, True)]


def test_resized_keeps_a_day() -> None:
    one = bar(1, 1, 0, 3)
    assert resized(one, "start", 9) == [Move(1, day(3), day(3), 1)]
    assert resized(one, "finish", -9) == [Move(1, day(0), day(0), 1)]
    assert resized(one, "finish", 2) == [Move(1, day(0), day(5), 1)]


def test_only_changes_are_sent() -> None:
    one = bar(1, 1, 0, 3)
    assert changed([Move(1, day(0), day(3), 1, True)], {1: one}) == []
    assert len(changed([Move(1, day(0), day(3), 2)], {1: one})) == 1


def test_pushed_bars_go_as_far_as_needed() -> None:
    bars = (bar(1, 1, 0, 3), bar(2, 1, 4, 6), bar(3, 1, 8, 9), bar(4, 1, 20, 22), bar(5, 2, 4, 6))
    layout = Layout(board(*bars), METRICS)
    assert pushed([Move(1, day(2), day(5), 1, True)], layout.stacks, layout.bars) == [
        Move(2, day(6), day(8), 1, True), Move(3, day(9), day(10), 1, True)]


@given(spans, st.integers(0, 30))
def test_pushed_bars_never_overlap(found: list[tuple[int, int, int]], by: int) -> None:
    bars = made([(1, start, long) for _lane, start, long in found])
    if not bars:
        return
    layout = Layout(Board(day(-40), day(99), TODAY, LANES, bars), METRICS)
    mover = bars[0]
    move = Move(mover.key, mover.start + timedelta(days=by), mover.finish + timedelta(days=by), 1, True)
    ghosts = pushed([move], layout.stacks, layout.bars)
    ordered = [move, *ghosts]
    assert mover.key not in {ghost.key for ghost in ghosts}
    assert all(a.finish < b.start for a, b in pairwise(ordered))


def test_lanes_that_can_take_all() -> None:
    one = bar(1, 1, 0, 1, lanes_possible=frozenset({1, 2}))
    two = bar(2, 1, 0, 1, lanes_possible=frozenset({2, 3}))
    assert shared_lanes([one, two]) == {2} and shared_lanes([]) == frozenset()
