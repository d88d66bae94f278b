"""Holds the totals of a plant's daily sheet against its rows, and against the days that came in before."""

from __future__ import annotations

import re

from app.domain.show import show
from app.domain.text import _
from app.exchange.importing import RowPlan, RowProblem, Source
from app.exchange.table_parts import Record
from app.exchange.values import as_quantity

_OTHER_SUM = re.compile("累[计計积]|平均|[本上][月周年]|average", re.IGNORECASE)
"""Words of a total that is more than the sum of the rows above."""
MOST_ROWS = 5
"""Rows with a jump from which on it is said once for the sheet."""


def wrong_subtotals(source: Source) -> list[RowProblem]:
    """Return each subtotal that is not what its rows add up to; the rows count."""
    table, wrong = source.table, []
    match = table.match("made")
    if match is None or not table.records or len({record.places["made"] for record in table.records}) > 1:
        return []
    column = table.records[0].places["made"]
    start = said_before = 0
    for at, why in sorted(table.left_out):
        line = source.grid.rows[at - 1]
        if why != "total" or any(isinstance(cell, str) and _OTHER_SUM.search(cell) for cell in line):
            continue
        said = as_quantity(line[column]).value if column < len(line) else None
        own = [r for r in table.records if start < r.row < at]
        above = [r for r in table.records if r.row < at]
        possible = {part for some in (own, above)
                    for part in (sum(made(r) for r in some), sum(made(r, False) for r in some))} | {said_before}
        if said is not None and round(said) not in possible:
            wrong.append(RowProblem(at, f"{match.column}{at}", "subtotal_wrong", _(
                "The subtotal says {said}, its rows add up to {sum}; the rows count.").format(
                    said=show(round(said), "quantity"), sum=show(sum(made(r) for r in own), "quantity"))))
        said_before += round(said or 0)
        start = at
    return wrong


def made(record: Record, texts: bool = True) -> int:
    """Return what a row says was made; a spreadsheet's own sum leaves numbers written as text out."""
    value = record.cells.get("made")
    counts = isinstance(value, int | float) and (texts or not isinstance(record.raw.get("made"), str))
    return round(value) if counts and isinstance(value, int | float) else 0


def gathered_jumps(rows: list[RowPlan], plant: str) -> RowProblem | None:
    """Say once that earlier sheets are missing, where the totals of most rows rose by more than was made.

    The rows' own jumps are taken away then: they all tell the same.
    """
    jumping = [row for row in rows if any(p.kind == "cumulative_jump" for p in row.problems)]
    if len(jumping) < MOST_ROWS or len(jumping) < 0.6 * len(rows):
        return None
    for row in jumping:
        row.problems[:] = [p for p in row.problems if p.kind != "cumulative_jump"]
    return RowProblem(None, "", "days_missing", _(
        "{count} rows have totals that rose by more than was made: sheets of earlier days of {plant} have probably "
        "not come in yet. Import those first, or add them to this import.").format(count=len(jumping), plant=plant))
