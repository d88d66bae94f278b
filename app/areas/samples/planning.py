"""Samples that orders ask for and nobody has planned yet, and planning them in one go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.areas.samples.dispatch import INSPECTION, PRODUCTION
from app.areas.samples.records import Sample
from app.database.change import Change
from app.domain.frozen import frozen
from app.masters.company import Company
from app.masters.order import OPEN_STATES, Order, OrderLine
from app.masters.product import Product

ASKED = (("pp", OrderLine.pp_sample), ("shipping", OrderLine.shipping_sample))
NO = frozenset(("", "无", "否", "不", "不要", "不用", "不需要", "免", "n", "no", "none", "-", "/", "0", "×", "x"))


@frozen
class Wish:
    """A sample that an order line asks for: `said` is what stands on the order, `pieces` the number in it."""

    line: int
    kind: str
    order: str
    customer: str
    product: str
    colour: str
    said: str
    pieces: int | None
    inspection: date | None
    ship: date | None


def wishes() -> list[Wish]:
    """Return what open orders ask for and has no sample yet, the nearest inspection first."""
    known = {(line, kind) for line, kind in Sample.select(Sample.order_line, Sample.kind).where(
        (Sample.deleted == 0) & Sample.order_line.is_null(False)).tuples()}
    query = (OrderLine.select(OrderLine, Order, Company, Product).join(Order)
             .join(Company, on=Order.customer).switch(OrderLine).join(Product)
             .where((OrderLine.deleted == 0) & (Order.deleted == 0) & Order.state.in_(OPEN_STATES)
                    & (OrderLine.pp_sample.is_null(False) | OrderLine.shipping_sample.is_null(False)))
             .order_by(OrderLine.inspection.asc(nulls="LAST"), OrderLine.id))
    found = []
    for line in query:
        for kind, field in ASKED:
            said = str(getattr(line, field.name) or "").strip()
            if said.lower() not in NO and (line.id, kind) not in known:
                found.append(Wish(line.id, kind, line.order.number, line.order.customer.name, line.product.code,
                                  line.colour or "", said, pieces_in(said), line.inspection,
                                  line.confirmed_ship or line.required_ship))
    return found


def pieces_in(said: str) -> int | None:
    """Return the pieces that an order's remark names: 要3个 → 3; None where it names none."""
    found = re.search(r"\d{1,4}", said)
    return int(found.group()) if found and int(found.group()) > 0 else None


def plan_samples(change: Change, chosen: Sequence[Wish], values: dict[str, Any]) -> int:
    """Make a sample of each wish; pieces named on the order come before those given for all.

    What would leave after the inspection leaves before production where it is a pre-production sample.
    """
    rule = values.get("rule") or INSPECTION
    for wish in chosen:
        early = wish.kind == "pp" and rule == INSPECTION
        change.save(Sample(order_line=wish.line, kind=wish.kind, quantity=wish.pieces or values.get("quantity"),
                           retained=values.get("retained"), rule=PRODUCTION if early else rule,
                           rule_days=None if early else values.get("rule_days"), send_by=values.get("send_by")))
    return len(chosen)
