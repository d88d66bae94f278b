"""Tables on paper: columns, rows that wrap but never split, groups with sums, totals, a header on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from app.domain.text import N_, _, _n
from app.reports.paper_blocks import text_strips
from app.reports.paper_fonts import ASCENT, text_width
from app.reports.paper_format import alignment, written
from app.reports.paper_marks import FRAME, GROUND, INK, RULE, STRIPE, Box, Line, Mark, Text
from app.reports.paper_strips import Rules, Strip, kept_with_next
from app.reports.paper_text import wrapped
from app.reports.paper_widths import LEAST_SIZE, PAD_X, STEP, Need, cell_texts, fitting, needs, shared_out

PAD_Y, LEADING = 2.8, 1.3
"""Space above the text of a cell in points; distance of lines in parts of the size."""

Row = Sequence[Any]


@dataclass(frozen=True)
class PaperColumn:
    """A column: its label, its width in characters (0: as its content needs), alignment and kind of value.

    Kinds are those of the fields (text, number, quantity, money, percent, date, check, …); they decide
    how a value is written, and the alignment where none is wished (left, right, centre).
    """

    label: str
    weight: float = 0
    align: str = ""
    kind: str = "text"


@dataclass(frozen=True)
class PaperTable:
    """A table as the paper prints it; see Paper.table for the meaning of the parts."""

    columns: Sequence[PaperColumn]
    rows: Sequence[Row]
    labels: Sequence[str]
    totals: Row | None = None
    group: Callable[[Row], str] | None = None
    sums: Sequence[int] = ()
    tint: Callable[[Row], str] | None = None
    size: float = 8.5
    least_height: float = 0.0
    """Points that every row has at least: room for a pen."""


def table_strips(table: PaperTable, found: Sequence[Need], left: float, width: float, body: float) -> list[Strip]:
    """Return the strips of a table; `body` is the height of a page's body, for rows taller than a page."""
    kept, widths, without = fitted(table, found, width)
    strips = list(_Layout(kept, widths, left, width, body).strips())
    if without:
        words = _n("{count} column found no room: {names}. A3 paper or the workbook has it.",
                   "{count} columns found no room: {names}. A3 paper or the workbook has them.", len(without))
        kept_with_next(strips)
        strips += text_strips(words.format(count=len(without), names="、".join(without)), left, width, 8, False)
    return strips


def summed(rows: Sequence[Row], column: int) -> Decimal:
    """Add the numbers of a column; text and empty cells count nothing."""
    values = [row[column] for row in rows]
    numbers = [value for value in values if isinstance(value, int | float | Decimal) and value == value]
    return sum((Decimal(str(number)) for number in numbers), Decimal(0))


def measured(table: PaperTable) -> list[Need]:
    """Return what the columns of a table need at its size."""
    texts = cell_texts(table.columns, table.rows)
    strong: list[list[str]] = []
    for at, column in enumerate(table.columns):
        bold = [written(table.totals[at], column.kind)] if table.totals is not None else []
        if at in table.sums:
            bold.append(written(summed(table.rows, at), column.kind))
        strong.append(bold)
    return needs(table.columns, table.labels, texts, strong, table.size)


def least_width(found: Sequence[Need]) -> float:
    """Return the width in points below which dates, numbers or codes would break."""
    return sum(need.least for need in found)


def fitted(table: PaperTable, found: Sequence[Need], width: float) -> tuple[PaperTable, list[float], list[str]]:
    """Return the table as it fits, its widths, and the labels of the last columns that found no room.

    Type is made smaller first, step by step; columns are left out only below the smallest type.
    """
    size, needed = table.size, list(found)
    while least_width(needed) > width and size > LEAST_SIZE:
        smaller = max(LEAST_SIZE, size - STEP)
        needed = [need.scaled(smaller / size) for need in needed]
        size = smaller
    count = fitting([need.least for need in needed], width)
    kept = replace(table, size=size)
    if count < len(table.columns):
        kept = replace(kept, columns=table.columns[:count], labels=table.labels[:count],
                       totals=table.totals[:count] if table.totals is not None else None,
                       sums=[at for at in table.sums if at < count])
    return kept, shared_out(needed[:count], width), [label.replace("\n", " ") for label in table.labels[count:]]


class _Layout:
    """Works out the strips of one table."""

    def __init__(self, table: PaperTable, widths: list[float], left: float, width: float, body: float) -> None:
        self.table = table
        self.size = table.size
        self.leading = table.size * LEADING
        self.left = left
        self.width = width
        self.widths = widths
        places = [left]
        for wide in self.widths:
            places.append(places[-1] + wide)
        self.places = places
        self.rules = Rules(tuple(places))
        self.aligns = [alignment(column.kind, column.align) for column in table.columns]
        self.head = (self._head(),)
        self.most = max(1, int((body - self.head[0].height - 2 * PAD_Y) / self.leading))

    def strips(self) -> Iterator[Strip]:
        """Yield the header, then all rows; the last two stay with what follows the table."""
        yield self.head[0]
        rows = list(self._rows())
        for at, strip in enumerate(rows):
            if strip.keeps or at < len(rows) - 2:
                yield strip
            else:
                yield replace(strip, keeps=at == len(rows) - 2)

    def _rows(self) -> Iterator[Strip]:
        table = self.table
        count = 0
        if table.group is None:
            for row in table.rows:
                yield from self._row(row, striped=count % 2 == 1)
                count += 1
        else:
            for name, members in groupby(table.rows, key=table.group):
                found = list(members)
                yield self._group(name, len(found))
                strips = [strip for at, row in enumerate(found) for strip in self._row(row, at % 2 == 1)]
                if table.sums:
                    kept_with_next(strips)
                yield from strips
                if table.sums:
                    yield self._totals(self._sums(found, _(SUBTOTAL)), strong=False)
        if table.totals is not None:
            yield self._totals(table.totals, strong=True)
        elif table.sums:
            yield self._totals(self._sums(table.rows, _(TOTAL)), strong=True)

    def _sums(self, rows: Sequence[Row], label: str) -> list[Any]:
        cells: list[Any] = [None] * len(self.table.columns)
        for at in self.table.sums:
            cells[at] = summed(rows, at)
        first = next((at for at, cell in enumerate(cells) if cell is None), None)
        if first is not None:
            cells[first] = label
        return cells

    def _cells(self, row: Row, bold: bool = False) -> list[list[str]]:
        """Return the lines of every cell."""
        found = []
        for value, column, wide in zip(row, self.table.columns, self.widths, strict=False):
            text = written(value, column.kind)
            found.append(wrapped(text, wide - 2 * PAD_X, self.size, bold) if text else [])
        return found

    def _row(self, row: Row, striped: bool) -> Iterator[Strip]:
        cells = self._cells(row)
        lines = max(1, *map(len, cells))
        ground = self.table.tint(row) if self.table.tint else ""
        ground = ground or (STRIPE if striped else "")
        # a row taller than a page goes on below the next header
        for start in range(0, lines, self.most):
            part = [cell[start : start + self.most] for cell in cells] if lines > self.most else cells
            yield self._strip(part, min(self.most, lines - start), ground)

    def _strip(self, cells: list[list[str]], lines: int, ground: str, bold: bool = False, keeps: bool = False) -> Strip:
        height = max(lines * self.leading + 2 * PAD_Y, self.table.least_height)

        def draw(marks: list[Mark], top: float) -> None:
            if ground:
                marks.append(Box(self.left, top, self.width, height, ground))
            self._text(marks, top, height, cells, bold)
            marks.append(Line(self.left, top + height, self.left + self.width, top + height, 0.4, RULE))

        return Strip(height, draw, keeps, self.head, self.rules)

    def _text(self, marks: list[Mark], top: float, height: float, cells: list[list[str]], bold: bool) -> None:
        for cell, align, x, wide in zip(cells, self.aligns, self.places, self.widths, strict=False):
            if not cell:
                continue
            y = top + (height - len(cell) * self.leading) / 2 + self._drop
            for line in cell:
                if align == "left":
                    at = x + PAD_X
                else:
                    spare = wide - text_width(line, self.size, bold)
                    at = x + (spare - PAD_X if align == "right" else spare / 2)
                marks.append(Text(at, y, line, self.size, bold, INK))
                y += self.leading

    @property
    def _drop(self) -> float:
        """The baseline below the top of a line."""
        return (self.leading - self.size) / 2 + self.size * ASCENT

    def _head(self) -> Strip:
        labels = [
            wrapped(label, wide - 2 * PAD_X, self.size, True)
            for label, wide in zip(self.table.labels, self.widths, strict=True)
        ]
        height = max([1, *map(len, labels)]) * self.leading + 2 * PAD_Y + 1

        def draw(marks: list[Mark], top: float) -> None:
            right = self.left + self.width
            marks.append(Box(self.left, top, self.width, height, GROUND))
            for cell, x, wide in zip(labels, self.places, self.widths, strict=False):
                y = top + (height - len(cell) * self.leading) / 2 + self._drop
                for line in cell:
                    at = x + (wide - text_width(line, self.size, True)) / 2
                    marks.append(Text(at, y, line, self.size, True, INK))
                    y += self.leading
            marks.append(Line(self.left, top, right, top, 0.6, FRAME))
            marks.append(Line(self.left, top + height, right, top + height, 0.6, FRAME))

        return Strip(height, draw, True, (), self.rules)

    def _group(self, name: str, count: int) -> Strip:
        title = _(GROUP_TITLE).format(name=name or "—", count=count)
        lines = wrapped(title, self.width - 2 * PAD_X, self.size, True)
        height = len(lines) * self.leading + 2 * PAD_Y
        frame = Rules((self.left, self.left + self.width))

        def draw(marks: list[Mark], top: float) -> None:
            marks.append(Box(self.left, top, self.width, height, STRIPE))
            y = top + PAD_Y + self._drop
            for line in lines:
                marks.append(Text(self.left + PAD_X, y, line, self.size, True, INK))
                y += self.leading
            marks.append(Line(self.left, top + height, self.left + self.width, top + height, 0.4, FRAME))

        return Strip(height, draw, True, self.head, frame)

    def _totals(self, row: Row, strong: bool) -> Strip:
        cells = self._cells(row, bold=True)
        plain = self._strip(cells, max(1, *map(len, cells)), GROUND if strong else "", bold=True)

        def draw(marks: list[Mark], top: float) -> None:
            plain.draw(marks, top)
            right, low = self.left + self.width, top + plain.height
            marks.append(Line(self.left, top, right, top, 0.6, FRAME))
            if strong:
                marks.append(Line(self.left, low, right, low, 0.6, FRAME))

        return Strip(plain.height, draw, False, self.head, self.rules)


SUBTOTAL = N_("Subtotal")
TOTAL = N_("Total")
GROUP_TITLE = N_("{name} ({count})")
