"""The demo company's inspections: past results, days agreed, some to be booked, one in danger."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.inspections.actions import goods_of
from app.areas.inspections.records import (
    AGREED,
    ASKED,
    CONCEDED,
    FAILED,
    PASSED,
    TO_BOOK,
    InspectedGoods,
    Inspection,
)
from app.domain.sheet import DemoWorld
from app.domain.text import _
from app.domain.workdays import Calendar
from app.masters.calendar import office_calendar
from app.masters.order import Order

INSPECTORS = ("李验", "陈QC", "SGS 何工")
FINDINGS = ("外箱唛头印刷偏移", "杯身有细划痕 3 件", "彩盒条码扫描不良", "盖子偏紧，需修整")


def make(world: DemoWorld) -> None:
    """Make an inspection for every order whose lines have an inspection date near today."""
    calendar = office_calendar()
    orders = list(Order.select().where((Order.deleted == 0) & Order.state.in_(("producing", "shipped", "distributed")))
                  .order_by(Order.id))
    for order in orders:
        days = [line.inspection for line in goods_of(order) if line.inspection is not None]
        if not days or abs((min(days) - world.today).days) > 60:
            continue
        day = min(days)
        at = datetime.combine(min(world.today, day) - timedelta(days=3), time(9, 30), UTC)
        world.write("Inspections", str(order.clerk or "小邱"), partial(_one, world, calendar, order, day), at)


def _one(world: DemoWorld, calendar: Calendar, order: Order, day: date, change: Any) -> None:
    chance = world.chance
    ready = calendar.add_workdays(day, -1)
    made = Inspection(order=order, customer=order.customer_id, ready=ready, proposed=day, method=chance.choice(
        ("customer", "customer", "agent", "third")), inspector=chance.choice(INSPECTORS), first_lot=chance.random() < 0.2)
    ahead = (day - world.today).days
    if ahead > 24:
        made.state = TO_BOOK
    elif ahead > 12:
        made.state, made.asked_on = ASKED, world.today - timedelta(days=2)
    else:
        made.state, made.agreed = AGREED, day
        made.agreed_on = calendar.add_workdays(min(day, world.today), -3)
        made.told_on = None if ahead > 8 else made.agreed_on
    if ahead < 0:
        _result(made, chance, day, calendar)
    change.save(made)
    change.add_all([InspectedGoods(inspection=made, order_line=line, product=line.product_id, quantity=line.quantity,
                                   cartons=-(-line.quantity // line.per_carton) if line.per_carton else None,
                                   packed=line.quantity if ahead < 0 else None)
                    for line in goods_of(order) if line.inspection == day])


def _result(made: Inspection, chance: Any, day: date, calendar: Calendar) -> None:
    made.actual, made.sample_size = day, chance.choice((80, 125, 200))
    made.critical, made.major, made.minor = 0, chance.randint(0, 4), chance.randint(0, 7)
    made.report = f"IR{day:%y%m%d}"
    luck = chance.random()
    if luck < 0.86:
        made.state, made.result = PASSED, "pass"
    elif luck < 0.93:
        made.state, made.result, made.findings = CONCEDED, "concession", chance.choice(FINDINGS)
    else:
        made.state, made.result, made.major = FAILED, "fail", 12
        made.findings, made.rework = chance.choice(FINDINGS), _("All of it is looked through again")
        made.rework_by = calendar.add_workdays(day, 3)
