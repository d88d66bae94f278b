"""What left the house closes the lines of its order, and the order when all of them are out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import partial
from typing import Any

from peewee import fn

from app.database.change import Change
from app.masters.order import Order, OrderLine
from app.masters.shipment import Shipment

FINISHED = "blue"
"""The mark of a line that is out, as the office colours its rows."""


def shipped(change: Change, shipment: Any, before: dict[str, Any] | None) -> None:
    """Look at the orders that a delivery names or named, once at the end of the change."""
    if change.dated_back:
        return
    less = bool(shipment.deleted) or (shipment.quantity or 0) < 0 or before is not None
    for order in {shipment.order_id, (before or {}).get("order_id")} - {None}:
        change.at_end[f"shipped of {order} {less}"] = partial(_close, number=order, less=less)


def _close(change: Change, number: int, less: bool) -> None:
    """Mark the lines of an order that are out; where it may be less than before, others lose the mark."""
    order = Order.get_or_none((Order.id == number) & (Order.deleted == 0))
    if order is None:
        return
    out: dict[int, int] = defaultdict(int, Shipment.select(Shipment.product, fn.SUM(Shipment.quantity)).where(
        (Shipment.order == number) & (Shipment.deleted == 0)).group_by(Shipment.product).tuples())
    lines = list(OrderLine.select().where((OrderLine.order == number) & (OrderLine.deleted == 0)))
    lines.sort(key=lambda line: (line.confirmed_ship or line.required_ship or date.max, line.id))
    closed = []
    for line in lines:
        whole = 0 < (line.quantity or 0) <= out[line.product_id]
        out[line.product_id] -= min(out[line.product_id], line.quantity or 0)
        closed.append(whole)
        if whole != (line.mark == FINISHED) and (whole or less):
            line.mark = FINISHED if whole else None
            change.save(line)
    if closed and all(closed) and order.state in ("approved", "distributed", "producing"):
        order.state = "shipped"
        change.save(order)
