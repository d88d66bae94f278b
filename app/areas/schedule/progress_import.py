"""Imports a plant's daily sheets: every row against the schedule and the days before, odd rows named."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.areas.schedule.order_books import folded
from app.areas.schedule.progress_adding import add_up
from app.areas.schedule.progress_books import (
    ProgressBooks,
    StepBook,
    find_step,
    is_shift,
    near_orders,
    note,
    open_orders,
    read_books,
    shift_rank,
    stored_report,
)
from app.areas.schedule.progress_day import day_of, own_day
from app.areas.schedule.progress_fields import PROGRESS, PROGRESS_BY_ITEM, PROGRESS_BY_PO, PROGRESS_TO_DATE
from app.areas.schedule.progress_meaning import ask_meaning, is_schedule, is_to_date
from app.areas.schedule.progress_totals import gathered_jumps, wrong_subtotals
from app.areas.schedule.progress_unknown import unknown_order
from app.areas.schedule.records import ProgressReport
from app.database.change import Change
from app.domain.sheet import Import
from app.domain.show import show
from app.domain.text import N_, _
from app.exchange.importing import (
    CHANGED,
    NEW,
    PROBLEM,
    SAME,
    Question,
    RowPlan,
    RowProblem,
    SheetPlan,
    Source,
    cell_problems,
)
from app.exchange.table_parts import Record
from app.exchange.title_dates import days_in

_NUMBERING = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]\s*")
SILENT_DAYS = 3
"""A running step that no sheet has named for so many of the plant's report days is asked about."""


@dataclass(frozen=True)
class _Entry:
    """One good row: a step's output of a day's shift, as reported."""

    row: RowPlan
    step: StepBook
    day: date
    shift: str
    made: int
    told: int | None
    line: str
    ordered: int | None


@dataclass
class _Sheet:
    """One worksheet on its way in."""

    source: Source
    books: ProgressBooks
    plant: str
    day: date | None
    plan: SheetPlan
    planned: dict[tuple[int, date, str], _Sheet]
    touched: set[int] = field(default_factory=set)
    entries: dict[tuple[int, date], list[_Entry]] = field(default_factory=lambda: defaultdict(list))
    rows_of_line: dict[str, list[tuple[RowPlan, StepBook, int]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        """File and sheet, as the clerk knows them."""
        return f"{self.source.file} [{self.source.grid.name}]"

    def cell(self, key: str, row: int) -> str:
        match = self.source.table.match(key)
        return f"{match.column}{row}" if match is not None else ""


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of a plant's daily report; sheets of a file are held against each other."""
    books: ProgressBooks = memory.setdefault("progress", None) or read_books()
    memory["progress"] = books
    if schedule := is_schedule(source):
        return SheetPlan(source.grid.name, source.grid.hidden, None, schedule)
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    plant = _plant_of(source, books)
    made.origin = plant
    day = made.day = day_of(source, books, plant, made)
    made.offers = open_orders(books, plant)
    sheet = _Sheet(source, books, plant, day, made, memory.setdefault("reported", {}))
    if not plant:
        made.general.append(RowProblem(None, "", "plant_unknown", _(
            "It can't be told from sheet “{sheet}” which plant sent it; choose the plant.").format(
                sheet=source.grid.name), True))
        made.questions.append(Question("plant", _("Which plant sent this sheet?"),
                                       tuple((name, name) for name in books.plants), None))
    ask_meaning(source, books, made)
    for record in source.records:
        made.rows.append(_plan_row(sheet, record))
    _hold_against_the_past(sheet)
    if missing := gathered_jumps(made.rows, plant):
        made.general.append(missing)
    _look_for_idle_lines(sheet)
    made.general += wrong_subtotals(source)
    if day is not None:
        books.report_days.setdefault(plant, set()).add(day)
        _look_for_silence(sheet, day)
    for row in made.rows:
        if any(p.holds for p in made.general) and not row.held:
            row.problems.append(RowProblem(row.row, "", "sheet_unclear", _("The sheet's plant or day is not known."),
                                           True))
    made.finish = lambda change: add_up(change, sheet.touched)
    return made


def _plant_of(source: Source, books: ProgressBooks) -> str:
    """Return the plant that sent a sheet: as said, by title or file name, by learned layout, by its lines."""
    if said := source.answers.get("plant"):
        return _known_plant(str(said), books)
    for text in (source.file, source.grid.name, *(str(v) for v in source.table.title_texts.values() if v)):
        for name in books.plants:
            if name in text:
                return name
    if source.origin and (known := _known_plant(source.origin, books)):
        return known
    votes: dict[str, int] = defaultdict(int)
    for record in source.table.records:
        for step in books.by_order.get(folded(record.cells.get("order")), ()):
            votes[step.plant] += 1
    return max(votes, key=lambda name: votes[name]) if votes else ""


def _known_plant(said: str, books: ProgressBooks) -> str:
    """Return the plant that a name means, whole or in part; empty where there is none or more than one."""
    exact = [name for name in books.plants if folded(name) == folded(said)]
    like = exact or [name for name in books.plants if folded(said) in folded(name) or folded(name) in folded(said)]
    return like[0] if len(like) == 1 else ""


def _plan_row(sheet: _Sheet, record: Record) -> RowPlan:
    cells = record.cells
    problems = cell_problems(record, sheet.source.table)
    order, item = str(cells.get("order") or ""), str(cells.get("item") or "")
    section = "" if is_shift(record.group) or days_in(record.group, sheet.source.today) else _NUMBERING.sub(
        "", record.group)
    colour, line = str(cells.get("colour") or ""), str(cells.get("line") or section or "")
    row = RowPlan(record.row, NEW, " / ".join(p for p in (order, item, colour) if p), problems=problems)
    place = record.cell("order") or record.cell("item")
    own = own_day(sheet.source, record)
    day = sheet.day or own if sheet.source.table.match("day") is not None else own or sheet.day
    if day is not None and day != sheet.day and sheet.source.table.match("day") is None:
        row.title = f"{row.title} · {day:%m-%d}"
        if day > sheet.source.today + timedelta(days=1):
            problems.append(RowProblem(record.row, record.cell("made"), "day_ahead", _(
                "{day} has not come yet; what is planned is no output. The row is left out.").format(day=day), True))
    if day is None and sheet.day is None and not sheet.plan.questions:
        problems.append(RowProblem(record.row, record.cell("day"), "day_missing",
                                   _("The row has no date; enter it and import again."), True))
    assigned = str(sheet.source.answers.get("assign", {}).get(record.row) or "")
    step, how = _assigned_step(sheet, assigned, item, colour, line) if assigned else find_step(
        sheet.books, order, item, colour, line, sheet.plant)
    if step is None or not step.open_order:
        row.offers = near_orders(sheet.books, order, item, colour, sheet.plant)
        problems.append(unknown_order(sheet.books, sheet.plant, record.row, place, order, item, colour, how, step))
        row.standing = PROBLEM
        return row
    if how == "zeros":
        problems.append(RowProblem(record.row, place, "lost_zeros", _(
            "“{said}” has lost its leading zeros; taken for {order}, whose item and colour are the same. "
            "Please check.").format(said=order, order=step.order)))
    if assigned:
        row.offers = near_orders(sheet.books, order, item, colour, sheet.plant)
        row.title = _("{order} (sheet: {said})").format(order=step.about(), said=order)
    made = _whole(cells.get("made"))
    if is_to_date(sheet.source) and day is not None and step is not None:
        made = _risen(sheet, record, problems, step, day)
        if made == 0 and not sheet.books.reports.get((step.key, day, _shift(record))):
            row.standing = SAME  # the same total as before says nothing new
            return row
    if made is None and any(p.cell and p.cell == record.cell("made") for p in problems):
        problems.append(RowProblem(record.row, record.cell("made"), "made_unclear",
                                   _("What was made can't be read; enter a number and import again."), True))
    if made is not None and made < 0:
        problems.append(RowProblem(record.row, record.cell("made"), "made_negative",
                                   _("The output is negative; a correction is entered by mending that day's sheet."),
                                   True))
    if row.held or day is None:
        row.standing = PROBLEM
        return row
    shift = _shift(record)
    if (other := sheet.planned.get((step.key, day, shift))) and other is not sheet:
        problems.append(RowProblem(record.row, place, "twice", _(
            "{other} reports {order} on {day} too; this row is left out.").format(
                other=other.name, order=step.about(), day=day), True))
        row.standing = PROBLEM
        return row
    sheet.planned[step.key, day, shift] = sheet
    sheet.entries[step.key, day].append(_Entry(row, step, day, shift, made or 0, _whole(cells.get("cumulative")),
                                               line, _whole(cells.get("quantity"))))
    _complete(sheet, record, row, step, day, made or 0, line)
    return row


def _risen(sheet: _Sheet, record: Record, problems: list[RowProblem], step: StepBook, day: date) -> int | None:
    """Return what was made since the last report, from what a row says is made to date."""
    told = _whole(record.cells.get("cumulative"))
    if told is None:
        return None
    rank = shift_rank(_shift(record))
    before = step.opening + sum(m for (d, s), m in step.made.items() if (d, shift_rank(s)) < (day, rank))
    if told < before:
        problems.append(RowProblem(record.row, record.cell("cumulative"), "cumulative_down", _(
            "The total to date {told} is less than {before} before; the row is left out until somebody mends one of "
            "them.").format(told=told, before=before), True))
        return None
    return told - before


def _assigned_step(sheet: _Sheet, order: str, item: str, colour: str, line: str) -> tuple[StepBook | None, str]:
    """Return the step of the order that the user assigned a row to; its item and colour count where they fit."""
    for wanted in ((item, colour), (item, ""), ("", "")):
        found = find_step(sheet.books, order, *wanted, line, sheet.plant)
        if found[0] is not None:
            return found
    return None, "order"


def _hold_against_the_past(sheet: _Sheet) -> None:
    """Hold each step's day against the order, the line and the days before; all shifts of a day together.

    What concerns totals is said at the last shift's row, a changed line at the first.
    """
    for _key, entries in sorted(sheet.entries.items(), key=lambda entry: entry[0][1]):
        first, last = entries[0], entries[-1]
        step, day = first.step, first.day
        made = sum(e.made for e in entries)
        shifts = {e.shift for e in entries}
        before = step.before(day, min(shifts, key=shift_rank))
        told = next((e.told for e in reversed(entries) if e.told is not None), None)
        earlier = step.opening + sum(m for (d, s), m in step.made.items() if d <= day and not (
            d == day and s in shifts))
        place = sheet.cell("cumulative", last.row.row)
        if told is not None and before is not None and told < before:
            last.row.problems.append(RowProblem(last.row.row, place, "cumulative_down", _(
                "The total to date {told} is less than {before} before; with {made} made it should be {due}.")
                .format(told=told, before=before, made=made, due=earlier + made)))
        elif told is not None and before is not None and told - before - (
                unsaid := step.made_since_told(day, min(shifts, key=shift_rank))) > made:
            last.row.problems.append(RowProblem(last.row.row, place, "cumulative_jump", _(
                "The total to date rose by {rose}, but only {made} were made; a day or an earlier total is wrong.")
                .format(rose=told - before - unsaid, made=made)))
        total = earlier + made
        if total > step.quantity and made > 0:
            last.row.problems.append(RowProblem(last.row.row, place or sheet.cell("made", last.row.row),
                                                "over_quantity", _(
                "{total} made of {quantity} ordered: {over} too many ({percent}%).").format(
                    total=total, quantity=step.quantity, over=total - step.quantity,
                    percent=round(100 * (total - step.quantity) / max(1, step.quantity)))))
        usual = step.last_line(day)
        if first.line and usual and folded(first.line) != folded(usual):
            first.row.problems.append(RowProblem(first.row.row, sheet.cell("line", first.row.row), "changed_line", _(
                "Made on {line}, planned and so far made on {last}; should the bar move too?").format(
                    line=first.line, last=usual)))
        if first.ordered is not None and first.ordered != step.quantity:
            first.row.problems.append(RowProblem(
                first.row.row, sheet.cell("quantity", first.row.row), "order_quantity_differs", _(
                    "The sheet says {said} ordered, the schedule {known}; the schedule is not changed. Please check.")
                .format(said=first.ordered, known=step.quantity)))
        by_shift: dict[str, int] = defaultdict(int)
        for e in entries:
            by_shift[e.shift] += e.made
            note(e.step, e.day, e.shift, by_shift[e.shift], e.told, e.line)


def _complete(sheet: _Sheet, record: Record, row: RowPlan, step: StepBook, day: date, made: int, line: str) -> None:
    """Complete a row's plan: new, changed or same against what is stored, and how it is written."""
    cells, shift = record.cells, _shift(record)
    sheet.rows_of_line[folded(line)].append((row, step, made))
    remark = str(cells.get("note") or "").strip()
    planned = _whole(cells.get("planned"))
    if planned and made == 0 and not remark:
        row.problems.append(RowProblem(record.row, record.cell("made"), "planned_idle", _(
            "{planned} were planned, nothing was made, and no reason is given.").format(planned=planned)))
    values = {"planned": planned, "made": made, "defects": _whole(cells.get("defects")),
              "cumulative": _whole(cells.get("cumulative")), "headcount": _whole(cells.get("headcount")),
              "hours": cells.get("hours"), "downtime": _whole(cells.get("downtime")),
              "operator": str(cells.get("operator") or "").strip() or None, "note": remark or None}
    number = sheet.books.lines.get((sheet.plant, folded(line))) or sheet.books.lines.get((step.plant, folded(line)))
    old = stored_report(sheet.books, step.key, day, shift, number)
    if old is not None:
        row.changes = [(f.label, show(getattr(old, n), f.kind), show(v, f.kind)) for n, v in values.items()
                       if (f := ProgressReport._meta.fields[n]) and f.db_value(getattr(old, n)) != f.db_value(v)]
        row.standing = CHANGED if row.changes else SAME
    source = f"{sheet.source.file} [{sheet.source.grid.name}] {record.row}"

    def write(change: Change) -> None:
        report = ProgressReport.get_by_id(old.id) if old is not None else ProgressReport(
            day=day, plant=sheet.books.plants[sheet.plant], step=step.key, shift=shift or None)
        for name, value in values.items():
            setattr(report, name, value)
        report.line, report.source = number, source
        change.save(report)
        sheet.touched.add(step.key)

    row.write = write


def _look_for_idle_lines(sheet: _Sheet) -> None:
    """A line on which all that was planned made nothing the whole day is said once for each of its steps."""
    for rows in sheet.rows_of_line.values():
        by_step: dict[int, list[tuple[RowPlan, StepBook, int]]] = defaultdict(list)
        for entry in rows:
            by_step[entry[1].key].append(entry)
        whole_line = all(made == 0 for _r, _s, made in rows)
        for entries in by_step.values():
            row, step, _made = entries[-1]
            if any(made for _r, _s, made in entries) or step.total() >= step.quantity or not (
                    whole_line or len(entries) > 1):
                continue
            for each, _s, _m in entries:
                each.problems[:] = [p for p in each.problems if p.kind != "planned_idle"]
            place = sheet.cell("made", row.row)
            if whole_line and (len(by_step) > 1 or len(entries) > 1 or _was_planned(row, sheet)):
                row.problems.append(RowProblem(row.row, place, "line_idle", _(
                    "Nothing was made on the whole line, though {order} is planned there.").format(
                        order=step.about())))


def _was_planned(row: RowPlan, sheet: _Sheet) -> bool:
    record = next(r for r in sheet.source.table.records if r.row == row.row)
    return bool(record.cells.get("planned"))


def _look_for_silence(sheet: _Sheet, day: date) -> None:
    """Running steps that the plant has not named on its last report days are asked about."""
    days = sorted(d for d in sheet.books.report_days.get(sheet.plant, ()) if d <= day)[-SILENT_DAYS:]
    if len(days) < SILENT_DAYS:
        return
    for step in sheet.books.steps.values():
        if step.plant != sheet.plant or not step.open_order or step.total(day) >= step.quantity:
            continue
        named = [d for d, _shift in step.made]
        if not named or max(named) >= days[0] or step.total(day) == 0:
            continue
        sheet.plan.general.append(RowProblem(None, "", "no_report_3_days", _(
            "{order} is not finished, but has not been reported since {last}; ask the plant.").format(
                order=step.about(), last=max(named))))


def _shift(record: Record) -> str:
    """Return the shift of a row, from its cell or from the section that it stands under."""
    return str(record.cells.get("shift") or (record.group if is_shift(record.group) else ""))


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)


PROGRESS_IMPORT = Import("progress", N_("Plants' daily sheets"), (PROGRESS, PROGRESS_BY_PO, PROGRESS_TO_DATE), plan,
                         lesser=(PROGRESS_BY_ITEM,))
