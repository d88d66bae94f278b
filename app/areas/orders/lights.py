"""The readiness lights that orders themselves give: signed, material."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from peewee import SQL

from app.database.record import database
from app.domain.light import AMBER, GREEN, GREY, RED, Light
from app.domain.text import N_
from app.masters.order import Order, OrderLine, SignOff


def _in_parts(numbers: Collection[int]) -> list[list[int]]:
    listed = list(numbers)
    return [listed[n:n + 5000] for n in range(0, len(listed), 5000)]


def _listed(numbers: Iterable[int]) -> SQL:
    """Return numbers as they stand after IN; one piece of SQL instead of a parameter for each."""
    return SQL(f"({','.join(str(int(n)) for n in numbers)})")


def signed(lines: Collection[int]) -> dict[int, str]:
    """Green when every signature is there, amber while some are missing, red before sign-off began."""
    found: dict[int, str] = {}
    for part in _in_parts(lines):
        rows = list(database.execute(OrderLine.select(OrderLine.id, OrderLine.order, Order.state).join(Order)
                                     .where(OrderLine.id.in_(_listed(part)))))
        asked: dict[int, list[bool]] = defaultdict(list)
        for order, day in database.execute(SignOff.select(SignOff.order, SignOff.signed).where(
                SignOff.order.in_(_listed({r[1] for r in rows})) & (SignOff.deleted == 0))):
            asked[order].append(day is not None)
        for line, order, state in rows:
            if state in ("approved", "distributed", "producing", "shipped", "closed"):
                found[line] = GREEN
            elif asked[order]:
                found[line] = GREEN if all(asked[order]) else AMBER
            else:
                found[line] = RED if state == "draft" else GREY
    return found


def material(lines: Collection[int]) -> dict[int, str]:
    """Green when complete, amber when a date is known or part is in, red when short without a date."""
    found: dict[int, str] = {}
    for part in _in_parts(lines):
        for line, said, ready in database.execute(OrderLine.select(
                OrderLine.id, OrderLine.material, OrderLine.material_ready).where(OrderLine.id.in_(_listed(part)))):
            if said == "complete":
                found[line] = GREEN
            elif ready is not None or said == "partly":
                found[line] = AMBER
            else:
                found[line] = RED if said == "short" else GREY
    return found


LIGHTS = (Light("signed", N_("Order signed"), signed, 10), Light("material", N_("Material"), material, 30))
