"""Turns the cells of a matched column into values, each different cell once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from app.exchange.date_columns import read_dates
from app.exchange.grid import Cell, Grid
from app.exchange.notes import Note, Reading
from app.exchange.plain_text import written
from app.exchange.table_parts import Wanted
from app.exchange.values import FARTHEST, MOST, reader

Read = tuple[list[object], list[tuple[int, Note]]]
_MANY = 20
"""More numbers rounded in one column are said once."""
_AS_THEY_ARE: dict[str, frozenset[type]] = {
    "quantity": frozenset({int, float, type(None)}),
    "number": frozenset({int, float, type(None)}),
    "percent": frozenset({int, float, type(None)}),
}


class _Remembered(dict[Any, Reading[object]]):
    def __init__(self, read: Callable[[Cell], Reading[object]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> Reading[object]:
        reading = self[cell] = self._read(cell)
        return reading


def read_fields(grid: Grid, cells: Mapping[str, Sequence[Cell]], fields: Mapping[str, Wanted],
                columns: Mapping[str, int], rows: Sequence[int], near: date) -> dict[str, Read]:
    """Return values and notes of all columns of a table by field; `columns` and `rows` say where they stand."""
    if grid.since_1904:
        cells = {name: _since_1900(column) if fields[name].kind == "date" else column for name, column in cells.items()}
    days = {name: column for name, column in cells.items() if fields[name].kind == "date"}
    found = dict(read_dates(days, near, [name for name in days if fields[name].earliest]))
    for name, column in cells.items():
        if name not in found:
            found[name] = read_column(column, fields[name].kind, near)
        if fields[name].places is not None:
            found[name] = _rounded(column, found[name], fields[name].places or 0)
    return found


def _rounded(cells: Sequence[Cell], read: Read, places: int) -> Read:
    """Round the numbers that have more decimals than can be kept, and say so."""
    values, notes = read
    longer = {value for value in set(values) if isinstance(value, float | Decimal)
              and abs(float(value) - round(float(value), places)) > 1e-9}
    if not longer:
        return read
    at = [place for place, value in enumerate(values) if value in longer]
    for place in at:
        values[place] = round(cast(float, values[place]), places)
    kind, said = ("rounded", at) if len(at) <= _MANY else ("rounded_column", at[:1])
    return values, notes + [(place, Note(kind, written(cells[place]))) for place in said]


def _since_1900(cells: Sequence[Cell]) -> list[Cell]:
    return [c + 1462 if isinstance(c, int | float) and 20_000 < c < 80_000 else c for c in cells]


def read_column(cells: Sequence[Cell], kind: str, near: date) -> Read:
    """Return the values and, by place in the column, the notes of a column of one kind."""
    if kind == "date":
        return read_dates({"": cells}, near)[""]
    types = set(map(type, cells))
    if types <= _AS_THEY_ARE.get(kind, frozenset()) and _holds(cells, kind, types):
        return list(cells), []
    read = reader(kind, near)
    readings = [read(cell) for cell in cells] if bool in types else list(map(_Remembered(read).__getitem__, cells))
    values = [reading.value for reading in readings]
    return values, [(place, reading.note) for place, reading in enumerate(readings) if reading.note is not None]


def _holds(cells: Sequence[Cell], kind: str, types: set[type]) -> bool:
    """Tell whether all numbers of a column can be kept as they are."""
    numbers: list[Any] = [cell for cell in (set(cells) if float in types or kind == "quantity" else cells)
                          if cell is not None]
    most = MOST if kind == "quantity" else FARTHEST
    if numbers and (max(numbers) >= most or min(numbers) <= -most):
        return False
    return kind != "quantity" or float not in types or all(float(number).is_integer() for number in numbers)
