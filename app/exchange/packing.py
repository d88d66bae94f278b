"""Cells packed for the way from the reading process: each different value once, then numbers.

A million cells hold far fewer different values, so this is several times faster and smaller
than sending the rows as they are, and equal cells share one object afterwards.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from app.exchange.grid import ERRORS, Cell, Grid, Merged, Row
from app.exchange.number_formats import shown

_NOTHING_SEEN = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"


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
        elif isinstance(value, str) and not value.strip(_NOTHING_SEEN):
            self[value] = 0
            return 0
        elif isinstance(value, str) and value in ERRORS:
            self.values_seen.append(None)
            self.errors[number] = value
        elif isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
            self.values_seen.append(value.date())
        else:
            self.values_seen.append(value)
        self[value] = number
        return number

    def of(self, value: Any) -> int:
        """Return the number of a value where True must not be taken for 1."""
        return self._bool(value) if isinstance(value, bool) else self[value]

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
    """Pack rows of cells, cut at their last filled cell; `bools` False promises that there are none."""
    numbers = _Numbers()
    lengths = array("I")
    cells = array("I")
    number_of = numbers.__getitem__
    for row in grid_rows:
        if bools and bool in set(map(type, row)):
            one = array("I", [numbers.of(value) for value in row])
        else:
            one = array("I", map(number_of, row))
        if one and not one[-1]:
            used = len(one.tobytes().rstrip(b"\0")) if sys.byteorder == "little" else len(one) * one.itemsize
            del one[-(-used // one.itemsize) :]
        cells.extend(one)
        lengths.append(len(one))
    while lengths and not lengths[-1]:
        lengths.pop()
    return {"values": numbers.values_seen, "errors": numbers.errors, "cells": cells, "lengths": lengths}


def unpack(name: str, packed: dict[str, Any], **about: Any) -> Grid:
    """Make a grid of what `pack` gave."""
    cells: array[int] = packed["cells"]
    lengths: array[int] = packed["lengths"]
    width = max(lengths, default=0)
    value_of = packed["values"].__getitem__
    flat: Row = list(map(value_of, cells))
    blank: Row = [None] * width
    rows: list[Row] = []
    at = 0
    for length in lengths:
        row = flat[at : at + length]
        at += length
        rows.append(row if length == width else row + blank[length:] if length else blank)
    merged = tuple(Merged(*four) for four in about.pop("merged", ()))
    errors = about.pop("errors", {}) | _errors(packed)
    about |= _looks(rows, about.pop("looks", None))
    texts = None if "struck" in about else frozenset(value for value in packed["values"] if isinstance(value, str))
    return Grid(name=name, rows=rows, errors=errors, merged=merged, texts=texts, **about)


def _looks(rows: list[Row], looks: Any) -> dict[str, Any]:
    """Put numbers and texts as they are shown into the rows; return what is struck out."""
    if looks is None:
        return {}
    partly: dict[tuple[int, int], str] = {}
    for (row, column), code in looks.formats.items():
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = shown(code, rows[row - 1][column - 1])
    for (row, column), rest in looks.rests.items():
        if row <= len(rows) and column <= len(rows[row - 1]) and isinstance(whole := rows[row - 1][column - 1], str):
            partly[row, column] = whole
            rows[row - 1][column - 1] = rest
    return {"struck": frozenset(looks.struck), "partly_struck": partly}


def _errors(packed: dict[str, Any]) -> dict[tuple[int, int], str]:
    names: dict[int, str] = packed["errors"]
    found: dict[tuple[int, int], str] = {}
    if names:
        at = 0
        for number, length in enumerate(packed["lengths"], 1):
            for column, cell in enumerate(packed["cells"][at : at + length], 1):
                if cell in names:
                    found[number, column] = names[cell]
            at += length
    return found
