"""What an import of supplies refers to and what it gathers, read once and written together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.areas.supplies.records import IssueLine, SupplyIssue, SupplyItem
from app.database.change import Change
from app.masters.by_name import ByName, keep, plain
from app.masters.company import Department


@dataclass
class SupplyBooks:
    """What the rows refer to, and the lines that are known, read once for the workbook."""

    departments: ByName = field(default_factory=lambda: ByName(Department, "name"))
    items: dict[tuple[str, str], SupplyItem] = field(default_factory=lambda: {
        (plain(i.name), plain(i.spec or "")): i for i in SupplyItem.select().where(SupplyItem.deleted == 0)})
    slips: dict[str, SupplyIssue] = field(default_factory=lambda: {
        plain(s.number): s for s in SupplyIssue.select().where(SupplyIssue.deleted == 0)})
    known: Counter[tuple[Any, ...]] = field(default_factory=lambda: Counter(
        (plain(x.issue.number), x.item_id, x.day, x.department_id, x.taken_by or "", x.quantity)
        for x in IssueLine.select(IssueLine, SupplyIssue).join(SupplyIssue).where(IssueLine.deleted == 0)))
    listed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Pieces of (article, specification, department) in the lists of this workbook."""

    def item(self, name: str, spec: str, unit: str) -> SupplyItem:
        """Return the article, a new one where there is none yet."""
        key = (plain(name), plain(spec))
        if key not in self.items:
            self.items[key] = SupplyItem(name=name, spec=spec or None, unit=unit or None)
        return self.items[key]

    def slip(self, number: str, day: date, department: Any, taken_by: str) -> SupplyIssue:
        """Return the slip of this number; without one the slip of that day, department and person."""
        key = plain(number) or f"\t{day}\t{getattr(department, 'name', '')}\t{taken_by}"
        if key not in self.slips:
            made = SupplyIssue(number=number or None, day=day, taken_by=taken_by or None)
            made.department = department
            self.slips[key] = made
        return self.slips[key]


class Gather:
    """Puts one good line among those that are written together."""

    __slots__ = ("_line", "_new")

    def __init__(self, line: IssueLine, new: list[IssueLine]) -> None:
        self._line, self._new = line, new

    def __call__(self, change: Change) -> None:
        self._new.append(self._line)


def write_lines(change: Change, new: list[IssueLine]) -> None:
    """Write lines with the articles, departments and slips that they need."""
    for line in new:
        line.item = keep(change, line.item)
        department = line.__rel__.get("department")
        line.department = keep(change, department)
        slip = line.issue
        if not slip.id:
            slip.department = keep(change, slip.__rel__.get("department"))
        line.issue = keep(change, slip)
    change.add_all(new)
