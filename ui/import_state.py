"""What an import window knows: files as they were read, the user's wishes for each sheet, what was planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.show import show
from app.domain.text import N_, _
from app.exchange.grid import Workbook
from app.exchange.importing import CHANGED, NEW, PROBLEM, SAME, SKIPPED, Plan, SheetPlan
from app.exchange.workbook import Unreadable

Stamp = tuple[int, int]
"""A file's time of change and size."""
Place = tuple[int, str]
"""A worksheet: the number of its file, its name."""


@dataclass
class FileState:
    """One file: being read, read, or not readable; `kinds` holds (import, reason why none) by sheet."""

    number: int
    path: Path
    book: Workbook | None = None
    error: Unreadable | None = None
    fills: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    stamp: Stamp | None = None
    same_as: str = ""
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def reading(self) -> bool:
        """Whether it is still being read."""
        return self.book is None and self.error is None

    @property
    def trouble(self) -> str:
        """Why it can't be read, as a sentence; empty where it can."""
        return str(self.error) if self.error is not None else ""


@dataclass
class SheetWish:
    """What the user said of one sheet: as what it is taken, whether at all, its columns, days, plant, rows."""

    kind: str | None = None
    tick: bool | None = None
    columns: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)

    def copy(self) -> SheetWish:
        """Return a copy that the database thread may keep."""
        return SheetWish(self.kind, self.tick, dict(self.columns), dict(self.answers))

    def take_as(self, kind: str) -> None:
        """Take the sheet for another import, or for none; its columns are then looked for anew."""
        self.kind, self.columns = kind, {}

    def skip(self, row: int, out: bool) -> None:
        """Leave a row out, or take it in again."""
        rows = set(self.answers.get("skip", ()))
        self.answers["skip"] = frozenset(rows | {row} if out else rows - {row})

    def assign(self, row: int, order: str) -> None:
        """Assign a row to an order; an empty one takes that back."""
        given = {k: v for k, v in self.answers.get("assign", {}).items() if k != row}
        self.answers["assign"] = {**given, row: order} if order else given


@dataclass(frozen=True)
class PlannedSheet:
    """One worksheet with its plan; `kind` is the import that it is taken for, empty for none."""

    file: int
    kind: str
    plan: SheetPlan

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.file, self.plan.name

    @property
    def taken(self) -> bool:
        """Whether it will be applied."""
        return self.plan.table is not None and self.plan.chosen


@dataclass
class Planned:
    """The plan of all files: good for one try, against the state of the data after change `newest`."""

    sheets: list[PlannedSheet]
    plans: list[Plan]
    newest: int
    plants: tuple[str, ...] = ()
    moves: int = 0
    spent: bool = False

    def sheet(self, place: Place) -> PlannedSheet | None:
        """Return the sheet at a place."""
        return next((s for s in self.sheets if s.place == place), None)

    @property
    def taken(self) -> list[PlannedSheet]:
        """Return the sheets that will be applied."""
        return [s for s in self.sheets if s.taken]

    @property
    def ready(self) -> int:
        """Return how many rows will be written."""
        return sum(s.plan.count(NEW) + s.plan.count(CHANGED) for s in self.taken)

    def outline(self) -> list[tuple[Any, ...]]:
        """Return what the user has seen of it, to tell whether a fresh plan is still the same."""
        return [(s.place, r.row, r.standing, tuple(r.changes), tuple((p.kind, p.holds) for p in r.problems))
                for s in self.taken for r in s.plan.rows]


COUNTS = ((NEW, N_("{count} new")), (CHANGED, N_("{count} changed")), (SAME, N_("{count} same")),
          (PROBLEM, N_("{count} held")), (SKIPPED, N_("{count} left out")))


def counted(plan: SheetPlan) -> str:
    """Return a sheet's rows by standing: 18 new, 1 held."""
    parts = [_(text).format(count=show(plan.count(key), "quantity")) for key, text in COUNTS if plan.count(key)]
    return _(", ").join(parts) if parts else _("no rows")


def sheet_label(plan: SheetPlan) -> str:
    """Return how a sheet is called: plant and day where they are known, else its name."""
    if plan.day is not None:
        return f"{plan.origin} {plan.day:%m-%d}".strip()
    if plan.origin and plan.origin != plan.name:
        return f"{plan.name} · {plan.origin}"
    return plan.name
