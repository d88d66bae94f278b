"""The distribution matrix: orders by departments, with what was sent, signed for, and not yet back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from app.database.change import Change
from app.masters.company import Company, Department
from app.masters.order import OPEN_STATES, Copy, Order

MISSING, SENT, SIGNED, OLD_OUT = "missing", "sent", "signed", "old_out"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one department's copy stands: missing, sent, signed, or an old copy is still out."""

    standing: str
    copy: int | None
    day: date | None
    signed_by: str
    old_revision: int | None = None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One order with its copies by department."""

    order: int
    number: str
    revision: int
    customer: str
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Departments (number, name) and the rows of open orders."""

    departments: tuple[tuple[int, str], ...]
    rows: tuple[MatrixRow, ...]


def matrix(all_orders: bool = False) -> Matrix:
    """Return the matrix of the open orders, or of all."""
    departments = tuple(Department.select(Department.id, Department.name).where(Department.deleted == 0)
                        .order_by(Department.place, Department.id).tuples())
    query = (Order.select(Order.id, Order.number, Order.revision, Company.name).join(Company)
             .where(Order.deleted == 0).order_by(Order.received.desc(), Order.id.desc()))
    if not all_orders:
        query = query.where(Order.state.in_(OPEN_STATES))
    copies: dict[int, list[Copy]] = defaultdict(list)
    for copy in Copy.select().where(Copy.deleted == 0):
        copies[copy.order_id].append(copy)
    rows = []
    for key, number, revision, customer in query.tuples():
        rows.append(MatrixRow(key, number, revision, customer,
                              {d: _cell(d, revision, copies[key]) for d, _name in departments}))
    return Matrix(departments, tuple(rows))


def _cell(department: int, revision: int, copies: list[Copy]) -> Cell:
    own = [c for c in copies if c.department_id == department]
    now = next((c for c in own if c.revision == revision), None)
    old = next((c for c in own if c.revision < revision and c.old_back is None and c.sent is not None), None)
    if old is not None:
        return Cell(OLD_OUT, old.id, old.sent, old.signed_by or "", old.revision)
    if now is None or now.sent is None:
        return Cell(MISSING, now.id if now else None, None, "")
    if now.signed is None:
        return Cell(SENT, now.id, now.sent, "")
    return Cell(SIGNED, now.id, now.signed, now.signed_by or "")


def step_on(change: Change, order: int, department: int, today: date, who: str) -> None:
    """Take a department's copy one step on: old copy back, then sent, then signed for."""
    record = Order.get_by_id(order)
    copies = list(Copy.select().where((Copy.order == order) & (Copy.department == department) & (Copy.deleted == 0)))
    cell = _cell(department, record.revision, copies)
    if cell.standing == OLD_OUT:
        old = Copy.get_by_id(cell.copy)
        old.old_back = today
        change.save(old)
    elif cell.standing == MISSING:
        copy = Copy.get_by_id(cell.copy) if cell.copy else Copy(order=order, department=department,
                                                                revision=record.revision)
        copy.sent = today
        change.save(copy)
    elif cell.standing == SENT:
        copy = Copy.get_by_id(cell.copy)
        copy.signed, copy.signed_by = today, who
        change.save(copy)
