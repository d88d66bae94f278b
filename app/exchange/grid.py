"""Sheets as they stand in a file: plain cells in rows, before anything is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]

class Shown(float):
    """A number that its format shows otherwise, as GD-1234; it counts as the number and reads as the text."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, number: float, text: str) -> Shown:
        """Return the number with what is shown for it."""
        made = super().__new__(cls, number)
        made.text = text
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown) and float(self) == float(other) and self.text == other.text

    def __hash__(self) -> int:
        return hash((float(self), self.text))

    def __str__(self) -> str:
        return self.text


ERRORS = frozenset(
    {"#VALUE!", "#REF!", "#N/A", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)


@dataclass(frozen=True)
class Merged:
    """A merged range; all four numbers count from 1 and are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """One worksheet: rows[0] is file row 1; every row has `width` cells, error cells are blank.

    `errors` keeps what an error cell said by (row, column), both from 1; nothing where a formula came
    without its result. `textual` tells that the file knows no numbers (CSV, HTML), so that a number
    written cleanly counts as one. `since_1904` tells that the file counts days from 1904 on, which
    matters for days in cells that are formatted as numbers. `struck` are the cells that are struck out,
    `partly_struck` those that were so in part, with their whole text.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    textual: bool = False
    texts: frozenset[str] | None = None
    since_1904: bool = False
    memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of the cells and may be asked again; a grid with other cells begins anew."""
    struck: frozenset[tuple[int, int]] = frozenset()
    partly_struck: dict[tuple[int, int], str] = field(default_factory=dict)

    def all_texts(self) -> frozenset[str]:
        """Return every different text on the sheet."""
        if self.texts is None:
            distinct: set[Cell] = set().union(*self.rows)
            self.texts = frozenset(cell for cell in distinct if isinstance(cell, str))
        return self.texts

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass
class Workbook:
    """A file of sheets; `kind` is what the content is: xlsx, xls, xlsb, ods, html, text or xml2003."""

    name: str
    kind: str
    sheets: tuple[Grid, ...]


def column_letter(column: int) -> str:
    """Return the letters of a column that counts from 1: 28 → AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number, from 1, of a column's letters: AB → 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


_RANGE = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$")


def merged_range(reference: str) -> Merged | None:
    """Read a reference such as "A1:C3"; None where it is none."""
    found = _RANGE.match(reference.strip())
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Merged(int(top), column_number(left), int(bottom or top), column_number(right or left))


def trimmed(rows: list[Row]) -> list[Row]:
    """Cut blank columns at the right and blank rows at the bottom, and give all rows one width."""
    width = 0
    last = 0
    for number, row in enumerate(rows, 1):
        length = len(row)
        while length and row[length - 1] in (None, ""):
            length -= 1
        if length:
            width, last = max(width, length), number
    return [(row + [None] * (width - len(row)))[:width] for row in rows[:last]]
