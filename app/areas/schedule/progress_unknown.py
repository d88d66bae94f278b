"""What is said of a daily sheet's row whose order is not among those being made."""

from __future__ import annotations

from app.areas.schedule.progress_books import ProgressBooks, StepBook, alike
from app.domain.text import _
from app.exchange.importing import RowProblem


def unknown_order(books: ProgressBooks, plant: str, row: int, place: str, order: str, item: str, colour: str, how: str,
             step: StepBook | None) -> RowProblem:
    """Return the problem of a row whose order is not among the current ones; it is never made from a report."""
    if step is not None:
        return RowProblem(row, place, "unknown_order", _(
            "Order {order} is shipped or closed; is this rework of an old order? The row is left out.").format(
                order=order), True)
    if how == "orders" and not order:
        return RowProblem(row, place, "unknown_order", _(
            "{item} is being made for several orders, and the sheet names none; assign the row to one of them.").format(
                item=item), True)
    if how == "item" and not order:
        return RowProblem(row, place, "unknown_item", _(
            "No open order has {item} {colour} still to be made; the row is left out.").format(
                item=item, colour=colour), True)
    if how == "orders":
        return RowProblem(row, place, "unknown_order", _(
            "Several open orders of customer PO {order} fit; the row is left out. Assign it to one of them.").format(
                order=order), True)
    if how == "item":
        return RowProblem(row, place, "unknown_item", _(
            "Order {order} has no {item} {colour}; the row is left out. Assign it or correct the sheet.").format(
                order=order, item=item, colour=colour), True)
    near = alike(books, order, item, colour, plant)
    if near:
        return RowProblem(row, place, "unknown_order", _(
            "There is no order {order} in the schedule; probably {near} is meant. Nothing is made from a report: "
            "assign the row or leave it out.").format(order=order, near=near), True)
    return RowProblem(row, place, "unknown_order", _(
        "There is no order {order} in the schedule (an old order reworked?). The row is left out.").format(
            order=order), True)
