"""Lists of cancelled orders: never new ones, but an offer to cancel those that are there."""

from __future__ import annotations

from collections import defaultdict

from app.areas.schedule.order_books import OrderBooks, folded
from app.database.change import Change
from app.domain.text import _
from app.exchange.importing import CHANGED, SAME, RowPlan, RowProblem, SheetPlan, Source
from app.exchange.kinds import CANCELLED
from app.exchange.table_parts import Record
from app.masters.order import STATES, WORKFLOW, Order, OrderLine


def names_cancelled(source: Source) -> bool:
    """Tell whether a sheet calls itself a list of cancelled orders, by its name or its title."""
    titles = [value for value in source.table.title_texts.values() if isinstance(value, str) and len(value) <= 40]
    return any(CANCELLED.search(text) for text in (source.grid.name, *titles))


def plan_cancellations(source: Source, books: OrderBooks) -> SheetPlan:
    """Plan the cancelling of the orders that a sheet lists and the file has; left out until somebody chooses it."""
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table, chosen=False)
    made.general.append(RowProblem(None, "", "cancelled_orders", _(
        "Sheet “{sheet}” lists cancelled orders; nothing new is made of them. Choose the sheet to cancel those of its "
        "orders that are here.").format(sheet=source.grid.name)))
    listed: dict[int, set[str]] = defaultdict(set)
    found: list[tuple[Record, Order | None]] = []
    for record in source.records:
        order = _order_of(record, books)
        found.append((record, order))
        if order is not None:
            listed[order.id].add(folded(record.cells.get("item")))
    done: set[int] = set()
    for record, order in found:
        made.rows.append(_planned(record, order, listed, done))
    return made


def _order_of(record: Record, books: OrderBooks) -> Order | None:
    number, po = record.cells.get("order"), record.cells.get("customer_po")
    order = books.orders.get(folded(number)) if number else None
    if order is None and po:
        order = books.by_po.get((folded(po), folded(record.cells.get("customer"))))
    return order if isinstance(order, Order) else None


def _planned(record: Record, order: Order | None, listed: dict[int, set[str]], done: set[int]) -> RowPlan:
    said = str(record.cells.get("order") or record.cells.get("customer_po") or "")
    place = record.cell("order") or record.cell("customer_po")
    row = RowPlan(record.row, SAME, " / ".join(p for p in (said, str(record.cells.get("item") or "")) if p))
    if order is None:
        row.problems.append(RowProblem(record.row, place, "not_here", _(
            "{order} is not here, so there is nothing to cancel.").format(order=said), True))
        return row
    if order.state == "cancelled" or order.id in done:
        return row
    done.add(order.id)
    others = [line.product.code for line in OrderLine.select().where(
        (OrderLine.order == order) & (OrderLine.deleted == 0)) if folded(line.product.code) not in listed[order.id]]
    if others:
        row.problems.append(RowProblem(record.row, place, "part_cancelled", _(
            "Order {order} has further products that are not on this list ({items}); cancel its lines by hand.").format(
                order=order.number, items="、".join(others[:3])), True))
        return row
    if not WORKFLOW.allows(order.state, "cancelled"):
        row.problems.append(RowProblem(record.row, place, "not_cancelled", _(
            "Order {order} is {state}; it can't be cancelled any more.").format(
                order=order.number, state=_(dict(STATES)[order.state])), True))
        return row
    row.standing = CHANGED
    row.changes = [(Order.state.label, _(dict(STATES)[order.state]), _(dict(STATES)["cancelled"]))]

    def write(change: Change) -> None:
        order.state = "cancelled"
        change.save(order)

    row.write = write
    return row
