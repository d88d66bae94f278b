"""Turns the cells of a matched column into values, each different cell once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.exchange.date_values import is_written_in_full, puts_day_first
from app.exchange.grid import Cell
from app.exchange.notes import Note, Reading
from app.exchange.values import reader

_AS_THEY_ARE: dict[str, frozenset[type]] = {
    "quantity": frozenset({int, float, type(None)}),
    "number": frozenset({int, float, type(None)}),
    "percent": frozenset({int, float, type(None)}),
    "date": frozenset({date, type(None)}),
}


class _Remembered(dict[Any, Reading[object]]):
    def __init__(self, read: Callable[[Cell], Reading[object]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> Reading[object]:
        reading = self[cell] = self._read(cell)
        return reading


def read_column(cells: Sequence[Cell], kind: str, near: date) -> tuple[list[object], list[tuple[int, Note]]]:
    """Return the values and, by place in the column, the notes of a column of one kind."""
    types = set(map(type, cells))
    if types <= _AS_THEY_ARE.get(kind, frozenset()) and not (kind == "date" and _has_old(cells)):
        return list(cells), []
    texts = [cell for cell in set(cells) if isinstance(cell, str)] if kind == "date" else []
    read = reader(kind, near, puts_day_first(texts) if texts else False)
    readings = [read(cell) for cell in cells] if bool in types else list(map(_Remembered(read).__getitem__, cells))
    values = [reading.value for reading in readings]
    notes = [(place, reading.note) for place, reading in enumerate(readings) if reading.note is not None]
    if kind == "date" and texts:
        notes = _without_usual_writing(cells, notes)
    return values, notes


def _without_usual_writing(cells: Sequence[Cell], notes: list[tuple[int, Note]]) -> list[tuple[int, Note]]:
    """Drop the notes on full dates written as text where the whole column is written so."""
    filled = [cell for cell in cells if cell is not None]
    full = sum(isinstance(cell, str) and is_written_in_full(cell) for cell in filled)
    if full * 2 <= len(filled):
        return notes
    return [
        (place, note)
        for place, note in notes
        if not (note.kind == "text_date" and isinstance(cells[place], str) and is_written_in_full(str(cells[place])))
    ]


def _has_old(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, date) and cell.year < 1930 for cell in set(cells))
