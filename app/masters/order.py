"""Production orders with their lines, sign-offs and the distribution of their copies."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Any

from app.database import rights
from app.database.fields import (
    Choice,
    Code,
    Colour,
    Day,
    Flag,
    Integer,
    Link,
    LongText,
    Quantity,
    Scaled,
    Text,
)
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.checks import in_order, positive, signed_by_name, unique
from app.masters.company import Company, Department, Person
from app.masters.product import Product
from app.masters.signing_posts import GENERAL_MANAGER, SALES, step_posts

STATES = (("draft", N_("Draft")), ("signing", N_("In sign-off")), ("approved", N_("Approved")),
          ("distributed", N_("Distributed")), ("producing", N_("In production")),
          ("shipped", N_("Shipped")), ("held", N_("On hold")), ("cancelled", N_("Cancelled")),
          ("closed", N_("Closed")))
WORKFLOW = Workflow(frozenset((
    ("draft", "signing"), ("signing", "approved"), ("signing", "draft"), ("approved", "distributed"),
    ("distributed", "producing"), ("producing", "shipped"),
    ("distributed", "shipped"), ("approved", "shipped"), ("shipped", "closed"), ("producing", "closed"),
    ("draft", "cancelled"), ("signing", "cancelled"), ("approved", "cancelled"), ("distributed", "cancelled"),
    ("draft", "held"), ("approved", "held"), ("distributed", "held"), ("producing", "held"),
    ("held", "draft"), ("held", "approved"), ("held", "distributed"), ("held", "producing"))))
OPEN_STATES = ("draft", "signing", "approved", "distributed", "producing", "held")

ROW_COLOURS = (("yellow", N_("Changed or new")), ("blue", N_("Finished")), ("green", N_("Date adjusted")),
               ("red", N_("Rush order")))


def _approved_is_signed(order: Any) -> Problem | None:
    """Keep an order from being approved while a signature that was asked for is missing."""
    if order.state != "approved" or not order.id or "state" not in order._dirty:
        return None
    missing = [_(SignOff.role.labels[s.role]) for s in SignOff.select().where(
        (SignOff.order == order) & (SignOff.deleted == 0) & SignOff.signed.is_null())]
    if not missing:
        return None
    return Problem(_("Order {order} still lacks the signature of {who}. Enter the date of each signature on the "
                     "order's page first.").format(order=order.number, who="、".join(missing)), Order.state, True)


class Order(Record):
    """A production order 制单: a sales order turned into work for the departments."""

    number = Code(N_("Production order no."), required=True)
    revision = Integer(N_("Revision"), default=0, width=5)
    received = Day(N_("Order received"))
    customer = Link(N_("Customer"), Company, required=True, width=22)
    customer_po = Code(N_("Customer PO"))
    contract = Code(N_("Contract no."))
    country = Text(N_("Country"), width=8)
    sales = Link(N_("Sales"), Person, width=8)
    clerk = Link(N_("Clerk"), Person, width=8)
    state = Choice(N_("State"), STATES, required=True, default="draft", width=8)
    urgent = Flag(N_("Rush order"))
    repeat = Choice(N_("New or repeat"), (("new", N_("New order")), ("repeat", N_("Repeat order"))))
    previous = Code(N_("Previous order"))
    ship_mode = Choice(N_("Ship mode"), (("sea", N_("Sea")), ("air", N_("Air")), ("rail", N_("Rail")),
                                         ("road", N_("Road")), ("express", N_("Express"))))
    quality = LongText(N_("Quality requirement"))
    packing = LongText(N_("Packing requirement"))
    marks = LongText(N_("Shipping marks"))
    note = LongText(N_("Note"))

    shown = (number,)
    checks = (unique("number"), _approved_is_signed)
    workflow = (state, WORKFLOW)

    @classmethod
    def begins(cls, who: str, today: date) -> dict[str, Any]:
        """Return the day, the clerk, and the number that comes next where the orders show how they are numbered."""
        known: dict[str, Any] = {"received": today}
        clerk = Person.get_or_none((Person.name == who) & (Person.deleted == 0) & (Person.left == 0))
        if clerk is not None:
            known["clerk"] = clerk
        if number := next_number(today):
            known["number"] = number
        return known

    class Meta:
        table_name = "production_order"
        indexes = ((("number",), False),)


RUNNING = re.compile(r"^(?P<head>.*?)\d\d(0[1-9]|1[0-2])(?P<mark>\D+)(?P<count>\d+)$")
"""A number such as ZB2611-193: letters, year and month, a running number."""


def next_number(today: date) -> str:
    """Return the number that follows the order entered last, counted anew each month; empty where none shows how."""
    last = Order.select(Order.number).where(Order.deleted == 0).order_by(Order.id.desc()).limit(1).scalar()
    found = RUNNING.match(last or "")
    if found is None:
        return ""
    head = f"{found['head']}{today:%y%m}{found['mark']}"
    taken = [n for (n,) in Order.select(Order.number).where(Order.number.startswith(head)).tuples()]
    counts = [int(n[len(head):]) for n in taken if n[len(head):].isdigit()]
    return f"{head}{max(counts, default=0) + 1:0{len(found['count'])}}"


def _ship_after_order(line: Any) -> Problem | None:
    order = line.order
    if order is None or order.received is None:
        return None
    for field in (OrderLine.required_ship, OrderLine.inspection):
        day = getattr(line, field.name)
        if day is not None and day < order.received:
            return Problem(_("“{field}” {day} is before the order was received ({received}); is the year right?")
                           .format(field=_(field.label), day=day, received=order.received), field)
    return None


class OrderLine(Record):
    """One product in one colour of an order, with its own dates."""

    order = Link(N_("Production order no."), Order, required=True)
    product = Link(N_("Item no."), Product, required=True, width=12)
    description = Text(N_("Product name"), width=20)
    colour = Text(N_("Colour"), width=9)
    spec = Text(N_("Specification"))
    quantity = Quantity(N_("Order quantity"), required=True)
    unit = Text(N_("Unit"), width=6)
    spare = Quantity(N_("Spare quantity"))
    per_carton = Quantity(N_("Per carton"))
    unit_price = Scaled(N_("Unit price"), places=4)
    inspection = Day(N_("Inspection date"))
    required_ship = Day(N_("Required ship date"))
    confirmed_ship = Day(N_("Confirmed ship date"))
    material_ready = Day(N_("Material ready"), hint=N_("The day on which all material is in"))
    material = Choice(N_("Material"), (("complete", N_("complete")), ("short", N_("short")),
                                       ("partly", N_("partly"))), width=7)
    shipping_sample = Text(N_("Shipping sample"), width=8)
    pp_sample = Text(N_("Pre-production sample"), width=8)
    barcode = Code(N_("Barcode"))
    firmware = Text(N_("Firmware"))
    logo = Text(N_("Logo"))
    accessories = Text(N_("Accessories"))
    special = LongText(N_("Special requirement"))
    mark = Colour(N_("Row colour"), ROW_COLOURS)
    note = LongText(N_("Note"))

    shown = (order, product, colour)
    checks = (positive("quantity", "spare", "per_carton"), unique("order", "product", "colour", "spec"),
              _ship_after_order, in_order("inspection", "required_ship"))
    ledger = (inspection, required_ship, confirmed_ship)
    takes = {"product": ((description, Product.name), (unit, Product.unit),
                         (per_carton, Product.per_carton), (barcode, Product.barcode))}
    answers = MappingProxyType({"confirmed_ship": "required_ship"})

    class Meta:
        table_name = "order_line"


SIGNERS = (("sales", N_("Sales")), ("software", N_("Software engineer")), ("packaging", N_("Packaging store")),
           ("electronics", N_("Electronics store")), ("gm", N_("General manager")))


rights.gate(OrderLine, OrderLine.unit_price, rights.PRICES)


class SignOff(Record):
    """One signature that an order needs."""

    order = Link(N_("Production order no."), Order, required=True)
    role = Choice(N_("Signs as"), SIGNERS, required=True, width=12)
    name = Text(N_("Signed off by"))
    signed = Day(N_("Signed off on"))
    note = Text(N_("Note"), width=20)

    shown = (order, role)
    checks = (unique("order", "role"), signed_by_name("signed", "name"))

    class Meta:
        table_name = "sign_off"


ELECTRONICS = rights.Post(N_("Electronics store"), r"电子.*仓", r"电子.*仓|electronics store")
PACKAGING = rights.Post(N_("Packaging store"), r"包[装材].*仓", r"包[装材].*仓|packaging store")
SOFTWARE = rights.Post(N_("Software engineer"), r"软件|software", r"软件|software")
SIGNS_AS: dict[str, rights.Post] = {"sales": SALES, "software": SOFTWARE, "packaging": PACKAGING,
                                    "electronics": ELECTRONICS, "gm": GENERAL_MANAGER}
rights.sign_as(SignOff, step_posts(SIGNS_AS), SignOff.order, SignOff.role, SignOff.name, SignOff.signed)


def _needs_no_approval(order: Any) -> bool:
    """Tell whether an order came in approved, or has every signature that was ever asked for."""
    if not order.id:
        return True
    asked = list(SignOff.select().where(SignOff.order == order))
    there = {s.role for s in asked if s.signed is not None and not s.deleted}
    return bool(there) and {s.role for s in asked} == there


rights.sign(Order, Order.state, rights.HEAD, values=("approved",), unless=_needs_no_approval)


class Copy(Record):
    """One department's copy of an order's revision: sent, signed for, the old one back."""

    order = Link(N_("Production order no."), Order, required=True)
    department = Link(N_("Department"), Department, required=True)
    revision = Integer(N_("Revision"), default=0)
    sent = Day(N_("Sent"))
    signed_by = Text(N_("Signed by"))
    signed = Day(N_("Signed on"))
    old_back = Day(N_("Old copy back"))

    shown = (order, department)
    checks = (unique("order", "department", "revision"), signed_by_name("signed", "signed_by"))

    class Meta:
        table_name = "order_copy"
