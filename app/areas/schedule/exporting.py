"""The schedule as .xlsx in the layout that came in: each plant its sheet, its own headings, coloured rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from app.areas.schedule import baseline
from app.areas.schedule.order_fields import WITH_NUMBER
from app.areas.schedule.planning import PlanStep
from app.areas.schedule.reading import Schedule, StepFacts, read_schedule
from app.database.ledger import DueChange
from app.domain.text import N_, _
from app.exchange.layouts import layouts_of
from app.masters.company import Company, Person
from app.masters.order import Order, OrderLine
from app.reports.sheet_file import OutColumn, SheetOut

TINTS = {"yellow": "#FFF2CC", "blue": "#DDEBF7", "green": "#E2EFDA", "red": "#F8CBAD"}
LEGEND = N_("(yellow = changed or new) (blue = finished) (green = date adjusted) (red = rush order)")
KINDS = {w.key: w.kind for w in WITH_NUMBER}
USUAL = {w.key: w.headings[0] for w in WITH_NUMBER}
PLAIN = ("received", "customer", "country", "order", "customer_po", "item", "name", "colour", "quantity", "per_carton",
         "cartons", "line", "start", "finish", "done", "balance", "inspection", "ship", "material", "sales", "clerk",
         "note")
NUMBERED = ("序号", "No.", "No")


def schedule_sheets(today: date) -> list[SheetOut]:
    """Return a worksheet for each plant."""
    schedule = read_schedule(today)
    layouts = {layout.origin: layout.headings for layout in layouts_of("orders")}
    more = _more()
    marks = _marks(schedule)
    return [_sheet(schedule, plant, layouts.get(plant), more, marks) for plant in schedule.plants]


def _sheet(schedule: Schedule, plant: str, layout: dict[str, str] | None, more: dict[int, dict[str, Any]],
           marks: dict[int, str]) -> SheetOut:
    headings = list(layout.items()) if layout else [(_("No."), "number"), *((_(USUAL[k]), k) for k in PLAIN)]
    lines = {key: line for key, line in schedule.lines.items() if line.plant == plant}
    steps = sorted((s for s in schedule.steps if s.line in lines),
                   key=lambda s: (schedule.facts[s.key].received or date.min, s.order, s.key))
    columns = [OutColumn(heading, _kind(key)) for heading, key in headings]
    rows = []
    for number, step in enumerate(steps, 1):
        facts = schedule.facts[step.key]
        known = {**more.get(facts.order_line, {}), "line_name": lines[step.line or 0].name}
        rows.append([number if heading.strip() in NUMBERED or key == "number" else _value(key, step, facts, known)
                     for heading, key in headings])
    tints = {id(row): TINTS.get(marks.get(step.key, ""), "") for row, step in zip(rows, steps, strict=True)}
    heading = _("{plant} production schedule, {day}").format(plant=plant, day=schedule.today)
    return SheetOut(plant, columns, rows, f"{heading}  {_(LEGEND)}", tint=lambda row: tints[id(row)], frozen=5)


def _kind(key: str) -> str:
    kind = KINDS.get(key, "text")
    return {"date": "day", "code": "text", "number": "decimal"}.get(kind, kind)


VALUES: dict[str, Callable[[PlanStep, StepFacts], Any]] = {
    "order": lambda s, f: s.order, "item": lambda s, f: s.product, "name": lambda s, f: f.product_name,
    "colour": lambda s, f: f.colour, "quantity": lambda s, f: s.quantity, "per_carton": lambda s, f: f.per_carton,
    "cartons": lambda s, f: -(-s.quantity // f.per_carton) if f.per_carton else None,
    "start": lambda s, f: s.start, "finish": lambda s, f: s.finish, "done": lambda s, f: s.done or None,
    "balance": lambda s, f: s.quantity - s.done, "inspection": lambda s, f: s.inspection,
    "received": lambda s, f: f.received, "country": lambda s, f: f.country, "customer_po": lambda s, f: f.customer_po,
}


def _value(key: str, step: PlanStep, facts: StepFacts, more: dict[str, Any]) -> Any:
    if key in VALUES:
        return VALUES[key](step, facts)
    return more.get("line_name") if key == "line" else more.get(key)


def _more() -> dict[int, dict[str, Any]]:
    """Return what the schedule's reckoning doesn't need, by order line."""
    people = dict(Person.select(Person.id, Person.name).tuples())
    materials = {"complete": "齐", "short": "欠", "partly": "部分"}
    found = {}
    rows = (OrderLine.select(OrderLine, Order).join(Order).where(OrderLine.deleted == 0))
    customers = dict(Company.select(Company.id, Company.name).tuples())
    for line in rows:
        found[line.id] = {
            "customer": customers.get(line.order.customer_id), "ship": line.required_ship,
            "confirmed": line.confirmed_ship, "unit": line.unit, "price": line.unit_price, "note": line.note,
            "material": materials.get(line.material), "shipping_sample": line.shipping_sample,
            "pp_sample": line.pp_sample, "sales": people.get(line.order.sales_id),
            "clerk": people.get(line.order.clerk_id)}
    return found


def _marks(schedule: Schedule) -> dict[int, str]:
    """Return the colour of each step's row: finished, rush, date adjusted this week, changed since yesterday."""
    yesterday = baseline.dates_at(baseline.end_of_day(schedule.today - timedelta(days=1)))
    week = (schedule.today - timedelta(days=7)).isoformat()
    moved = {(d.place, d.record) for d in DueChange.select().where(
        (DueChange.deleted == 0) & (DueChange.created_at >= week))}
    marks = {}
    for step in schedule.steps:
        facts = schedule.facts[step.key]
        if not step.open:
            marks[step.key] = "blue"
        elif facts.urgent or facts.mark == "red":
            marks[step.key] = "red"
        elif ("schedule_step", step.key) in moved or ("order_line", facts.order_line) in moved:
            marks[step.key] = "green"
        elif yesterday and yesterday.get(step.key) != (step.start, step.finish):
            marks[step.key] = "yellow"
        elif facts.mark:
            marks[step.key] = facts.mark
    return marks
