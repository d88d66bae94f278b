"""Shipments 出货: what left the house when, for whom, with which serial numbers; rates and warranty rest on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.database.fields import Code, Day, Link, LongText, Quantity, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _, _n
from app.masters.company import Company
from app.masters.order import Order
from app.masters.product import Product


def _some_quantity(shipment: Any) -> Problem | None:
    if shipment.quantity:
        return None
    return Problem(_("The quantity of delivery {number} is 0; enter how many left, with a minus what came back.")
                   .format(number=shipment.number), Shipment.quantity, True)


def _serials_in_order(shipment: Any) -> Problem | None:
    first, last = shipment.first_serial or "", shipment.last_serial or ""
    if not first and not last:
        return None
    if not first or not last:
        return Problem(_("Only one end of the serial numbers is filled in; a single piece has the same at both ends."),
                       Shipment.last_serial)
    if len(first) != len(last) or last < first:
        return Problem(_("The serial numbers {first} to {last} are no range: both need the same length, the last "
                         "must not come before the first.").format(first=first, last=last), Shipment.last_serial, True)
    counted = serial_count(first, last)
    if counted is not None and shipment.quantity and counted != abs(shipment.quantity):
        return Problem(_n("The serial numbers {first} to {last} are {counted} piece, the quantity is {quantity}.",
                          "The serial numbers {first} to {last} are {counted} pieces, the quantity is {quantity}.",
                          counted).format(
                           first=first, last=last, counted=counted, quantity=shipment.quantity),
                       Shipment.quantity)
    return None


def _not_twice(shipment: Any) -> Problem | None:
    """Name a line that is there already; one delivery may have several lines, equal ones it has not."""
    if shipment.product_id is None:
        return None
    found = Shipment.select(Shipment.id).where(
        (Shipment.number == shipment.number) & (Shipment.product == shipment.product_id)
        & (Shipment.quantity == shipment.quantity) & (Shipment.deleted == 0)
        & (fn.COALESCE(Shipment.first_serial, "") == (shipment.first_serial or ""))
        & (fn.COALESCE(Shipment.lot, "") == (shipment.lot or "")))
    if shipment.id:
        found = found.where(Shipment.id != shipment.id)
    if found.limit(1).scalar() is None:
        return None
    return Problem(_("Delivery {number} has this line already (same product, quantity and serial numbers).")
                   .format(number=shipment.number), Shipment.number, True)


class Shipment(Record):
    """One product of one delivery; a negative quantity is a delivery that came back (冲红)."""

    shipped = Day(N_("Shipped on"), required=True)
    number = Code(N_("Delivery no."), required=True)
    customer = Link(N_("Customer"), Company, required=True, width=20)
    product = Link(N_("Model"), Product, required=True, width=10)
    description = Text(N_("Product name"), width=16)
    quantity = Quantity(N_("Quantity shipped"), required=True)
    unit = Text(N_("Unit"), width=6)
    lot = Code(N_("Lot"), width=10)
    first_serial = Code(N_("First serial no."))
    last_serial = Code(N_("Last serial no."))
    order = Link(N_("Production order no."), Order)
    carrier = Text(N_("Carrier"), width=9)
    note = LongText(N_("Note"))

    shown = (number, product)
    checks = (_some_quantity, _serials_in_order, _not_twice)

    class Meta:
        table_name = "shipment"
        indexes = ((("first_serial",), False), (("number",), False), (("shipped",), False))


def serial_count(first: str, last: str) -> int | None:
    """Return how many serial numbers lie between two (both counted); None where their ends are no numbers."""
    same = 0
    while same < len(first) and first[same] == last[same]:
        same += 1
    ends = first[same:] or "0", last[same:] or "0"
    return int(ends[1]) - int(ends[0]) + 1 if all(e.isascii() and e.isdigit() for e in ends) else None


def shipment_of_serial(serial: str, before: date | None = None) -> Shipment | None:
    """Return the latest delivery whose serial numbers hold this one; None where no range does."""
    found = Shipment.select().where(
        (Shipment.first_serial <= serial) & (Shipment.last_serial >= serial) & (Shipment.quantity > 0)
        & (fn.LENGTH(Shipment.first_serial) == len(serial)) & (Shipment.deleted == 0))
    if before is not None:
        found = found.where(Shipment.shipped <= before.isoformat())
    first: Shipment | None = found.order_by(Shipment.shipped.desc(), Shipment.id.desc()).first()
    return first


def last_shipment(product: int | None, customer: int | None, before: date | None) -> Shipment | None:
    """Return the last delivery of a model to a customer up to a day; the best guess without a serial number."""
    if product is None or customer is None:
        return None
    found = Shipment.select().where(
        (Shipment.product == product) & (Shipment.customer == customer) & (Shipment.quantity > 0)
        & (Shipment.deleted == 0))
    if before is not None:
        found = found.where(Shipment.shipped <= before.isoformat())
    first: Shipment | None = found.order_by(Shipment.shipped.desc(), Shipment.id.desc()).first()
    return first
