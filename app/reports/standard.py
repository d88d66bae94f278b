"""The print and the export that every sheet has without asking: its list, and one record with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.database.query import Row
from app.database.record import Record
from app.domain.sheet import Column, Computed, Lines, Sheet
from app.domain.text import N_, _
from app.reports.letterhead import Letterhead, Printed
from app.reports.paper import Paper
from app.reports.paper_table import PaperColumn
from app.reports.sheet_file import OutColumn, SheetOut

FEW, MANY = 7, 12
"""Columns that fit upright, and columns above which a list's text begins smaller."""

SELECTION = N_("Selection: {filter}")


def shown(value: Any, column: Any) -> Any:
    """Return a value as a print takes it: a choice by its label, all else as it is."""
    labels = getattr(getattr(column, "field", None), "labels", None)
    return _(labels.get(value, value)) if labels and (isinstance(value, str) or value in labels) else value


def filled_columns(sheet: Sheet, rows: Sequence[Row]) -> list[int]:
    """Return the places of the columns that hold anything, so that paper is not spent on empty ones."""
    places = range(len(sheet.columns))
    return [at for at in places if any(row.cells[at] not in (None, "", False) for row in rows)] or list(places)


def summed_column(kinds: Sequence[str]) -> list[int]:
    """Return the place of the column to add up: the first quantity; others (pieces a carton, prices) make no sum."""
    return [kinds.index("quantity")] if "quantity" in kinds else []


def list_paper(
    sheet: Sheet,
    rows: Sequence[Row],
    letterhead: Letterhead,
    printed: Printed,
    size: str = "A4",
    selection: str = "",
) -> Paper:
    """Return a sheet's list as a print, lying when it is wide; `selection` says in words what was filtered."""
    places = filled_columns(sheet, rows)
    columns = [sheet.columns[at] for at in places]
    paper = Paper(letterhead, printed, size, landscape=len(columns) > FEW)
    paper.title(sheet.title, _(SELECTION).format(filter=selection) if selection else "")
    cells = [[shown(row.cells[at], column) for at, column in zip(places, columns, strict=True)] for row in rows]
    sums = summed_column([column.kind for column in columns]) if rows else []
    heads = [PaperColumn(column.title, kind=column.kind) for column in columns]
    paper.table(heads, cells, sums=sums, size=8.5 if len(columns) <= MANY else 7.5)
    return paper


def list_sheet(sheet: Sheet, rows: Sequence[Row]) -> SheetOut:
    """Return a sheet's list for an .xlsx file, with all its columns."""
    columns = [OutColumn(_(column.title), column.kind) for column in sheet.columns]
    cells = [[shown(value, column) for value, column in zip(row.cells, sheet.columns, strict=True)] for row in rows]
    return SheetOut(_(sheet.title), columns, cells)


def print_record(paper: Paper, sheet: Sheet, record: Record) -> None:
    """Print one record on sheets of its own: the groups of its form, then its lines, with the code to find it."""
    paper.title(sheet.title, str(record), code=f"gendan:{sheet.key}/{record.id}")
    for group in sheet.form:
        fields = [(str(field.label), shown(getattr(record, field.name), Column(field))) for field in group.fields]
        filled = [(label, _text(value)) for label, value in fields if value not in (None, "")]
        if filled:
            paper.heading(group.title)
            paper.fields(filled)
    for lines in sheet.lines:
        _print_lines(paper, lines, record)


def _print_lines(paper: Paper, lines: Lines, record: Record) -> None:
    found = lines.model.select().where((lines.parent == record) & (lines.model.deleted == 0))
    records = list(found.order_by(*lines.order) if lines.order else found.order_by(lines.model.id))
    columns = [c if isinstance(c, Column) else Column(c) for c in lines.columns if not isinstance(c, Computed)]
    rows = [[shown(_reached(line, column), column) for column in columns] for line in records]
    kept = [at for at in range(len(columns)) if any(row[at] not in (None, "", False) for row in rows)]
    if not kept:
        return
    paper.heading(lines.title)
    heads = [PaperColumn(columns[at].title, kind=columns[at].kind) for at in kept]
    cells = [[_text(row[at]) for at in kept] for row in rows]
    sums = summed_column([head.kind for head in heads]) if len(rows) > 1 else []
    paper.table(heads, cells, sums=sums, size=8.5)


def _reached(record: Any, column: Column) -> Any:
    """Return the value of a column, following its links."""
    for link in column.via:
        record = getattr(record, link.name) if record is not None else None
    return getattr(record, column.field.name) if record is not None else None


def _text(value: Any) -> Any:
    """Return another record as its name, all else as it is."""
    return str(value) if isinstance(value, Record) else value
