"""Imports who took which supplies: lists line by line, and tables of articles by departments.

A table by departments that stands beside its list, or whose month is known already, is only held against it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.areas.supplies.records import IssueLine
from app.areas.supplies.supply_books import Gather, SupplyBooks, write_lines
from app.areas.supplies.supply_cross import plan_cross
from app.areas.supplies.supply_fields import CROSS, LIST
from app.domain.sheet import Import
from app.domain.text import N_, _
from app.exchange.importing import NEW, PROBLEM, SAME, RowPlan, RowProblem, SheetPlan, Source, cell_problems
from app.exchange.table_parts import Record
from app.masters.by_name import plain
from app.masters.pieces import broken_pieces, is_whole


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of takings."""
    books: SupplyBooks = memory.setdefault("supplies", None) or SupplyBooks()
    memory["supplies"] = books
    new: list[IssueLine] = []
    if source.table.match("taken_on") is None:
        made = plan_cross(source, books, new)
    else:
        made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
        made.rows = [_plan_row(source, books, record, new) for record in source.records]
    made.finish = lambda change: write_lines(change, new)
    return made


def _plan_row(source: Source, books: SupplyBooks, record: Record, new: list[IssueLine]) -> RowPlan:
    get = record.cells.get
    name, spec, unit = (str(get(k) or "") for k in ("article", "spec", "unit"))
    row = RowPlan(record.row, NEW, " / ".join(p for p in (str(get("slip") or ""), f"{name} {spec}".strip()) if p),
                  problems=cell_problems(record, source.table))

    def say(key: str, kind: str, text: str, holds: bool = False) -> None:
        row.problems.append(RowProblem(record.row, record.cell(key), kind, text, holds))

    quantity, day = get("quantity"), get("taken_on")
    if not isinstance(quantity, int | float) or quantity == 0:
        say("quantity", "quantity_missing", _("The quantity taken is missing, 0 or no number; enter it and import "
                                              "again."), True)
    elif not is_whole(quantity):
        say("quantity", "decimal", broken_pieces(quantity), True)
    if not isinstance(day, date):
        say("taken_on", "day_missing", _("The issue date is missing; enter it and import again."), True)
    if row.held or not isinstance(quantity, int | float) or not isinstance(day, date):
        row.standing = PROBLEM
        return row
    pieces = round(quantity)
    if pieces < 0:
        say("quantity", "negative", _("{quantity}: brought back; kept, what the department took becomes less.").format(
            quantity=pieces))
    said = str(get("department") or "")
    department = _department(books, said, say)
    books.listed[plain(name), plain(spec), plain(said)] += pieces
    taken_by = str(get("taken_by") or "")
    item = books.item(name, spec, unit)
    key = (plain(str(get("slip") or "")), item.id, day, getattr(department, "id", None), taken_by, pieces)
    if item.id and books.known[key]:
        books.known[key] -= 1
        row.standing = SAME
        return row
    line = IssueLine(day=day, quantity=pieces, taken_by=taken_by or None, note=get("note"))
    line.item, line.department = item, department
    line.issue = books.slip(str(get("slip") or ""), day, department, taken_by)
    row.write = Gather(line, new)
    return row


def _department(books: SupplyBooks, name: str, say: Callable[[str, str, str], None]) -> Any:
    if not name:
        say("department", "department_blank", _("The department is missing; the line is kept and belongs to nobody "
                                                "until somebody says."))
        return None
    if books.departments.find(name) is None:
        say("department", "department_new", _("Department {name} is new; it is added.").format(name=name))
    return books.departments.take(name)


SUPPLIES_IMPORT = Import("supplies", N_("Supplies taken"), (LIST, CROSS), plan)
