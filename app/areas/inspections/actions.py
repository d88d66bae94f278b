"""What is done with inspections: sales told, a day proposed and agreed, departments told, results, re-inspection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee

from app.areas.inspections.records import (
    AGREED,
    ASKED,
    CONCEDED,
    FAILED,
    OPEN,
    PASSED,
    InspectedGoods,
    Inspection,
)
from app.areas.inspections.settings import A_DAY
from app.areas.inspections.slots import propose
from app.database.change import Change
from app.database.settings import office
from app.domain.problem import Problem, Refused
from app.domain.text import _
from app.masters.calendar import office_calendar
from app.masters.order import Order, OrderLine

Answers = dict[str, Any] | None


def goods_of(order: Order) -> list[OrderLine]:
    """Return the lines of an order."""
    return list(OrderLine.select().where((OrderLine.order == order) & (OrderLine.deleted == 0)).order_by(OrderLine.id))


def open_for(change: Change, order: Order, ready: date | None, **more: Any) -> Inspection:
    """Make an inspection to be booked, with all goods of the order."""
    made = change.save(Inspection(order=order, customer=order.customer, ready=ready, **more))
    assert isinstance(made, Inspection)
    change.add_all([_goods(made, line) for line in goods_of(order)])
    return made


def _goods(inspection: Inspection, line: OrderLine) -> InspectedGoods:
    cartons = -(-line.quantity // line.per_carton) if line.quantity and line.per_carton else None
    return InspectedGoods(inspection=inspection, order_line=line, product=line.product_id, quantity=line.quantity,
                          cartons=cartons)


def first_ship(order: Order) -> date | None:
    """Return the first day on which something of the order leaves."""
    days = [line.confirmed_ship or line.required_ship for line in goods_of(order)]
    return min((d for d in days if d is not None), default=None)


def busy_days(besides: int | None, inspector: str | None) -> list[date]:
    """Return the days of the agreed inspections, of one inspector where he is named, one entry each."""
    query = Inspection.select(Inspection.agreed).where(
        (Inspection.deleted == 0) & (Inspection.state == AGREED) & Inspection.agreed.is_null(False)
        & (Inspection.id != (besides or 0)))
    if inspector:
        query = query.where(Inspection.inspector == inspector)
    return [inspection.agreed for inspection in query]


def propose_days(change: Change, inspections: Sequence[Inspection]) -> None:
    """Propose a day for each, the earliest ready first; each takes its day from the others."""
    today, calendar, a_day = date.today(), office_calendar(), office(A_DAY)
    given: list[date] = []
    for inspection in sorted(inspections, key=lambda i: i.ready or today):
        busy = [*busy_days(inspection.id, inspection.inspector), *given]
        slot = propose(inspection.ready or today, first_ship(inspection.order), busy, a_day, today, calendar)
        inspection.proposed = slot.day
        given.append(slot.day)
        if slot.against:
            change.said.append(f"{inspection}: {slot.against}")
        change.save(inspection)


def sales_told(change: Change, inspections: Sequence[Inspection]) -> None:
    """Note that sales was asked to book; without a proposed day one is proposed."""
    propose_days(change, [i for i in inspections if i.proposed is None])
    for inspection in inspections:
        inspection.asked_on = date.today()
        inspection.state = ASKED
        change.save(inspection)


def agree(change: Change, inspections: Sequence[Inspection], answers: Answers = None) -> None:
    """Note the agreed day and put it into the schedule; the departments are to be told the same day."""
    said = answers or {}
    for inspection in inspections:
        day = said.get("agreed") or inspection.proposed
        if day is None:
            raise Refused([Problem(_("Say on which day {record} is inspected.").format(record=inspection),
                                   Inspection.agreed, True)], inspection)
        if inspection.agreed != day:
            inspection.told_on = inspection.danger = inspection.danger_since = inspection.danger_told = None
        inspection.agreed, inspection.agreed_on, inspection.state = day, date.today(), AGREED
        inspection.inspector = said.get("inspector") or inspection.inspector
        change.save(inspection)


def departments_told(change: Change, inspections: Sequence[Inspection]) -> None:
    """Note that production, quality, store and engineering know the day."""
    for inspection in inspections:
        inspection.told_on = date.today()
        change.save(inspection)


def danger_told(change: Change, inspections: Sequence[Inspection]) -> None:
    """Note that sales and the departments know that the goods won't be ready."""
    for inspection in inspections:
        inspection.danger_told = date.today()
        change.save(inspection)


def take_result(change: Change, inspections: Sequence[Inspection], answers: Answers = None) -> None:
    """Note the result; one that failed opens the re-inspection."""
    said = answers or {}
    states = {"pass": PASSED, "fail": FAILED, "concession": CONCEDED}
    for inspection in inspections:
        inspection.result = said.get("result") or "pass"
        inspection.actual = said.get("actual") or inspection.agreed or date.today()
        for name in ("critical", "major", "minor", "findings", "report"):
            if said.get(name) is not None:
                setattr(inspection, name, said[name])
        if inspection.result in states:
            inspection.state = states[inspection.result]
        change.save(inspection)
        if inspection.state == FAILED:
            _again(change, inspection)


def _again(change: Change, failed: Inspection) -> None:
    if Inspection.select().where((Inspection.previous == failed) & (Inspection.deleted == 0)).exists():
        return
    open_for(change, failed.order, failed.rework_by or failed.actual, round=(failed.round or 1) + 1, previous=failed,
             plant=failed.plant_id, method=failed.method, company=failed.company_id, inspector=failed.inspector,
             level=failed.level, aql=failed.aql, note=failed.findings)


def saved(change: Change, inspection: Inspection, before: dict[str, Any] | None) -> None:
    """Put an agreed day into the lines of its goods, from where the schedule takes it."""
    if inspection.deleted or before is None or before.get("agreed") == (
            inspection.agreed.isoformat() if inspection.agreed else None):
        return
    for goods in InspectedGoods.select().where((InspectedGoods.inspection == inspection)
                                               & (InspectedGoods.deleted == 0)):
        goods_saved(change, goods, None)


def goods_saved(change: Change, goods: InspectedGoods, _before: dict[str, Any] | None) -> None:
    """Put the agreed day into the line of the goods."""
    inspection, line = goods.inspection, goods.order_line
    if line is None or goods.deleted or inspection.agreed is None or inspection.state not in OPEN:
        return
    if line.inspection != inspection.agreed:
        line.inspection = inspection.agreed
        change.save(line)


def line_moved(change: Change, line: OrderLine, before: dict[str, Any] | None) -> None:
    """Let the agreed day follow when the inspection date was changed on the order itself."""
    if before is None or line.inspection is None or before.get("inspection") == line.inspection.isoformat():
        return
    for inspection in Inspection.select().where((Inspection.order == line.order_id) & (Inspection.deleted == 0)
                                                & Inspection.state.in_(OPEN)):
        if inspection.agreed == line.inspection:
            continue
        days = {other.inspection for other in goods_of(inspection.order)}
        if len(days) == 1:
            inspection.agreed, inspection.agreed_on, inspection.state = line.inspection, date.today(), AGREED
            inspection.told_on = None
            change.save(inspection)


def ready_on(orders: list[int]) -> peewee.Query:
    """Return the query of orders' open inspections whose day isn't agreed, which follow the plan."""
    return Inspection.select().where(Inspection.order.in_(orders) & (Inspection.deleted == 0)
                                     & Inspection.state.in_(OPEN))
