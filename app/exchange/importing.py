"""From a foreign workbook to one change: match the sheets, plan every row, apply all good rows or nothing.

Planning reads the database and writes nothing; applying writes the whole plan in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.database.change import Change
from app.domain.sheet import Import
from app.domain.text import _
from app.exchange.grid import Grid, Workbook
from app.exchange.layouts import keep_layout, layouts_of
from app.exchange.table import NoTable, Record, Table, find_table

NEW, CHANGED, SAME, PROBLEM = "new", "changed", "same", "problem"


@dataclass(frozen=True)
class RowProblem:
    """Something odd, in words; `row` None where it is about a row that is not there.

    `holds` keeps the row out until somebody mends it; else it is applied as said.
    """

    row: int | None
    cell: str
    kind: str
    reason: str
    holds: bool = False


@dataclass
class RowPlan:
    """What an import would do with one row; write(change) does it."""

    row: int
    standing: str
    title: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    write: Callable[[Change], object] | None = None

    @property
    def held(self) -> bool:
        """Whether the row stays out."""
        return any(p.holds for p in self.problems)


@dataclass(frozen=True)
class Source:
    """One sheet on its way in, with what is known of where it comes from and what the user has answered."""

    file: str
    grid: Grid
    table: Table
    today: date
    origin: str = ""
    """The plant, supplier or customer whose layout it is; empty where nobody said."""
    answers: Mapping[str, Any] = field(default_factory=dict)
    fills: Mapping[int, str] = field(default_factory=dict)


@dataclass
class SheetPlan:
    """What an import would do with one worksheet; without a table, `reason` says why it is left out."""

    name: str
    hidden: bool = False
    table: Table | None = None
    reason: str = ""
    origin: str = ""
    rows: list[RowPlan] = field(default_factory=list)
    general: list[RowProblem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    finish: Callable[[Change], object] | None = None
    chosen: bool = True

    def count(self, standing: str) -> int:
        """Return how many rows stand so; held rows count as problems."""
        return sum(1 for r in self.rows if (PROBLEM if r.held else r.standing) == standing)

    @property
    def problems(self) -> list[RowProblem]:
        """Return all problems, those of no row first, then by row."""
        listed = [*self.general, *(p for r in self.rows for p in r.problems)]
        return sorted(listed, key=lambda p: (p.row is not None, p.row or 0))


@dataclass(frozen=True)
class Question:
    """Something to be asked before applying: key in the answers, words, choices (value, label), the proposal."""

    key: str
    text: str
    choices: tuple[tuple[Any, str], ...]
    proposed: Any


@dataclass
class Plan:
    """The plan of a whole workbook."""

    key: str
    file: str
    sheets: list[SheetPlan]

    @property
    def chosen(self) -> list[SheetPlan]:
        """Return the sheets that will be applied."""
        return [s for s in self.sheets if s.table is not None and s.chosen]


@dataclass(frozen=True)
class Wish:
    """What the user wants of an import: only some sheets, an origin, corrected columns, answers."""

    sheets: tuple[str, ...] = ()
    origin: str = ""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """{sheet: {heading: field key, "" for none}}"""
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """{sheet: {question: answer}}"""


def find(spec: Import, grid: Grid, today: date, wish: Wish | None = None) -> tuple[Table | NoTable, str]:
    """Return the table of an import on a sheet and the origin whose learned layout fits best."""
    wish = wish or Wish()
    corrected = dict(wish.columns.get(grid.name, {}))
    first: NoTable | None = None
    for variant in spec.variants:
        tried = _with_layouts(spec, variant, grid, today, corrected, wish.origin)
        if isinstance(tried[0], Table):
            return tried
        first = first or tried[0]
    assert first is not None
    return first, ""


def _with_layouts(spec: Import, variant: Sequence[Any], grid: Grid, today: date, corrected: dict[str, str],
                  origin: str) -> tuple[Table | NoTable, str]:
    plain = find_table(grid, variant, corrected, today)
    best: tuple[Table | NoTable, str] = (plain, "")
    if isinstance(plain, NoTable) and not corrected:
        return best
    known = layouts_of(spec.key)
    headers = set(_headers(plain)) if isinstance(plain, Table) else set()
    fitting = [(len(headers & set(lay.headings)), lay) for lay in known
               if (not origin or lay.origin == origin) and headers and headers <= set(lay.headings)]
    if fitting:
        layout = max(fitting, key=lambda pair: (pair[0], pair[1].number))[1]
        return find_table(grid, variant, {**layout.headings, **corrected}, today), layout.origin
    return best


def _headers(table: Table) -> list[str]:
    return [*(m.header for m in table.matches), *table.unmatched.values()]


def plan_workbook(spec: Import, book: Workbook, today: date, wish: Wish | None = None,
                  fills: Callable[[str], Mapping[int, str]] | None = None) -> Plan:
    """Plan an import of a whole workbook; sheets that are no such table are named and left out.

    Hidden sheets are planned but not chosen, unless they are asked for by name.
    """
    wish = wish or Wish()
    plan = Plan(spec.key, book.name, [])
    memory: dict[str, Any] = {}
    for grid in book.sheets:
        if wish.sheets and grid.name not in wish.sheets:
            continue
        table, learned = find(spec, grid, today, wish)
        if isinstance(table, NoTable):
            plan.sheets.append(SheetPlan(grid.name, grid.hidden, None, table.reason))
            continue
        source = Source(book.name, grid, table, today, wish.origin or learned,
                        wish.answers.get(grid.name, {}), fills(grid.name) if fills else {})
        sheet = spec.plan(source, memory)
        sheet.chosen = not grid.hidden or grid.name in wish.sheets
        if not sheet.chosen:
            sheet.general.append(RowProblem(None, "", "hidden_sheet", _(
                "Sheet “{sheet}” is hidden; it is not imported unless you choose it.").format(sheet=grid.name)))
        plan.sheets.append(sheet)
    return plan


def cell_problems(record: Record, table: Table) -> list[RowProblem]:
    """Return what the reader found odd in a row's cells, as problems that don't hold the row."""
    return [RowProblem(record.row, note.cell, note.kind, note.sentence()) for note in record.notes]


def apply_plan(change: Change, plan: Plan) -> dict[str, int]:
    """Write every good row of the chosen sheets; return {new, changed, same, held} counts."""
    counts = {NEW: 0, CHANGED: 0, SAME: 0, "held": 0}
    for sheet in plan.chosen:
        for row in sheet.rows:
            if row.held:
                counts["held"] += 1
                continue
            if row.write is not None and row.standing in (NEW, CHANGED):
                row.write(change)
            counts[row.standing] = counts.get(row.standing, 0) + 1
        if sheet.finish is not None:
            sheet.finish(change)
        if sheet.table is not None:
            keep_layout(change, plan.key, sheet.origin,
                        {**dict.fromkeys(sheet.table.unmatched.values(), ""),
                         **{m.header: m.key for m in sheet.table.matches}})
    return counts
