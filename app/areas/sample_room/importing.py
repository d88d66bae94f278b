"""Imports the property register of a sample room: numbers that clash, units entered twice, loans in the remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.areas.sample_room.records import LENT, MISSING, OK, REMOVED, REPAIR, SCRAPPED, RoomItem, RoomLoan, RoomRepair
from app.areas.sample_room.room_fields import REGISTER
from app.areas.sample_room.scanning import plain as code_of
from app.areas.sample_room.settings import LOAN_DAYS
from app.database.change import Change
from app.database.settings import office
from app.domain.dates import typed_date
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
from app.masters.by_name import differences

STATE_WORDS = (("借", LENT), ("修", REPAIR), ("坏", REPAIR), ("缺", MISSING), ("丢", MISSING), ("撤", REMOVED),
               ("报废", SCRAPPED), ("正常", OK), ("ok", OK))
LOAN = re.compile(r"^(?P<who>.{1,16}?)借[，,、;；\s]*(?:应还|还期|归还)[:：]?\s*(?P<back>[\d./月日号-]{3,12})")
NUMBER = re.compile(r"^(?P<prefix>\D*)(?P<count>\d+)$")


@dataclass
class _Books:
    """The register as it stands, and what the rows of this file add to it."""

    masters: MasterBooks = field(default_factory=MasterBooks)
    by_number: dict[str, RoomItem] = field(default_factory=dict)
    by_serial: dict[str, RoomItem] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)
    last: int = 0
    prefix: str = "YJ"
    width: int = 3

    def free_number(self) -> str:
        """Return the next asset number that neither register nor file has."""
        self.last += 1
        return f"{self.prefix}{self.last:0{self.width}}"


def plan(source: Source, memory: dict[str, Any]) -> SheetPlan:
    """Plan one worksheet of a register; `memory` keeps what was looked up for the whole workbook."""
    books: _Books = memory.get("room") or _read()
    memory["room"] = books
    _learn_numbers(books, [str(r.cells.get("number") or "") for r in source.records])
    made = SheetPlan(source.grid.name, source.grid.hidden, source.table, origin=source.origin)
    made.rows = [_plan_row(source, books, record) for record in source.records]
    return made


def _read() -> _Books:
    books = _Books()
    for item in RoomItem.select().where(RoomItem.deleted == 0):
        books.by_number[code_of(item.number or "")] = item
        if item.serial:
            books.by_serial[code_of(item.serial)] = item
    _learn_numbers(books, list(books.by_number))
    return books


def _learn_numbers(books: _Books, numbers: list[str]) -> None:
    """Learn from numbers in use how the next one looks: YJ046 → YJ047."""
    for text in numbers:
        found = NUMBER.match(text.strip())
        if found and int(found["count"]) > books.last and len(found["count"]) < 9:
            books.last, books.prefix, books.width = int(found["count"]), found["prefix"], len(found["count"])


def _plan_row(source: Source, books: _Books, record: Record) -> RowPlan:
    cells, problems = record.cells, cell_problems(record, source.table)
    number, serial = str(cells.get("number") or ""), str(cells.get("serial") or "")
    title = " / ".join(p for p in (number, str(cells.get("machine") or ""), serial) if p)
    row = RowPlan(record.row, NEW, title, problems=problems)
    old = books.by_number.get(code_of(number)) if number else books.by_serial.get(code_of(serial))
    if number and code_of(number) in books.numbers:
        problems.append(RowProblem(row.row, record.cell("number"), "duplicate_number", _(
            "Asset number {number} stands in row {row} already; look at the label on the unit and give one of the two "
            "its own number.").format(number=number, row=books.numbers[code_of(number)]), True))
        row.standing = PROBLEM
        return row
    if not number and old is None:
        number = books.free_number()
        problems.append(RowProblem(row.row, record.cell("number"), "code_blank", _(
            "The asset number is missing; the sample gets {number}. Print its label.").format(number=number)))
    if number:
        books.numbers[code_of(number)] = row.row
    _look_at_serial(books, record, serial, old, problems)
    values = _values(books, record)
    if old is not None:
        row.changes = differences(old, values)
        row.standing = CHANGED if row.changes else SAME
    loan = _loan(source.today, cells)
    row.write = lambda change: _write(change, old or RoomItem(number=number), values, loan)
    return row


def _look_at_serial(books: _Books, record: Record, serial: str, old: RoomItem | None,
                    problems: list[RowProblem]) -> None:
    """Name a unit whose serial number another row or another sample of the register has."""
    if not serial:
        return
    key = code_of(serial)
    known = books.by_serial.get(key)
    if key in books.serials:
        said = _("Serial number {serial} stands in row {row} too; is it the same unit?").format(
            serial=serial, row=books.serials[key])
    elif known is not None and (old is None or known.id != old.id):
        said = _("Serial number {serial} belongs to {other} already; look at the label on the unit.").format(
            serial=serial, other=known)
    else:
        books.serials[key] = record.row
        return
    problems.append(RowProblem(record.row, record.cell("serial"), "duplicate_serial", said))


def _values(books: _Books, record: Record) -> dict[str, Any]:
    get = record.cells.get
    unread = [odd.text for odd in record.notes if odd.key == "since" and odd.value is None]
    note = "；".join([str(get("note") or ""), *(f"入室日期：{text}" for text in unread)]).strip("；")
    state = str(get("state") or "").lower()
    return {**{name: get(name) for name in ("category", "brand", "machine", "name", "serial", "colour", "firmware",
                                            "accessories", "place", "since", "origin", "value")},
            "product": books.masters.products.find(get("machine")),
            "custodian": books.masters.people.take(get("custodian")),
            "state": next((key for word, key in STATE_WORDS if word in state), OK), "note": note}


def _loan(today: date, cells: dict[str, object]) -> dict[str, Any] | None:
    """Return the loan that a remark tells of: 业务部温子乔借，应还11/28."""
    found = LOAN.search(str(cells.get("note") or ""))
    if found is None or "借" not in str(cells.get("state") or ""):
        return None
    back = typed_date(found["back"].strip(), today)
    return {"borrower": found["who"].strip(), "lent": min(today, back) if back else today,
            "due_back": back or today + timedelta(days=office(LOAN_DAYS))}


def _write(change: Change, item: RoomItem, values: dict[str, Any], loan: dict[str, Any] | None) -> None:
    state = values["state"]
    put(change, item, values)
    if state == LENT and loan is not None and not RoomLoan.select().where(
            (RoomLoan.item == item) & RoomLoan.returned.is_null() & (RoomLoan.deleted == 0)).exists():
        change.save(RoomLoan(item=item, **loan))
    if state == REPAIR and not RoomRepair.select().where(
            (RoomRepair.item == item) & RoomRepair.state.in_(("open", "work")) & (RoomRepair.deleted == 0)).exists():
        change.save(RoomRepair(item=item, opened=change.at.astimezone().date(),
                               fault=values["note"] or _("faulty by the register")))


REGISTER_IMPORT = Import("sample_room", N_("Register of the sample room"), (REGISTER,), plan,
                         tells=("number", "serial", "place", "since", "custodian"))
