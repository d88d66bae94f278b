"""Imports the schedule or order list that an office has: orders, their lines, and their steps on the lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.areas.schedule.cancelling import names_cancelled, plan_cancellations
from app.areas.schedule.order_books import NewOrder, OrderBooks, colour_key, folded, known_names
from app.areas.schedule.order_fields import BY_NAME, WITH_CONTRACT, WITH_NUMBER, WITH_PO_ONLY
from app.areas.schedule.order_groups import meant_by
from app.areas.schedule.order_writing import ORDER_FIELDS, OrderSheet, RowWriter
from app.areas.schedule.row_matching import NOTHING_STORED, Matched, matched, number_of
from app.domain.sheet import Import
from app.domain.text import N_, _, _n
from app.exchange.column_questions import SET
from app.exchange.importing import (
    CHANGED,
    NEW,
    PROBLEM,
    SAME,
    SKIPPED,
    Question,
    RowPlan,
    RowProblem,
    SheetPlan,
    Source,
    cell_problems,
)
from app.exchange.many_objects import many_objects
from app.exchange.table_parts import Record
from app.masters.order import Order
from app.masters.product import Product

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
    with many_objects():
        rows = [_begun(sheet, record) for record in source.records]
        _match_lines(sheet, rows)
        _settle_orders(sheet, rows)
        repeats = _repeated(sheet, rows, memory)
        made.rows = [_planned(sheet, row, repeats) for row in rows]
    _ask_whose(sheet, made)
    if repeats.question is not None:
        made.questions.append(repeats.question)
        made.general.append(RowProblem(None, "", "other_sheet", repeats.question.text))
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


def _ask_whose(sheet: OrderSheet, made: SheetPlan) -> None:
    """Ask once whose orders they are, where a sheet with new orders names no customer at all."""
    told = sheet.columns.keys() & {"customer"} or SET + "customer" in sheet.source.answers
    if told or any(kind == "customer" for kind, _name in sheet.groups.values()):
        return
    nameless = [row for row in made.rows for p in row.problems if p.kind == "customer_missing"]
    if not nameless:
        return
    names = sorted({c.short_name or c.name for c in sheet.books.companies.values() if c.id and c.customer})
    unknown = _("Unknown customer")
    made.questions.append(Question(SET + "customer", _("Whose orders are these? The sheet names no customer."), (
        *((name, name) for name in names), (unknown, _("put them under “{customer}”").format(customer=unknown))),
        unknown))


@dataclass(slots=True)
class _Row:
    """A row on its way: the order and product that it means, the stored line found for it."""

    record: Record
    plan: RowPlan
    order: Order | NewOrder | None = None
    product: Product | None = None
    colour: str = ""
    match: Matched = NOTHING_STORED
    key: tuple[str, str, str] = ("", "", "")
    """Order, item and colour as they are compared."""


@dataclass(frozen=True)
class _Repeats:
    """Rows whose order, item and colour stand on an earlier sheet too, and what is to be done with them."""

    rows: dict[int, str] = field(default_factory=dict)
    question: Question | None = None
    answer: str = ""


def _begun(sheet: OrderSheet, record: Record) -> _Row:
    """Begin a row: its order and product, or what is wrong with it."""
    cells, books = record.cells, sheet.books
    problems = cell_problems(record, sheet.source.table) if record.notes else []
    number, po = str(cells.get("order") or ""), str(cells.get("customer_po") or "")
    item, colour = str(cells.get("item") or ""), str(cells.get("colour") or "")
    plan = RowPlan(record.row, NEW, " / ".join([p for p in (number or po, item, colour) if p]), problems=problems)
    row = _Row(record, plan, colour=colour)
    quantity: Any = cells.get("quantity")
    if not item or quantity is None or quantity < 0:
        _name_what_is_wrong(sheet, plan, item, quantity)
        return row
    if quantity == 0:
        problems.append(RowProblem(record.row, f"{sheet.letter('quantity')}{record.row}", "quantity_zero", _(
            "The order quantity is 0. Please check.")))
    row.order = _order(sheet, number, po, problems, record)
    row.product = books.product(item, str(cells.get("name") or ""), cells.get("per_carton"), cells.get("unit"))
    row.key = folded(row.order.number), folded(row.product.code), colour_key(colour)
    return row


def _match_lines(sheet: OrderSheet, rows: list[_Row]) -> None:
    """Find the stored lines of all rows; rows of one order, product and colour are weighed together."""
    groups: dict[tuple[str, str, str], list[_Row]] = {}
    alone: dict[tuple[str, str, str], _Row] = {}
    for row in rows:
        if row.order is None or row.product is None:
            continue
        if (first := alone.setdefault(row.key, row)) is not row or row.order.id:
            groups.setdefault(row.key, [first] if first is not row else []).append(row)
        else:
            row.match = _new_line(row.record)
    for group in groups.values():
        order, product = group[0].order, group[0].product
        assert order is not None and product is not None
        lines = sheet.books.free_lines(order, product, group[0].colour)
        for row, found in zip(group, matched([row.record for row in group], lines), strict=True):
            row.match = found
            if found.line is not None:
                sheet.books.used.add(found.line.id)
        if not sheet.source.grid.hidden and "line_no" not in sheet.columns:
            for row in group[1:]:
                row.plan.problems.append(RowProblem(row.record.row, _key_cell(sheet, row.record), "same_key", _(
                    "Order, item and colour stand in an earlier row too; kept as a second batch.")))


def _new_line(record: Record) -> Matched:
    number = number_of(record)
    return Matched(None, number) if number is not None else NOTHING_STORED


def _settle_orders(sheet: OrderSheet, rows: list[_Row]) -> None:
    """Settle what rows of one order say of the order itself: the first row decides, others are told once."""
    fields = [key for key in ORDER_FIELDS if key in sheet.columns]
    told: set[tuple[str, str]] = set()
    for row in rows:
        if row.order is None:
            continue
        number, cells = row.key[0], row.record.cells
        said = sheet.of_orders.setdefault(number, cells)
        if said is cells:
            continue
        for key in fields:
            value, first = cells.get(key), said.get(key)
            if value is None or value == first:
                continue
            if first is None:
                said = sheet.of_orders[number] = {**said, key: value}
            elif (number, key) not in told:
                told.add((number, key))
                text = _("Rows of order {order} say different things of “{field}” ({first} and {other}); {first} is "
                         "taken for the whole order.")
                row.plan.problems.append(RowProblem(
                    row.record.row, f"{sheet.letter(key)}{row.record.row}", "order_differs",
                    text.format(order=row.order.number, field=_(sheet.heading(key)), first=first, other=value)))


def _repeated(sheet: OrderSheet, rows: list[_Row], memory: dict[str, Any]) -> _Repeats:
    """Find the rows that stand on an earlier sheet of the workbook too, and ask once what they are."""
    earlier: list[tuple[str, list[_Row]]] = memory.setdefault("planned", [])
    planned: dict[tuple[str, str, str], tuple[str, Any]] = {}
    for name, others in earlier:
        for row in others:
            if row.order is not None:
                first, quantity = planned.get(row.key, (name, 0))
                if first == name:
                    planned[row.key] = name, quantity + row.record.cells["quantity"]
    if rows:
        earlier.append((sheet.source.grid.name, rows))
    again: dict[int, str] = {}
    alike = True
    for row in rows if planned else ():
        if row.order is not None and (found := planned.get(row.key)):
            again[row.record.row] = found[0]
            alike = alike and found[1] == row.record.cells["quantity"]
    if not again or sheet.source.grid.hidden:
        return _Repeats(again)
    said = str(sheet.source.answers.get("repeated") or "")
    text = _n("{count} row of this sheet stands on sheet “{other}” too. What is it?",
              "{count} rows of this sheet stand on sheet “{other}” too. What are they?", len(again)).format(
                  count=len(again), other=next(iter(again.values())))
    question = Question("repeated", text, (
        ("leave", _("the same order lines once more: leave them out")),
        ("add", _("further batches: take them as well"))), said or ("leave" if alike else None))
    return _Repeats(again, question, said or ("leave" if alike else ""))


def _planned(sheet: OrderSheet, row: _Row, repeats: _Repeats) -> RowPlan:
    """Finish a row's plan: what it would change, and how it is written."""
    plan, record, order, product = row.plan, row.record, row.order, row.product
    if order is None or product is None:
        return plan
    other = repeats.rows.get(record.row)
    if sheet.source.grid.hidden and (row.match.line is not None or other):
        plan.problems.append(RowProblem(record.row, _key_cell(sheet, record), "older_copy", _(
            "Order {order} is in the current schedule already; this older row is not taken over.")
            .format(order=plan.title), True))
        plan.standing = PROBLEM
        return plan
    if other and repeats.answer != "add":
        if repeats.answer == "leave":
            plan.standing = SKIPPED
        else:
            plan.problems.append(RowProblem(record.row, _key_cell(sheet, record), "other_sheet", _(
                "{order} stands on sheet “{other}” too; say above whether it is the same line or a further one.")
                .format(order=plan.title, other=other), True))
        return plan
    dropped = _odd_dates(sheet, record, plan.problems)
    writer = RowWriter(sheet, record, order, product, row.match, dropped)
    if isinstance(order, Order):
        whole, plan.changes = writer.compared()
        plan.standing = (CHANGED if plan.changes else SAME) if whole else NEW
    plan.write = writer
    return plan


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
    order = books.orders.get(folded(number)) if number else books.of_po(po, customer)
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
    if books.renamed and folded(customer) in books.renamed:
        problems.append(RowProblem(record.row, _key_cell(sheet, record), "customer_renamed", _(
            "“{said}” is called “{known}” now; the order was put under that. If it is another company, enter it "
            "before you import.").format(said=customer, known=order.customer.name)))
    if po:
        books.keep_po(po, order)
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
                       reads_fills=True, known=known_names)
