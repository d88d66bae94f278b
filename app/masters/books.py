"""Companies, people, products, orders and order lines by their names, for a whole workbook on its way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.database.change import Change
from app.database.record import Record
from app.masters.by_name import ByName, keep, plain
from app.masters.company import Company, Person
from app.masters.order import Order, OrderLine
from app.masters.product import Product


class MasterBooks:
    """The masters that rows refer to; orders are only looked up, the others made where they are new."""

    def __init__(self) -> None:
        self.companies = ByName(Company, "name", "short_name")
        self.people = ByName(Person, "name")
        self.products = ByName(Product, "code")
        self.orders: dict[str, Order] = {plain(o.number): o for o in Order.select().where(Order.deleted == 0)}
        self._stripped = {key.lstrip("0"): order for key, order in self.orders.items()}
        self._lines: dict[tuple[int, int], list[OrderLine]] = {}
        for line in OrderLine.select().where(OrderLine.deleted == 0).order_by(OrderLine.id):
            self._lines.setdefault((line.order_id, line.product_id), []).append(line)

    def order(self, number: str) -> Order | None:
        """Return the order of a number, also where a spreadsheet has lost its leading zeros."""
        key = plain(number)
        return self.orders.get(key) or (self._stripped.get(key.lstrip("0")) if key.isdigit() else None)

    def line(self, order: Order | None, product: Product | None, colour: str) -> OrderLine | None:
        """Return the line of an order with this product in this colour; its only one where no colour is said."""
        if order is None or product is None or not product.id:
            return None
        lines = self._lines.get((order.id, product.id), [])
        if not colour:
            return lines[0] if len(lines) == 1 else None
        return next((line for line in lines if plain(str(line.colour or "")) == plain(colour)), None)


def put(change: Change, record: Record, values: Mapping[str, Any]) -> Record:
    """Set what is not empty on a record and save it, its new masters first."""
    for name, value in values.items():
        if value is None or value == "":
            continue
        setattr(record, name, keep(change, value) if isinstance(value, Record) else value)
    return change.save(record)
