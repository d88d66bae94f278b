"""A plane wider than a sheet (the schedule) printed in tiles: left columns and time header on every sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from app.reports.paper_marks import MM, SIZES

MARGIN = 9 * MM
TITLE_BAND, TIME_BAND, LEGEND_BAND, FOOT_BAND = 30.0, 34.0, 15.0, 12.0
"""Heights on every sheet in points: title, time header, legend, footer."""

LANE, ROW_PAD = 13.0, 2.2
"""Height of one bar and the space above and below the bars of a row, in points."""

TALLEST = 22.0
"""Height of a bar where a sheet has room to spare."""

USUAL_DAY, NARROWEST_DAY = 15.0, 5.0
"""Width of a day in points: as it is wished, and below which nothing can be read."""


@dataclass(frozen=True)
class TiledMark:
    """A sign on a day of a row: shape diamond, triangle or circle; colour #RRGGBB."""

    day: date
    shape: str
    colour: str


@dataclass(frozen=True)
class TiledBar:
    """A bar from the first to the last day (both counted); fill is the part that is done, 0 to 1.

    Where the text has no room, the first of `shorter` that has it stands there, else the end of the last.
    """

    start_day: date
    end_day: date
    text: str
    colour: str
    fill: float = 0.0
    hatched: bool = False
    marks: tuple[TiledMark, ...] = ()
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True)
class TiledRow:
    """A row: the texts of the left columns and its bars; a group row heads the rows below it."""

    cells: tuple[str, ...]
    is_group: bool = False
    bars: tuple[TiledBar, ...] = ()


@dataclass(frozen=True)
class TiledColumn:
    """A left column, its width in points, and its alignment (left, right, centre)."""

    label: str
    width: float
    align: str = "left"


@dataclass(frozen=True)
class TiledLegend:
    """What a colour or sign means: shape bar, hatched, diamond, triangle or circle."""

    label: str
    colour: str
    shape: str = "bar"


@dataclass(frozen=True)
class TiledPlan:
    """The whole plane; texts come translated."""

    title: str
    revision: str
    rows: tuple[TiledRow, ...]
    first_day: date
    last_day: date
    columns: tuple[TiledColumn, ...]
    days_off: frozenset[date] = frozenset()
    today: date | None = None
    legend: tuple[TiledLegend, ...] = ()


@dataclass(frozen=True)
class PlacedRow:
    """A row on a sheet: its height and the lane of each of its bars; continued heads a group that began before."""

    row: TiledRow
    height: float
    lanes: tuple[int, ...]
    continued: bool = False


@dataclass(frozen=True)
class Tile:
    """One sheet: which part of the plane it shows and where it lies among the others (counted from 0)."""

    across: int
    down: int
    rows: tuple[PlacedRow, ...]
    first_day: date
    days: int


@dataclass(frozen=True)
class Tiling:
    """The plane cut into sheets; sizes in points."""

    width: float
    height: float
    left: float
    columns: tuple[float, ...]
    day: float
    across: int
    down: int
    tiles: tuple[Tile, ...]
    lane: float = LANE
    """Height of one bar: taller where the sheet has room for it."""


def tiling(plan: TiledPlan, size: str = "A4", sheets_across: int | None = None) -> Tiling:
    """Cut a plane into landscape sheets; no row is split.

    Without a wish for the sheets side by side, a day gets its usual width; a wish that would make days
    unreadable is met as far as it can be.
    """
    height, width = SIZES[size]
    columns = _columns(plan.columns, (width - 2 * MARGIN) * 0.4)
    room = width - 2 * MARGIN - sum(columns)
    days = max(1, (plan.last_day - plan.first_day).days + 1)
    across = sheets_across or ceil(days * USUAL_DAY / room)
    across = min(max(across, ceil(days * NARROWEST_DAY / room), 1), days)
    days_a_sheet = ceil(days / across)
    across = ceil(days / days_a_sheet)
    day = min(room / days_a_sheet, USUAL_DAY * 2)
    body = height - 2 * MARGIN - TITLE_BAND - TIME_BAND - LEGEND_BAND - FOOT_BAND
    lane = _lane(plan.rows, body)
    bands = list(_bands(plan.rows, body, lane))
    tiles = [
        Tile(
            at,
            down,
            tuple(rows),
            plan.first_day + timedelta(days=at * days_a_sheet),
            min(days_a_sheet, days - at * days_a_sheet),
        )
        for down, rows in enumerate(bands)
        for at in range(across)
    ]
    return Tiling(width, height, sum(columns), columns, day, across, len(bands), tuple(tiles), lane)


def lanes(bars: Sequence[TiledBar]) -> tuple[int, ...]:
    """Return for each bar the lane (0 is the upper one) in which it overlaps no other."""
    found = [0] * len(bars)
    ends: list[date] = []
    for at in sorted(range(len(bars)), key=lambda number: (bars[number].start_day, bars[number].end_day)):
        bar = bars[at]
        free = next((lane for lane, end in enumerate(ends) if end < bar.start_day), len(ends))
        if free == len(ends):
            ends.append(bar.end_day)
        ends[free] = bar.end_day
        found[at] = free
    return tuple(found)


def _columns(columns: Sequence[TiledColumn], most: float) -> tuple[float, ...]:
    wanted = sum(column.width for column in columns)
    scale = min(1.0, most / wanted) if wanted else 1.0
    return tuple(column.width * scale for column in columns)


def _lane(rows: Sequence[TiledRow], body: float) -> float:
    """Return the height of a bar with which all rows fill one sheet, as far as that looks well; else the usual one."""
    lanes_needed = sum(max(lanes(row.bars), default=0) + 1 for row in rows)
    room = body - 2 * ROW_PAD * len(rows)
    return min(max(LANE, room / lanes_needed), TALLEST) if lanes_needed else LANE


def _placed(row: TiledRow, lane: float, continued: bool = False) -> PlacedRow:
    found = lanes(row.bars)
    return PlacedRow(row, (max(found, default=0) + 1) * lane + 2 * ROW_PAD, found, continued)


def _bands(rows: Sequence[TiledRow], body: float, lane: float) -> Iterator[list[PlacedRow]]:
    """Deal the rows out to sheets; a group row stays with its first row and is repeated where it goes on."""
    band: list[PlacedRow] = []
    used = 0.0
    group: TiledRow | None = None
    for at, row in enumerate(rows):
        placed = _placed(row, lane)
        needed = placed.height
        if row.is_group and at + 1 < len(rows) and not rows[at + 1].is_group:
            needed += _placed(rows[at + 1], lane).height
        if band and used + needed > body:
            yield band
            band, used = [], 0.0
            if group is not None and not row.is_group:
                band = [_placed(TiledRow(group.cells, True), lane, continued=True)]
                used = band[0].height
        if row.is_group:
            group = row
        band.append(placed)
        used += placed.height
    yield band
