"""Which line of an order a row of a sheet means: by the number of the line, else so that least changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.exchange.matching import best_pairs
from app.exchange.table_parts import Record
from app.masters.order import OrderLine

MOST = 40
"""Rows of one order, product and colour that are weighed against each other; more are matched in their order."""
_OTHER_NUMBER = 1000.0


@dataclass(frozen=True)
class Matched:
    """The line that a row means, None for a new one; `spec` is what then tells it from its like."""

    line: OrderLine | None
    spec: str | None


NOTHING_STORED = Matched(None, None)


def matched(records: Sequence[Record], lines: Sequence[OrderLine]) -> list[Matched]:
    """Return for each row of one order, product and colour the stored line that it means.

    Lines that agree in quantity and ship date are found first, whatever stands between; of the rest each row
    takes the one that it changes least.
    """
    free = list(lines)
    taken: list[OrderLine | None] = [None] * len(records)
    for agree in (_same_number, _same_in_all, _same_in_quantity_and_day):
        for at, record in enumerate(records):
            if taken[at] is None and (line := next((one for one in free if agree(record, one)), None)) is not None:
                taken[at] = line
                free.remove(line)
    open_rows = [at for at, line in enumerate(taken) if line is None]
    if free and open_rows:
        for at, line in zip(open_rows, _least_changed([records[at] for at in open_rows], free), strict=True):
            taken[at] = line
    used = {line.spec or None for line in lines}
    found = []
    for record, line in zip(records, taken, strict=True):
        spec = line.spec if line is not None else _free_spec(record, used)
        used.add(spec)
        found.append(Matched(line, spec))
    return found


def _least_changed(records: Sequence[Record], lines: Sequence[OrderLine]) -> list[OrderLine | None]:
    if len(records) > MOST or len(lines) > MOST:
        return [lines[at] if at < len(lines) else None for at in range(len(records))]
    pairs = best_pairs([[_OTHER_NUMBER - _distance(record, line) for line in lines] for record in records])
    return [lines[at] if at is not None and _distance(records[n], lines[at]) < _OTHER_NUMBER else None
            for n, at in enumerate(pairs)]


def number_of(record: Record) -> str | None:
    """Return the number of a row's order line as it tells lines apart, None where the sheet has none."""
    said = str(record.cells.get("line_no") or "").strip()
    return f"#{said}" if said else None


def _free_spec(record: Record, used: set[str | None]) -> str | None:
    spec = number_of(record)
    if spec is not None and spec not in used:
        return spec
    if spec is None and None not in used:
        return None
    n = 2
    while f"#{n}" in used:
        n += 1
    return f"#{n}"


def _same_number(record: Record, line: OrderLine) -> bool:
    spec = number_of(record)
    return spec is not None and line.spec == spec


def _same_in_all(record: Record, line: OrderLine) -> bool:
    return _fits_number(record, line) and _same_in_quantity_and_day(record, line) and all(
        _agree(record.cells.get(key), value) for key, value in (
            ("inspection", line.inspection), ("confirmed", line.confirmed_ship)))


def _same_in_quantity_and_day(record: Record, line: OrderLine) -> bool:
    return (_fits_number(record, line) and _agree(record.cells.get("quantity"), line.quantity)
            and _agree(record.cells.get("ship"), line.required_ship))


def _fits_number(record: Record, line: OrderLine) -> bool:
    """Tell whether nothing speaks of two different line numbers."""
    spec = number_of(record)
    return spec is None or line.spec is None or line.spec == spec


def _agree(said: Any, stored: Any) -> bool:
    return said is None or said == stored


def _distance(record: Record, line: OrderLine) -> float:
    """Return how much a row would change of a line: what was promised weighs more than how many."""
    if not _fits_number(record, line):
        return _OTHER_NUMBER
    far = 0.0
    quantity: Any = record.cells.get("quantity")
    if quantity is not None and line.quantity and quantity != line.quantity:
        far += 1.0 + min(1.0, abs(quantity - line.quantity) / max(1, line.quantity))
    for key, day in (("ship", line.required_ship), ("inspection", line.inspection), ("confirmed", line.confirmed_ship)):
        said = record.cells.get(key)
        if isinstance(said, date) and day is not None and said != day:
            far += 1.0 + min(1.0, abs((said - day).days) / 30)
    return far
