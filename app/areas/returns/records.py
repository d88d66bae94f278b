"""Returned units 返修机 with the batch they came in, the faults they show, the reports on them, countermeasures."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from app.areas.returns.warranty import (
    CLOSED,
    fill_from_fault,
    fill_received,
    fill_shipment,
    fill_station,
    fill_warranty,
)
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Money, Quantity, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _, _n
from app.domain.workflow import Workflow
from app.masters.checks import in_order, positive, unique
from app.masters.company import Company, Person
from app.masters.order import Order
from app.masters.product import Product
from app.masters.shipment import Shipment

STATES = (("accepted", N_("Accepted")), ("inspect", N_("To be inspected")), ("repair", N_("To repair")),
          ("quote", N_("To quote")), ("paid", N_("Paid")), ("final", N_("To final check")),
          ("pack", N_("To pack")), ("shipped", N_("Sent back")), ("abandoned", N_("Abandoned")),
          ("scrapped", N_("Scrapped")))

WORKFLOW = Workflow(frozenset((
    ("accepted", "inspect"), ("inspect", "repair"), ("inspect", "quote"), ("inspect", "final"), ("inspect", "pack"),
    ("repair", "quote"), ("repair", "final"), ("quote", "paid"), ("quote", "repair"), ("paid", "repair"),
    ("paid", "final"), ("final", "pack"), ("final", "repair"), ("pack", "shipped"), ("pack", "final"),
    ("accepted", "abandoned"), ("inspect", "abandoned"), ("repair", "abandoned"), ("quote", "abandoned"),
    ("abandoned", "pack"), ("abandoned", "repair"), ("inspect", "scrapped"), ("repair", "scrapped"),
    ("quote", "scrapped"), ("final", "scrapped"), ("inspect", "accepted"), ("repair", "inspect"))))
CAUSES = (("material", N_("Material fault")), ("workmanship", N_("Made badly")), ("design", N_("Design fault")),
          ("software", N_("Software")), ("transport", N_("Transport")), ("user", N_("User damage")),
          ("nff", N_("No fault found")))
TREATMENTS = (("replace", N_("Parts replaced")), ("repair", N_("Repaired")), ("upgrade", N_("Upgraded")),
              ("new", N_("New unit")), ("as_is", N_("Returned as it is")), ("refund", N_("Goods taken back")),
              ("scrap", N_("Scrapped unit")))
WARRANTY = (("in", N_("In warranty")), ("out", N_("Out of warranty")))
QUALITY, ENGINEERING = "quality", "engineering"


class Fault(Record):
    """A fault as the house names it; choosing it fills in cause and responsibility."""

    name = Text(N_("Fault"), required=True)
    cause = Choice(N_("Cause class"), CAUSES)
    responsible = Text(N_("Responsible"), width=10)
    family = Text(N_("Family"))
    note = LongText(N_("Note"))

    shown = (name,)
    checks = (unique("name"),)

    class Meta:
        table_name = "return_fault"


def _all_registered(batch: Any) -> Problem | None:
    """Compare what the customer told with the units that are registered, once there are any."""
    if not batch.quantity or not batch.id:
        return None
    count = ReturnUnit.select().where((ReturnUnit.batch == batch) & (ReturnUnit.deleted == 0)).count()
    if not count or count == batch.quantity:
        return None
    return Problem(_n("The customer told {told} unit, {count} are registered.",
                      "The customer told {told} units, {count} are registered.", batch.quantity).format(
        told=batch.quantity, count=count), ReturnBatch.quantity)


class ReturnBatch(Record):
    """Units that came back together, as sales handed them over."""

    number = Code(N_("Return no."))
    received = Day(N_("Received by sales"), required=True, default=date.today)
    notified = Day(N_("Clerk notified"), default=date.today)
    customer = Link(N_("Customer"), Company, required=True, width=20)
    rma = Code(N_("RMA batch"))
    carrier = Text(N_("Courier"), width=9)
    waybill = Code(N_("Waybill"))
    accessories = Text(N_("Accessories that came along"))
    quantity = Quantity(N_("Quantity told"), hint=N_("As the customer says; the units themselves are counted below"))
    note = LongText(N_("Note"))

    shown = (number, rma)
    checks = (positive("quantity"), in_order("received", "notified"), _all_registered)
    numbered = (number, "RT{yy}{mm}-{n:03}")

    class Meta:
        table_name = "return_batch"


def _model_known(unit: Any) -> Problem | None:
    if unit.product_id is not None:
        return None
    return Problem(_("The model of {serial} is not known: the serial number is in no delivery. Choose the model.")
                   .format(serial=unit.serial), ReturnUnit.product, True)


def _written_well(unit: Any) -> Problem | None:
    """Look at the number itself: strange characters, or an IMEI whose check digit is wrong."""
    serial = unit.serial or ""
    if serial and not re.fullmatch(r"[0-9A-Z][0-9A-Z/_-]{3,}", serial):
        return Problem(_("“{serial}” doesn't look like a serial number (letters and digits, at least 4).").format(
            serial=serial), ReturnUnit.serial)
    if len(serial) == 15 and serial.isdigit() and not luhn(serial):
        return Problem(_("{serial} is no IMEI: its check digit is wrong. Is a digit mistyped?").format(serial=serial),
                       ReturnUnit.serial)
    return None


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the check digit of those before it, as in every IMEI."""
    doubled = (int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _serial_fits(unit: Any) -> Problem | None:
    if not unit.serial or unit.product_id is None:
        return None
    if unit.shipment_id is None:
        return Problem(_("The serial number {serial} is in no delivery; please check number, model and warranty.")
                       .format(serial=unit.serial), ReturnUnit.serial)
    if unit.shipment.product_id != unit.product_id:
        return Problem(_("By its serial number {serial} is a {model}, not a {said}.").format(
            serial=unit.serial, model=unit.shipment.product, said=unit.product), ReturnUnit.product)
    return None


def _not_twice(unit: Any) -> Problem | None:
    """Name a second entry of the same unit on the same day, or while it is still in the house."""
    if not unit.serial or unit.received is None:
        return None
    other = ReturnUnit.select(ReturnUnit.id, ReturnUnit.received, ReturnUnit.state).where(
        (ReturnUnit.serial == unit.serial) & (ReturnUnit.deleted == 0))
    if unit.id:
        other = other.where(ReturnUnit.id != unit.id)
    for found in other:
        if found.received == unit.received:
            return Problem(_("{serial} is registered on {day} already; a second return has another day.").format(
                serial=unit.serial, day=unit.received), ReturnUnit.serial, True)
        if found.state not in CLOSED and found.received < unit.received and unit.state not in CLOSED:
            return Problem(_("{serial} came in on {day} and is not sent back yet; is it here twice?").format(
                serial=unit.serial, day=found.received), ReturnUnit.serial)
    return None


class ReturnUnit(Record):
    """One returned unit on its way through inspection, repair, final check and back."""

    batch = Link(N_("Return no."), ReturnBatch, required=True, width=18)
    serial = Code(N_("Serial no. / IMEI"), required=True)
    product = Link(N_("Model"), Product, width=9)
    state = Choice(N_("State"), STATES, required=True, default="accepted", width=10)
    received = Day(N_("Came in on"), hint=N_("Empty: the day of the batch"))
    mainboard = Text(N_("Mainboard"), width=10)
    firmware = Text(N_("Firmware"), width=10)
    order = Link(N_("Original order"), Order)
    shipment = Link(N_("Delivery"), Shipment)
    shipped = Day(N_("Ship date of the unit"), hint=N_("Comes from the delivery that holds the serial number"))
    ship_source = Choice(N_("Ship date known by"), (
        ("serial", N_("serial number")), ("last", N_("last delivery of the model")), ("hand", N_("entered by hand"))))
    warranty = Choice(N_("Warranty"), WARRANTY, width=9)
    warranty_wish = Choice(N_("Warranty decided"), WARRANTY, hint=N_("Only where it shall differ from the reckoning"))
    complaint = Text(N_("Complaint"), width=16)
    found = Link(N_("Fault found"), Fault, width=14)
    root = Link(N_("Root fault"), Fault, width=14, hint=N_("Where repair finds another fault than inspection did"))
    cause = Choice(N_("Cause class"), CAUSES, width=10)
    user_caused = Flag(N_("Caused by user"))
    responsible = Text(N_("Responsible"), width=9)
    treatment = Choice(N_("Treatment"), TREATMENTS, width=10)
    parts = Text(N_("Parts used"), width=16, hint=N_("Several apart by 、"))
    fee = Money(N_("Repair fee"))
    repairer = Text(N_("Repairer"), width=8)
    repaired = Day(N_("Repaired on"))
    final_check = Choice(N_("Final check"), (("ok", N_("OK")), ("ng", N_("NG"))), width=7)
    checker = Text(N_("Final checker"), width=8)
    returned = Day(N_("Sent back on"))
    waybill = Code(N_("Waybill back"))
    days = Integer(N_("Days in house"))
    owner = Link(N_("Owner now"), Person, width=9, hint=N_("Who has the unit on the desk"))
    station_since = Day(N_("In this state since"))
    station = Text(N_("State the clock runs for"))
    due = Day(N_("Station due"))
    delay_note = Text(N_("Why it takes longer"), width=18)
    note = LongText(N_("Note"))

    shown = (serial, product)
    checks = (_model_known, _written_well, _serial_fits, _not_twice, in_order("received", "repaired"),
              in_order("received", "returned"), in_order("shipped", "received"), positive("fee"))
    derived = (fill_received, fill_shipment, fill_from_fault, fill_warranty, fill_station)
    workflow = (state, WORKFLOW)

    class Meta:
        table_name = "return_unit"
        indexes = ((("serial",), False), (("received",), False), (("batch",), False))


class ReturnReport(Record):
    """A quality inspection report or an engineering repair report, its file attached, filed by class."""

    batch = Link(N_("Return no."), ReturnBatch, required=True, width=18)
    unit = Link(N_("Returned unit"), ReturnUnit, width=18)
    kind = Choice(N_("Kind of report"), ((QUALITY, N_("Quality inspection report")),
                                 (ENGINEERING, N_("Engineering repair report"))), required=True, width=16)
    number = Code(N_("Report no."))
    day = Day(N_("Report date"), default=date.today)
    written_by = Text(N_("Written by"), width=9)
    filed_under = Choice(N_("Filed under"), CAUSES, width=10)
    place = Text(N_("Folder"), width=12)
    conclusion = LongText(N_("Conclusion"))

    shown = (number, batch)

    class Meta:
        table_name = "return_report"
        indexes = ((("batch",), False),)


class Countermeasure(Record):
    """One of a quarter's top faults with what is done against it, by whom, until when, with what effect."""

    quarter = Code(N_("Quarter"), required=True, width=8)
    rank = Integer(N_("Rank"), required=True)
    fault = Text(N_("Fault"), required=True)
    count = Quantity(N_("Units"))
    reason = LongText(N_("Root cause"))
    measure = LongText(N_("Countermeasure"))
    owner = Link(N_("Owner of the measure"), Person, width=10)
    due = Day(N_("Measure due"))
    finished = Day(N_("Measure done on"))
    effect = LongText(N_("Effect"))

    shown = (quarter, fault)
    checks = (unique("quarter", "fault"), positive("count"))

    class Meta:
        table_name = "countermeasure"
