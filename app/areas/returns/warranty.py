"""What follows of itself on a returned unit: day, model and ship date by serial number, warranty, due day."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from app.database.settings import Setting, office
from app.domain.text import N_
from app.masters.calendar import office_calendar
from app.masters.shipment import last_shipment, shipment_of_serial

MONTHS = Setting("returns_warranty_months", N_("Warranty from the ship date, months"), 12)
STATION_DAYS = Setting("returns_station_days", N_("Working days for each station of a repair"), 3)
CLOSED = ("shipped", "abandoned", "scrapped")


def fill_received(unit: Any) -> None:
    """Take the batch's day where the unit has none of its own."""
    if unit.received is None and unit.batch_id is not None:
        unit.received = unit.batch.received
    if unit.serial:
        unit.serial = unit.serial.strip().upper()


def fill_shipment(unit: Any) -> None:
    """Find the delivery of a unit: by its serial number, else the model's last one to this customer."""
    if not unit.serial or unit.received is None:
        return
    known = unit.shipment if unit.shipment_id is not None else None
    if known is None or not _holds(known, unit.serial):
        known = shipment_of_serial(unit.serial, unit.received) or shipment_of_serial(unit.serial)
        unit.shipment = known
    if known is not None:
        unit.shipped, unit.ship_source = known.shipped, "serial"
        unit.product = unit.product if unit.product_id is not None else known.product
        unit.order = unit.order if unit.order_id is not None else known.order
        return
    if unit.ship_source == "serial":
        unit.shipped = unit.ship_source = None
    if unit.shipped is not None and unit.ship_source != "last":
        unit.ship_source = "hand"
        return
    customer = unit.batch.customer_id if unit.batch_id is not None else None
    guess = last_shipment(unit.product_id, customer, unit.received)
    if unit.shipped is not None and (guess is None or guess.shipped != unit.shipped):
        unit.ship_source = "hand"
    elif guess is not None:
        unit.shipped, unit.ship_source = guess.shipped, "last"


def _holds(shipment: Any, serial: str) -> bool:
    first, last = shipment.first_serial or "", shipment.last_serial or ""
    return len(first) == len(serial) and first <= serial <= last


def fill_from_fault(unit: Any) -> None:
    """Fill cause and responsibility from the fault where nobody has said otherwise."""
    fault = unit.root if unit.root_id is not None else unit.found if unit.found_id is not None else None
    if fault is not None:
        unit.cause = unit.cause or fault.cause
        unit.responsible = unit.responsible or fault.responsible
    if unit.cause == "user":
        unit.user_caused = True


def fill_warranty(unit: Any) -> None:
    """Reckon the warranty: out where the user did it or the months are over, unless somebody has decided.

    And the days from the day a unit came in to the day it was sent back.
    """
    unit.days = (unit.returned - unit.received).days if unit.returned and unit.received else None
    unit.warranty = unit.warranty_wish or reckoned(unit.shipped, unit.received, unit.user_caused, office(MONTHS))


def reckoned(shipped: date | None, received: date | None, user_caused: bool, months: int) -> str | None:
    """Return in or out, None where the ship date is not known; the last day counts as in."""
    if user_caused:
        return "out"
    if shipped is None or received is None:
        return None
    return "in" if received <= shipped + relativedelta(months=months) else "out"


def fill_station(unit: Any) -> None:
    """Start the clock anew in each state; closed units have no due day."""
    if unit.station != unit.state:
        if unit.station is not None or unit.station_since is None:
            unit.station_since = unit.received if unit.station is None else date.today()
        unit.station = unit.state
    if unit.state in CLOSED:
        unit.due = None
    elif unit.station_since is not None:
        unit.due = office_calendar().add_workdays(unit.station_since, office(STATION_DAYS))
