"""Office supplies 办公用品: articles, requests for a month, issue slips, counts; the stock follows from them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from app.areas.supplies.stock import fill_count, fill_issue, fill_request, fill_request_line, month_to_ask_for, stock
from app.database import rights
from app.database.fields import Choice, Code, Day, Flag, Link, LongText, Money, Quantity, Text
from app.database.record import Record
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.checks import positive, signed_by_name, unique
from app.masters.company import Company, Department
from app.masters.signing_posts import COST_DEPARTMENT, PLANT_MANAGER

STATES = (("draft", N_("Draft")), ("manager", N_("With the plant manager")), ("cost", N_("With the cost department")),
          ("approved", N_("To be collected")), ("collected", N_("Collected")))
WORKFLOW = Workflow(frozenset((
    ("draft", "manager"), ("manager", "cost"), ("manager", "draft"), ("cost", "approved"), ("cost", "draft"),
    ("approved", "collected"), ("approved", "cost"), ("collected", "approved"))))


class SupplyItem(Record):
    """An article that offices use up, with the stock below which it is asked for."""

    name = Text(N_("Article"), required=True, width=14)
    spec = Text(N_("Specification"), width=12)
    unit = Text(N_("Unit"), width=6)
    price = Money(N_("Price"))
    least = Quantity(N_("Least stock"), default=0)
    supplier = Link(N_("Supplier"), Company)
    place = Text(N_("Kept where"), width=12)
    out_of_use = Flag(N_("No longer bought"))
    note = LongText(N_("Note"))

    shown = (name, spec)
    checks = (unique("name", "spec"), positive("price", "least"))

    class Meta:
        table_name = "supply_item"


def _month_written_well(request: Any) -> Problem | None:
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", request.month or ""):
        return None
    return Problem(_("“{text}” is no month; write it like 2026-12.").format(text=request.month), SupplyRequest.month,
                   True)


def _asked_once(request: Any) -> Problem | None:
    """Name another request for the same month that is not yet fetched."""
    other = SupplyRequest.select().where((SupplyRequest.month == request.month) & (SupplyRequest.deleted == 0)
                                         & (SupplyRequest.id != (request.id or 0)))
    if request.department_id:
        other = other.where(SupplyRequest.department.is_null() | (SupplyRequest.department == request.department_id))
    found = other.first()
    if found is None:
        return None
    return Problem(_("For {month} there is a request already: {number}. What it asks for is not proposed again.")
                   .format(month=request.month, number=found.number), SupplyRequest.month)


class SupplyRequest(Record):
    """What is asked for a month: signed by the plant manager, then by the cost department, then collected."""

    number = Code(N_("Request no."))
    month = Code(N_("For month"), required=True, width=9, default=month_to_ask_for, hint=N_("like 2026-12"))
    department = Link(N_("Dept"), Department, width=10)
    applicant = Text(N_("Applicant"), width=9)
    state = Choice(N_("State"), STATES, required=True, default="draft", width=11)
    asked = Day(N_("Handed in on"))
    due = Day(N_("Hand in by"), hint=N_("The 15th of the month before"))
    manager = Text(N_("Plant manager"), width=9)
    manager_signed = Day(N_("Plant manager signed"))
    cost = Text(N_("Cost department"), width=9)
    cost_signed = Day(N_("Cost department signed"))
    collect = Day(N_("Collect on"))
    collected = Day(N_("Collected on"))
    amount = Money(N_("Estimated cost"))
    note = LongText(N_("Note"))

    shown = (number, month)
    checks = (_month_written_well, signed_by_name("manager_signed", "manager"), signed_by_name("cost_signed", "cost"),
              _asked_once)
    derived = (fill_request,)
    workflow = (state, WORKFLOW)
    numbered = (number, "SG{yy}{mm}-{n:02}")

    class Meta:
        table_name = "supply_request"


def _signers(before: rights.Values | None, after: rights.Values | None) -> list[tuple[rights.Post, ...]]:
    """Return who must agree to a change: each signature's post; either may give back what the plant manager signed."""
    was, now = before or {}, after or {}
    given_back = was.get("state") == "cost" and now.get("state") == "draft" and now.get("manager_signed") is None
    asked: list[tuple[rights.Post, ...]] = []
    for signed, name, post in (("manager_signed", "manager", PLANT_MANAGER), ("cost_signed", "cost", COST_DEPARTMENT)):
        if was.get(signed) != now.get(signed) or (now.get(signed) is not None and was.get(name) != now.get(name)):
            asked.append((post, COST_DEPARTMENT) if given_back else (post,))
    return asked


_R = SupplyRequest
rights.sign_as(_R, _signers, _R.manager, _R.manager_signed, _R.cost, _R.cost_signed)
rights.sign(_R, _R.state, rights.HEAD, values=("cost", "approved"),
            unless=lambda r: r.manager_signed is not None and (r.state == "cost" or r.cost_signed is not None))


class RequestLine(Record):
    """One article of a request, with what was in stock and used when it was asked for."""

    request = Link(N_("Request no."), SupplyRequest, required=True)
    item = Link(N_("Article"), SupplyItem, required=True, width=20)
    unit = Text(N_("Unit"), width=6)
    on_hand = Quantity(N_("On hand"))
    last_bought = Quantity(N_("Bought last month"))
    last_used = Quantity(N_("Used last month"))
    quantity = Quantity(N_("Requested quantity"), required=True)
    price = Money(N_("Price"))
    cost = Money(N_("Estimated cost"))
    received = Quantity(N_("Quantity collected"), hint=N_("Empty: as requested, once it is collected"))
    purpose = Text(N_("Used for"), width=16)

    shown = (request, item)
    checks = (positive("quantity", "received"), unique("request", "item"))
    derived = (fill_request_line,)

    class Meta:
        table_name = "supply_request_line"
        indexes = ((("request",), False), (("item",), False))


class SupplyIssue(Record):
    """An issue slip: who took what on a day."""

    number = Code(N_("Issue slip no."))
    day = Day(N_("Issue date"), required=True, default=date.today)
    department = Link(N_("Dept"), Department, width=10)
    taken_by = Text(N_("Taken by"), width=9)
    issued_by = Text(N_("Issued by"), width=9)
    signed = Flag(N_("Slip signed"))
    note = LongText(N_("Note"))

    shown = (number, day)
    checks = (unique("number"),)
    numbered = (number, "LY{yy}{mm}-{n:03}")

    class Meta:
        table_name = "supply_issue"


def _something_taken(line: Any) -> Problem | None:
    if line.quantity:
        return None
    return Problem(_("The quantity of “{item}” is 0; enter what was taken, with a minus what came back.").format(
        item=line.item), IssueLine.quantity, True)


def _department_known(line: Any) -> Problem | None:
    if line.department_id is not None:
        return None
    return Problem(_("Which department took “{item}”? Without it nobody's use is counted.").format(item=line.item),
                   IssueLine.department)


def _enough_there(line: Any) -> Problem | None:
    """Warn of more being taken than there is."""
    if line.item_id is None or not line.quantity or line.quantity < 0:
        return None
    there = stock(line.item_id, None, ("out", line.id) if line.id else None)
    if line.quantity <= there:
        return None
    return Problem(_("Only {there} of “{item}” are in stock by the books; {quantity} are taken. Collect what came in, "
                     "or count the cupboard.").format(there=there, item=line.item, quantity=line.quantity),
                   IssueLine.quantity)


class IssueLine(Record):
    """One article of a slip; a negative quantity was brought back."""

    issue = Link(N_("Issue slip no."), SupplyIssue, required=True)
    item = Link(N_("Article"), SupplyItem, required=True, width=20)
    quantity = Quantity(N_("Quantity taken"), required=True)
    day = Day(N_("Issue date"), hint=N_("Empty: as on the slip"))
    department = Link(N_("Dept"), Department, width=10, hint=N_("Empty: as on the slip"))
    taken_by = Text(N_("Taken by"), width=9, hint=N_("Empty: as on the slip"))
    note = Text(N_("Note"))

    shown = (issue, item)
    checks = (_something_taken, _department_known, _enough_there)
    derived = (fill_issue,)

    class Meta:
        table_name = "supply_issue_line"
        indexes = ((("issue",), False), (("item",), False), (("day",), False))


class SupplyCount(Record):
    """A count of the cupboard; from its day on the counted quantities are the stock."""

    number = Code(N_("Count no."))
    day = Day(N_("Count date"), required=True, default=date.today)
    counter = Text(N_("Counted by"), width=9)
    observer = Text(N_("Observed by"), width=9)
    note = LongText(N_("Note"))

    shown = (number, day)
    numbered = (number, "PD{yy}{mm}-{n:02}")

    class Meta:
        table_name = "supply_count"


class CountLine(Record):
    """One article of a count: what the books say on that day, what is there; empty is not counted yet."""

    sheet = Link(N_("Count no."), SupplyCount, required=True)
    item = Link(N_("Article"), SupplyItem, required=True, width=20)
    book = Quantity(N_("By the books"))
    counted = Quantity(N_("Counted"))
    difference = Quantity(N_("Difference"))
    reason = Text(N_("Cause of the difference"), width=18)

    shown = (sheet, item)
    checks = (positive("counted"), unique("sheet", "item"))
    derived = (fill_count,)

    class Meta:
        table_name = "supply_count_line"
        indexes = ((("sheet",), False), (("item",), False))
