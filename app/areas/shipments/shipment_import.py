"""Imports a ship-out list: each delivery once, models and customers made where they are new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.areas.shipments.shipment_fields import WANTED, WITHOUT_NUMBER
from app.database.change import Change
from app.domain.sheet import Import
from app.domain.text import N_, _
from app.exchange.importing import NEW, PROBLEM, SAME, RowPlan, RowProblem, SheetPlan, Source, cell_problems
from app.exchange.table_parts import Record
from app.masters.by_name import ByName, keep, plain
from app.masters.company import Company
from app.masters.order import Order
from app.masters.pieces import broken_pieces, is_whole
from app.masters.product import Product
from app.masters.shipment import Shipment

Key = tuple[str, str, int, str, str]


@dataclass
class _Books:
    """What the rows refer to, read once for the workbook."""

    customers: ByName = field(default_factory=lambda: ByName(Company, "name", "short_name"))
    products: ByName = field(default_factory=lambda: ByName(Product, "code"))
    orders: ByName = field(default_factory=lambda: ByName(Order, "number"))
    known: set[Key] = field(default_factory=lambda: {
        _key(s.number, s.product.code, s.quantity, s.first_serial, s.lot)
        for s in Shipment.select(Shipment, Product).join(Product).where(Shipment.deleted == 0)})
    seen: dict[Key, int] = field(default_factory=dict)


def _key(number: Any, model: Any, quantity: Any, first: Any, lot: Any) -> Key:
    return plain(str(number)), plain(str(model)), int(quantity), plain(str(first or "")), plain(str(lot or ""))


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of deliveries."""
    books: _Books = memory.setdefault("shipments", None) or _Books()
    memory["shipments"] = books
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    new: list[Shipment] = []
    made.rows = [_plan_row(source, books, record, new) for record in source.records]
    if source.table.match("number") is None:
        made.general.append(RowProblem(None, "", "number_made", _(
            "The sheet has no delivery numbers; each delivery is known by its day and customer.")))
    made.finish = lambda change: _write(change, new)
    return made


def _plan_row(source: Source, books: _Books, record: Record, new: list[Shipment]) -> RowPlan:
    cells = record.cells
    get = cells.get
    number, model = str(get("number") or "") or _own_number(record), str(get("model") or "")
    row = RowPlan(record.row, NEW, " / ".join(p for p in (number, model) if p),
                  problems=cell_problems(record, source.table))
    quantity: Any = get("quantity")
    for wrong, key, kind, text in (
            (not model, "model", "model_missing", _("The model is missing; enter it and import again.")),
            (not quantity, "quantity", "quantity_missing",
             _("The quantity shipped is missing, 0 or no number; enter it and import again.")),
            (not is_whole(quantity), "quantity", "decimal", broken_pieces(quantity)),
            (get("shipped") is None, "shipped", "day_missing",
             _("The ship date is missing; enter it and import again."))):
        if wrong:
            row.problems.append(RowProblem(record.row, record.cell(key), kind, text, True))
    if row.held:
        row.standing = PROBLEM
        return row
    same = _key(number, model, quantity, get("first_serial"), get("lot"))
    if same in books.seen:
        row.problems.append(RowProblem(record.row, record.cell("number"), "duplicate", _(
            "The same as row {row}: delivery {number} counts once; this row is left out.").format(
                row=books.seen[same], number=number), True))
        row.standing = PROBLEM
        return row
    books.seen[same] = record.row
    if quantity < 0:
        row.problems.append(RowProblem(record.row, record.cell("quantity"), "negative", _(
            "{quantity}: a delivery that came back; kept, the quantity shipped becomes smaller.").format(
                quantity=quantity)))
    if same in books.known:
        row.standing = SAME
        return row
    row.write = _Row(_shipment(source, books, record, row), new)
    return row


def _own_number(record: Record) -> str:
    """Return the number of a delivery that the sheet gives none: its day and whose it is."""
    shipped: Any = record.cells.get("shipped")
    whose = plain(str(record.cells.get("customer") or ""))[:12]
    return f"{shipped:%Y%m%d}-{whose}".rstrip("-") if shipped is not None else ""


def _shipment(source: Source, books: _Books, record: Record, row: RowPlan) -> Shipment:
    get = record.cells.get
    name = str(get("customer") or "")
    if not name:
        name = _("Unknown customer")
        row.problems.append(RowProblem(record.row, record.cell("customer"), "customer_missing", _(
            "The customer is missing; the delivery was put under “{customer}”.").format(customer=name)))
    unit = str(get("unit") or "") or None
    order = books.orders.find(get("order"))
    if get("order") and order is None:
        row.problems.append(RowProblem(record.row, record.cell("order"), "unknown_order", _(
            "There is no order {order}; the delivery is kept without it.").format(order=get("order"))))
    if books.products.find(get("model")) is None:
        row.problems.append(RowProblem(record.row, record.cell("model"), "model_new", _(
            "Model {model} is new; it is added to the products.").format(model=get("model"))))
    first, last = (str(get(k) or "").upper() or None for k in ("first_serial", "last_serial"))
    number = str(get("number") or "") or _own_number(record)
    made = Shipment(shipped=get("shipped"), number=number, description=get("name"), unit=unit,
                    quantity=round(float(str(get("quantity")))), lot=get("lot"), first_serial=first, last_serial=last,
                    carrier=get("carrier"), note=get("note"))
    made.customer = books.customers.take(name, customer=True)
    made.product = books.products.take(get("model"), name=get("name"), unit=unit or "PCS")
    made.order = order
    if first and last and (len(first) != len(last) or last < first):
        row.problems.append(RowProblem(record.row, record.cell("first_serial"), "serials_unclear", _(
            "The serial numbers {first} to {last} are no range; enter them again and import again.").format(
                first=first, last=last), True))
        row.standing = PROBLEM
    return made


class _Row:
    """Puts one good row among those that are written together."""

    __slots__ = ("_new", "_shipment")

    def __init__(self, shipment: Shipment, new: list[Shipment]) -> None:
        self._shipment, self._new = shipment, new

    def __call__(self, change: Change) -> None:
        self._new.append(self._shipment)


def _write(change: Change, new: list[Shipment]) -> None:
    for shipment in new:
        shipment.customer = keep(change, shipment.customer)
        shipment.product = keep(change, shipment.product)
    change.add_all(new)


SHIPMENTS_IMPORT = Import("shipments", N_("Ship-out list"), (WANTED,), plan, lesser=(WITHOUT_NUMBER,))
