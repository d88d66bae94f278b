"""A small company for tests of forms: one customer, two products, an order with two lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from app.areas.catalogue import sheets
from app.areas.demo import new_company
from app.database import connection
from app.database.change import Change, Who, write
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product

ME, OTHER = Who("王小姐", "PC-02"), Who("阿敏", "PC-07")
TODAY = date(2026, 11, 23)


def sheet(key: str = "orders") -> Any:
    """Return a sheet of the program."""
    return sheets()[key]


def fill(change: Change) -> int:
    """Make the company's records; return the order's number."""
    customer = change.save(Company(name="臻宝贸易", customer=True))
    change.save(Company(name="大洋商行", customer=True))
    cup, bowl = change.save(Product(code="A01", name="杯子")), change.save(Product(code="B02", name="汤碗"))
    order = change.save(Order(number="HJ2611-001", customer=customer, received=date(2026, 11, 1)))
    change.save(OrderLine(order=order, product=cup, colour="白", quantity=1000, per_carton=24,
                          required_ship=date(2026, 12, 20)))
    change.save(OrderLine(order=order, product=bowl, colour="绿", quantity=500))
    return int(order.id)


@contextmanager
def company(folder: Path) -> Iterator[int]:
    """Open a new small company in this thread; gives the order's number."""
    new_company(folder / "company.db")
    try:
        yield write("Fill", ME, fill).result
    finally:
        connection.close()


def as_change(task: Callable[[Change], Any], who: Who = ME, reason: Any = None) -> Any:
    """Run a task as one change and return its result."""
    return write("Test", who, task, reason=reason).result
