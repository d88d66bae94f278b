"""Cells packed for the way from the reading process: each different value once, then numbers.

A million cells hold far fewer different values, so this is several times faster and smaller
than sending the rows as they are, and equal cells share one object afterwards.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from app.exchange.grid import ERRORS, Cell, Grid, Merged, Row


class _Numbers(dict[Any, int]):
    """Gives every different value a number; number 0 is blank."""

    def __init__(self) -> None:
        super().__init__({None: 0, "": 0})
        self.values_seen: list[Cell] = [None]
        self.errors: dict[int, str] = {}

    def __missing__(self, value: Any) -> int:
        number = len(self.values_seen)
        if isinstance(value, bool):
            return self._bool(value)
        if isinstance(value, float):
            self.values_seen.append(_plain_number(value))
        elif isinstance(value, str) and value in ERRORS:
            self.values_seen.append(None)
            self.errors[number] = value
        elif isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
            self.values_seen.append(value.date())
        else:
            self.values_seen.append(value)
        self[value] = number
        return number

    def _bool(self, value: bool) -> int:
        key = ("bool", value)
        if key not in self:
            self[key] = len(self.values_seen)
            self.values_seen.append(value)
        return self[key]


def _plain_number(value: float) -> Cell:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e17 else value


def pack(grid_rows: Iterable[Sequence[Any]], bools: bool = True) -> dict[str, Any]:
    """Pack rows of cells; `bools` False promises that there are none (True would equal 1)."""
    numbers = _Numbers()
    lengths = array("I")
    cells = array("I")
    number_of = numbers.__getitem__
    for row in grid_rows:
        if bools and bool in set(map(type, row)):
            cells.extend([numbers._bool(value) if isinstance(value, bool) else numbers[value] for value in row])
        else:
            cells.extend(map(number_of, row))
        lengths.append(len(row))
    return {"values": numbers.values_seen, "errors": numbers.errors, "cells": cells, "lengths": lengths}


def unpack(name: str, packed: dict[str, Any], **about: Any) -> Grid:
    """Make a grid of what `pack` gave, trimmed at the right and at the bottom."""
    values: list[Cell] = packed["values"]
    cells: array[int] = packed["cells"]
    rows, width = _cut(cells, packed["lengths"])
    errors = {}
    if packed["errors"]:
        names: dict[int, str] = packed["errors"]
        at_errors = set(names)
        for number, row in enumerate(rows, 1):
            if not at_errors.isdisjoint(row):
                for column, cell in enumerate(row, 1):
                    if cell in at_errors:
                        errors[number, column] = names[cell]
    value_of = values.__getitem__
    blank: Row = [None] * width
    full: list[Row] = []
    for row in rows:
        one: Row = list(map(value_of, row))
        full.append(one if len(one) == width else (one + blank)[:width])
    merged = tuple(Merged(*four) for four in about.pop("merged", ()))
    return Grid(name=name, rows=full, errors=errors, merged=merged, **about)


def _cut(cells: array[int], lengths: array[int]) -> tuple[list[array[int]], int]:
    rows = []
    at = 0
    width = 0
    last = 0
    for number, length in enumerate(lengths, 1):
        row = cells[at : at + length]
        at += length
        rows.append(row)
        if length > width or (length and number > last):
            used = length
            while used and not row[used - 1]:
                used -= 1
            if used:
                width, last = max(width, used), number
        elif length and any(row):
            last = number
    return rows[:last], width
