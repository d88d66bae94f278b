"""Which day a sheet is about: dates in its title lines, its name and the file's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import PurePath

from app.domain.text import N_, _
from app.exchange.date_values import as_date, nearest
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
_MONTH = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)\s*[-/.年_ ]\s*)?(?<!\d)(1[0-2]|0?[1-9])\s*(?:月(?!\s*\d)|$)")
_DAY_ALONE = re.compile(r"^(?:第)?(\d{1,2})([日号]?)$")
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_NAMED = re.compile(
    rf"(?<![\da-z])(?:\d{{1,2}}(?:st|nd|rd|th)?[-\s/.,]*{_MONTH_NAME}(?:[-\s/.,']*\d{{4}})?"
    rf"|{_MONTH_NAME}[-\s/.,]*\d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:[-\s/.,']*\d{{4}})?)(?![\da-z])", re.IGNORECASE)
_DAY_WORD = re.compile(r"日期|生产日|报表日|date", re.IGNORECASE)
_WEEKDAY = re.compile("(?<![每上下本隔])(?:星期|周|礼拜)([一二三四五六日天])(?![期至到-])")
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
    in_cells += _over_cells(cells, {one.place for one in in_cells}, near)
    found += sorted(in_cells, key=lambda one: not _DAY_WORD.search(one.text))
    for source, name in (("sheet", sheet), ("file", PurePath(file).stem if file else "")):
        named = _in_name(folded(name), near)
        if named:
            found.append(DateFound(named, source, name, name))
    if (number := _DAY_ALONE.match(folded(sheet))) and not any(one.source == "sheet" for one in found):
        texts = [cell for cell in cells.values() if isinstance(cell, str)]
        if made := _day_of_month(int(number[1]), [*texts, PurePath(file).stem], near, number[2] != ""):
            found.append(DateFound(made, "sheet", sheet, sheet))
    unique: dict[tuple[date, str, str], DateFound] = {}
    for one in found:
        unique.setdefault((one.day, one.source, one.place), one)
    return tuple(unique.values())


def days_in(cell: Cell, near: date) -> list[date]:
    """Return the days that a title or the name of a section speaks of."""
    return [one.day for one in _in_cell(cell, "", near)]


def agreed(found: tuple[DateFound, ...]) -> date | None:
    """Return the day that all places agree on; None where they differ or say nothing."""
    days = {one.day for one in found}
    return days.pop() if len(days) == 1 else None


def _day_of_month(number: int, texts: list[str], near: date, sure: bool) -> date | None:
    """Return the day of a sheet that is named by its number alone, in the month that title or file name give."""
    for text in texts:
        if found := _MONTH.search(folded(text)):
            year, month = int(found[1] or near.year), int(found[2])
            if not found[1]:
                return nearest(month, number, near)
            try:
                return date(year, month, number)
            except ValueError:
                return None
    return nearest(near.month, number, near) if sure else None


def _top_cells(grid: Grid) -> Mapping[str, Cell]:
    return {
        f"{column_letter(column)}{number}": cell
        for number, row in enumerate(grid.rows[:_TOP_ROWS], 1)
        for column, cell in enumerate(row, 1)
        if cell is not None
    }


def _over_cells(cells: Mapping[str, Cell], dated: set[str], near: date) -> list[DateFound]:
    """Return the days of rows that write one over several cells: 11 | 月 | 20 | 日, or 日期： beside a bare number."""
    rows: dict[str, list[tuple[str, Cell]]] = {}
    for place, cell in cells.items():
        rows.setdefault(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), []).append((place, cell))
    found = []
    for row in rows.values():
        if any(place in dated for place, _cell in row):
            continue
        for (_place, before), (place, cell) in pairwise(row):
            if isinstance(cell, int | float) and 40_000 <= cell < 60_000 and isinstance(before, str) and (
                    _DAY_WORD.search(before)) and (day := as_date(cell, near).value):
                found.append(DateFound(day, "cell", place, before))
        text = "".join(folded(str(cell)).replace(" ", "") for _place, cell in row if isinstance(cell, str | int))
        written = re.search(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]", text)
        if len(row) > 1 and written and (day := as_date(written[0], near).value):
            found.append(DateFound(day, "cell", row[0][0], text))
    return found


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
    days = days or _named_days(text, near)
    return [DateFound(one, "cell", place, text) for one in (*days, *_by_weekday(text, days, near))]


def _by_weekday(text: str, days: list[date], near: date) -> list[date]:
    """Return the day that the weekday of a title tells where it contradicts the date: of another year, else week."""
    found = _WEEKDAY.search(text)
    if len(days) != 1 or found is None:
        return []
    wanted, day = "一二三四五六日".index(found[1].replace("天", "日")), days[0]
    if day.weekday() == wanted:
        return []
    others = [made for year in (near.year - 1, near.year, near.year + 1)
              if (made := nearest(day.month, day.day, date(year, day.month, 1))) and made.weekday() == wanted]
    if not _full_days(text) and others:
        return [min(others, key=lambda one: abs((one - near).days))]
    return [day + timedelta(days=wanted - day.weekday())]


def _named_days(text: str, near: date) -> list[date]:
    """Return the days written with a month's English name."""
    days = []
    for found in _NAMED.finditer(text):
        reading = as_date(found[0], near)
        if reading.value is not None:
            days.append(reading.value)
    return days


def _in_name(name: str, near: date) -> date | None:
    days = _full_days(name)
    if not days:
        short = _SHORT.findall(name) or _FOUR.findall(name)
        days = [day for month, number in short if (day := nearest(int(month), int(number), near))]
    days = days or _named_days(name, near)
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
