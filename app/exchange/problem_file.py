"""The rows that were left out, as an .xlsx in the sheet's own columns with the reason of each, to be sent back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.text import N_, _
from app.exchange.grid import column_number
from app.exchange.importing import RowPlan, SheetPlan
from app.exchange.table_parts import Record, Table
from app.reports.sheet_file import OutColumn, SheetOut, write_xlsx

REASON, ROW = N_("What is odd"), N_("Row in the file")
_AMBER, _ROSE = "#FFF3D6", "#FCE4E2"


@dataclass(frozen=True)
class OddSheet:
    """A sheet with the rows to be written; `title` names it in the file."""

    title: str
    plan: SheetPlan
    held_only: bool = False


def write_problem_file(path: Path, sheets: Sequence[OddSheet]) -> int:
    """Write the odd rows of several sheets, one worksheet each, and return how many; NotWrittenError says why not."""
    made = [(odd, odd_rows(odd.plan, odd.held_only)) for odd in sheets if odd.plan.table is not None]
    write_xlsx(path, [_sheet(odd, rows) for odd, rows in made if rows])
    return sum(len(rows) for _odd, rows in made)


def odd_rows(plan: SheetPlan, held_only: bool = False) -> list[RowPlan]:
    """Return the rows with something odd, or only those that stay out."""
    return [row for row in plan.rows if (row.held if held_only else row.problems)]


def columns_of(table: Table) -> list[tuple[str, str]]:
    """Return (letters, heading) of a table's columns in the order of the file."""
    found = {m.column: m.header for m in table.matches} | dict(table.unmatched)
    return [(letters, found[letters]) for letters in sorted(found, key=column_number)]


def cells_of(record: Record, columns: Iterable[tuple[str, str]]) -> list[object]:
    """Return a record's cells as they stand in the file, in the order of the columns."""
    return [record.line[at] if (at := column_number(letters) - 1) < len(record.line) else None
            for letters, _heading in columns]


def _sheet(odd: OddSheet, rows: Sequence[RowPlan]) -> SheetOut:
    table = odd.plan.table
    assert table is not None
    columns = columns_of(table)
    records: Mapping[int, Record] = {r.row: r for r in table.records}
    lines = [[row.row, "\n".join(p.reason for p in row.problems), *cells_of(records[row.row], columns)]
             for row in rows if row.row in records]
    held = {row.row for row in rows if row.held}
    return SheetOut(odd.title, [OutColumn(_(ROW), "integer", 9), OutColumn(_(REASON), "text", 46),
                                *(OutColumn(heading or letters) for letters, heading in columns)],
                    lines, heading=odd.title, cell_tint=lambda line, at: (
                        (_ROSE if line[0] in held else _AMBER) if at == 1 else ""), frozen=2)
