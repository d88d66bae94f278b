"""The demo company's orders and schedule: six months around today, with what the plants have reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from app.areas.schedule.records import ProgressReport, ScheduleStep
from app.database.change import Change
from app.database.ledger import Reason
from app.domain.sheet import DemoWorld
from app.domain.text import N_
from app.domain.workdays import Calendar
from app.masters.calendar import line_calendars
from app.masters.company import Company, Department, Person
from app.masters.order import SIGNERS, Copy, Order, OrderLine, SignOff
from app.masters.plant import LineRate, ProductionLine

COLOURS = ("黑色", "白色", "本色", "樱花粉", "薄荷绿", "雾霾蓝", "香槟金", "珠光红")
NOTES = ("客改唛头，旧箱停用", "杯底打LOGO", "单独贴条码", "等客确认色板", "跟上单一起走", "", "", "", "", "", "")
BEGIN, END = -92, 92


@dataclass
class _Slot:
    """A place on a line that an order's line will fill."""

    line: Any
    product: Any
    start: date
    finish: date
    quantity: int


def make(world: DemoWorld) -> None:
    """Write orders, steps and reports, dated as they would have come in."""
    slots = _slots(world)
    orders = _orders(world, slots)
    begin = datetime.combine(world.today - timedelta(days=110), time(9)).astimezone()
    steps = world.write(N_("Orders received"), "王小姐", lambda c: _write_orders(c, world, orders), begin)
    _report(world, steps)
    _move_some(world)


def _slots(world: DemoWorld) -> list[_Slot]:
    calendars = line_calendars()
    made = []
    for line in ProductionLine.select().order_by(ProductionLine.id):
        rates = list(LineRate.select().where(LineRate.line == line).order_by(LineRate.id))
        calendar, day = calendars[line.id], world.today + timedelta(days=BEGIN)
        while day < world.today + timedelta(days=END):
            rate = world.chance.choice(rates)
            days = world.chance.choice((2, 2, 3, 3, 4, 4, 5, 7))
            start = calendar.add_workdays(day, 0)
            finish = calendar.add_workdays(start, days - 1)
            carton = rate.product.per_carton
            quantity = max(carton, int(rate.daily_rate * days * world.chance.uniform(0.86, 1.0)) // carton * carton)
            made.append(_Slot(line, rate.product, start, finish, quantity))
            gap = world.chance.choice((0, 0, 0, 0, 1, -1)) if day > world.today else 0
            day = calendar.add_workdays(finish, 1 + max(0, gap)) if gap >= 0 else finish
    return sorted(made, key=lambda s: (s.start, s.line.id))


def _orders(world: DemoWorld, slots: list[_Slot]) -> list[list[_Slot]]:
    """Group slots of about the same time and one plant into orders of one to three lines."""
    by_plant: dict[int, list[_Slot]] = defaultdict(list)
    for slot in slots:
        by_plant[slot.line.plant_id].append(slot)
    orders = []
    for listed in by_plant.values():
        while listed:
            size = world.chance.choice((1, 1, 1, 1, 2, 2))
            orders.append(listed[:size])
            del listed[:size]
    return sorted(orders, key=lambda o: (o[0].start, o[0].line.id))


def _write_orders(change: Change, world: DemoWorld, grouped: list[list[_Slot]]) -> list[ScheduleStep]:
    chance, today = world.chance, world.today
    customers = list(Company.select().where(Company.customer == 1).order_by(Company.id))
    sales = list(Person.select().where(Person.post == "业务").order_by(Person.id))
    clerks = list(Person.select().where(Person.post == "跟单").order_by(Person.id))
    orders, lines, steps = [], [], []
    for number, slots in enumerate(grouped, 1):
        first, last = min(s.start for s in slots), max(s.finish for s in slots)
        received = min(first - timedelta(days=chance.randint(25, 45)), today - timedelta(days=chance.randint(0, 9)))
        customer = chance.choice(customers)
        prefix = "ZB" if slots[0].line.plant_id == 1 else "HJ"
        state = "shipped" if last < today - timedelta(days=12) else "producing" if first <= today else \
            chance.choice(("distributed", "distributed", "approved", "signing"))
        if first > today + timedelta(days=60) and chance.random() < 0.4:
            state = "draft"
        order = Order(number=f"{prefix}{received:%y%m}-{number:03}", received=received, customer=customer,
                      customer_po=f"PO-{chance.randint(10000, 99999)}", country=customer.country,
                      sales=chance.choice(sales), clerk=chance.choice(clerks), state=state,
                      urgent=chance.random() < 0.05, ship_mode="sea",
                      repeat=chance.choice(("new", "repeat", "repeat")), note=chance.choice(NOTES))
        orders.append(order)
        for slot in slots:
            inspection = slot.finish + timedelta(days=chance.choice((2, 3, 3, 4, 5, 6)))
            ready = slot.start - timedelta(days=chance.choice((1, 2, 3, 5, 7, 9)))
            if slot.start > today and chance.random() < 0.06:
                ready = slot.start + timedelta(days=chance.randint(1, 4))
            lines.append(OrderLine(
                order=order, product=slot.product, description=slot.product.name, colour=chance.choice(COLOURS),
                quantity=slot.quantity, unit="PCS", per_carton=slot.product.per_carton,
                unit_price=round(chance.uniform(1.2, 7.5), 3), inspection=inspection,
                required_ship=inspection + timedelta(days=chance.randint(4, 9)), material_ready=ready,
                material="complete" if ready <= today else chance.choice(("partly", "short", None)),
                shipping_sample=chance.choice(("要", "", "")), note=chance.choice(NOTES),
                mark="red" if order.urgent else "blue" if state == "shipped" else None))
            steps.append(ScheduleStep(order_line=lines[-1], line=slot.line, quantity=slot.quantity,
                                      start=slot.start, finish=slot.finish, stage="finished"))
    change.add_all(orders)
    seen: dict[tuple[int, int, str], int] = {}
    for line in lines:
        line.order = line.order
        key = (line.order.id, line.product.id, line.colour)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            line.spec = f"批次{seen[key]}"
    change.add_all(lines)
    for step in steps:
        step.order_line = step.order_line
    change.add_all(steps)
    _papers(change, world, orders)
    return steps


def _papers(change: Change, world: DemoWorld, orders: list[Order]) -> None:
    """Signatures and copies, as far as each order's state says."""
    departments = list(Department.select().order_by(Department.place))
    signs, copies = [], []
    for order in orders:
        if order.state == "draft" or order.state == "shipped":
            continue
        for place, (role, _label) in enumerate(SIGNERS):
            done = order.state != "signing" or place < 2
            signs.append(SignOff(order=order, role=role, name="已签" if done else None,
                                 signed=min(world.today, order.received + timedelta(days=1 + place // 2))
                                 if done else None))
        if order.state in ("distributed", "producing"):
            for department in departments:
                back = world.chance.random() < 0.92
                sent = min(world.today, order.received + timedelta(days=4))
                signed = sent + timedelta(days=1) if back and sent < world.today else None
                copies.append(Copy(order=order, department=department, revision=0, sent=sent, signed=signed,
                                   signed_by=f"{department.name}签收" if signed else None))
    change.add_all(signs)
    change.add_all(copies)


@dataclass
class _Run:
    """What a step made: before the kept reports began, and by day since."""

    step: ScheduleStep
    opening: int
    reports: list[ProgressReport]


def _report(world: DemoWorld, steps: list[ScheduleStep]) -> None:
    """Let the plants report each past day, and bring the steps' done quantities up to date, week by week."""
    calendars = line_calendars()
    runs = [_run(world, step, calendars[step.line_id]) for step in steps if step.start < world.today]
    begin = datetime.combine(world.today - timedelta(days=46), time(8, 40)).astimezone()
    world.write(N_("Carry over what was done"), "王小姐", lambda c: _write_openings(c, runs), begin)
    weeks: dict[date, dict[int, list[ProgressReport]]] = defaultdict(lambda: defaultdict(list))
    for run in runs:
        for report in run.reports:
            weeks[report.day - timedelta(days=report.day.weekday())][run.step.id].append(report)
    for monday, by_step in sorted(weeks.items()):
        at = datetime.combine(min(monday + timedelta(days=6), world.today), time(8, 45)).astimezone()
        world.write(N_("Import daily sheets"), "王小姐", partial(_write_reports, by_step=by_step), at)


def _run(world: DemoWorld, step: ScheduleStep, calendar: Calendar) -> _Run:
    days = calendar.workdays_between(step.start, step.finish)
    pace = step.quantity / days * world.chance.choice((1.0, 1.0, 1.0, 1.02, 0.97, 0.72))
    day, made = step.start, 0
    run = _Run(step, 0, [])
    while made < step.quantity and day < world.today and day <= step.finish + timedelta(days=26):
        if calendar.is_workday(day):
            output = min(step.quantity - made, max(1, int(pace * world.chance.uniform(0.9, 1.08))))
            made += output
            if day >= world.today - timedelta(days=45):
                run.reports.append(ProgressReport(
                    day=day, plant=step.line.plant_id, line=step.line, step=step, planned=step.quantity // days,
                    made=output, defects=world.chance.choice((0, 0, 1, 2, 5)), cumulative=made,
                    source=f"{step.line.plant.name}每日生产进度表"))
            else:
                run.opening += output
        day += timedelta(days=1)
    return run


def _write_openings(change: Change, runs: list[_Run]) -> None:
    for run in runs:
        if run.opening:
            step = ScheduleStep.get_by_id(run.step.id)
            step.opening = step.done = run.opening
            step.actual_start = step.start
            if step.done >= step.quantity:
                step.actual_finish = step.finish
            change.save(step)


def _write_reports(change: Change, by_step: dict[int, list[ProgressReport]]) -> None:
    change.add_all([report for reports in by_step.values() for report in reports])
    for key, reports in by_step.items():
        step = ScheduleStep.get_by_id(key)
        step.done += sum(r.made for r in reports)
        step.last_report = reports[-1].day
        step.actual_start = step.actual_start or reports[0].day
        if step.done >= step.quantity:
            step.actual_finish = step.last_report
        change.save(step)


def _move_some(world: DemoWorld) -> None:
    """This morning a few plans were moved, so that the baseline and the ledger have something to show."""
    morning = datetime.combine(world.today, time(8, 50)).astimezone()
    calendars = line_calendars()
    soon = (world.today + timedelta(days=3)).isoformat()
    later = list(ScheduleStep.select().where(ScheduleStep.start > soon).order_by(ScheduleStep.start).limit(40))
    for reason, step in zip(("material", "customer", "quality", "capacity", "material"), later[::8], strict=True):

        def task(change: Change, why: str = reason, key: int = step.id) -> None:
            moved = ScheduleStep.get_by_id(key)
            calendar = calendars[moved.line_id]
            change.reason = Reason(why, "廖晓岚")
            moved.start = calendar.add_workdays(moved.start, 2)
            moved.finish = calendar.add_workdays(moved.finish, 2)
            change.save(moved)

        world.write(N_("Move steps"), "阿敏", task, morning)
