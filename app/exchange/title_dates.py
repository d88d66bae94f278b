"""Which day a sheet is about: dates in its title lines, its name and the file's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from app.domain.text import N_, _
from app.exchange.date_values import nearest
from app.exchange.grid import Cell, Grid, column_letter
from app.exchange.plain_text import folded
from app.exchange.table_parts import Table

PLACES = {
    "cell": N_("cell {place}"),
    "sheet": N_("sheet name “{place}”"),
    "file": N_("file name “{place}”"),
}
_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年_ ]\s*(\d{1,2})\s*[-/.月_ ]\s*(\d{1,2})(?!\d)")
_SOLID = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d|\s*月|[.]\d)\s*[日号]?")
_FOUR = re.compile(r"(?<![\dA-Za-z.-])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\dA-Za-z])")
_DAY_WORD = re.compile(r"日期|生产日|报表日|date", re.IGNORECASE)
_TOP_ROWS = 6


@dataclass(frozen=True)
class DateFound:
    """A day and where it stands: `source` is cell, sheet or file; `place` the address or the name."""

    day: date
    source: str
    place: str
    text: str

    def where(self) -> str:
        """Return the place in words."""
        return _(PLACES[self.source]).format(place=self.place)


def title_dates(
    about: Table | Grid, sheet: str, file: str, near: date
) -> tuple[DateFound, ...]:
    """Return every day that title, sheet name and file name speak of, the surest first.

    All equal: that is the day. Different ones: ask. A cell that says 日期 comes before other cells.
    """
    found: list[DateFound] = []
    cells = about.title_texts if isinstance(about, Table) else _top_cells(about)
    in_cells = [one for place, cell in cells.items() for one in _in_cell(cell, place, near)]
    found += sorted(in_cells, key=lambda one: not _DAY_WORD.search(one.text))
    for source, name in (("sheet", sheet), ("file", PurePath(file).stem if file else "")):
        named = _in_name(folded(name), near)
        if named:
            found.append(DateFound(named, source, name, name))
    unique: dict[tuple[date, str, str], DateFound] = {}
    for one in found:
        unique.setdefault((one.day, one.source, one.place), one)
    return tuple(unique.values())


def agreed(found: tuple[DateFound, ...]) -> date | None:
    """Return the day that all places agree on; None where they differ or say nothing."""
    days = {one.day for one in found}
    return days.pop() if len(days) == 1 else None


def _top_cells(grid: Grid) -> Mapping[str, Cell]:
    return {
        f"{column_letter(column)}{number}": cell
        for number, row in enumerate(grid.rows[:_TOP_ROWS], 1)
        for column, cell in enumerate(row, 1)
        if cell is not None
    }


def _in_cell(cell: Cell, place: str, near: date) -> list[DateFound]:
    if isinstance(cell, date):
        moment = cell.date() if isinstance(cell, datetime) else cell
        return [DateFound(moment, "cell", place, moment.isoformat())] if abs((moment - near).days) < 3700 else []
    if not isinstance(cell, str) or len(cell) > 200:
        return []
    text = folded(cell)
    days = _full_days(text)
    if not days and (_DAY_WORD.search(text) or len(text) <= 30):
        days = [made for month, number in _SHORT.findall(text) if (made := nearest(int(month), int(number), near))]
    return [DateFound(one, "cell", place, text) for one in days]


def _in_name(name: str, near: date) -> date | None:
    days = _full_days(name)
    if not days:
        short = _SHORT.findall(name) or _FOUR.findall(name)
        days = [day for month, number in short if (day := nearest(int(month), int(number), near))]
    return days[0] if len(set(days)) == 1 else None


def _full_days(text: str) -> list[date]:
    days = []
    for pattern in (_FULL, _SOLID):
        for year, month, number in pattern.findall(text):
            try:
                days.append(date(int(year), int(month), int(number)))
            except ValueError:
                continue
    return days
