"""Where each bar stands: rows of plants and lines, bars stacked so that none covers another; no painting."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter, lt
from typing import Any

from app.areas.schedule.board import Bar, Board, Lane
from app.domain.frozen import frozen_slots

_START, _FINISH, _REST = attrgetter("start"), attrgetter("finish"), attrgetter("rest")


@frozen_slots
class Metrics:
    """Heights in pixels, derived from the height of a line of text."""

    line: int
    bar: int
    top: int
    sub: int
    plant: int
    header: int

    @classmethod
    def of(cls, line: int, low: bool = False) -> Metrics:
        """Return the heights that suit a text line of so many pixels; `low` packs them closer for a low screen."""
        bar = line + (7 if low else 9)
        top, below = (2, 11) if low else (5, 11)
        return cls(line=line, bar=bar, top=top, sub=top + bar + below, plant=line + (6 if low else 12),
                   header=2 * line + 20)


@dataclass(slots=True)
class SubRow:
    """Bars that follow one another without overlap, by start; days are ordinals, `y` in the content.

    The painters keep what they worked out for it (tints, blocks, marks, extras) here, made when first seen.
    """

    y: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    tints: list[int] | None = None
    marks: list[tuple[int, str, Bar, bool]] | None = None
    blocks: Any = None
    extras: list[tuple[int, int, Bar]] | None = None
    longest: int = 0

    def between(self, first: float, last: float) -> tuple[int, int]:
        """Return the slice of bars that touch the days from first to last."""
        return bisect_left(self.ends, first), bisect_right(self.starts, last)

    def at(self, day: int) -> Bar | None:
        """Return the bar that lies on a day."""
        i = bisect_left(self.ends, day)
        return self.bars[i] if i < len(self.bars) and self.starts[i] <= day else None


@dataclass(slots=True)
class Row:
    """One lane on the screen with its stacked bars."""

    index: int
    lane: Lane
    y: int
    height: int
    subs: list[SubRow]


def stack(bars: Iterable[Bar]) -> list[SubRow]:
    """Put bars into as few sub-rows as they need; inside one sub-row no two share a day, nor what is left of them.

    Of bars that start on one day, the one that the board names first stands higher.
    """
    ordered = sorted(bars, key=_START)
    starts = list(map(date.toordinal, map(_START, ordered)))
    ends = list(map(date.toordinal, map(_FINISH, ordered)))
    rests = list(map(_REST, ordered))
    if any(rests):
        ends = [end if rest is None else max(end, rest[1].toordinal()) for end, rest in zip(ends, rests, strict=True)]
    if any(map(lt, ends, starts)):
        ends = list(map(max, starts, ends))
    subs: list[SubRow] = []
    waiting: Sequence[int] = range(len(ordered))
    while waiting:
        taken: list[int] = []
        left: list[int] = []
        end = -1
        for i in waiting:
            if starts[i] > end:
                taken.append(i)
                end = ends[i]
            else:
                left.append(i)
        if len(taken) == len(ordered):
            return [SubRow(0, starts, ends, ordered)]
        subs.append(SubRow(0, [starts[i] for i in taken], [ends[i] for i in taken], [ordered[i] for i in taken]))
        waiting = left
    return subs


class Layout:
    """The rows of a board, top to bottom; collapsed plants hide their lines.

    With a number of rows, those below are not stacked yet, and the layout is not `whole`.
    """

    def __init__(self, board: Board, metrics: Metrics, collapsed: frozenset[str] = frozenset(),
                 stacks: Stacks | None = None, rows: int = 1_000_000) -> None:
        self.board = board
        self.metrics = metrics
        self.rows: list[Row] = []
        self.stacks = Stacks(board) if stacks is None else stacks
        self.whole = True
        y = 0
        for lane in board.lanes:
            if not lane.is_plant and lane.plant in collapsed:
                continue
            late = len(self.rows) >= rows
            self.whole = self.whole and not late
            subs = [] if lane.is_plant or late else self.stacks.get(lane.key)
            height = metrics.plant if lane.is_plant else metrics.sub * max(1, len(subs))
            for i, sub in enumerate(subs):
                sub.y = y + i * metrics.sub
            self.rows.append(Row(len(self.rows), lane, y, height, subs))
            y += height
        self.height = y
        self.tops = [row.y for row in self.rows]
        self.of_lane = {row.lane.key: row for row in self.rows}
        self._bars: dict[int, Bar] | None = None
        self._after: dict[int, list[int]] | None = None

    @property
    def bars(self) -> dict[int, Bar]:
        """All bars by key, shown or not."""
        if self._bars is None:
            self._bars = {bar.key: bar for bar in self.board.bars}
        return self._bars

    @property
    def linked(self) -> bool:
        """Whether the links were gathered already; the first frame does without."""
        return self._after is not None

    @property
    def followers(self) -> dict[int, list[int]]:
        """The bars that wait for a bar, by its key."""
        if self._after is None:
            self._after = {}
            for bar in self.board.bars:
                for key in bar.after:
                    self._after.setdefault(key, []).append(bar.key)
        return self._after

    @property
    def lines(self) -> list[Row]:
        """The rows that are lines, top to bottom."""
        return [row for row in self.rows if not row.lane.is_plant]

    def row_at(self, y: float) -> Row | None:
        """Return the row at a height of the content."""
        if y < 0 or y >= self.height:
            return None
        return self.rows[bisect_right(self.tops, y) - 1]

    def rows_between(self, top: float, bottom: float) -> Sequence[Row]:
        """Return the rows that touch a band of the content."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return self.rows[first:bisect_left(self.tops, bottom)]

    def place(self, key: int) -> tuple[Row, SubRow] | None:
        """Return the row and sub-row of a bar, or None if it is hidden or unknown."""
        bar = self.bars.get(key)
        row = self.of_lane.get(bar.lane) if bar else None
        if bar is None or row is None:
            return None
        day = bar.start.toordinal()
        for sub in row.subs:
            found = sub.at(day)
            if found is not None and found.key == key:
                return row, sub
        return None

    def bar_at(self, y: float, day: float, slack: float = 0.0) -> Bar | None:
        """Return the bar below a point of the content; `slack` (days) helps with bars thinner than a pixel."""
        row = self.row_at(y)
        if row is None or not row.subs:
            return None
        index = min(int((y - row.y) // self.metrics.sub), len(row.subs) - 1)
        sub = row.subs[index]
        inside = y - sub.y - self.metrics.top
        if not -1 <= inside <= self.metrics.bar + 1:
            return None
        found = sub.at(int(day // 1))
        if found is not None or slack <= 0:
            return found
        first, last = sub.between(day - slack - 1, day + slack)
        return sub.bars[first] if first < last else None


class Stacks:
    """The stacked bars of each lane, stacked when first asked for."""

    def __init__(self, board: Board) -> None:
        self._waiting: dict[int, list[Bar]] = defaultdict(list)
        for bar in board.bars:
            self._waiting[bar.lane].append(bar)
        self._done: dict[int, list[SubRow]] = {}

    def get(self, lane: int) -> list[SubRow]:
        """Return the sub-rows of a lane; a lane without bars has none."""
        found = self._done.get(lane)
        if found is None:
            found = self._done[lane] = stack(self._waiting.pop(lane, ()))
        return found

    @property
    def made(self) -> Iterable[SubRow]:
        """The sub-rows stacked so far."""
        return (sub for subs in self._done.values() for sub in subs)
