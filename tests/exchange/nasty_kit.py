"""What the nasty workbooks are made with: a book with what must come of it, and writers of odd files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Wants:
    """What must come of a worksheet; `columns` is {field: heading}, `odd` holds (row, kind) that must be said."""

    header: int
    records: int
    sums: dict[str, float] = field(default_factory=dict)
    columns: dict[str, str | None] = field(default_factory=dict)
    odd: frozenset[tuple[int | None, str]] = frozenset()
    held: int = 0
    chosen: bool = True
    calm: bool = False
    """Nothing at all may be said of the sheet: neither problem nor doubt."""


@dataclass(frozen=True)
class Nasty:
    """A workbook: what it is called, how it is written, and all that must come of it."""

    file: str
    make: Callable[[Path], None]
    sheets: dict[str, Wants]
    left_out: tuple[str, ...] = ()
    stored: Sequence[tuple[Any, ...]] | None = None
    """All that must be in the file afterwards, as the test reads it."""


def book_of(*sheets: tuple[str, Callable[[Worksheet], None]]) -> Callable[[Path], None]:
    """Return a writer of an .xlsx with these worksheets."""

    def make(path: Path) -> None:
        book = openpyxl.Workbook()
        assert book.active is not None
        book.remove(book.active)
        for name, fill in sheets:
            fill(book.create_sheet(name))
        book.save(path)

    return make


def lines(*rows: Sequence[Any], merged: Sequence[str] = (), left: int = 0) -> Callable[[Worksheet], None]:
    """Return a filler of a worksheet with rows, from column `left` on (0 is A), and merged ranges."""

    def fill(sheet: Worksheet) -> None:
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1 + left):
                if value is not None:
                    sheet.cell(number, column, value)
        for reference in merged:
            sheet.merge_cells(reference)

    return fill


def text_of(data: str, encoding: str) -> Callable[[Path], None]:
    """Return a writer of a text file."""
    return lambda path: path.write_bytes(data.encode(encoding)) and None


def patched(make: Callable[[Path], None], *changes: tuple[str, bytes, bytes]) -> Callable[[Path], None]:
    """Return a writer that changes parts of the package: (part, old bytes, new bytes)."""

    def write(path: Path) -> None:
        make(path)
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        for part, was, becomes in changes:
            assert was in parts[part], (part, parts[part][:400])
            parts[part] = parts[part].replace(was, becomes)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in parts.items():
                new.writestr(name, data)

    return write
