"""Cells that a sheet writes once for several rows: merged ranges, "as above", blanks below."""

from __future__ import annotations

from collections.abc import Mapping

from app.exchange.grid import Cell, Grid, Row
from app.exchange.header import Header
from app.exchange.matching import NUMERIC
from app.exchange.plain_text import ABOVE
from app.exchange.table_parts import Wanted


def merges_filled(
    grid: Grid,
    header: Header,
    rows: list[Row],
    start: int,
    fields: Mapping[str, Wanted],
    places: Mapping[str, int],
) -> tuple[list[Row], set[tuple[int, str]]]:
    """Return the rows with ranges that are merged downwards filled, and the numbers so filled."""
    full = rows
    numbers: set[tuple[int, str]] = set()
    names = {place: name for name, place in places.items()}
    copied: set[int] = set()
    for one in grid.merged:
        place = one.left - 1 - start
        if one.bottom <= one.top or one.top <= header.bottom or not 0 <= place < (len(rows[0]) if rows else 0):
            continue
        first = one.top - header.bottom - 1
        if first >= len(rows) or rows[first][place] is None:
            continue
        value = rows[first][place]
        if full is rows:
            full = list(rows)
        for number in range(first + 1, min(one.bottom - header.bottom, len(rows))):
            if number not in copied:
                full[number] = list(full[number])
                copied.add(number)
            full[number][place] = value
            name = names.get(place)
            if name and fields[name].kind in NUMERIC:
                numbers.add((number + header.bottom + 1, name))
    return full, numbers


def above_filled(lines: list[Row]) -> list[Row]:
    """Put the value above where a cell says "as above"."""
    for number in range(1, len(lines)):
        line = lines[number]
        if not ABOVE.isdisjoint(line):
            above = lines[number - 1]
            lines[number] = [up if cell in ABOVE else cell for cell, up in zip(line, above, strict=True)]
    return lines


def filled_where(cells: list[Cell], goes_on: list[bool]) -> list[Cell]:
    """Fill the blank cells of rows that go on with the row above."""
    filled = list(cells)
    for number in range(1, len(filled)):
        if filled[number] is None and goes_on[number]:
            filled[number] = filled[number - 1]
    return filled


def said_once(cells: list[Cell]) -> bool:
    """Tell whether a column is written only where something new begins: its first cell, and gaps below."""
    return bool(cells) and cells[0] is not None and cells.count(None) * 4 >= len(cells)


def filled_down(cells: list[Cell]) -> list[Cell]:
    """Fill every blank cell with what stands last above it."""
    last: Cell = None
    filled = []
    for cell in cells:
        last = cell if cell is not None else last
        filled.append(last)
    return filled
