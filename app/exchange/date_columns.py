"""The dates of a table read together: a year that one cell does not say is told by the others of its row."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import cast

from app.exchange.date_values import (
    Writing,
    as_date,
    is_usual,
    is_written_in_full,
    lacks_year,
    nearest,
    writing_of,
)
from app.exchange.grid import Cell
from app.exchange.notes import Note, Reading
from app.exchange.plain_text import written

Noted = list[tuple[int, Note]]
_PLAIN = frozenset({date, type(None)})
_MOST_AHEAD, _MOST_BACK = 15, 70
"""Years from today beyond which a date is not believed."""
_FIRST_YEAR = 1930
_EARLIER = timedelta(days=45)
"""How long before the order was received a date of its row may lie, by mistake or because it was entered late."""
_NEAR_BY = 200
"""Days within which the other dates of a row leave no doubt about a year."""
_MANY = 40
"""More dates written alike are how the office writes them, and one note stands for them all."""


@dataclass
class _Column:
    cells: Sequence[Cell]
    writing: Writing
    values: list[date | None]
    notes: dict[int, Note] = field(default_factory=dict)
    open: list[int] = field(default_factory=list)
    """Places of the dates that lack their year."""


def read_dates(columns: Mapping[str, Sequence[Cell]], near: date,
               first: Collection[str] = ()) -> dict[str, tuple[list[object], Noted]]:
    """Return values and notes of all date columns of a table; no date of a row is before that of a `first` column."""
    read = {name: _read(cells, near) for name, cells in columns.items()}
    if any(column.open for column in read.values()):
        _settle(read, near, first)
    found: dict[str, tuple[list[object], Noted]] = {}
    for name, column in read.items():
        _leave_out_far(column, near)
        found[name] = list(column.values), sorted(column.notes.items(), key=lambda one: one[0])
    return found


def _read(cells: Sequence[Cell], near: date) -> _Column:
    """Read a column by itself; dates without year are left open."""
    types = set(map(type, cells))
    distinct = set(cells) if types - {type(None)} else set()
    if types <= _PLAIN and not any(isinstance(cell, date) and cell.year < _FIRST_YEAR for cell in distinct):
        return _Column(cells, Writing(), cast("list[date | None]", list(cells)))
    texts = [cell for cell in distinct if isinstance(cell, str)]
    writing = writing_of(texts, near) if texts else Writing()
    readings = {cell: as_date(cell, near, writing) for cell in distinct if not isinstance(cell, bool)}
    lacking = {cell for cell in distinct if lacks_year(cell) and readings[cell].value is not None}
    if bool in types:
        readings |= {cell: as_date(cell, near) for cell in (True, False)}
    values = {cell: reading.value for cell, reading in readings.items()}
    column = _Column(cells, writing, list(map(values.__getitem__, cells)))
    odd = {cell for cell, reading in readings.items() if reading.note is not None}
    if odd or lacking:
        column.notes = {place: note for place, cell in enumerate(cells)
                        if cell in odd and (note := readings[cell].note) is not None}
        column.open = [place for place, cell in enumerate(cells) if cell in lacking]
    if texts:
        _drop_usual_writing(column)
        _find_turned(column, texts)
    if datetime in types:
        _find_world_times(column)
    return column


def _drop_usual_writing(column: _Column) -> None:
    """Drop the notes on full dates written as text where the whole column, or much of it, is written so."""
    filled = [cell for cell in column.cells if cell is not None]
    full = {cell for cell in set(filled) if isinstance(cell, str) and is_written_in_full(cell)}
    count = sum(cell in full for cell in filled)
    if count * 2 <= len(filled) and count <= _MANY:
        return
    for place, note in list(column.notes.items()):
        cell = column.cells[place]
        if note.kind == "text_date" and cell in full and (
                column.writing.order or is_written_in_full(str(cell), century=True)):
            del column.notes[place]


def _find_turned(column: _Column, texts: list[str]) -> None:
    """Leave out the dates that a spreadsheet made of 5/11/2026 where 25/11/2026 beside them stayed text."""
    if not column.writing.day_first or not all(is_written_in_full(text) for text in texts):
        return
    days = [cell for cell in column.cells if isinstance(cell, date)]
    left = [value for cell, value in zip(column.cells, column.values, strict=True) if isinstance(cell, str) and value]
    if not days or any(day.day > 12 for day in days) or any(day.day <= 12 for day in left):
        return
    for place, cell in enumerate(column.cells):
        if isinstance(cell, date) and cell.day != cell.month:
            column.values[place] = None
            column.notes[place] = Note("turned_date", written(cell))


def _find_world_times(column: _Column) -> None:
    """Read 16:00 in every cell as what it is when programs write days in world time: midnight in China."""
    moments = [(place, cell) for place, cell in enumerate(column.cells) if isinstance(cell, datetime)]
    filled = sum(cell is not None for cell in column.cells)
    if len(moments) < 3 or len(moments) < filled or any(cell.time() != time(16) for _place, cell in moments):
        return
    for place, cell in moments:
        column.values[place] = cell.date() + timedelta(days=1)
    place, cell = moments[0]
    column.notes[place] = Note("world_time", written(cell))


def _settle(read: Mapping[str, _Column], near: date, first: Collection[str]) -> None:
    """Give the dates without year the year that the other dates of their row tell, else of the rows around."""
    around = _Around(read)
    for name, column in read.items():
        usual: dict[str, list[int]] = {"years_of_rows": [], "no_years": []}
        memory: dict[tuple[Cell, date, date | None, date | None], Reading[date]] = {}
        for place in column.open:
            others = around.row(place)
            anchor = _anchor(others, name, first)
            if anchor is None:
                anchor = around.nearest(place) or near
            least = max((others[key] for key in first if key in others), default=None)
            most = min(others.values()) if name in first and others else None
            key = column.cells[place], anchor, least, most
            if key not in memory:
                memory[key] = _with_year(*key, column.writing)
            reading = memory[key]
            column.values[place] = reading.value
            column.notes.pop(place, None)
            if reading.note is None:
                continue
            column.notes[place] = reading.note
            if reading.value is not None and is_usual(column.cells[place]):
                close = any(abs((reading.value - day).days) <= _NEAR_BY for day in others.values())
                if close or not others:
                    usual["years_of_rows" if others else "no_years"].append(place)
        for kind, alike in usual.items():
            if len(alike) > _MANY:
                for place in alike:
                    del column.notes[place]
                column.notes[alike[0]] = Note(kind, str(column.cells[alike[0]]))


class _Around:
    """The whole dates of a row and of those around it."""

    def __init__(self, read: Mapping[str, _Column]) -> None:
        self._days = {name: (column.values[:], frozenset(column.open)) for name, column in read.items()}
        self._heights: dict[int, date] | None = None
        self._places: list[int] = []

    def row(self, place: int) -> dict[str, date]:
        """Return the whole dates of a row by column."""
        return {name: day for name, (values, lacking) in self._days.items()
                if (day := values[place]) is not None and place not in lacking and _FIRST_YEAR <= day.year < 2100}

    def nearest(self, place: int) -> date | None:
        """Return the middle date of the nearest row above, else below, that says a whole one."""
        if self._heights is None:
            rows = len(next(iter(self._days.values()))[0])
            whole = {at: sorted(days.values()) for at in range(rows) if (days := self.row(at))}
            self._heights = {at: days[len(days) // 2] for at, days in whole.items()}
            self._places = list(self._heights)
        if not self._places:
            return None
        at = bisect(self._places, place)
        return self._heights[self._places[at - 1] if at else self._places[0]]


def _anchor(others: Mapping[str, date], name: str, first: Collection[str]) -> date | None:
    """Return the day of the row that a date without year lies close to."""
    if not others:
        return None
    later = [day for key, day in others.items() if key not in first]
    return min(others.values()) if name in first or not later else max(later)


def _with_year(cell: Cell, anchor: date, least: date | None, most: date | None, writing: Writing) -> Reading[date]:
    reading = as_date(cell, anchor, writing)
    day = reading.value
    if day is None:
        return reading
    if least is not None:
        day = _moved(day, lambda one: one >= least - _EARLIER)
    elif most is not None:
        day = _moved(day, lambda one: one <= most + _EARLIER, -1)
    return Reading(day, reading.note)


def _moved(day: date, fits: Callable[[date], bool], step: int = 1) -> date:
    """Return the same day in the first of the following years that fits, of those before for a step of -1."""
    for _try in range(2):
        if fits(day):
            break
        day = nearest(day.month, day.day, day + timedelta(days=365 * step)) or day
    return day


def _leave_out_far(column: _Column, near: date) -> None:
    """Leave out dates of another age: a slip of the finger, or no date at all."""
    least, most = near.year - _MOST_BACK, near.year + _MOST_AHEAD
    far = {day for day in set(column.values) if day is not None and not least <= day.year <= most}
    if far:
        for place, day in enumerate(column.values):
            if day in far:
                column.values[place] = None
                column.notes[place] = Note("far_date", written(column.cells[place]))
