"""Orders: the production orders with lines, sign-offs and copies, and the due-date ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from peewee import fn

from app.areas.orders import actions
from app.areas.orders.following import FINISHED, shipped
from app.areas.orders.lights import LIGHTS
from app.database.ledger import DueChange
from app.domain.deadline import Deadline
from app.domain.later import Later
from app.domain.sheet import Action, Area, Column, Computed, Group, Lines, Print, Sheet, View
from app.domain.text import N_
from app.masters.order import OPEN_STATES, Copy, Order, OrderLine, SignOff
from app.masters.shipment import Shipment

PRINTING = Later("app.areas.orders.printing")


def _total() -> Any:
    return OrderLine.select(fn.SUM(OrderLine.quantity)).where(
        (OrderLine.order == Order.id) & (OrderLine.deleted == 0))


def _first_ship() -> Any:
    return OrderLine.select(fn.MIN(fn.COALESCE(
        OrderLine.confirmed_ship, OrderLine.required_ship))).where(
        (OrderLine.order == Order.id) & (OrderLine.deleted == 0))


def _cartons() -> Any:
    return (OrderLine.quantity + OrderLine.per_carton - 1) / fn.NULLIF(OrderLine.per_carton, 0)


def _open(today: date) -> Any:
    return Order.state.in_(OPEN_STATES)


def _leaving_soon(today: date) -> Any:
    return Order.state.in_(OPEN_STATES) & (_first_ship() <= (today + timedelta(days=14)).isoformat())


ORDERS = Sheet(
    "orders", Order, N_("Orders"),
    table=(Order.number, Order.revision, Order.received, Order.customer, Order.customer_po, Order.country,
           Computed("quantity", N_("Pieces"), _total, "quantity", 9),
           Computed("ship", N_("First ship date"), _first_ship, "day", 11),
           Order.state, Order.urgent, Order.sales, Order.clerk, Order.note),
    form=(Group(N_("Order"), (Order.number, Order.revision, Order.received, Order.customer, Order.customer_po,
                              Order.contract, Order.country, Order.state, Order.urgent)),
          Group(N_("People"), (Order.sales, Order.clerk, Order.repeat, Order.previous, Order.ship_mode)),
          Group(N_("Requirements"), (Order.quality, Order.packing, Order.marks, Order.note))),
    lines=(Lines(OrderLine, OrderLine.order, N_("Lines"), (
        OrderLine.product, OrderLine.description, OrderLine.colour, OrderLine.spec, OrderLine.quantity,
        OrderLine.unit, OrderLine.per_carton, OrderLine.inspection, OrderLine.required_ship,
        OrderLine.confirmed_ship, OrderLine.material, OrderLine.material_ready, OrderLine.pp_sample,
        OrderLine.shipping_sample, OrderLine.unit_price, OrderLine.note)),
        Lines(SignOff, SignOff.order, N_("Sign-off"), (SignOff.role, SignOff.name, SignOff.signed, SignOff.note)),
        Lines(Copy, Copy.order, N_("Copies"), (Copy.department, Copy.revision, Copy.sent, Copy.signed_by,
                                               Copy.signed, Copy.old_back))),
    order=(Order.received.desc(nulls="LAST"),),
    actions=(Action(N_("Send for sign-off"), actions.send_for_sign_off, lambda o: o.state == "draft", "send",
                    done=N_("Sent for sign-off: {records}")),
             Action(N_("Approve"), actions.approve, lambda o: o.state == "signing", "stamp",
                    done=N_("Approved: {records}")),
             Action(N_("Distribute copies"), actions.distribute,
                    lambda o: o.state in ("approved", "distributed", "producing"), "split",
                    done=N_("Distributed: {records}")),
             Action(N_("New revision"), actions.revise, actions.is_open, "git-compare"),
             Action(N_("Hold"), actions.hold, lambda o: o.state in (
                 "draft", "approved", "distributed", "producing"), "pause", done=N_("On hold now: {records}")),
             Action(N_("Resume"), actions.resume, lambda o: o.state == "held", "play",
                    done=N_("Resumed: {records}")),
             Action(N_("Shipped"), actions.set_state("shipped"), lambda o: o.state == "producing", "ship",
                    done=N_("Shipped: {records}"))),
    prints=(Print("order", N_("Production order"), PRINTING.production_order),),
    views=(View(N_("Open orders"), _open), View(N_("Leaving within 2 weeks"), _leaving_soon)),
    empty=N_("Here stand the production orders. Begin with a new order, or drop the schedule workbook that you "
             "have onto this page."),
)

ORDER_LINES = Sheet(
    "order_lines", OrderLine, N_("Order lines"),
    table=(OrderLine.order, Column(Order.customer, (OrderLine.order,)), OrderLine.product, OrderLine.description,
           OrderLine.colour, OrderLine.quantity, OrderLine.per_carton,
           Computed("cartons", N_("Cartons"), _cartons, "quantity", 7),
           OrderLine.inspection, OrderLine.required_ship, OrderLine.confirmed_ship, OrderLine.material,
           OrderLine.material_ready, OrderLine.pp_sample, OrderLine.shipping_sample,
           OrderLine.mark, OrderLine.note),
    form=(Group(N_("Order line"), (OrderLine.order, OrderLine.product, OrderLine.description, OrderLine.colour,
                             OrderLine.spec, OrderLine.quantity, OrderLine.unit, OrderLine.spare,
                             OrderLine.per_carton, OrderLine.unit_price)),
          Group(N_("Dates"), (OrderLine.inspection, OrderLine.required_ship, OrderLine.confirmed_ship,
                              OrderLine.material, OrderLine.material_ready)),
          Group(N_("Making"), (OrderLine.pp_sample, OrderLine.shipping_sample, OrderLine.barcode,
                               OrderLine.firmware, OrderLine.logo, OrderLine.accessories, OrderLine.special,
                               OrderLine.mark, OrderLine.note))),
    order=(OrderLine.id.desc(),),
    deadlines=(Deadline(N_("Ship"), due=lambda r: r.confirmed_ship or r.required_ship,
                        done=lambda r: r.mark == FINISHED or r.order.state in ("shipped", "closed", "cancelled"),
                        field=OrderLine.required_ship, why=N_("{quantity} pieces are promised for this day"),
                        owner=lambda r: str(r.order.clerk or ""), since=lambda r: r.order.received,
                        order=lambda r: r.order.number, hangs_on=(OrderLine.order,)),),
    colour=OrderLine.mark,
    empty=N_("Every product of every order, with its own dates. Lines come with their orders."),
)

LEDGER = Sheet(
    "due_changes", DueChange, N_("Due-date ledger"),
    table=(DueChange.created_at, DueChange.about, DueChange.which, DueChange.old, DueChange.new,
           DueChange.reason, DueChange.asked_by, DueChange.created_by),
    form=(Group(N_("Change"), (DueChange.about, DueChange.which, DueChange.old, DueChange.new,
                               DueChange.reason, DueChange.asked_by)),),
    order=(DueChange.id.desc(),), locked=lambda r: True,
    empty=N_("Each time a promised date moves, its reason is kept here. Nothing has been moved yet."),
)

AREA = Area("orders", N_("Orders"), N_("Orders and schedule"), "clipboard-list",
            (ORDERS, ORDER_LINES, LEDGER), lights=LIGHTS, follows=((Shipment, shipped),))
