"""Customer samples: from the plan to the customer's word, round after round."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.areas.samples.dispatch import FIXED, INSPECTION, PRODUCTION, base_day, basis, send_day
from app.areas.samples.settings import AFTER_INSPECTION, ANSWER_DAYS, BEFORE_PRODUCTION, BEFORE_SHIP
from app.database.fields import Choice, Code, Day, Integer, Link, LongText, Money, Quantity, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, unique
from app.masters.company import Company
from app.masters.order import Order, OrderLine
from app.masters.product import Product

KINDS = (("pp", N_("Pre-production sample")), ("shipping", N_("Shipping sample")), ("first", N_("First sample")),
         ("development", N_("Development sample")), ("approval", N_("Approval sample")), ("test", N_("Test sample")),
         ("photo", N_("Photo sample")), ("retained", N_("Retained sample")))
RULES = ((INSPECTION, N_("Days after inspection")), ("ship", N_("Days before ETD")),
         (PRODUCTION, N_("Days before production")), (FIXED, N_("Fixed day")))
CHECKS = (("pass", N_("pass")), ("fail", N_("fail")), ("pending", N_("pending")))
RESULTS = (("approved", N_("approved")), ("conditional", N_("conditional")), ("redo", N_("redo")),
           ("none", N_("no answer yet")))
COMMENTS = (("design", N_("Design")), ("size", N_("Measurements")), ("workmanship", N_("Workmanship")),
            ("material", N_("Fabric or material")), ("trims", N_("Trims")), ("packing", N_("Packing")),
            ("washing", N_("Washing")), ("testing", N_("Testing")), ("other", N_("Other")))
PAYERS = (("us", N_("we pay")), ("customer", N_("the customer pays")), ("account", N_("customer's account")))

TODO, MAKING, INSPECT, TO_SEND, SENT, RECEIVED, APPROVED, REDO, DROPPED = (
    "todo", "making", "inspect", "to_send", "sent", "received", "approved", "redo", "dropped")
STATES = ((TODO, N_("To do")), (MAKING, N_("Under way")), (INSPECT, N_("To inspect")), (TO_SEND, N_("To send")),
          (SENT, N_("Sent out")), (RECEIVED, N_("Received")), (APPROVED, N_("Approved sample")),
          (REDO, N_("To be redone")), (DROPPED, N_("Not needed")))
HERE = (TODO, MAKING, INSPECT, TO_SEND)
"""States in which the sample has not left the house."""
AWAY = (SENT, RECEIVED)
WORKFLOW = Workflow(frozenset(
    {(old, new) for old in HERE for new in (*HERE, SENT, DROPPED) if old != new}
    | {(old, new) for old in HERE for new in (RECEIVED, APPROVED, REDO)}
    | {(SENT, RECEIVED), (SENT, APPROVED), (SENT, REDO), (RECEIVED, APPROVED), (RECEIVED, REDO), (DROPPED, TODO),
       (APPROVED, REDO), (REDO, APPROVED)}))
"""What has left does not come back into the house: a wrong move is undone, a further one is the next round."""


def _take_from_line(sample: Any) -> None:
    line = sample.order_line
    if line is None:
        if sample.order is not None and sample.customer_id is None:
            sample.customer = sample.order.customer_id
        return
    sample.order = line.order_id
    sample.product = line.product_id
    sample.colour = sample.colour or line.colour
    sample.customer = line.order.customer_id


USUAL = {INSPECTION: AFTER_INSPECTION, PRODUCTION: BEFORE_PRODUCTION}
"""By rule: the setting of its days."""


def _reckon_send_by(sample: Any) -> None:
    """Set the send-by day where the rule or the day that it counts from has changed; else leave what was entered."""
    rule = sample.rule or FIXED
    if rule != FIXED and sample.rule_days is None:
        sample.rule_days = office(USUAL.get(rule, BEFORE_SHIP))
    base = base_day(rule, sample.order_line)
    now = basis(rule, sample.rule_days or 0, base)
    if now != (sample.basis or ""):
        was, sample.basis = sample.basis, now or None
        if base is None and was and rule != FIXED:
            sample.send_by = None
        if base is not None:
            sample.send_by = send_day(rule, sample.rule_days or 0, base, office_calendar())


def _follow_dates(sample: Any) -> None:
    """Let the state follow the days and the result entered, and the days follow a state chosen by hand."""
    state, result = sample.state or TODO, sample.result
    typed = {f.name for f in sample.dirty_fields}
    if sample.id and "state" in typed and not typed & {"result", "sent", "received"}:
        pass  # chosen by hand: whether it may go there is for the workflow to say
    elif result in ("approved", "conditional") and state not in (APPROVED, REDO):
        state = APPROVED
    elif result == "redo" and state not in (APPROVED, REDO):
        state = REDO
    elif sample.received is not None and state in (*HERE, SENT):
        state = RECEIVED
    elif sample.sent is not None and state in HERE:
        state = SENT
    if state in AWAY and sample.sent is None:
        sample.sent = sample.received or date.today()
    if state == RECEIVED and sample.received is None:
        sample.received = date.today()
    if state == APPROVED and result not in ("approved", "conditional"):
        sample.result = "approved"
    if state == REDO:
        sample.result = "redo"
    sample.state = state


def _reckon_answer(sample: Any) -> None:
    """Set when the customer is asked for his word, and which day comes next: to send, or to ask."""
    answered = sample.state not in AWAY or sample.result not in (None, "", "none")
    sample.answer_due = sample.sent + timedelta(days=office(ANSWER_DAYS)) if sample.sent is not None else None
    sample.next_due = sample.send_by if sample.state in HERE else None if answered else sample.answer_due


def _needs_a_day(sample: Any) -> Problem | None:
    if sample.send_by is not None or sample.sent is not None or sample.state not in HERE:
        return None
    if sample.rule == FIXED:
        return Problem(_("A fixed day needs the day itself; until then nothing reminds of the sample."), Sample.send_by)
    return Problem(_("The order line has no date to count from yet; the day comes by itself when it has one."),
                   Sample.send_by)


def _before_production(sample: Any) -> Problem | None:
    if sample.kind == "pp" and sample.rule == INSPECTION and sample.state in HERE:
        return Problem(_("A pre-production sample leaves before production begins, not after the inspection."),
                       Sample.rule)
    return None


def _retained_within(sample: Any) -> Problem | None:
    if sample.retained and sample.quantity is not None and sample.retained > sample.quantity:
        return Problem(_("More pieces are kept back ({retained}) than are made ({quantity}); the required pieces "
                         "count those kept back too.").format(retained=sample.retained, quantity=sample.quantity),
                       Sample.retained)
    return None


def _waybill_with_dispatch(sample: Any) -> Problem | None:
    if sample.state == SENT and sample.sent is not None and not sample.waybill:
        return Problem(_("Without a waybill nobody can trace the parcel."), Sample.waybill)
    return None


class Sample(Record):
    """A sample that a customer gets: what, by when, how it went out, and what he said."""

    number = Code(N_("Sample no."), width=12)
    kind = Choice(N_("Kind of sample"), KINDS, required=True, default="pp", width=9)
    order_line = Link(N_("Order line"), OrderLine, width=26)
    order = Link(N_("Production order no."), Order, width=14)
    customer = Link(N_("Customer"), Company, width=20)
    product = Link(N_("Item no."), Product, width=10)
    colour = Text(N_("Colour"), width=8)
    quantity = Quantity(N_("Required pieces"), hint=N_("All pieces to be made, those kept back among them"))
    retained = Quantity(N_("Kept back"), width=6, hint=N_("Pieces that stay in the house"))
    rule = Choice(N_("Dispatch rule"), RULES, required=True, default=INSPECTION, width=10)
    rule_days = Integer(N_("Days"), width=5, hint=N_("Working days after the inspection, or days before ETD"))
    send_by = Day(N_("Send by"))
    basis = Text(N_("Reckoned from"))
    plan_finish = Day(N_("Planned ready"))
    finished = Day(N_("Ready on"))
    qc = Choice(N_("Quality check"), CHECKS, width=7)
    sent = Day(N_("Sent on"))
    courier = Text(N_("Courier"), width=8)
    waybill = Code(N_("Waybill"), width=16)
    freight = Money(N_("Freight"), width=8)
    paid_by = Choice(N_("Freight paid by"), PAYERS)
    recipient = Text(N_("Recipient"))
    address = LongText(N_("Deliver to"), hint=N_("Empty: the customer's address"))
    need_by = Day(N_("Customer needs it by"))
    received = Day(N_("Received by the customer"))
    comments = LongText(N_("Customer's comments"), width=20)
    category = Choice(N_("Kind of comment"), COMMENTS, width=7)
    result = Choice(N_("Result"), RESULTS, width=7)
    round = Integer(N_("Round"), default=1, width=5)
    previous = Link(N_("Round before"), "self")
    state = Choice(N_("State"), STATES, required=True, default=TODO, width=8)
    answer_due = Day(N_("Ask for an answer"))
    next_due = Day(N_("Next deadline"))
    place = Text(N_("Place of the kept pieces"))
    note = LongText(N_("Note"))

    shown = (number,)
    numbered = (number, "YB{yy}{mm}-{n:03}")
    derived = (_take_from_line, _reckon_send_by, _follow_dates, _reckon_answer)
    checks = (positive("quantity", "retained", "rule_days", "freight", "round"), unique("number"),
              in_order("sent", "received"), _needs_a_day, _before_production, _retained_within, _waybill_with_dispatch)
    workflow = (state, WORKFLOW)

    class Meta:
        table_name = "sample"
        indexes = ((("order_line",), False),)
