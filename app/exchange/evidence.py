"""What the cells of columns say for or against a field: how full, how they recur, what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.exchange.date_values import as_date, is_written_in_full
from app.exchange.grid import Cell, Row
from app.exchange.plain_text import NOTHING, folded, written
from app.exchange.table_parts import Wanted
from app.exchange.values import as_number

PRODUCTS = (("cartons", "per_carton", "quantity"), ("quantity", "price", "amount"))
"""Fields of which the third is the first times the second."""
SUMS = (("done", "balance", "quantity"), ("cumulative", "balance", "quantity"), ("before", "made", "cumulative"))
"""Fields of which the third is the first and the second together."""
DAYS_IN_ORDER = (("received", "ship"), ("received", "inspection"), ("received", "confirmed"), ("received", "start"),
                 ("received", "finish"), ("start", "finish"))
"""Days of which the first is never after the second."""
FEWEST = 5
"""Rows from which on the cells say something."""


@dataclass(frozen=True)
class Column:
    """The cells of a column, as far as they were looked at, with what they say as a whole."""

    cells: Sequence[Cell]

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells with something in them."""
        return [cell for cell in self.cells
                if cell is not None and not (isinstance(cell, str) and folded(cell).lower() in NOTHING)]

    @cached_property
    def share(self) -> float:
        """The share of rows that have something here."""
        return len(self.filled) / len(self.cells) if self.cells else 0.0

    @cached_property
    def names(self) -> frozenset[str]:
        """What stands here, each once, as names are compared."""
        return frozenset("".join(written(cell).split()).lower() for cell in self.filled)

    @cached_property
    def distinct(self) -> float:
        """The share of different values, 1 where none recurs."""
        return len(self.names) / len(self.filled) if self.filled else 1.0

    @cached_property
    def counted(self) -> list[float | None]:
        """The number in each row, None where there is none."""
        return [_number(cell) for cell in self.cells]

    @cached_property
    def days(self) -> list[date | None]:
        """The day in each row, None where there is none or its year is not written."""
        return [_written_day(cell) for cell in self.cells]

    @cached_property
    def numbers(self) -> list[float]:
        """The numbers."""
        return [number for number in self.counted if number is not None]

    def same_as(self, other: Column) -> bool:
        """Tell whether another column says the same in every row."""
        return self.cells == other.cells


def suiting(field: Wanted, column: Column, fullest: float, known: Mapping[str, Collection[str]]) -> float:
    """Return the factor by which the cells of a column make it a likelier or less likely one of a field.

    `fullest` is the share of filled cells in the fullest column, since not every row is a record.
    """
    if not column.cells:
        return 1.0
    share = min(1.0, column.share / fullest) if fullest else 1.0
    must = field.required and not field.fill_down
    factor = (0.62 + 0.38 * share) if must else (0.9 + 0.1 * min(1.0, 2 * share))
    if len(column.filled) >= FEWEST:
        if field.recurs and field.kind == "code" and column.distinct > 0.9 and len(column.filled) >= 10:
            factor *= 0.9
        if field.kind not in ("code", "text") and column.numbers and (
                sorted(column.numbers)[len(column.numbers) // 2] > field.most):
            factor *= 0.5
        if field.kind == "text" and len(column.numbers) * 2 > len(column.filled) and field.recurs:
            factor *= 0.4
    if field.key == "line_no" and column.numbers == list(range(1, len(column.filled) + 1)) and len(column.filled) > 3:
        factor *= 0.3
    ours = known.get(field.known, ()) if field.known else ()
    if ours and column.names:
        hits = sum(name in ours for name in column.names) / len(column.names)
        factor *= 1.0 + 0.2 * hits
    return factor


def made_of_numbers(named: Column, numbers: Column) -> bool:
    """Tell whether the codes of one column begin with those of another: 4500000001-140 with 4500000001."""
    pairs = [(written(a).strip(), written(b).strip()) for a, b in zip(named.cells, numbers.cells, strict=True)
             if a is not None and b is not None]
    longer = sum(a.startswith(b) and len(a) > len(b) >= 4 for a, b in pairs)
    return len(pairs) >= 3 and longer * 10 >= len(pairs) * 9


def reckoned(first: Column, second: Column, third: Column, times: bool) -> bool:
    """Tell whether the third column is the product (or the sum) of the two others in nearly all rows."""
    rows = [(a, b, c) for a, b, c in zip(first.counted, second.counted, third.counted, strict=True)
            if a is not None and b is not None and c is not None]
    telling = [(a, b, c) for a, b, c in rows if a and b and (not times or (a != 1 and b != 1))]
    if len(telling) < FEWEST - 1:
        return False
    right = 0
    for a, b, c in telling:
        due = a * b if times else a + b
        last_box = times and due >= c > due - max(a, b) and float(due).is_integer()
        right += abs(due - c) <= max(0.011, abs(c) * 1e-6) or last_box
    return right * 10 >= len(telling) * 9


def contradicts(first: Column, second: Column) -> bool:
    """Tell whether the days of a column lie after those of another in most rows, though they should not."""
    pairs = [(a, b) for a, b in zip(first.days, second.days, strict=True) if a is not None and b is not None]
    return len(pairs) >= 3 and sum(a > b for a, b in pairs) * 2 > len(pairs)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, str):
        reading = as_number(cell)
        return reading.value if reading.note is None else None
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _written_day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, str) and is_written_in_full(cell):
        return as_date(cell, date(2026, 1, 1)).value
    return cell if isinstance(cell, date) else None


def columns_of(rows: Sequence[Row], places: Collection[int]) -> dict[int, Column]:
    """Return the columns at some places."""
    return {place: Column([row[place] for row in rows]) for place in places}
