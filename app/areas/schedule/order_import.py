"""Imports the schedule or order list that an office has: orders, their lines, and their steps on the lines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.areas.schedule.cancelling import names_cancelled, plan_cancellations
from app.areas.schedule.order_books import NewOrder, OrderBooks, folded
from app.areas.schedule.order_fields import BY_NAME, WITH_CONTRACT, WITH_NUMBER, WITH_PO_ONLY
from app.areas.schedule.order_groups import meant_by
from app.areas.schedule.order_writing import OrderSheet, RowWriter
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
from app.exchange.many_objects import many_objects
from app.exchange.table_parts import Record
from app.masters.order import Order

_ABOUT = re.compile(
    r"\d{2,4}\s*[年.-]\s*(?:\d{1,2}\s*[月.-]?(?:\s*\d{1,2}\s*[日号]?)?)?|\d{1,2}\s*月(?:份|\s*\d{1,2}\s*[日号]?)?|\d{4,8}|"
    r"生产|排期|排产|计划|进度|日报|月报|订单|制单|一览|明细|跟踪|跟进|汇总|总表|清单|安排|每[日周月]|本[周月]|当前|最新|更新|旧|新|版|表|"
    r"单|sheet\d*|copy|副本|第?\d+周|\(\d+\)|（\d+）", re.IGNORECASE)
"""What titles and names of files say besides the plant."""


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of orders; `memory` keeps what was looked up for the whole workbook."""
    books: OrderBooks | None = memory.get("orders")
    if books is None:
        books = memory["orders"] = OrderBooks()
    if names_cancelled(source):
        return plan_cancellations(source, books)
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table)
    columns = {m.key: m for m in source.table.matches}
    groups = {group: meant_by(group, books, columns) for group in {r.group for r in source.table.records} if group}
    sections = {kind for kind, _name in groups.values()}
    scheduled = bool(columns.keys() & {"line", "start", "finish"}) or "line" in sections
    plant = books.plant(_plant_name(source, books)) if scheduled else None
    made.origin = plant.name if plant is not None else source.origin
    sheet = OrderSheet(source, books, plant, groups, columns)
    seen: dict[tuple[str, str, str], int] = memory.setdefault("planned", {}) if source.grid.hidden else {}
    with many_objects():
        made.rows = [_plan_row(sheet, record, seen) for record in source.records]
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
    for text in (title.split("\n")[0] if _ABOUT.search(title) else "", source.grid.name, Path(source.file).stem):
        for words in (_ABOUT.split(text, maxsplit=1)[0], _ABOUT.sub("", text)):
            name = words.strip(" -_—·.，,：:()（）/")
            if 2 <= len(name) <= 12 and re.search(r"[\u4e00-\u9fff]{2}", name):
                return name
    return str(next(iter(books.plants.values())).name) if len(books.plants) == 1 else _("Own plant")


def _plan_row(sheet: OrderSheet, record: Record, seen: dict[tuple[str, str, str], int]) -> RowPlan:
    cells, books = record.cells, sheet.books
    problems = cell_problems(record, sheet.source.table) if record.notes else []
    number, po = str(cells.get("order") or ""), str(cells.get("customer_po") or "")
    item, colour = str(cells.get("item") or ""), str(cells.get("colour") or "")
    row = RowPlan(record.row, NEW, " / ".join([p for p in (number or po, item, colour) if p]), problems=problems)
    quantity: Any = cells.get("quantity")
    if not item or quantity is None or quantity < 0:
        _name_what_is_wrong(sheet, row, item, quantity)
        return row
    order = _order(sheet, number, po, problems, record)
    dropped = _odd_dates(sheet, record, problems)
    twin = (folded(order.number), folded(item), folded(colour))
    count = seen[twin] = seen.get(twin, 0) + 1
    hidden = sheet.source.grid.hidden
    if count > 1 and not hidden:
        problems.append(RowProblem(record.row, _key_cell(sheet, record), "same_key", _(
            "Order, item and colour stand in an earlier row too; kept as a second batch.")))
    product = books.product(item, str(cells.get("name") or ""), cells.get("per_carton"), cells.get("unit"))
    line = books.order_line(order, product, colour) if isinstance(order, Order) else None
    if hidden and (line is not None or count > 1):
        problems.append(RowProblem(record.row, _key_cell(sheet, record), "older_copy", _(
            "Order {order} is in the current schedule already; this older row is not taken over.")
            .format(order=row.title), True))
        row.standing = PROBLEM
        return row
    writer = RowWriter(sheet, record, order, product, line, dropped, count)
    if isinstance(order, Order):
        whole, row.changes = writer.compared()
        row.standing = (CHANGED if row.changes else SAME) if whole else NEW
    row.write = writer
    return row


def _name_what_is_wrong(sheet: OrderSheet, row: RowPlan, item: str, quantity: Any) -> None:
    """Say of a row that can't be taken what it lacks."""
    for wrong, key, kind, text in (
            (not item, "item", "item_missing", _("The item number is missing; enter it and import again.")),
            (quantity is None, "quantity", "quantity_missing",
             _("The order quantity is missing or no number; enter it and import again.")),
            (quantity is not None and quantity < 0, "quantity", "quantity_negative",
             _("The order quantity is negative."))):
        if wrong:
            row.problems.append(RowProblem(row.row, f"{sheet.letter(key)}{row.row}", kind, text, True))
    row.standing = PROBLEM


def _key_cell(sheet: OrderSheet, record: Record) -> str:
    return f"{sheet.letter('order') or sheet.letter('customer_po')}{record.row}"


def _order(sheet: OrderSheet, number: str, po: str, problems: list[RowProblem], record: Record) -> Order | NewOrder:
    """Return the order that a row belongs to, a new one where there is none."""
    books = sheet.books
    customer = str(record.cells.get("customer") or "") or sheet.grouped(record, "customer")
    order = books.orders.get(folded(number)) if number else books.by_po.get((folded(po), folded(customer)))
    if order is not None:
        known = order.customer.name if order.customer else ""
        if customer and known and books.customer(customer).name != known:
            problems.append(RowProblem(record.row, _key_cell(sheet, record), "customer_differs", _(
                "Order {order} belongs to {known}, this row says {said}; the order keeps its customer.").format(
                    order=order.number, known=known, said=customer)))
        return order
    if not customer:
        customer = _("Unknown customer")
        problems.append(RowProblem(record.row, _key_cell(sheet, record), "customer_missing", _(
            "The customer is missing; the order was put under “{customer}”.").format(customer=customer)))
    if not number:
        number, n = po, 2
        while folded(number) in books.orders:
            number, n = f"{po}-{n}", n + 1
    order = books.orders[folded(number)] = NewOrder(number, books.customer(customer))
    if po:
        books.by_po[folded(po), folded(customer)] = order
    return order


def _odd_dates(sheet: OrderSheet, record: Record, problems: list[RowProblem]) -> tuple[str, ...]:
    """Return the dates that are not taken: before the order was received, or the finish before the start."""
    get = record.cells.get
    received: Any = get("received")
    dropped: tuple[str, ...] = ()
    if received is not None:
        for key in ("ship", "inspection", "confirmed", "start", "finish"):
            day: Any = get(key)
            if day is not None and day < received:
                problems.append(RowProblem(
                    record.row, f"{sheet.letter(key)}{record.row}", "date_before_order",
                    _("“{field}” {day} is before the order was received ({received}); the year is probably wrong "
                      "(meant {guess}?). Left empty until somebody says.").format(
                          field=_(sheet.heading(key)), day=day, received=received, guess=_next_year(day, received))))
                dropped = (*dropped, key)
    start: Any = get("start")
    finish: Any = get("finish")
    if start is not None and finish is not None and finish < start and not dropped:
        problems.append(RowProblem(record.row, f"{sheet.letter('finish')}{record.row}", "finish_before_start",
                                   _("The plan finishes ({finish}) before it starts ({start}); the step is left "
                                     "unscheduled.").format(finish=finish, start=start)))
        dropped = ("start", "finish")
    return dropped


def _next_year(day: date, received: date) -> date:
    while day < received:
        day = day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day + timedelta(days=366)
    return day


ORDERS_IMPORT = Import("orders", N_("Orders and schedule"), (WITH_NUMBER, WITH_CONTRACT, WITH_PO_ONLY, BY_NAME), plan,
                       reads_fills=True)
