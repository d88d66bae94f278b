"""Imports the schedule or order list that an office has: orders, their lines, and their steps on the lines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from app.areas.schedule.order_books import OrderBooks, differences, folded, written
from app.areas.schedule.order_fields import WITH_NUMBER, WITH_PO_ONLY
from app.areas.schedule.records import ScheduleStep
from app.database.change import Change
from app.domain.sheet import Import
from app.domain.text import N_, _
from app.exchange.importing import (
    CHANGED,
    NEW,
    PROBLEM,
    SAME,
    RowPlan,
    RowProblem,
    SheetPlan,
    Source,
    cell_problems,
)
from app.exchange.table_parts import Record
from app.masters.order import Order, OrderLine
from app.masters.plant import Plant

_STAGES = (("半成品", "semi"), ("杯盆", "cups"), ("组装", "assembly"), ("包装", "packing"), ("成品", "finished"))
_MATERIAL = (("齐", "complete"), ("部分", "partly"), ("欠", "short"), ("缺", "short"), ("未", "short"))
_COLOURS = {"yellow": "yellow", "blue": "blue", "green": "green", "red": "red"}


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of orders; `memory` keeps what was looked up for the whole workbook."""
    books: OrderBooks = memory.setdefault("orders", OrderBooks())
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    scheduled = source.table.match("line") is not None or source.table.match("start") is not None
    plant = books.plant(_plant_name(source, books)) if scheduled else None
    made.origin = plant.name if plant is not None else source.origin
    seen: dict[tuple[str, str, str], int] = memory.setdefault("planned", {}) if source.grid.hidden else {}
    for record in source.records:
        made.rows.append(_plan_row(source, books, plant, record, seen))
    if not source.grid.hidden:
        memory.setdefault("planned", {}).update(seen)
    return made


def _plant_name(source: Source, books: OrderBooks) -> str:
    """Return whose schedule a sheet is: as said, as its name or title says, as its lines tell."""
    if source.origin:
        return source.origin
    places = [source.grid.name, *(str(v) for v in source.table.title_texts.values() if v), source.file]
    for text in places:
        for plant in books.plants.values():
            if plant.name and plant.name in text:
                return str(plant.name)
    names = {folded(r.cells.get("line")) for r in source.table.records}
    for plant_id, name in books.production_lines:
        if name in names:
            return next(str(p.name) for p in books.plants.values() if p.id == plant_id)
    title = next((str(v) for v in source.table.title_texts.values() if isinstance(v, str) and v.strip()), "")
    if found := re.match(r"\s*(.{2,12}?)(?:\d{2,4}年|生产排期|排期|旧排期|生产计划)", title):
        return found[1].strip()
    return source.grid.name


def _plan_row(source: Source, books: OrderBooks, plant: Plant | None, record: Record,
              seen: dict[tuple[str, str, str], int]) -> RowPlan:
    cells = record.cells
    problems = cell_problems(record, source.table)
    number, po = str(cells.get("order") or ""), str(cells.get("customer_po") or "")
    item, colour = str(cells.get("item") or ""), str(cells.get("colour") or "")
    customer_name = str(cells.get("customer") or "")
    row = RowPlan(record.row, NEW, " / ".join(p for p in (number or po, item, colour) if p), problems=problems)
    place = f"{_letter(source, 'order') or _letter(source, 'customer_po')}{record.row}"
    quantity: Any = cells.get("quantity")
    for wrong, kind, text in (
            (not item, "item_missing", _("The item number is missing; enter it and import again.")),
            (quantity is None, "quantity_missing",
             _("The order quantity is missing or no number; enter it and import again.")),
            (quantity is not None and quantity < 0, "quantity_negative", _("The order quantity is negative."))):
        if wrong:
            problems.append(RowProblem(record.row, place, kind, text, True))
    if row.held:
        row.standing = PROBLEM
        return row
    order = _order(books, number, po, customer_name, problems, record, place)
    if order is None:
        row.standing = PROBLEM
        return row
    dates = _dates(cells, problems, record, source)
    twin = (folded(order.number), folded(item), folded(colour))
    seen[twin] = seen.get(twin, 0) + 1
    if seen[twin] > 1 and not source.grid.hidden:
        problems.append(RowProblem(record.row, place, "same_key", _(
            "Order, item and colour stand in an earlier row too; kept as a second batch.")))
    product = books.product(item, str(cells.get("name") or ""), _whole(cells.get("per_carton")), cells.get("unit"))
    line = books.order_line(order, product, colour)
    if source.grid.hidden and (line is not None or seen[twin] > 1):
        problems.append(RowProblem(record.row, place, "older_copy", _(
            "Order {order} is in the current schedule already; this older row is not taken over.")
            .format(order=row.title), True))
        row.standing = PROBLEM
        return row
    _fill(source, books, plant, row, record, order, product, line, dates, seen[twin])
    return row


def _order(books: OrderBooks, number: str, po: str, customer: str, problems: list[RowProblem], record: Record,
           place: str) -> Order | None:
    """Return the order that a row belongs to, a new one where there is none; None where it can't be told."""
    order = books.orders.get(folded(number)) if number else books.by_po.get((folded(po), folded(customer)))
    if order is not None:
        known = order.customer.name if order.customer_id or order.customer else ""
        if customer and known and books.customer(customer).name != known:
            problems.append(RowProblem(record.row, place, "customer_differs", _(
                "Order {order} belongs to {known}, this row says {said}; the order keeps its customer.").format(
                    order=order.number, known=known, said=customer)))
        return order
    if not customer:
        customer = _("Unknown customer")
        problems.append(RowProblem(record.row, place, "customer_missing", _(
            "The customer is missing; the order was put under “{customer}”.").format(customer=customer)))
    if not number:
        number, n = po, 2
        while folded(number) in books.orders:
            number, n = f"{po}-{n}", n + 1
    order = Order(number=number, state="draft")
    order.customer = books.customer(customer)
    books.orders[folded(number)] = order
    if po:
        books.by_po[folded(po), folded(customer)] = order
    return order


def _dates(cells: dict[str, object], problems: list[RowProblem], record: Record, source: Source) -> dict[str, Any]:
    """Return the row's dates; one that lies before the order was received is asked about, not taken."""
    found: dict[str, Any] = {key: cells.get(key) for key in
                             ("received", "start", "finish", "inspection", "ship", "confirmed")}
    received = found["received"]
    for key in ("ship", "inspection", "confirmed", "start", "finish"):
        day = found[key]
        if isinstance(received, date) and isinstance(day, date) and day < received:
            guess = _next_year(day, received)
            problems.append(RowProblem(
                record.row, f"{_letter(source, key)}{record.row}", "date_before_order",
                _("“{field}” {day} is before the order was received ({received}); the year is probably wrong "
                  "(meant {guess}?). Left empty until somebody says.").format(
                      field=_(_heading(source, key)), day=day, received=received, guess=guess)))
            found[key] = None
    start, finish = found["start"], found["finish"]
    if start and finish and finish < start:
        problems.append(RowProblem(record.row, f"{_letter(source, 'finish')}{record.row}", "finish_before_start",
                                   _("The plan finishes ({finish}) before it starts ({start}); the step is left "
                                     "unscheduled.").format(finish=finish, start=start)))
        found["start"] = found["finish"] = None
    return found


def _next_year(day: date, received: date) -> date:
    while day < received:
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day + timedelta(days=366)
    return day


def _fill(source: Source, books: OrderBooks, plant: Plant | None, row: RowPlan, record: Record, order: Order,
          product: Any, line: OrderLine | None, dates: dict[str, Any], batch: int) -> None:
    """Complete a row's plan: what is new or changed in order, line and step, and how it is written."""
    cells = record.cells
    for_order = {"received": dates["received"], "customer_po": _text(cells.get("customer_po")),
                 "country": _text(cells.get("country"))}
    price = cells.get("price")
    for_line = {
        "description": _text(cells.get("name")), "quantity": _whole(cells.get("quantity")),
        "unit": _text(cells.get("unit")), "per_carton": _whole(cells.get("per_carton")),
        "inspection": dates["inspection"], "required_ship": dates["ship"], "confirmed_ship": dates["confirmed"],
        "unit_price": Decimal(str(price)) if price is not None else None,
        "shipping_sample": _text(cells.get("shipping_sample")), "pp_sample": _text(cells.get("pp_sample")),
        "material": _word(cells.get("material"), _MATERIAL), "note": _note(source, record),
        "mark": _COLOURS.get(source.fills.get(record.row, ""))}
    step = next(iter(books.steps.get(line.id, ())), None) if line is not None else None
    for_step = _step_values(cells, dates, step, books, for_line["quantity"]) if plant is not None else {}
    on_line = books.production_line(plant, str(cells.get("line"))) if plant is not None and cells.get("line") else None
    row.changes = [*differences(order, for_order)] if order.id else []
    if line is not None:
        row.changes += differences(line, for_line)
    if step is not None:
        row.changes += differences(step, for_step)
        if on_line is not None and step.line_id != on_line.id:
            row.changes.append((N_("Line"), step.line.name if step.line_id else "", str(on_line.name)))
    whole = line is not None and (plant is None or step is not None)
    row.standing = (CHANGED if row.changes else SAME) if whole else NEW
    people = {name: books.person(str(cells.get(name) or "")) for name in ("sales", "clerk")}

    def write(change: Change) -> None:
        _save_order(change, order, for_order, people, dates, cells)
        if not product.id:
            written(change, product)
        target = line or OrderLine(colour=_text(cells.get("colour")), spec=f"#{batch}" if batch > 1 else None)
        _set(target, for_line)
        written(change, target, order=order, product=product)
        if plant is not None:
            _save_step(change, plant, on_line, step or ScheduleStep(stage="finished"), for_step, target)

    row.write = write


def _save_order(change: Change, order: Order, values: dict[str, Any], people: dict[str, Any], dates: dict[str, Any],
                cells: dict[str, object]) -> None:
    if not order.customer.id:
        written(change, order.customer)
    for name, person in people.items():
        if person is not None and not person.id:
            written(change, person)
        if person is not None and not getattr(order, f"{name}_id"):
            setattr(order, name, person)
    _set(order, values)
    done: Any = cells.get("done") or 0
    if order.state == "draft" and (dates["start"] or done):
        order.state = "producing"
    written(change, order, customer=order.customer)


def _save_step(change: Change, plant: Plant, on_line: Any, step: ScheduleStep, values: dict[str, Any],
               target: OrderLine) -> None:
    if not plant.id:
        written(change, plant)
    if on_line is not None and not on_line.id:
        written(change, on_line, plant=plant)
    _set(step, values)
    if on_line is not None:
        step.line = on_line
    written(change, step, order_line=target)


def _step_values(cells: dict[str, object], dates: dict[str, Any], step: ScheduleStep | None, books: OrderBooks,
                 quantity: Any) -> dict[str, Any]:
    values = {"quantity": quantity, "start": dates["start"], "finish": dates["finish"],
              "stage": _word(cells.get("stage"), _STAGES)}
    if (values["start"] is None) != (values["finish"] is None):
        values["start"] = values["finish"] = values["start"] or values["finish"]
    if step is None or step.id not in books.reported:
        done = _whole(cells.get("done"))
        values["opening"] = values["done"] = done if done is not None or step is not None else 0
    return values


def _set(record: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            setattr(record, name, value)


def _note(source: Source, record: Record) -> str | None:
    """Return the remark, and with it what stood in date columns without being a date: 走货期：货期待复."""
    kept = [f"{_heading(source, n.key)}：{n.text}" for n in record.notes if n.kind in ("no_date", "ambiguous_date")]
    return "；".join(p for p in (_text(record.cells.get("note")), *kept) if p) or None


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)


def _word(value: object, words: tuple[tuple[str, str], ...]) -> str | None:
    return next((key for word, key in words if word in str(value)), None) if value else None


def _letter(source: Source, key: str) -> str:
    match = source.table.match(key)
    return match.column if match is not None else ""


def _heading(source: Source, key: str) -> str:
    match = source.table.match(key)
    return match.header if match is not None else key


ORDERS_IMPORT = Import("orders", N_("Orders and schedule"), (WITH_NUMBER, WITH_PO_ONLY), plan, reads_fills=True)
