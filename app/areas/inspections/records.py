"""Inspections 验货: from the call to book one to its result, and the goods that are inspected."""

from __future__ import annotations

from typing import Any

from app.areas.inspections.settings import BOOK_DAYS
from app.database.fields import Choice, Code, Day, Flag, Integer, Link, LongText, Quantity, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant
from app.masters.product import Product

TO_BOOK, ASKED, AGREED, PASSED, FAILED, CONCEDED, OFF = (
    "to_book", "asked", "agreed", "passed", "failed", "conceded", "cancelled")
STATES = ((TO_BOOK, N_("To be booked")), (ASKED, N_("Booking asked for")), (AGREED, N_("Date agreed")),
          (PASSED, N_("Passed")), (FAILED, N_("Failed")), (CONCEDED, N_("Passed by concession")),
          (OFF, N_("Cancelled")))
OPEN = (TO_BOOK, ASKED, AGREED)
RESULTS = (("pass", N_("pass")), ("fail", N_("fail")), ("pending", N_("pending")), ("concession", N_("concession")))
METHODS = (("agent", N_("By the trading house")), ("customer", N_("By the customer")), ("third", N_("Third party")),
           ("video", N_("Video")))
FLOW = Workflow(frozenset((
    (TO_BOOK, ASKED), (TO_BOOK, AGREED), (ASKED, AGREED), (ASKED, TO_BOOK), (AGREED, ASKED), (AGREED, PASSED),
    (AGREED, FAILED), (AGREED, CONCEDED), (PASSED, AGREED), (FAILED, AGREED), (CONCEDED, AGREED), (FAILED, CONCEDED),
    (TO_BOOK, OFF), (ASKED, OFF), (AGREED, OFF), (OFF, TO_BOOK))))


def _fill_dates(inspection: Any) -> None:
    """Reckon by when the inspection must be booked; take customer and clerk from the order."""
    if inspection.ready is not None:
        inspection.book_by = office_calendar().add_workdays(inspection.ready, -office(BOOK_DAYS))
    if inspection.order_id and not inspection.customer_id:
        inspection.customer = inspection.order.customer


def _agreed_has_a_day(inspection: Any) -> Problem | None:
    if inspection.state == AGREED and inspection.agreed is None:
        return Problem(_("An agreed inspection needs its day."), Inspection.agreed, True)
    if inspection.state in (PASSED, FAILED, CONCEDED) and inspection.actual is None:
        return Problem(_("An inspection with a result needs the day on which it was."), Inspection.actual, True)
    return None


def _before_ready(inspection: Any) -> Problem | None:
    if inspection.state != AGREED or inspection.agreed is None or inspection.ready is None:
        return None
    if inspection.agreed > inspection.ready:
        return None
    return Problem(_("The goods are planned to be ready on {ready}, the inspection is on {agreed}.").format(
        ready=inspection.ready, agreed=inspection.agreed), Inspection.agreed)


class Inspection(Record):
    """One inspection of an order, or one of its re-inspections."""

    number = Code(N_("Inspection notice no."), width=13)
    order = Link(N_("Production order no."), Order, required=True, width=12)
    customer = Link(N_("Customer"), Company, width=18)
    plant = Link(N_("Plant"), Plant, width=9)
    method = Choice(N_("Inspected by"), METHODS, default="customer", width=12)
    company = Link(N_("Third-party inspector"), Company, width=16)
    inspector = Text(N_("Inspector"), width=10)
    first_lot = Flag(N_("First lot"))
    level = Text(N_("Inspection level"), default="II", width=6)
    aql = Text(N_("AQL (CR/MA/MI)"), default="0 / 2.5 / 4.0", width=12)
    ready = Day(N_("Goods ready"), hint=N_("Planned finish; follows the schedule until the day is agreed"))
    book_by = Day(N_("Book by"))
    asked_on = Day(N_("Sales told on"))
    proposed = Day(N_("Proposed day"))
    agreed = Day(N_("Inspection date"))
    agreed_on = Day(N_("Agreed on"))
    told_on = Day(N_("Departments told on"))
    danger = LongText(N_("Why it is in danger"), width=26)
    danger_since = Day(N_("In danger since"))
    danger_told = Day(N_("Danger told on"))
    actual = Day(N_("Inspected on"))
    sample_size = Quantity(N_("Pieces drawn"))
    critical = Integer(N_("Critical"), width=6)
    major = Integer(N_("Major"), width=6)
    minor = Integer(N_("Minor"), width=6)
    result = Choice(N_("Result"), RESULTS, width=8)
    findings = LongText(N_("Findings"))
    report = Code(N_("Report no."))
    rework = LongText(N_("What is put right"))
    rework_by = Day(N_("Put right by"))
    round = Integer(N_("Round"), default=1, width=5)
    previous = Link(N_("Inspection before"), "self")
    state = Choice(N_("State"), STATES, required=True, default=TO_BOOK, width=10)
    note = LongText(N_("Note"))

    shown = (number, order)
    checks = (_agreed_has_a_day, _before_ready, positive("sample_size", "critical", "major", "minor"),
              in_order("actual", "rework_by"))
    derived = (_fill_dates,)
    workflow = (state, FLOW)
    numbered = (number, "YH{yy}{mm}-{n:03}")

    class Meta:
        table_name = "inspection"
        indexes = ((("order",), False), (("agreed",), False))


class InspectedGoods(Record):
    """One product of an inspection."""

    inspection = Link(N_("Inspection"), Inspection, required=True)
    order_line = Link(N_("Order line"), OrderLine, width=24)
    product = Link(N_("Item no."), Product, width=12)
    quantity = Quantity(N_("Quantity"))
    cartons = Quantity(N_("Cartons"))
    packed = Quantity(N_("Packed"))
    note = Text(N_("Remark"), width=20)

    shown = (inspection, product)
    checks = (positive("quantity", "cartons", "packed"),)

    class Meta:
        table_name = "inspected_goods"
