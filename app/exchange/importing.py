"""From foreign workbooks to one change: match the sheets, plan every row, apply all good rows or nothing.

Planning reads the database and writes nothing; applying writes all plans in one transaction. A plan is good for
one try: the records that it holds are spent even where the transaction was rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.database.change import Change
from app.domain.sheet import Import
from app.domain.text import _
from app.exchange.column_questions import COLUMN, asked
from app.exchange.finding import Wish, find, headings_of
from app.exchange.grid import Grid, Workbook, column_letter
from app.exchange.layouts import keep_layout
from app.exchange.notes import HOLDING
from app.exchange.seen import STRUCK_ROW, hidden_rows, leave_struck_out, without_key
from app.exchange.table import NoTable, Record, Table
from app.exchange.title_dates import title_dates

NEW, CHANGED, SAME, PROBLEM, SKIPPED = "new", "changed", "same", "problem", "skipped"
Fills = Callable[[str], Mapping[int, str]]
"""Gives the named colours of a worksheet's rows."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something odd, in words; `row` None where it is about a row that is not there.

    `holds` keeps the row out until somebody mends it; else it is applied as said.
    """

    row: int | None
    cell: str
    kind: str
    reason: str
    holds: bool = False


@dataclass(slots=True)
class RowPlan:
    """What an import would do with one row; write(change) does it."""

    row: int
    standing: str
    title: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    write: Callable[[Change], object] | None = None
    offers: tuple[tuple[str, str], ...] = ()
    """Orders that a row of an unknown one probably means, (number, words), the likeliest first."""

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
    """By question; besides, skip holds the rows to leave out, assign {row: order number}, plant whose sheet it is."""
    fills: Mapping[int, str] = field(default_factory=dict)

    @property
    def records(self) -> list[Record]:
        """Return the table's records without those that the user leaves out."""
        skip: Collection[int] = self.answers.get("skip", ())
        return [r for r in self.table.records if r.row not in skip] if skip else self.table.records


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
    day: date | None = None
    """The day that a daily sheet reports on."""
    offers: tuple[tuple[str, str], ...] = ()
    """All orders that a row can be assigned to, (number, words)."""

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
class Incoming:
    """A workbook on its way in, with what the user wants of it."""

    book: Workbook
    wish: Wish = field(default_factory=Wish)
    fills: Fills | None = None


@dataclass(frozen=True)
class _Found:
    """A worksheet with its table, of the n-th workbook."""

    at: int
    grid: Grid
    table: Table | NoTable
    learned: str
    chosen: bool


def plan_workbook(spec: Import, book: Workbook, today: date, wish: Wish | None = None,
                  fills: Fills | None = None) -> Plan:
    """Plan an import of a whole workbook; sheets that are no such table are named and left out.

    Hidden sheets are planned but not chosen, unless they are asked for by name.
    """
    return plan_books(spec, [Incoming(book, wish or Wish(), fills)], today)[0]


def plan_books(spec: Import, books: Sequence[Incoming], today: date) -> list[Plan]:
    """Plan several workbooks together, daily sheets in the order of their days, each held against those before.

    Sheets that are not chosen come last, so that no other sheet is held against them.
    """
    known = spec.known() if spec.known is not None else None
    found = [_Found(at, grid, *find(spec, grid, today, one.wish, known), _is_chosen(grid, one.wish))
             for at, one in enumerate(books) for grid in one.book.sheets
             if grid.name not in one.wish.ignored and (not one.wish.sheets or grid.name in one.wish.sheets)]
    days = {n: _likely_day(f, books[f.at], today) for n, f in enumerate(found)} if is_daily(spec) else {}
    memory: dict[str, Any] = {}
    made: dict[int, SheetPlan] = {}
    for n in sorted(range(len(found)), key=lambda n: (not found[n].chosen, days.get(n, today))):
        made[n] = _plan_sheet(spec, found[n], books[found[n].at], today, memory)
    plans = [Plan(spec.key, one.book.name, []) for one in books]
    for n, one_found in enumerate(found):
        plans[one_found.at].sheets.append(made[n])
    return plans


def is_daily(spec: Import) -> bool:
    """Tell whether an import's sheets report on days: they then come in the order of the days."""
    return any(wanted.key == "day" for variant in spec.variants for wanted in variant)


def _is_chosen(grid: Grid, wish: Wish) -> bool:
    return wish.ticks.get(grid.name, not grid.hidden or grid.name in wish.sheets)


def _likely_day(found: _Found, one: Incoming, today: date) -> date:
    """Return the day by which a sheet is put in order; the sheet's own name comes before its title."""
    if said := one.wish.answers.get(found.grid.name, {}).get("day"):
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    if isinstance(found.table, NoTable):
        return date.max
    places = title_dates(found.table, found.grid.name, one.book.name, today)
    return min(places, key=lambda p: ("sheet", "cell", "file").index(p.source)).day if places else date.max


def _plan_sheet(spec: Import, found: _Found, one: Incoming, today: date, memory: dict[str, Any]) -> SheetPlan:
    grid, table = found.grid, found.table
    if isinstance(table, NoTable):
        return SheetPlan(grid.name, grid.hidden, None, table.reason)
    leave_struck_out(grid, table, today)
    answers = one.wish.answers.get(grid.name, {})
    origin = str(answers.get("plant") or "") or one.wish.origin or found.learned
    source = Source(one.book.name, grid, table, today, origin, answers, one.fills(grid.name) if one.fills else {})
    sheet: SheetPlan = spec.plan(source, memory)
    by_name = one.wish.ticks.get(grid.name, grid.name in one.wish.sheets)
    sheet.chosen = found.chosen and (sheet.chosen or by_name)
    if sheet.table is None:
        return sheet
    sheet.general += _rows_not_read(table)
    _ask_for_columns(sheet, table)
    wanting, match = without_key(table), table.match(table.key)
    column = match.column if match is not None else ""
    for row in sheet.rows:
        if row.row in wanting and not row.held:
            row.problems.append(RowProblem(row.row, f"{column}{row.row}", "no_key", wanting[row.row], True))
            row.standing = PROBLEM
    if said := hidden_rows(table):
        sheet.general.append(RowProblem(said[0], "", "hidden_rows", said[1]))
    if len(source.records) < len(table.records):
        kept = {r.row for r in source.records}
        sheet.rows += [RowPlan(r.row, SKIPPED, _title(r)) for r in table.records if r.row not in kept]
        sheet.rows.sort(key=lambda row: row.row)
    if grid.hidden and not found.chosen:
        sheet.general.append(RowProblem(None, "", "hidden_sheet", _(
            "Sheet “{sheet}” is hidden; it is not imported unless you choose it.").format(sheet=grid.name)))
    return sheet


def _ask_for_columns(sheet: SheetPlan, table: Table) -> None:
    """Put the questions about columns; until they are answered nothing of the sheet is written."""
    for ask in table.asks:
        text, choices = asked(ask, table)
        sheet.questions.append(Question(COLUMN + ask.key, text, choices, None))
        cell = f"{column_letter(ask.columns[0] + 1)}{table.header_rows[-1]}"
        sheet.general.append(RowProblem(table.header_rows[-1], cell, "column_unclear", text, True))
    for row in sheet.rows if table.asks else ():
        if not row.held:
            row.problems.append(RowProblem(row.row, "", "sheet_unclear", _(
                "The columns of this sheet are not clear yet; answer the question first."), True))


def _rows_not_read(table: Table) -> list[RowProblem]:
    """Name the rows with data that are no records: those without a key, and other tables below."""
    match = table.match(table.key)
    said = [RowProblem(d.row, f"{match.column}{d.row}" if match else "", "no_key", d.sentence())
            for d in table.doubts if d.kind == "no_key"]
    below = sorted(row for row, why in table.left_out if why == "below")
    starts = [row for row in below if row - 1 not in below]
    for start in starts:
        last = next(row for row in below if row >= start and row + 1 not in below)
        said.append(RowProblem(start, f"A{start}", "below", _(
            "Rows {first} to {last} stand below the table and are of another kind; they were left out. If they are "
            "records too, put them on a sheet of their own with their headings.").format(first=start, last=last)))
    return said


def _title(record: Record) -> str:
    return " / ".join(str(v) for key in ("order", "item", "colour") if (v := record.cells.get(key)))


def cell_problems(record: Record, table: Table) -> list[RowProblem]:
    """Return what the reader found odd in a row's cells; a quantity that is none for certain holds the row."""
    counted = {field.key for field in table.wanted if field.kind == "quantity"}
    return [RowProblem(record.row, note.cell, note.kind, note.sentence(),
                       note.kind == STRUCK_ROW or (note.kind in HOLDING and note.key in counted))
            for note in record.notes]


def apply_plan(change: Change, plan: Plan) -> dict[str, int]:
    """Write every good row of the chosen sheets; return {new, changed, same, held} counts."""
    return apply_plans(change, [plan])


def apply_plans(change: Change, plans: Sequence[Plan]) -> dict[str, int]:
    """Write every good row of several plans as one change; return {new, changed, same, held, skipped} counts."""
    counts = {NEW: 0, CHANGED: 0, SAME: 0, "held": 0, SKIPPED: 0}
    change.any_move = True
    for plan in plans:
        for sheet in plan.chosen:
            _apply_sheet(change, plan.key, sheet, counts)
    return counts


def _apply_sheet(change: Change, key: str, sheet: SheetPlan, counts: dict[str, int]) -> None:
    for row in sheet.rows:
        if row.held:
            counts["held"] += 1
            continue
        if row.write is not None and row.standing in (NEW, CHANGED):
            row.write(change)
        counts[row.standing] = counts.get(row.standing, 0) + 1
    if sheet.finish is not None:
        sheet.finish(change)
    if sheet.table is not None and not sheet.table.asks:
        keep_layout(change, key, sheet.origin, headings_of(sheet.table))
