"""What a clerk does with orders: sign-off, distribution of copies, revision, hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.database.change import Change
from app.database.history import events_of
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.company import Department
from app.masters.order import OPEN_STATES, SIGNERS, Copy, Order, SignOff


def _go(change: Change, order: Order, state: str) -> None:
    order.state = state
    change.save(order)


def send_for_sign_off(change: Change, orders: Sequence[Order]) -> None:
    """Ask for every signature that an order needs; those already asked for stay."""
    for order in orders:
        known = {s.role for s in SignOff.select().where((SignOff.order == order) & (SignOff.deleted == 0))}
        change.add_all([SignOff(order=order, role=role) for role, _label in SIGNERS if role not in known])
        _go(change, order, "signing")


def approve(change: Change, orders: Sequence[Order]) -> None:
    """Release orders whose every signature is there."""
    for order in orders:
        missing = [_(SignOff.role.labels[s.role]) for s in SignOff.select().where(
            (SignOff.order == order) & (SignOff.deleted == 0) & SignOff.signed.is_null())]
        if missing:
            raise Refused([Problem(_("Order {order} still lacks the signature of {who}. Enter the date of each "
                                     "signature on the order's page first.")
                                   .format(order=order.number, who="、".join(missing)), None, True)], order)
        _go(change, order, "approved")


def distribute(change: Change, orders: Sequence[Order]) -> None:
    """Send a copy of the order's revision to every department of the list."""
    today = date.today()
    departments = list(Department.select().where(Department.deleted == 0).order_by(Department.place))
    for order in orders:
        known = {c.department_id for c in Copy.select().where(
            (Copy.order == order) & (Copy.revision == order.revision) & (Copy.deleted == 0))}
        change.add_all([Copy(order=order, department=d, revision=order.revision, sent=today)
                        for d in departments if d.id not in known])
        if order.state == "approved":
            _go(change, order, "distributed")


def revise(change: Change, orders: Sequence[Order]) -> None:
    """Begin a new revision; the copies of the old one are then asked back."""
    for order in orders:
        order.revision += 1
        change.save(order)


def hold(change: Change, orders: Sequence[Order]) -> None:
    """Put orders on hold."""
    for order in orders:
        _go(change, order, "held")


def resume(change: Change, orders: Sequence[Order]) -> None:
    """Take orders up again in the state in which they were put on hold."""
    for order in orders:
        _go(change, order, before_hold(order))


def before_hold(order: Order) -> str:
    """Return the state that an order had before it was put on hold; by its copies where its history doesn't say."""
    for event in events_of(order):
        if (event.after or {}).get("state") == "held" and (state := (event.before or {}).get("state")):
            return str(state)
    copies = Copy.select().where((Copy.order == order) & (Copy.deleted == 0)).exists()
    return "distributed" if copies else "draft"


def set_state(state: str) -> Any:
    """Return an action that moves orders to a state."""

    def run(change: Change, orders: Sequence[Order]) -> None:
        for order in orders:
            _go(change, order, state)

    return run


def is_open(order: Order) -> bool:
    """Tell whether an order still needs work."""
    return order.state in OPEN_STATES
