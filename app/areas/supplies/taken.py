"""What each department took in a month or a year: articles by departments, with sums and what it cost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from peewee import JOIN

from app.areas.supplies.records import IssueLine, SupplyItem
from app.database.record import database
from app.domain.frozen import frozen, frozen_slots
from app.domain.months import month_moved
from app.domain.text import N_, _
from app.masters.company import Department

UNKNOWN = N_("(no department)")


@frozen_slots
class Taking:
    """One line of a slip: article, department, quantity, price (None where it is not known)."""

    article: str
    unit: str
    department: str
    quantity: int
    price: Decimal | None


@frozen
class TakenRow:
    """One article: what each department took, in the order of the departments, all together, and its cost."""

    article: str
    unit: str
    quantities: tuple[int, ...]
    total: int
    cost: Decimal


@frozen
class Taken:
    """The table of a period; `costs` is what each department's takings cost."""

    period: str
    departments: tuple[str, ...]
    rows: tuple[TakenRow, ...]
    totals: tuple[int, ...]
    costs: tuple[Decimal, ...]

    @property
    def total(self) -> int:
        """All pieces together."""
        return sum(self.totals)

    @property
    def cost(self) -> Decimal:
        """All takings together in money."""
        return sum(self.costs, Decimal(0))


def add_up(period: str, takings: Iterable[Taking], order: Iterable[str] = ()) -> Taken:
    """Cross articles with departments; departments stand in the given order, unknown ones after them."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    prices: dict[tuple[str, str], Decimal] = {}
    pieces: dict[str, int] = defaultdict(int)
    costs: dict[str, Decimal] = defaultdict(Decimal)
    for t in takings:
        found[t.article, t.unit][t.department] += t.quantity
        pieces[t.department] += t.quantity
        price = t.price or Decimal(0)
        prices[t.article, t.unit] = price
        costs[t.department] += price * t.quantity
    known = [name for name in order if name in pieces]
    departments = (*known, *sorted(set(pieces) - set(known), key=lambda name: (not name, name)))
    rows = tuple(TakenRow(article, unit, tuple(by.get(d, 0) for d in departments), sum(by.values()),
                          prices[article, unit] * sum(by.values()))
                 for (article, unit), by in sorted(found.items()))
    return Taken(period, departments, rows, tuple(pieces[d] for d in departments),
                 tuple(costs[d] for d in departments))


def span_of(period: str) -> tuple[date, date]:
    """Return the first day of a period (2026 or 2026-10) and the day after its last."""
    if re.fullmatch(r"[1-9]\d{3}", period):
        return date(int(period), 1, 1), date(int(period) + 1, 1, 1)
    if re.fullmatch(r"[1-9]\d{3}-(0[1-9]|1[0-2])", period):
        first = date(int(period[:4]), int(period[5:]), 1)
        return first, month_moved(first, 1)
    raise ValueError(_("“{text}” is no period; write a month like 2026-10 or a year like 2026.").format(text=period))


def read_taken(period: str) -> Taken:
    """Return what the departments took in a month or a year."""
    first, after = span_of(period)
    query = (IssueLine.select(SupplyItem.name, SupplyItem.spec, SupplyItem.unit, Department.name, IssueLine.quantity,
                              SupplyItem.price)
             .join_from(IssueLine, SupplyItem).join_from(IssueLine, Department, JOIN.LEFT_OUTER)
             .where((IssueLine.deleted == 0) & (IssueLine.day >= first.isoformat())
                    & (IssueLine.day < after.isoformat())))
    takings = [Taking(" ".join(p for p in (name, spec) if p), unit or "", department or "", quantity,
                      SupplyItem.price.python_value(price))
               for name, spec, unit, department, quantity, price in database.execute(query).fetchall()]
    order = [row[0] for row in Department.select(Department.name).where(Department.deleted == 0).order_by(
        Department.place, Department.id).tuples()]
    return add_up(period, takings, order)


def periods() -> list[str]:
    """Return the months and years in which anything was taken, the newest first, years after the months."""
    months = [row[0] for row in database.execute_sql(
        "SELECT DISTINCT substr(day, 1, 7) FROM supply_issue_line WHERE deleted = 0 AND day IS NOT NULL "
        "ORDER BY 1 DESC")]
    return [*months, *sorted({m[:4] for m in months}, reverse=True)]


def department_name(name: str) -> str:
    """Return a department as it is shown."""
    return name or _(UNKNOWN)
