"""Imports the sample tracker that an office keeps: each row against its order, odd cells named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from app.areas.samples.dispatch import FIXED, INSPECTION, SHIP, base_day, basis
from app.areas.samples.records import Sample
from app.areas.samples.sample_fields import TRACKER
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
from app.masters.books import MasterBooks, put
from app.masters.by_name import differences, plain
from app.masters.pieces import broken_pieces, is_whole

KIND_WORDS = (("产前", "pp"), ("pp", "pp"), ("船", "shipping"), ("shipping", "shipping"), ("开发", "development"),
              ("确认", "approval"), ("测试", "test"), ("照片", "photo"), ("影相", "photo"), ("留底", "retained"),
              ("头", "first"))
RESULT_WORDS = (("有条件", "conditional"), ("条件", "conditional"), ("批准", "approved"), ("通过", "approved"),
                ("approved", "approved"), ("ok", "approved"), ("重做", "redo"), ("不", "redo"), ("redo", "redo"),
                ("未", "none"))
DAYS = re.compile(r"(\d{1,3})\s*(?:个)?(?:工作)?[天日]")


def rule_of(text: str) -> tuple[str, int | None]:
    """Return the dispatch rule that a text means, with its days: 验货后2天寄 → (inspection, 2)."""
    found = DAYS.search(text)
    days = int(found.group(1)) if found else None
    lower = text.lower()
    if "验" in text and "前" not in text:
        return INSPECTION, days
    if any(word in lower for word in ("etd", "船期", "走货", "出货", "开船", "ship")):
        return SHIP, days
    return FIXED, None


def _word(text: Any, words: Sequence[tuple[str, str]]) -> str | None:
    lower = str(text or "").lower()
    return next((key for word, key in words if word in lower), None) if lower else None


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of a sample tracker; `memory` keeps what was looked up for the whole workbook."""
    books: MasterBooks = memory.setdefault("masters", None) or MasterBooks()
    memory["masters"] = books
    known: dict[str, Sample] = memory.setdefault("samples", {})
    if not known:
        known.update({plain(str(s.number)): s for s in Sample.select().where(Sample.deleted == 0)})
    seen: dict[str, int] = memory.setdefault("numbers", {})
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table, origin=source.origin)
    made.rows = [_plan_row(source, books, known, seen, record) for record in source.records]
    return made


def _plan_row(source: Source, books: MasterBooks, known: dict[str, Sample], seen: dict[str, int],
              record: Record) -> RowPlan:
    cells = record.cells
    number = str(cells.get("number") or "")
    words = (number, str(cells.get("order") or ""), str(cells.get("item") or ""), str(cells.get("colour") or ""))
    row = RowPlan(record.row, NEW, " / ".join(w for w in words if w), problems=cell_problems(record, source.table))
    if plain(number) in seen:
        row.problems.append(RowProblem(row.row, record.cell("number"), "duplicate_number", _(
            "Sample {number} stands in row {row} already; a sample comes in once.").format(
                number=number, row=seen[plain(number)]), True))
        row.standing = PROBLEM
        return row
    seen[plain(number)] = record.row
    values = _values(books, record, row.problems)
    old = known.get(plain(number))
    _odd(record, values, row.problems)
    if row.held:
        row.standing = PROBLEM
        return row
    if old is not None:
        row.changes = differences(old, values)
        row.standing = CHANGED if row.changes else SAME
    row.write = lambda change: put(change, old or Sample(number=number), values)
    return row


def _values(books: MasterBooks, record: Record, problems: list[RowProblem]) -> dict[str, Any]:
    """Return what a row says of its sample, by field."""
    get = record.cells.get
    order_text = str(get("order") or "")
    order = books.order(order_text) if order_text else None
    note = str(get("note") or "")
    if order_text and order is None:
        problems.append(RowProblem(record.row, record.cell("order"), "unknown_order", _(
            "There is no order {order}; the sample comes in without it, the number is kept in its note.").format(
                order=order_text)))
        note = "；".join(p for p in (note, f"制单号：{order_text}") if p)
    product, colour = books.products.take(get("item")), str(get("colour") or "")
    line = books.line(order, product, colour)
    rule, days = rule_of(str(get("rule") or ""))
    for odd in record.notes:
        if odd.key == "quantity" and odd.value is None:
            note = "；".join(p for p in (note, f"数量：{odd.text}") if p)
        if odd.key in ("send_by", "sent", "received") and odd.value is None:
            note = "；".join(p for p in (note, odd.text) if p)
    round_: Any = get("round")
    values = {
        "kind": _word(get("kind"), KIND_WORDS) or "approval", "order_line": line, "order": order,
        "customer": books.companies.take(get("customer"), customer=True) if order is None else order.customer,
        "product": product, "colour": colour, "quantity": _whole(get("quantity")),
        "retained": _whole(get("retained")), "rule": rule, "rule_days": days, "send_by": get("send_by"),
        "plan_finish": get("plan_finish"), "finished": get("finished"), "sent": get("sent"),
        "courier": get("courier"), "waybill": get("waybill"), "freight": get("freight"),
        "recipient": get("recipient"), "need_by": get("need_by"), "received": get("received"),
        "comments": get("comments"), "result": _word(get("result"), RESULT_WORDS),
        "round": _whole(round_) or 1, "note": note}
    if get("send_by") is not None:
        values["basis"] = basis(rule, days or 0, base_day(rule, line))
    return values


def _odd(record: Record, values: dict[str, Any], problems: list[RowProblem]) -> None:
    """Name what contradicts itself or can't be."""
    sent, received = values["sent"], values["received"]
    if sent is not None and received is not None and received < sent:
        problems.append(RowProblem(record.row, record.cell("received"), "date_order", _(
            "The customer received it ({received}) before it was sent ({sent}); one of the days is wrong.").format(
                received=received, sent=sent)))
    problems += [RowProblem(record.row, record.cell(key), "negative", _(
        "{value} pieces can't be; enter a number from 0 up.").format(value=values[key]), True)
        for key in ("quantity", "retained") if values[key] is not None and values[key] < 0]
    problems += [RowProblem(record.row, record.cell(key), "decimal", broken_pieces(record.cells.get(key)), True)
                 for key in ("quantity", "retained") if not is_whole(record.cells.get(key))]


def _whole(value: Any) -> int | None:
    return None if value is None else round(value)


SAMPLES_IMPORT = Import("samples", N_("Sample tracker"), (TRACKER,), plan)
