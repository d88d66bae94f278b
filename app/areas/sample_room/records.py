"""The sample room's property: what stands where in whose care, who has borrowed it, what is being repaired."""

from __future__ import annotations

from typing import Any

from app.areas.sample_room.places import walk
from app.areas.sample_room.settings import FINANCE_DAYS, REPAIR_DAYS, SIGN_DAYS
from app.database.fields import Choice, Code, Day, Flag, Link, LongText, Money, Text
from app.database.record import Record
from app.database.settings import office
from app.domain.problem import Problem
from app.domain.text import N_, _
from app.domain.workflow import Workflow
from app.masters.calendar import office_calendar
from app.masters.checks import in_order, positive, unique
from app.masters.company import Department, Person
from app.masters.order import Order
from app.masters.product import Product

OK, LENT, REPAIR, MISSING, REMOVED, SCRAPPED = "ok", "lent", "repair", "missing", "removed", "scrapped"
STATES = ((OK, N_("Fit for use")), (LENT, N_("On loan")), (REPAIR, N_("Under repair")), (MISSING, N_("Missing")),
          (REMOVED, N_("Taken away")), (SCRAPPED, N_("Scrapped")))
HELD = (OK, LENT, REPAIR, MISSING)
"""States of what is still property of the room."""
EXPECTED = (OK, MISSING)
"""States of what a round looks for on the shelves; missing ones may turn up again."""
WORKFLOW = Workflow(frozenset({(old, new) for old in HELD for new in (*HELD, REMOVED, SCRAPPED) if old != new}
                              | {(REMOVED, OK), (REMOVED, SCRAPPED)}))


def _reckon_walk(item: Any) -> None:
    item.walk = walk(item.place)


def _same_serial(item: Any) -> Problem | None:
    """Another sample with the same serial number is probably the same one, entered twice."""
    if not item.serial:
        return None
    other = RoomItem.select().where((RoomItem.serial == item.serial.strip()) & (RoomItem.deleted == 0)
                                    & (RoomItem.id != (item.id or 0))).first()
    if other is None:
        return None
    return Problem(_("Serial number {serial} belongs to {other} already; look at the label on the unit.").format(
        serial=item.serial, other=other), RoomItem.serial)


def _removed_says_why(item: Any) -> Problem | None:
    if item.state in (REMOVED, SCRAPPED) and not item.removed_reason:
        return Problem(_("Say why the sample left the room; finance asks for it."), RoomItem.removed_reason)
    return None


def _state_has_its_form(item: Any) -> Problem | None:
    """Somebody who has borrowed it, or a repair, stands behind these states; else nobody is reminded."""
    if item.id and item.state == LENT and not RoomLoan.select().where(
            (RoomLoan.item == item) & RoomLoan.returned.is_null() & (RoomLoan.deleted == 0)).exists():
        return Problem(_("Nobody is entered as borrower, so nobody is reminded; use “Lend”."), RoomItem.state)
    if item.id and item.state == REPAIR and not RoomRepair.select().where(
            (RoomRepair.item == item) & RoomRepair.state.in_(("open", "work")) & (RoomRepair.deleted == 0)).exists():
        return Problem(_("No repair is open for it, so nobody is reminded; use “Report a fault”."), RoomItem.state)
    return None


class RoomItem(Record):
    """One sample of the room, with its property number."""

    number = Code(N_("Asset no."), width=9)
    category = Text(N_("Category"), width=9)
    brand = Text(N_("Brand"), width=8)
    machine = Text(N_("Model"), required=True, width=10)
    name = Text(N_("Name of the sample"), width=18)
    product = Link(N_("Item no."), Product)
    serial = Code(N_("Serial no. or IMEI"), width=16)
    colour = Text(N_("Colour"), width=6)
    firmware = Text(N_("Firmware"), width=8)
    accessories = Text(N_("Accessories"), width=20, hint=N_("One after the other with 、 between them"))
    origin = Text(N_("Origin"), width=8)
    order = Link(N_("Production order no."), Order)
    since = Day(N_("In the room since"))
    place = Text(N_("Place"), width=10, hint=N_("Cabinet-shelf-slot, such as A柜-1-01"))
    walk = Text(N_("Order of walking"))
    value = Money(N_("Book value"))
    custodian = Link(N_("Custodian"), Person, width=8)
    state = Choice(N_("State"), STATES, required=True, default=OK, width=8)
    last_seen = Day(N_("Seen last"))
    removed = Day(N_("Removed on"))
    removed_reason = Text(N_("Why removed"))
    replaces = Link(N_("Replaces"), "self")
    finance_informed = Day(N_("Finance informed"))
    note = LongText(N_("Note"))

    shown = (number, machine)
    numbered = (number, "YJ{n:03}")
    derived = (_reckon_walk,)
    checks = (unique("number"), positive("value"), in_order("since", "removed"), _same_serial, _removed_says_why,
              _state_has_its_form)
    workflow = (state, WORKFLOW)

    class Meta:
        table_name = "room_item"
        indexes = ((("number",), False),)


CONDITIONS = (("good", N_("in good order")), ("faulty", N_("faulty")), ("incomplete", N_("accessories missing")))


def _not_lent_twice(loan: Any) -> Problem | None:
    if loan.returned is not None or loan.item_id is None:
        return None
    other = RoomLoan.select().where((RoomLoan.item == loan.item_id) & RoomLoan.returned.is_null()
                                    & (RoomLoan.deleted == 0) & (RoomLoan.id != (loan.id or 0))).first()
    if other is not None:
        return Problem(_("{item} is lent to {borrower} since {day}; enter its return first.").format(
            item=loan.item, borrower=other.borrower, day=other.lent), RoomLoan.item, True)
    if not loan.id and loan.item.state in (REMOVED, SCRAPPED):
        return Problem(_("{item} has left the room; it can't be lent.").format(item=loan.item), RoomLoan.item, True)
    return None


def _next_due_of_loan(loan: Any) -> None:
    loan.next_due = loan.due_back if loan.returned is None else None


class RoomLoan(Record):
    """One sample lent to somebody, with the day on which it is due back."""

    item = Link(N_("Sample lent"), RoomItem, required=True, width=16)
    borrower = Text(N_("Borrower"), required=True, width=10)
    department = Link(N_("Department"), Department, width=10)
    purpose = Text(N_("What for"), width=18)
    lent = Day(N_("Lent on"), required=True)
    due_back = Day(N_("Due back"), required=True)
    returned = Day(N_("Returned on"))
    condition = Choice(N_("Condition on return"), CONDITIONS, width=10)
    next_due = Day(N_("Next deadline"))
    note = LongText(N_("Note"))

    shown = (item, borrower)
    derived = (_next_due_of_loan,)
    checks = (in_order("lent", "due_back", blocks=True), in_order("lent", "returned", blocks=True), _not_lent_twice)

    class Meta:
        table_name = "room_loan"


REPAIR_STATES = (("open", N_("To be repaired")), ("work", N_("In repair")), ("done", N_("Repaired")),
                 ("beyond", N_("Beyond repair")))
REPAIR_FLOW = Workflow(frozenset((("open", "work"), ("open", "done"), ("open", "beyond"), ("work", "done"),
                                  ("work", "beyond"), ("work", "open"), ("done", "open"), ("beyond", "open"))))


def _repair_dates(repair: Any) -> None:
    """Set when the repair is due, and the state that a finishing day means."""
    if repair.finished is not None and repair.state in ("open", "work"):
        repair.state = "done"
    if repair.due is None and repair.opened is not None:
        repair.due = office_calendar().add_workdays(repair.opened, office(REPAIR_DAYS))
    repair.next_due = repair.due if repair.state in ("open", "work") else None


class RoomRepair(Record):
    """A faulty sample on its way back to order."""

    number = Code(N_("Repair no."), width=12)
    item = Link(N_("Faulty sample"), RoomItem, required=True, width=16)
    opened = Day(N_("Reported on"), required=True)
    fault = Text(N_("What is wrong"), required=True, width=24)
    missing = Text(N_("Accessories missing"), width=16)
    repairer = Text(N_("Repairer"), width=10)
    due = Day(N_("Repair due"))
    next_due = Day(N_("Next deadline"))
    state = Choice(N_("State"), REPAIR_STATES, required=True, default="open", width=8)
    finished = Day(N_("Finished on"))
    done = Text(N_("What was done"), width=20)
    cost = Money(N_("Cost"))
    note = LongText(N_("Note"))

    shown = (number,)
    numbered = (number, "YX{yy}{mm}-{n:02}")
    derived = (_repair_dates,)
    checks = (unique("number"), positive("cost"), in_order("opened", "finished", blocks=True))
    workflow = (state, REPAIR_FLOW)

    class Meta:
        table_name = "room_repair"


MOVES = (("in", N_("New in")), ("out", N_("Taken out")), ("replace", N_("Replacement")))


def _move_days(move: Any) -> None:
    """Set by when finance knows, by when both have signed, and which comes next."""
    calendar = office_calendar()
    move.finance_due = calendar.add_workdays(move.day, office(FINANCE_DAYS)) if move.day else None
    move.sign_due = calendar.add_workdays(move.day, office(SIGN_DAYS)) if move.day else None
    signed = move.custodian_signed is not None and move.finance_signed is not None
    move.next_due = move.finance_due if move.finance_informed is None else None if signed else move.sign_due


def _move_is_whole(move: Any) -> Problem | None:
    if move.kind in ("out", "replace") and move.gone_id is None:
        return Problem(_("Say which sample leaves the room."), RoomMove.gone, True)
    if move.kind in ("in", "replace") and move.come_id is None:
        return Problem(_("Say which sample comes in; enter it in the register first."), RoomMove.come, True)
    if move.gone_id is not None and move.gone_id == move.come_id:
        return Problem(_("A sample can't replace itself."), RoomMove.come, True)
    return None


class RoomMove(Record):
    """A change of the room's property: new in, taken out, one for another; told to finance and signed by both."""

    number = Code(N_("Change no."), width=12)
    day = Day(N_("Day of change"), required=True)
    kind = Choice(N_("Kind of change"), MOVES, required=True, default="in")
    come = Link(N_("Comes in"), RoomItem, width=16)
    gone = Link(N_("Leaves"), RoomItem, width=16)
    reason = Text(N_("Reason"), width=22)
    scrapped = Flag(N_("Scrapped for good"))
    finance_informed = Day(N_("Finance informed"))
    finance_due = Day(N_("Tell finance by"))
    custodian_signed = Day(N_("Custodian signed"))
    finance_signed = Day(N_("Finance signed"))
    sign_due = Day(N_("Both sign by"))
    next_due = Day(N_("Next deadline"))
    note = LongText(N_("Note"))

    shown = (number,)
    numbered = (number, "YG{yy}{mm}-{n:02}")
    derived = (_move_days,)
    checks = (unique("number"), _move_is_whole)

    class Meta:
        table_name = "room_move"
