"""Plans and applies all files of an import window; everything here runs on the database thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.database import history
from app.database.change import Change
from app.database.record import every_record
from app.domain.problem import Problem, Refused
from app.domain.sheet import Import
from app.domain.text import _
from app.exchange.finding import Wish, find
from app.exchange.grid import Grid
from app.exchange.importing import CHANGED, Incoming, Plan, SheetPlan, apply_plans, plan_books
from app.exchange.kinds import is_plainly
from app.exchange.table import Table
from app.masters.plant import Plant
from ui.import_state import FileState, Place, Planned, PlannedSheet, SheetWish, Stamp

HEAD = 150
"""Rows by which a sheet is recognised."""


class PlanMoved(Refused):
    """Somebody else has changed something that the plan stood on; `fresh` is the plan as it is now."""

    def __init__(self, fresh: Planned) -> None:
        super().__init__([Problem(_("Somebody else has just changed records that this import touches. The rows were "
                                    "held against them once more; nothing was applied. Please look again."))])
        self.fresh = fresh


class FileMoved(Refused):
    """A file was changed after it was read."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__([Problem(_("“{name}” was changed after it was read. It is being read again; nothing was "
                                    "applied. Please look again.").format(name=name))])
        self.number = number


def stamp_of(path: Path) -> Stamp | None:
    """Return by what a changed file is known; None where it can't be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def recognise(imports: Mapping[str, Import], grid: Grid, today: date) -> tuple[str, str]:
    """Return the import that fits a sheet best, or nothing and the reason why none does.

    Where several are possible, a sheet is never taken on likeness alone: then the user says what it is.
    """
    head = replace(grid, rows=grid.rows[:HEAD], texts=None,
                   merged=tuple(m for m in grid.merged if m.bottom <= HEAD)) if len(grid.rows) > HEAD else grid
    best, found, reason, alike = 0.0, "", "", False
    for key, spec in imports.items():
        table, learned = find(spec, head, today, lesser=False)
        if not isinstance(table, Table):
            reason = reason or table.reason
        elif len(imports) > 1 and not learned and not _is_certain(table):
            alike = True
        elif (score := sum(m.confidence for m in table.matches) + (3 if learned else 0)) > best:
            best, found = score, key
    if not found:
        found = next((key for key, spec in imports.items() if spec.lesser and _is_lesser(spec, head, today)), "")
    if not found and alike:
        reason = _("Sheet “{sheet}” is no table that is known for certain; it is left out. If it should come in, "
                   "choose what it is.").format(sheet=grid.name)
    return found, "" if found else reason


def _is_lesser(spec: Import, head: Grid, today: date) -> bool:
    """Tell whether a sheet lacks what a full one has, but says in its own words that it is one."""
    table, _learned = find(spec, head, today)
    return isinstance(table, Table) and is_plainly(table, spec.key)


def _is_certain(table: Table) -> bool:
    """Tell whether all that is needed was found by its own heading, and most columns are known."""
    needed = {w.key for w in table.wanted if w.required}
    known = all(m.how != "likely" for m in table.matches if m.key in needed)
    return known and len(table.matches) >= 0.4 * (len(table.matches) + len(table.unmatched))


def plan_files(files: Sequence[FileState], wishes: Mapping[Place, SheetWish], imports: Mapping[str, Import],
               today: date) -> Planned:
    """Recognise and plan every sheet of every file that is read, each import's sheets together."""
    read = [f for f in files if f.book is not None]
    kinds = {(f.number, g.name): _kind(f, g, wishes, imports, today) for f in read for g in _grids(f)}
    made: dict[Place, PlannedSheet] = {}
    plans: list[Plan] = []
    for key, spec in imports.items():
        ours = [f for f in read if any(kinds[f.number, g.name] == key for g in _grids(f))]
        planned = plan_books(spec, [_incoming(f, key, kinds, wishes) for f in ours], today)
        plans += planned
        for file, plan in zip(ours, planned, strict=True):
            made |= {(file.number, s.name): PlannedSheet(file.number, key, s) for s in plan.sheets}
    sheets = [made.get((f.number, g.name)) or PlannedSheet(f.number, "", SheetPlan(
        g.name, g.hidden, None, f.kinds.get(g.name, ("", ""))[1])) for f in read for g in _grids(f)]
    plants = tuple(p.name for p in Plant.select().where(Plant.deleted == 0).order_by(Plant.place, Plant.id))
    return Planned(sheets, plans, history.newest(), plants, _moved_dates(sheets))


def _grids(file: FileState) -> tuple[Grid, ...]:
    return file.book.sheets if file.book is not None else ()


def _kind(file: FileState, grid: Grid, wishes: Mapping[Place, SheetWish], imports: Mapping[str, Import],
          today: date) -> str:
    """Return the import that a sheet is planned with."""
    if grid.name not in file.kinds:
        file.kinds[grid.name] = recognise(imports, grid, today)
    wish = wishes.get((file.number, grid.name))
    return file.kinds[grid.name][0] if wish is None or wish.kind is None else wish.kind


def _incoming(file: FileState, key: str, kinds: Mapping[Place, str], wishes: Mapping[Place, SheetWish]) -> Incoming:
    ours = {g.name: wishes.get((file.number, g.name), SheetWish()) for g in _grids(file)}
    assert file.book is not None
    ticks = {name: w.tick for name, w in ours.items() if w.tick is not None}
    if file.same_as:
        ticks = dict.fromkeys(ours, False) | ticks
    return Incoming(file.book, Wish(
        columns={name: w.columns for name, w in ours.items()}, answers={name: w.answers for name, w in ours.items()},
        ignored=frozenset(name for name in ours if kinds[file.number, name] != key), ticks=ticks),
        lambda name: file.fills.get(name, {}))


def _moved_dates(sheets: Sequence[PlannedSheet]) -> int:
    """Return how many promised dates would move, for which a reason is asked."""
    promised = {f.label for model in every_record() for f in model.ledger}
    return sum(1 for s in sheets if s.taken for r in s.plan.rows if r.standing == CHANGED and not r.held
               for label, old, _new in r.changes if old and label in promised)


def apply_files(change: Change, planned: Planned, files: Sequence[FileState], wishes: Mapping[Place, SheetWish],
                imports: Mapping[str, Import], today: date) -> dict[str, int]:
    """Write all good rows of all chosen sheets in one change, if files and records are as the user has seen them."""
    for file in files:
        now = stamp_of(file.path)
        if file.book is not None and now is not None and now != file.stamp:
            raise FileMoved(file.number, file.path.name)
    if planned.spent or history.newest() != planned.newest:
        fresh = plan_files(files, wishes, imports, today)
        if fresh.outline() != planned.outline():
            raise PlanMoved(fresh)
        planned = fresh
    planned.spent = True
    return apply_plans(change, planned.plans)
