"""Shipments: the ship-out list 出货一览, on which return rates, warranty and demand rest."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from app.domain.later import Later
from app.domain.sheet import Area, Computed, Group, Import, Sheet, View
from app.domain.text import N_
from app.masters.shipment import Shipment

DEMO = Later("app.areas.shipments.demo")

S = Shipment


def _import() -> Import:
    from app.areas.shipments.shipment_import import SHIPMENTS_IMPORT

    return SHIPMENTS_IMPORT


def _month() -> Any:
    return fn.SUBSTR(S.shipped, 1, 7)


SHIPMENTS = Sheet(
    "shipments", S, N_("Ship-out list"),
    table=(S.shipped, S.number, S.customer, S.product, S.description, S.quantity, S.unit, S.lot, S.first_serial,
           S.last_serial, S.order, S.carrier, Computed("month", N_("Month"), _month, "text", 8), S.note),
    form=(Group(N_("Delivery"), (S.shipped, S.number, S.customer, S.product, S.description, S.quantity, S.unit)),
          Group(N_("Trace"), (S.lot, S.first_serial, S.last_serial, S.order, S.carrier, S.note))),
    order=(S.shipped.desc(), S.number.desc()),
    imports=(_import,),
    views=(View(N_("This month"), lambda today: S.shipped >= today.replace(day=1).isoformat()),
           View(N_("This year"), lambda today: S.shipped >= date(today.year, 1, 1).isoformat()),
           View(N_("Came back (negative)"), lambda today: S.quantity < 0),
           View(N_("Without serial numbers"), lambda today: S.first_serial.is_null())),
    empty=N_("What left the house: day, customer, model, quantity, serial numbers. Drop your ship-out list onto this "
             "page; return rates and warranty are reckoned from it."),
)

AREA = Area("shipments", N_("Ship-out list"), N_("After-sales"), "truck", (SHIPMENTS,), demo=DEMO.make)
